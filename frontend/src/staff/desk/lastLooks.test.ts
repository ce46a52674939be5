import { beforeEach, describe, expect, it } from "vitest"
import { workItem } from "../testing/people"
import { answeredRooms, newImmediate } from "./attention"
import { isUnread, LastLooks } from "./lastLooks"

const ME = "me"
const AT = "2026-11-18T14:30:00Z"
const mine = workItem({ holder_id: ME, state: "active", turn: "staff", turn_at: AT })

beforeEach(() => sessionStorage.clear())

describe("what is unread", () => {
  it("came after the last look at the room", () => {
    const looks = new LastLooks(ME)
    expect(isUnread(mine, ME, looks.now.get())).toBe(true)
    looks.look(mine.case_id, Date.parse(AT))
    expect(isUnread(mine, ME, looks.now.get())).toBe(false)
    expect(isUnread({ ...mine, turn_at: "2026-11-18T14:30:05Z" }, ME, looks.now.get())).toBe(true)
  })
  it("is the resident's word in a room of mine, nothing else", () => {
    expect(isUnread({ ...mine, turn: "resident" }, ME, new Map())).toBe(false)
    expect(isUnread({ ...mine, holder_id: "peter" }, ME, new Map())).toBe(false)
  })
  it("is remembered over a reload, and not for whoever comes next", () => {
    new LastLooks(ME).look("room", 5)
    expect(new LastLooks(ME).now.get().get("room")).toBe(5)
    expect(new LastLooks("somebody else").now.get().size).toBe(0)
  })
})

describe("what is worth a note", () => {
  const later = "2026-11-18T14:31:00Z"
  it("is an answer in a room of mine, the second one too", () => {
    const answered = { ...mine, turn: "resident" as const }
    expect(answeredRooms([answered], [mine], ME)).toEqual([mine.case_id])
    expect(answeredRooms([mine], [{ ...mine, turn_at: later }], ME)).toEqual([mine.case_id])
    expect(answeredRooms([mine], [mine], ME)).toEqual([])
  })
  it("is not that a room became mine", () => {
    expect(answeredRooms([{ ...mine, holder_id: null }], [mine], ME)).toEqual([])
    expect(answeredRooms([], [mine], ME)).toEqual([])
  })
  it("is somebody new of the highest priority whom nobody has", () => {
    const worst = workItem({ case_id: "worst", priority: 1 })
    expect(newImmediate([], [worst, workItem()])).toEqual(["worst"])
    expect(newImmediate([worst], [worst])).toEqual([])
    expect(newImmediate([], [{ ...worst, holder_id: "peter" }])).toEqual([])
  })
})
