import { describe, expect, it } from "vitest"
import { meant } from "./keys"

const pressed = (key: string, change = {}): Parameters<typeof meant>[0] => ({
  key,
  code: "",
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  ...change,
})
const free = { writing: false, covered: false, single: true, led: false }

describe("the desk's keys", () => {
  it("are letters, whatever their case", () => {
    expect(meant(pressed("n"), free)).toEqual({ kind: "keys", keys: "n" })
    expect(meant(pressed("N"), free)).toEqual({ kind: "keys", keys: "n" })
    expect(meant(pressed("?"), free)).toEqual({ kind: "keys", keys: "?" })
  })
  it("are two in a row after the leader", () => {
    expect(meant(pressed("g"), free)).toEqual({ kind: "led" })
    expect(meant(pressed("a"), { ...free, led: true })).toEqual({ kind: "keys", keys: "g a" })
  })
  it("are combinations that work while somebody writes", () => {
    const writing = { ...free, writing: true }
    expect(meant(pressed("k", { ctrlKey: true }), writing)).toEqual({ kind: "palette" })
    expect(meant(pressed("k", { metaKey: true }), writing)).toEqual({ kind: "palette" })
    expect(meant(pressed("™", { altKey: true, code: "Digit2" }), writing)).toEqual({ kind: "pane", number: 2 })
    expect(meant(pressed("5", { altKey: true, code: "Digit5" }), writing)).toBeNull()
  })
  it("leave undoing to a text field that somebody writes in", () => {
    expect(meant(pressed("z", { ctrlKey: true }), free)).toEqual({ kind: "undo" })
    expect(meant(pressed("z", { ctrlKey: true }), { ...free, writing: true })).toBeNull()
    expect(meant(pressed("z", { ctrlKey: true, shiftKey: true }), free)).toBeNull()
  })
  it("rest while somebody writes, a dialog is open, or letters are turned off", () => {
    expect(meant(pressed("n"), { ...free, writing: true })).toBeNull()
    expect(meant(pressed("n"), { ...free, covered: true })).toBeNull()
    expect(meant(pressed("n"), { ...free, single: false })).toBeNull()
    expect(meant(pressed("n", { isComposing: true }), free)).toBeNull()
    expect(meant(pressed("Enter"), free)).toBeNull()
    expect(meant(pressed("k", { ctrlKey: true }), { ...free, single: false })).toEqual({ kind: "palette" })
  })
})
