import { expect, test } from "vitest"
import { drawnPart, lastOfEarlier, lastOfLater, lastToShow } from "./drawnPart"

const keys = (count: number): string[] => Array.from({ length: count }, (_, place) => `m${place}`)

test("a short conversation is drawn whole, a long one by its end", () => {
  expect(drawnPart(keys(0), null)).toEqual({ from: 0, to: 0 })
  expect(drawnPart(keys(129), null)).toEqual({ from: 0, to: 129 })
  expect(drawnPart(keys(130), null)).toEqual({ from: 50, to: 130 })
  expect(drawnPart(keys(2_000), null)).toEqual({ from: 1_900, to: 2_000 })
})

test("a new message takes nothing away above, but once in fifty", () => {
  const tops = Array.from({ length: 50 }, (_, more) => drawnPart(keys(200 + more), null).from)
  expect(new Set(tops).size).toBe(2)
})

test("from the end to the beginning and back every line is drawn, and never too many", () => {
  const all = keys(487)
  const drawn = new Set<string>()
  const look = (last: string | null): string | null => {
    const { from, to } = drawnPart(all, last)
    expect(to - from).toBeLessThan(130)
    for (const key of all.slice(from, to)) drawn.add(key)
    return last
  }
  let last = look(null)
  while (drawnPart(all, last).from > 0) last = look(lastOfEarlier(all, last))
  expect(drawn.size).toBe(487)
  expect(lastOfEarlier(all, last)).toBe(last)
  drawn.clear()
  look(last)
  while (last !== null) last = look(lastOfLater(all, last))
  expect(drawn.size).toBe(487)
})

test("what a step shows begins with something that stood there before", () => {
  const all = keys(400)
  const before = drawnPart(all, null)
  const after = drawnPart(all, lastOfEarlier(all, null))
  expect(after.from).toBeLessThan(before.from)
  expect(after.to).toBeGreaterThan(before.from)
})

test("a last line that is gone leads to the newest", () => {
  expect(drawnPart(keys(200), "given up")).toEqual(drawnPart(keys(200), null))
})

test("any line can be shown, and no more is drawn for it", () => {
  const all = keys(487)
  for (const [place, key] of all.entries()) {
    const { from, to } = drawnPart(all, lastToShow(all, key))
    expect(from <= place && place < to && to - from < 130).toBe(true)
  }
})
