/** What stands under "why this priority", from what triage told: what decided, what else weighed, and the rest. Pure. */
import type { CaseSummary, Localized } from "../../core/protocol/wire"

export interface Reasons {
  /** The sentence that decided. */
  decided: string | null
  /** What else asked for attention, "don't know" among it, the weightiest first. */
  others: readonly string[]
  /** The rules that fired besides; they stand behind "all rules". */
  rest: readonly string[]
}

type Said = (words: Localized) => string

/** The explanation may call upon things that are no rules, such as an unknown red flag: its sentences come first. */
export function reasonsOf(summary: CaseSummary, say: Said): Reasons {
  const rules = [...summary.rules].sort((one, other) => Number(other.decided) - Number(one.decided))
  const told = rules.map((rule) => say(rule.why))
  const points = (summary.explanation_points ?? []).map(say)
  const whole = say(summary.explanation)
  const sentences = points.length > 0 ? points : rules[0]?.decided ? told.slice(0, 1) : whole === "" ? [] : [whole]
  const [decided = null, ...others] = unique(sentences)
  return { decided, others, rest: unique(told).filter((why) => !sentences.includes(why)) }
}

/** What several sentences begin with, said once, with what each goes on to name. */
export interface Told {
  lead: string
  points: readonly string[]
}

const LEAD = /^([^:]+): (.+)$/

/** "Red flags not excluded: X." and "Red flags not excluded: Y." are one thing to read. A lead of its own stays whole. */
export function together(sentences: readonly string[]): Told[] {
  const told: { lead: string; points: string[]; whole: string }[] = []
  for (const sentence of sentences) {
    const [, lead = sentence, point] = LEAD.exec(sentence) ?? []
    const same = told.find((one) => one.lead === lead)
    if (point === undefined || same === undefined) told.push({ lead, points: point === undefined ? [] : [point], whole: sentence })
    else same.points.push(point)
  }
  return told.map(({ lead, points, whole }) => (points.length > 1 ? { lead, points } : { lead: whole, points: [] }))
}

const unique = (sentences: readonly string[]): string[] => [...new Set(sentences.filter((sentence) => sentence !== ""))]
