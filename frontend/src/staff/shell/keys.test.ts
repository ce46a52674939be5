import { describe, expect, it } from "vitest"
import { deskKey } from "./keys"

const pressed = (key: string, change = {}): Parameters<typeof deskKey>[0] => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  ...change,
})
const free = { writing: false, covered: false, single: true }

describe("the desk's keys", () => {
  it.each(["n", "j", "r", "k", "?"])("knows %s", (key) => expect(deskKey(pressed(key), free)).toBe(key))
  it("takes capitals for letters", () => expect(deskKey(pressed("N"), free)).toBe("n"))
  it("leaves other keys and combinations alone", () => {
    expect(deskKey(pressed("x"), free)).toBeNull()
    expect(deskKey(pressed("n", { ctrlKey: true }), free)).toBeNull()
    expect(deskKey(pressed("n", { isComposing: true }), free)).toBeNull()
  })
  it("rests while somebody writes, a dialog is open, or letters are turned off", () => {
    expect(deskKey(pressed("n"), { ...free, writing: true })).toBeNull()
    expect(deskKey(pressed("n"), { ...free, covered: true })).toBeNull()
    expect(deskKey(pressed("n"), { ...free, single: false })).toBeNull()
  })
})
