import { expect, test } from "vitest"
import type { StaffView, TransferLine, WorkTransfer } from "../../core/protocol/wire"
import { workItem } from "../../core/testing/frames"
import { cameBack, handedToMe, newlyHanded, returned, standingTransfer } from "./transfers"

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
