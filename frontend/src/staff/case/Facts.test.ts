import { expect, it } from "vitest"
import type { SummaryAnswer } from "../../core/protocol/wire"
import { byWeight, flagCounts } from "./Facts"

const flag = (id: string, value: SummaryAnswer["value"], unknown = false): SummaryAnswer => ({
  question_id: id,
  question: { sv: id, en: id },
  answer: { sv: "", en: "" },
  unknown,
  role: "red_flag",
  value: value ?? null,
})

it("puts red flags that were hit first, then the unknown, then the excluded, in the form's order among equals", () => {
  const flags = [flag("a", "no"), flag("b", "unknown"), flag("c", "yes"), flag("d", "no"), flag("e", "unknown")]
  expect(byWeight(flags).map((one) => one.question_id)).toEqual(["c", "b", "e", "a", "d"])
})

it("counts an unknown red flag as unknown, also in summaries from before the value was told", () => {
  expect(flagCounts([flag("a", "yes"), flag("b", "unknown"), flag("c", null, true), flag("d", "no")])).toEqual({ yes: 1, unknown: 2 })
})
