import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { askWho, leave, loggedIn, login, unsentHere, vaultOf } from "./login"
import { hintedUnfinished, hintUnfinished } from "./start/unfinishedHint"

const ME = { account_id: "anna", name: "Anna Lind", given_name: "Anna", age: 34, language: "sv" as const, phone: "", listed_unit_id: null }

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

test("where the login cannot be ended nothing is taken off the device, and the person is still there", async () => {
  loggedIn(ME)
  const mine = await vaultOf(ME)
  await mine.put("draft:room:only", "halvskri")
  vi.stubGlobal("fetch", () => Promise.reject(new Error("nobody answers")))
  await expect(leave()).rejects.toThrow()
  expect(hintedUnfinished()).toBe(true)
  expect(await mine.get("draft:room:only")).toBe("halvskri")
  expect(login.get()).toEqual({ phase: "known", me: ME })
})

test("leaving empties the vault, also where the login had ended already", async () => {
  loggedIn(ME)
  const mine = await vaultOf(ME)
  await mine.put("outbox:1", "hej")
  expect(await unsentHere()).toEqual({ message: true, form: false })
  vi.stubGlobal("fetch", () => Promise.resolve(new Response('{"code":"not_logged_in"}', { status: 401 })))
  await leave()
  expect(await mine.all("")).toEqual([])
  expect(login.get()).toEqual({ phase: "nobody", ended: false })
})

test("whoever was logged in on this device and is not any more is told so; a first visit is not", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json({ code: "not_logged_in" }, { status: 401 })))
  await askWho()
  expect(login.get()).toEqual({ phase: "nobody", ended: false })
  localStorage.setItem("vardrum.login", "1")
  await askWho()
  expect(login.get()).toEqual({ phase: "nobody", ended: true })
})
