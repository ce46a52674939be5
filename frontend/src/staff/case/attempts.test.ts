import { expect, test } from "vitest"
import type { AttemptLine } from "../../core/protocol/wire"
import { attemptWords, howFar, OUTCOMES, outcomeWords, standing } from "./attempts"

const AT = "2026-03-02T08:00:00Z"

function line(change: Partial<AttemptLine> = {}): AttemptLine {
  return { id: "a", at: AT, by_name: "Sara Holm", outcome: "no_answer", made: 1, needed: 2, again_at: null, routine: false, ...change }
}

test("the newest attempt in vain stands until somebody has written or reached them", () => {
  expect(standing([line()], Date.parse(AT) - 1)?.id).toBe("a")
  expect(standing([line()], Date.parse(AT))).toBeNull()
  expect(standing([line(), line({ outcome: "reached" })], 0)).toBeNull()
  expect(standing([], 0)).toBeNull()
})

test("it says when the next one counts, that it is enough, and that what is urgent is not enough by itself", () => {
  const now = Date.parse(AT)
  expect(howFar(line({ again_at: AT }), "Anna", now)).toMatch(/^1 av 2 försök\. Nästa räknas tidigast/)
  expect(howFar(line({ made: 2 }), "Anna", now)).toContain("kan avslutas som uteblivet svar")
  expect(howFar(line({ made: 3, needed: 3, routine: true }), "Anna", now)).toContain("följ mottagningens rutin")
})

test("every outcome has its words", () => {
  const said = OUTCOMES.flatMap((outcome) => [outcomeWords(outcome, "Anna"), attemptWords(line({ outcome }))])
  expect(new Set(said).size).toBe(8)
})
