import { describe, expect, it } from "vitest"
import { StillPicture } from "./stillPicture"

function pair(taken: boolean | Error = true): { nurse: StillPicture; resident: StillPicture; shots: () => number } {
  let shots = 0
  const shoot = (): Promise<boolean> => {
    shots += 1
    return taken instanceof Error ? Promise.reject(taken) : Promise.resolve(taken)
  }
  const nurse: StillPicture = new StillPicture((said) => resident.hear(said), shoot)
  const resident: StillPicture = new StillPicture((said) => nurse.hear(said), shoot)
  return { nurse, resident, shots: () => shots }
}

const phases = (...sides: StillPicture[]): string[] => sides.map((side) => side.state.get().phase)

describe("a still picture", () => {
  it("is taken by the asked side, and only on its yes", async () => {
    const { nurse, resident, shots } = pair()
    nurse.ask()
    expect([phases(nurse, resident), shots()]).toEqual([["asking", "asked"], 0])
    await resident.answer(true)
    expect([phases(nurse, resident), shots()]).toEqual([["sent", "sent"], 1])
  })

  it("is not taken on a no", async () => {
    const { nurse, resident, shots } = pair()
    nurse.ask()
    await resident.answer(false)
    expect([phases(nurse, resident), shots()]).toEqual([["refused", "none"], 0])
  })

  it.each([false, new Error("no camera")])("says on both sides that it did not come about", async (taken) => {
    const { nurse, resident } = pair(taken)
    nurse.ask()
    await resident.answer(true)
    expect(phases(nurse, resident)).toEqual(["failed", "failed"])
  })

  it("is never taken on another's word: a yes that nobody asked for, or without a question", async () => {
    const { nurse, resident, shots } = pair()
    resident.hear({ say: "still", id: "x", word: "yes" })
    await resident.answer(true)
    nurse.hear({ say: "still", id: "x", word: "sent" })
    expect([phases(nurse, resident), shots()]).toEqual([["none", "none"], 0])
  })

  it("ends with the line", () => {
    const { nurse, resident } = pair()
    nurse.ask()
    nurse.cut()
    resident.cut()
    expect(phases(nurse, resident)).toEqual(["failed", "none"])
  })
})
