import { describe, expect, it } from "vitest"
import { rowsWithin } from "./fitting"

const heights = { row: 60, heading: 30 }

describe("what a wall has room for", () => {
  it("is everything where everything fits", () => {
    expect(rowsWithin(30 + 2 * 60, { waiting: 2, held: 0 }, heights)).toBe(2)
    expect(rowsWithin(2 * 30 + 8 + 4 * 60, { waiting: 2, held: 2 }, heights)).toBe(4)
  })
  it("leaves a line for how many more there are", () => {
    expect(rowsWithin(30 + 2 * 60, { waiting: 3, held: 0 }, heights)).toBe(1)
    expect(rowsWithin(30 + 2 * 60 + 44, { waiting: 3, held: 0 }, heights)).toBe(2)
  })
  it("counts the heading of each group", () => {
    expect(rowsWithin(30 + 3 * 60 + 44, { waiting: 3, held: 5 }, heights)).toBe(2)
    expect(rowsWithin(2 * 30 + 8 + 4 * 60 + 44, { waiting: 3, held: 5 }, heights)).toBe(4)
  })
})
