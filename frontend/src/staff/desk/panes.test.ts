import { describe, expect, it } from "vitest"
import { closePane, focusedRoom, focusPane, NO_PANES, openPane, paneBeside, type Panes, placesAt, raisePane } from "./panes"

const open = (...rooms: string[]): Panes => rooms.reduce((panes, room) => openPane(panes, room, 2, null), NO_PANES)
const wide = (...rooms: string[]): Panes => rooms.reduce((panes, room) => openPane(panes, room, 4, null), NO_PANES)

describe("panes", () => {
  it("shows rooms in the order they were opened, the newest in focus and in the tall place", () => {
    expect(open("a", "b")).toEqual({ shown: ["a", "b"], recent: ["b", "a"], stack: ["b", "a"] })
  })
  it("puts a third room where the one left longest ago stood", () => {
    expect(open("a", "b", "c")).toEqual({ shown: ["c", "b"], recent: ["c", "b"], stack: ["c", "b"] })
  })
  it("lets a room with a call keep its place", () => {
    expect(openPane(open("a", "b"), "c", 2, "a").shown).toEqual(["a", "c"])
    expect(openPane(open("a"), "b", 1, "a").shown).toEqual(["a"])
  })
  it("moves the focus to a room that is open, and moves no pane for it", () => {
    const panes = wide("a", "b", "c")
    expect(focusPane(panes, "a")).toEqual({ ...panes, recent: ["a", "c", "b"] })
    expect(focusPane(open("a"), "unknown")).toEqual(open("a"))
  })
  it("lets the room that is raised change places with the tall one", () => {
    const panes = wide("a", "b", "c")
    expect(panes.stack).toEqual(["c", "b", "a"])
    expect(raisePane(panes, "a").stack).toEqual(["a", "b", "c"])
    expect(raisePane(panes, "a").shown).toEqual(panes.shown)
    expect(raisePane(panes, "unknown")).toBe(panes)
  })
  it("gives the focus and the tall place to the room before when one closes", () => {
    expect(focusedRoom(closePane(open("a", "b"), "b"))).toBe("a")
    expect(focusedRoom(closePane(open("a"), "a"))).toBeNull()
    expect(closePane(open("a"), "b")).toEqual(open("a"))
    const panes = raisePane(focusPane(wide("a", "b", "c"), "a"), "a")
    expect(closePane(panes, "a").stack).toEqual(["c", "b"])
  })
  it("goes round among the open rooms", () => {
    expect(paneBeside(wide("a", "b", "c"), 1)).toBe("a")
    expect(paneBeside(wide("a", "b", "c"), -1)).toBe("b")
    expect(paneBeside(NO_PANES, 1)).toBeNull()
  })
  it("has room for two, three or four by the width of the window", () => {
    expect([1024, 1440, 1920].map(placesAt)).toEqual([2, 3, 4])
  })
})
