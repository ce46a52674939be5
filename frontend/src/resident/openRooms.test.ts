import { beforeEach, expect, test, vi } from "vitest"
import type { RoomCalls } from "../call"
import { Socket } from "../core/net/socket"
import { RESIDENT, ROOM } from "../core/testing/frames"
import { FakeServer } from "../core/testing/fakeSocket"
import { OpenRooms } from "./openRooms"

let server: FakeServer
let rooms: OpenRooms

beforeEach(() => {
  close.mockClear()
  server = new FakeServer()
  const socket = new Socket({ url: "ws://here", peerId: "peer", open: server.open })
  socket.start()
  server.latest.welcomes()
  rooms = new OpenRooms(socket, RESIDENT, { add: () => Promise.reject(new Error("nothing is sent here")) })
})

const close = vi.fn<() => void>()
const calls = (): RoomCalls => ({ close }) as unknown as RoomCalls

test("a room is opened once for all who hold it, and closed with the last", () => {
  const client = rooms.hold(ROOM)
  expect(rooms.hold(ROOM)).toBe(client)
  rooms.release(ROOM)
  expect([server.latest.ofType("room.open").length, server.latest.ofType("room.close").length]).toEqual([1, 0])
  rooms.release(ROOM)
  expect(server.latest.ofType("room.close")).toHaveLength(1)
})

test("a room has one set of calls, which ends with the room", () => {
  rooms.hold(ROOM)
  const made = calls()
  expect(rooms.openCalls(ROOM, () => made)).toBe(made)
  expect(rooms.openCalls(ROOM, calls)).toBe(made)
  rooms.release(ROOM)
  expect(close).toHaveBeenCalledOnce()
  expect(rooms.calls.get().size).toBe(0)
})

test("whoever closes calls that are no longer the room's closes nothing", () => {
  rooms.hold(ROOM)
  const first = rooms.openCalls(ROOM, calls)
  rooms.closeCalls(ROOM, first)
  const second = rooms.openCalls(ROOM, calls)
  rooms.closeCalls(ROOM, first)
  expect(close).toHaveBeenCalledOnce()
  expect(rooms.calls.get().get(ROOM)).toBe(second)
})
