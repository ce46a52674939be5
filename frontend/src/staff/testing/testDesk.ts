/** A desk whose server is the test: a fake socket, a vault in memory, and staff figures that never come. */
import { vi } from "vitest"
import { Socket } from "../../core/net/socket"
import type { RoomSnapshot, StaffMe, WorkItem } from "../../core/protocol/wire"
import { FakeServer } from "../../core/testing/fakeSocket"
import { MemoryVault } from "../../core/vault/vault"
import { Desk } from "../desk/desk"
import { notices } from "../notices"
import { roomView, staffMe, staffView, UNIT_ID } from "./people"

export interface TestDesk {
  desk: Desk
  server: FakeServer
  vault: MemoryVault
}

export function testDesk(me: Partial<StaffMe> = {}): TestDesk {
  sessionStorage.clear()
  localStorage.clear()
  notices.set([])
  vi.stubGlobal("fetch", () => Promise.reject(new Error("nobody answers")))
  // Nothing is laid out here, so there is nowhere to scroll.
  Element.prototype.scrollIntoView = () => undefined
  vi.stubGlobal("ResizeObserver", class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  })
  const server = new FakeServer()
  const vault = new MemoryVault()
  const desk = new Desk(staffMe(me), vault, new Socket({ url: "ws://here/ws/staff", peerId: "peer", open: server.open }))
  desk.start()
  server.latest.welcomes()
  return { desk, server, vault }
}

/** The server shows the work list; `cursor` must rise. */
export function showList(test: TestDesk, items: readonly WorkItem[], cursor = 1): void {
  test.server.latest.says({
    type: "worklist.snapshot",
    unit_id: UNIT_ID,
    unit_name: "Björkdalens vårdcentral",
    cursor,
    items: [...items],
  })
}

export function showRoom(test: TestDesk, change: Partial<RoomSnapshot> = {}): void {
  const room = change.room ?? roomView()
  test.server.latest.says({
    type: "room.snapshot",
    cursors: { room: 3, staff: 1 },
    room,
    messages: [],
    earlier: false,
    staff: staffView(),
    ...change,
  })
}

type Sent = Record<string, unknown> & { id: string }

/** The newest command of a type; fails the test when there is none. */
export function sent(test: TestDesk, type: string): Sent {
  const frame = test.server.latest.ofType(type).at(-1)
  if (frame === undefined) throw new Error(`no ${type} was sent`)
  return frame as Sent
}

export function ack(test: TestDesk, type: string): void {
  test.server.latest.says({ type: "ack", id: sent(test, type).id, stream: null, sequence: null, result: null })
}

export function refuse(test: TestDesk, type: string, code: string, params: object = {}): void {
  test.server.latest.says({ type: "error", id: sent(test, type).id, code, params, retryable: false })
}

export const noticeTexts = (): string[] => notices.get().map((notice) => notice.text())
