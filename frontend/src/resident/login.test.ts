import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { leave, login } from "./login"
import { hintedUnfinished, hintUnfinished } from "./start/unfinishedHint"

beforeEach(() => {
  localStorage.clear()
  hintUnfinished(true)
})

afterEach(() => vi.unstubAllGlobals())

test("leaving takes the hint of an unfinished form off the device", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(null, { status: 204 })))
  await leave()
  expect(hintedUnfinished()).toBe(false)
  expect(login.get()).toEqual({ phase: "nobody" })
})

test("it is gone also when the server cannot be told", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new Error("nobody answers")))
  await expect(leave()).rejects.toThrow()
  expect(hintedUnfinished()).toBe(false)
})
