import { expect, it } from "vitest"
import { caseSummary } from "../testing/people"
import { asksNotToBeCalled } from "./calling"

it("warns before ringing whoever said no, and neither whoever said yes nor whoever was never asked", () => {
  const answers = [true, false, null] as const
  expect(answers.map((may_call) => asksNotToBeCalled(caseSummary({ may_call })))).toEqual([false, true, false])
})
