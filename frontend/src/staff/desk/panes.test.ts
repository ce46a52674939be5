import { describe, expect, it } from "vitest"
import { closePane, focusedRoom, focusPane, NO_PANES, openPane, type Panes } from "./panes"

const open = (...rooms: string[]): Panes => rooms.reduce((panes, room) => openPane(panes, room, 2, null), NO_PANES)

describe("panes", () => {
  it("shows rooms in the order they were opened, the newest in focus", () => {
    expect(open("a", "b")).toEqual({ shown: ["a", "b"], recent: ["b", "a"] })
  })
  it("puts a third room where the one left longest ago stood", () => {
    expect(open("a", "b", "c")).toEqual({ shown: ["c", "b"], recent: ["c", "b"] })
  })
  it("lets a room with a call keep its place", () => {
    expect(openPane(open("a", "b"), "c", 2, "a").shown).toEqual(["a", "c"])
    expect(openPane(open("a"), "b", 1, "a").shown).toEqual(["a"])
  })
  it("moves only the focus to a room that is open", () => {
    expect(openPane(open("a", "b"), "a", 2, null)).toEqual({ shown: ["a", "b"], recent: ["a", "b"] })
    expect(focusPane(open("a"), "unknown")).toEqual(open("a"))
  })
  it("gives the focus to the room before when one closes", () => {
    expect(focusedRoom(closePane(open("a", "b"), "b"))).toBe("a")
    expect(focusedRoom(closePane(open("a"), "a"))).toBeNull()
    expect(closePane(open("a"), "b")).toEqual(open("a"))
  })
})
