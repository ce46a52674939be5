import { describe, expect, it } from "vitest"
import { caseSummary } from "../testing/people"
import { reasonsOf, together } from "./reasons"

const sv = (words: { sv: string }): string => words.sv
const both = (words: string): { sv: string; en: string } => ({ sv: words, en: words })
const rules = [
  { rule_id: "days", why: both("Mer än tre dagar."), decided: false },
  { rule_id: "fever", why: both("Feber och utslag."), decided: true },
]

describe("why this priority", () => {
  it("puts the sentence that decided first, what else weighed after it, and the other rules behind", () => {
    const points = [both("Feber och utslag."), both("Vet inte om att gapa."), both("Vet inte om att gapa.")]
    expect(reasonsOf(caseSummary({ rules, explanation_points: points }), sv)).toEqual({
      decided: "Feber och utslag.",
      others: ["Vet inte om att gapa."],
      rest: ["Mer än tre dagar."],
    })
  })
  it("reads older summaries, whose explanation was one text, by the rule that decided", () => {
    expect(reasonsOf(caseSummary({ rules, explanation_points: [] }), sv)).toEqual({
      decided: "Feber och utslag.",
      others: [],
      rest: ["Mer än tre dagar."],
    })
  })
  it("falls back on the explanation when no rule decided, and says nothing twice", () => {
    const summary = caseSummary({ rules: [], explanation: both("Ingen regel slog till."), explanation_points: [] })
    expect(reasonsOf(summary, sv)).toEqual({ decided: "Ingen regel slog till.", others: [], rest: [] })
  })
})

describe("sentences that begin alike", () => {
  it("say their beginning once", () => {
    expect(together(["Svårt att andas.", "Ej utesluten: A.", "Ej utesluten: B.", "Ålder: 71."])).toEqual([
      { lead: "Svårt att andas.", points: [] },
      { lead: "Ej utesluten", points: ["A.", "B."] },
      { lead: "Ålder: 71.", points: [] },
    ])
  })
})
