import { afterEach, expect, test, vi } from "vitest"
import type { HandedCase, StaffView, TransferLine, UnitToAsk, WorkTransfer } from "../../core/protocol/wire"
import { workItem } from "../../core/testing/frames"
import { PETER, roomView, staffMe } from "../testing/people"
import { cameBack, closedWords, endedWords, handedToMe, newlyAsked, newlyHanded, openWords, receiverWords, returned, standingTransfer } from "./transfers"

const ME = { account_id: "me", profession: "nurse" } as const

function handed(id: string, change: Partial<WorkTransfer> = {}): WorkTransfer {
  return { id, by_id: "sara", by_name: "Sara Holm", to_id: "me", to_name: "Johan Lager", profession: null, made_at: "08:00", until: "08:10", ...change }
}

function line(id: string, change: Partial<TransferLine> = {}): TransferLine {
  const summary = { situation: "Feber", background: "", assessment: "", recommendation: "Undersök" }
  return { ...handed(id, { by_id: "me" }), state: "offered", summary, ended_at: null, ended_by: "", declined_for: "", ...change }
}

const staffWith = (...transfers: TransferLine[]): StaffView => ({ transfers }) as unknown as StaffView

test("I am asked by name, or as anybody of my profession but whoever hands over", () => {
  const items = [
    workItem(1, { transfer: handed("a") }),
    workItem(2, { transfer: handed("b", { to_id: "eva" }) }),
    workItem(3, { transfer: handed("c", { to_id: null, profession: "nurse" }) }),
    workItem(4, { transfer: handed("d", { to_id: null, profession: "nurse", by_id: "me" }) }),
    workItem(5, { transfer: handed("e", { to_id: null, profession: "physician" }) }),
    workItem(6),
    workItem(7, { transfer: handed("f", { to_id: null, to_name: "Rehab Norr", to_unit_id: "rehab" }) }),
  ]
  expect(handedToMe(items, ME).map((item) => item.number)).toEqual([1, 3])
})

test("it is new once, and again when it is asked anew", () => {
  const before = [workItem(1, { transfer: handed("a") })]
  expect(newlyHanded(before, before, ME)).toEqual([])
  expect(newlyHanded(before, [workItem(1, { transfer: handed("b") })], ME)).toHaveLength(1)
})

test("what I still have without anybody asked has come back", () => {
  const before = [workItem(1, { holder_id: "me", transfer: handed("a", { by_id: "me", to_id: "eva" }) })]
  expect(cameBack(before, [workItem(1, { holder_id: "me" })], "me")).toHaveLength(1)
  expect(cameBack(before, [workItem(1, { holder_id: "eva" })], "me")).toEqual([])
  expect(cameBack(before, before, "me")).toEqual([])
})

test("the room says what came back last, until I have put it away or asked again", () => {
  const declined = line("a", { state: "declined", ended_at: "08:05" })
  expect(returned(staffWith(declined), "me", new Set())?.id).toBe("a")
  expect(returned(staffWith(declined), "me", new Set(["a"]))).toBeNull()
  expect(returned(staffWith(declined), "eva", new Set())).toBeNull()
  expect(returned(staffWith(line("a", { state: "withdrawn", ended_at: "08:05" })), "me", new Set())).toBeNull()
  const again = staffWith(declined, line("b"))
  expect(returned(again, "me", new Set())).toBeNull()
  expect(standingTransfer(again)?.id).toBe("b")
})

// --- other units -----------------------------------------------------------------------------------------------------
afterEach(() => vi.useRealTimers())

const unit = (change: Partial<UnitToAsk> = {}): UnitToAsk => ({ id: "rehab", name: "Rehab Norr", is_open: false, closes_at: null, opens_at: null, round_the_clock: false, ...change })

test("each unit says how long it is open, and a closed one when it opens", () => {
  vi.useFakeTimers({ now: new Date("2026-11-26T07:00:00Z") })
  expect(openWords(unit({ is_open: true, round_the_clock: true }))).toBe("öppet dygnet runt")
  expect(openWords(unit({ is_open: true, closes_at: "2026-11-26T15:00:00Z" }))).toBe("öppet till kl. 16")
  expect(openWords(unit({ is_open: true, closes_at: "2026-11-26T23:00:00Z" }))).toBe("öppet till kl. 24")
  expect(openWords(unit({ opens_at: "2026-11-26T07:30:00Z" }))).toBe("stängt, öppnar klockan 8.30 i dag")
  expect(openWords(unit())).toBe("stängt")
  expect(closedWords(unit({ opens_at: "2026-11-27T07:00:00Z" }))).toBe("Rehab Norr har stängt och öppnar fredag klockan 8.")
  expect(closedWords(unit())).toBe("Rehab Norr har stängt och kan inte väljas.")
})

test("a unit that is asked is named, and what it returned says so to whoever gave it", () => {
  const toUnit = { to_id: null, to_name: "Rehab Norr", to_unit_id: "rehab" }
  expect(receiverWords(handed("a", toUnit))).toBe("Rehab Norr")
  expect(returned(staffWith(line("a", { ...toUnit, state: "declined", ended_at: "08:05" })), "me", new Set())?.to_name).toBe("Rehab Norr")
})

test("what my unit is asked is new once", () => {
  const asked = (id: string): HandedCase => ({ ...workItem(1), transfer: handed(id, { to_id: null, to_unit_id: "unit" }) })
  expect(newlyAsked([], [asked("a")])).toHaveLength(1)
  expect(newlyAsked([asked("a")], [asked("a")])).toEqual([])
  expect(newlyAsked([asked("a")], [asked("b")])).toHaveLength(1)
})

test("a pane that has closed says where its case is now", () => {
  const me = staffMe()
  expect(endedWords(roomView({ holder: PETER }), me)).toBe("Anna Lind är nu hos Peter Åkesson. Rutan är stängd, ditt utkast ligger kvar i webbläsaren.")
  expect(endedWords(roomView({ holder: PETER, unit_name: "Rehab Norr" }), me)).toMatch(/^Anna Lind är nu hos Peter Åkesson, Rehab Norr\./)
  expect(endedWords(roomView({ holder: null }), me)).toBe("Du har inte längre Anna Lind. Rutan är stängd.")
})
