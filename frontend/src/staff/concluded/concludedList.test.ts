import { afterEach, describe, expect, it, vi } from "vitest"
import type { ConcludedLine } from "../../core/protocol/wire"
import { ConcludedList, found, reopenable } from "./concludedList"

const line = (change: Partial<ConcludedLine> = {}): ConcludedLine => ({
  case_id: "one",
  number: 4812,
  reason: { sv: "Ont i halsen", en: "Sore throat" },
  resident_name: "Anna Lind",
  age: 34,
  outcome: "advice_given",
  concluded_at: "2026-11-18T14:00:00Z",
  concluded_by_name: "Sara Holm",
  reopen_until: "2026-11-25T14:00:00Z",
  ...change,
})

const answers = (...pages: object[]): void => {
  const left = pages.map((page) => new Response(JSON.stringify(page)))
  vi.stubGlobal("fetch", () => Promise.resolve(left.shift() ?? Response.error()))
}

afterEach(() => vi.unstubAllGlobals())

describe("concluded cases", () => {
  it("adds each page after the one before, until there are no more", async () => {
    answers({ cases: [line()], next: "further" }, { cases: [line({ case_id: "two" })], next: null })
    const list = new ConcludedList()
    await list.restart()
    expect(list.now.get()).toMatchObject({ next: "further", asking: false })
    await list.more()
    expect(list.now.get().lines.map((one) => one.case_id)).toEqual(["one", "two"])
    await list.more()
    expect(list.now.get()).toMatchObject({ next: null, refusal: null })
  })
  it("keeps what is here when the next page cannot be had", async () => {
    answers({ cases: [line()], next: "further" })
    const list = new ConcludedList()
    await list.restart()
    await list.more()
    expect(list.now.get()).toMatchObject({ lines: [line()], next: "further", asking: false })
    expect(list.now.get().refusal).not.toBeNull()
  })
  it("is searched by name, complaint, whoever concluded, and number with or without its space", () => {
    const lines = [line(), line({ case_id: "two", number: 17, resident_name: "Nils Åkerman", concluded_by_name: "Johan Lager", reason: { sv: "Utslag", en: "Rash" } })]
    const ids = (text: string): string[] => found(lines, text).map((one) => one.case_id)
    expect(ids("åkerman")).toEqual(["two"])
    expect(ids("HALS")).toEqual(["one"])
    expect(ids("johan")).toEqual(["two"])
    expect(ids("4 812")).toEqual(["one"])
    expect(ids("")).toEqual(["one", "two"])
  })
  it("can be reopened until its time is out", () => {
    expect(reopenable(line(), Date.parse("2026-11-25T13:59:00Z"))).toBe(true)
    expect(reopenable(line(), Date.parse("2026-11-25T14:00:00Z"))).toBe(false)
  })
})
