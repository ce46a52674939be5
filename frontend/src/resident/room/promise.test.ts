import { expect, test } from "vitest"
import { promised } from "./promise"

const ARRIVED = "2026-11-18T13:00:00Z"
const BY = "2026-11-18T14:00:00Z"
const at = (time: string): number => Date.parse(`2026-11-18T${time}:00Z`)

test("the way to the latest moment is told as a share", () => {
  expect(promised({ open_by: BY, opened_at: null }, ARRIVED, at("13:15"))).toEqual({ state: "running", by: BY, share: 0.25 })
  expect(promised({ open_by: BY, opened_at: null }, ARRIVED, at("12:59"))).toMatchObject({ share: 0 })
})

test("an opened case has kept it, a late one has not", () => {
  expect(promised({ open_by: BY, opened_at: ARRIVED }, ARRIVED, at("14:30"))).toEqual({ state: "kept", at: ARRIVED })
  expect(promised({ open_by: BY, opened_at: null }, ARRIVED, at("14:00"))).toEqual({ state: "broken" })
})
