import { describe, expect, it } from "vitest"
import { climb, GOOD_AFTER_MS, type Ladder, ladder, type Rung, type Signs, sendingAt } from "./ladder"
import type { Quality } from "./quality"

/** Seconds of one kind of line, and the steps that are taken meanwhile. */
function through(from: Ladder, seconds: number, line: Quality | "gone", told: Partial<Signs> = {}): [Ladder, Rung[]] {
  const steps: Rung[] = []
  let at = from.since
  let here = from
  for (let second = 0; second < seconds; second += 1) {
    at += 1_000
    const quality = line === "gone" ? null : { mine: "good" as const, theirs: line }
    const before = here.rung
    here = climb(here, { at, quality, connected: line !== "gone", voice: true, picture: true, ...told })
    if (here.rung !== before) steps.push(here.rung)
  }
  return [here, steps]
}

describe("a bad line", () => {
  it("takes one step after the other, down to the telephone", () => {
    const [small] = through(ladder(0), 5, "poor")
    expect(small.rung).toBe("small")
    const [sound, way] = through(ladder(0), 30, "poor")
    expect([sound.rung, way]).toEqual(["sound", ["small", "sound"]])
    expect(through(sound, 20, "poor", { picture: false })[1]).toEqual(["telephone"])
  })

  it("offers the telephone without a step by sound when the path is gone", () => {
    expect(through(ladder(0), 30, "gone")[1]).toEqual(["small", "telephone"])
  })

  it.each(["poor", "gone"] as const)("never leads whoever wants no voice to sound or a telephone (%s)", (line) => {
    const [, way] = through(ladder(0), 300, line, { voice: false })
    expect(way).toEqual(["small", "write"])
  })

  it("only makes the picture smaller on an uneven line, and only after a while", () => {
    expect(through(ladder(0), 3, "uneven")[1]).toEqual([])
    expect(through(ladder(0), 300, "uneven")[1]).toEqual(["small"])
  })

  it("does nothing about a moment", () => {
    const [bad] = through(ladder(0), 3, "poor")
    const [good] = through(bad, 1, "good")
    expect(through(good, 3, "poor")[1]).toEqual([])
  })
})

describe("a line that recovers", () => {
  it("has its picture back after a while, and is asked first where it was turned off", () => {
    const [small] = through(ladder(0), 5, "poor")
    expect(through(small, GOOD_AFTER_MS / 1_000 + 2, "good")[1]).toEqual(["full"])
    const [sound] = through(ladder(0), 30, "poor")
    const [better, way] = through(sound, 15, "good", { picture: false })
    expect(way).toEqual(["better"])
    expect(through(better, 2, "good", { picture: true })[0].rung).toBe("better")
    expect(through(better, 15, "good", { picture: true })[1]).toEqual(["full"])
  })
})

it("sends less on every step below the first", () => {
  expect(sendingAt("small").maxBitrate).toBeLessThan(sendingAt("full").maxBitrate)
  expect(sendingAt("write").scaleDown).toBeGreaterThan(1)
  // Each of three is sent a third, smaller, and as often as signing needs.
  const [one, three] = [sendingAt("full"), sendingAt("full", 3)]
  expect([one.maxBitrate / three.maxBitrate, three.scaleDown > one.scaleDown, one.maxFramerate, three.maxFramerate]).toEqual([3, true, null, 20])
})
