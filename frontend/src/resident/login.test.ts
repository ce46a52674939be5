import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { askWho, leave, login } from "./login"
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
  expect(login.get()).toEqual({ phase: "nobody", ended: false })
})

test("it is gone also when the server cannot be told", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new Error("nobody answers")))
  await expect(leave()).rejects.toThrow()
  expect(hintedUnfinished()).toBe(false)
})

test("whoever was logged in on this device and is not any more is told so; a first visit is not", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json({ code: "not_logged_in" }, { status: 401 })))
  await askWho()
  expect(login.get()).toEqual({ phase: "nobody", ended: false })
  localStorage.setItem("vardrum.login", "1")
  await askWho()
  expect(login.get()).toEqual({ phase: "nobody", ended: true })
})
