import { expect, test } from "vitest"
import { workItem } from "../../core/testing/frames"
import { newlyWanting, wanting } from "./threats"

const asks = (by: string, at = "08:00", came: string | null = null) => ({ asked_by_id: by, asked_by: by, asked_at: at, came })

test("whoever asks is shown to the others until somebody has come", () => {
  const items = [workItem(1, { company: asks("sara") }), workItem(2, { company: asks("me") }), workItem(3, { company: asks("eva", "08:01", "Johan") }), workItem(4)]
  expect(wanting(items, "me").map((item) => item.number)).toEqual([1])
})

test("it is new once, and again when it is asked anew", () => {
  const before = [workItem(1, { company: asks("sara") })]
  expect(newlyWanting(before, before, "me")).toEqual([])
  expect(newlyWanting(before, [workItem(1, { company: asks("sara", "09:00") })], "me")).toHaveLength(1)
  expect(newlyWanting([workItem(1)], before, "me")).toHaveLength(1)
})
