import { describe, expect, it } from "vitest"
import { assignHues, type Hue } from "./hues"

const none = new Map<string, Hue>()

describe("hues", () => {
  it("gives every room its own while there are six", () => {
    const hues = assignHues(none, ["a", "b"], ["c", "d", "e", "f"])
    expect(new Set(hues.values()).size).toBe(6)
  })
  it("keeps a room's hue when others come and go", () => {
    const before = assignHues(none, ["a", "b"], ["c"])
    const after = assignHues(before, ["c", "d"], ["b"])
    expect(after.get("c")).toBe(before.get("c"))
    expect(after.get("b")).toBe(before.get("b"))
    expect(after.get("d")).toBe(1)
    expect(after.has("a")).toBe(false)
  })
  it("never frames two open rooms alike, however many there are", () => {
    const before = new Map<string, Hue>([["a", 1], ["b", 1]])
    const after = assignHues(before, ["a", "b"], ["c", "d", "e", "f", "g", "h"])
    expect(after.get("a")).toBe(1)
    expect(after.get("b")).not.toBe(1)
    expect(after.size).toBe(8)
  })
})
