import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { Socket } from "../net/socket"
import { FakeServer } from "../testing/fakeSocket"
import * as told from "../testing/frames"
import { RoomClient } from "./roomClient"

let server: FakeServer
let socket: Socket
let client: RoomClient

beforeEach(() => {
  vi.useFakeTimers()
  server = new FakeServer()
  socket = new Socket({ url: "ws://here", peerId: "peer", open: server.open, random: () => 0 })
  client = new RoomClient(socket, told.ROOM, told.RESIDENT)
  socket.start()
  client.start()
  server.latest.welcomes()
})

afterEach(() => {
  client.stop()
  socket.stop()
  vi.useRealTimers()
})

const opens = () => server.latest.ofType("room.open")

async function answer(frame?: object): Promise<void> {
  const id = opens().at(-1)?.["id"]
  if (frame) server.latest.says(frame)
  server.latest.says({ type: "ack", id, stream: null, sequence: null, result: null })
  await vi.advanceTimersByTimeAsync(0)
}

test("opens without a cursor and shows the snapshot", async () => {
  expect(opens()[0]).toMatchObject({ room_id: told.ROOM, cursors: null })
  await answer(told.snapshot())
  expect(client.opened.get()).toMatchObject({ phase: "open", state: { cursors: { room: 1 } } })
})

test("a correction says under which custody of the screen it is given; a resident's says nothing of it", async () => {
  await answer(told.snapshot({}, { staff: { ...told.staffView(), epoch: 4 } }))
  void client.correct("message", "bättre").catch(() => undefined)
  expect(server.latest.ofType("message.correct")[0]).toMatchObject({ epoch: 4 })
  void client.redact("message", "wrong_person", "").catch(() => undefined)
  expect(server.latest.ofType("message.redact")[0]).toMatchObject({ epoch: 4 })
})

test("after a reconnect it asks for what lies after its cursor, and shows it", async () => {
  await answer(told.snapshot())
  server.latest.closes(1006)
  await vi.advanceTimersByTimeAsync(0)
  server.latest.welcomes()
  expect(opens()[0]).toMatchObject({ cursors: { room: 1, staff: 0 } })
  await answer(told.messageSent(2, "medan du var borta"))
  expect(client.state?.messages.map((message) => message.text)).toEqual(["medan du var borta"])
})

test("it is followed from its opening on until the connection is gone, and again after the next opening", async () => {
  expect(client.followed.get()).toBe(false)
  await answer(told.snapshot())
  expect(client.followed.get()).toBe(true)
  server.latest.closes(1006)
  expect(client.followed.get()).toBe(false)
  await vi.advanceTimersByTimeAsync(0)
  server.latest.welcomes()
  await vi.advanceTimersByTimeAsync(0)
  expect(client.followed.get()).toBe(false)
  await answer()
  expect(client.followed.get()).toBe(true)
})

test("a gap and heads beyond the cursor are repaired by opening again", async () => {
  await answer(told.snapshot())
  server.latest.says(told.messageSent(3, "för tidigt"))
  expect(opens()).toHaveLength(2)
  await answer(told.messageSent(2, "ett"))
  server.latest.says({ type: "heads", heads: { [`room:${told.ROOM}`]: 2 }, server_time: "" })
  expect(opens()).toHaveLength(2)
  server.latest.says({ type: "heads", heads: { [`room:${told.ROOM}`]: 3 }, server_time: "" })
  expect(opens()).toHaveLength(3)
})

test("a refusal is shown, and another attempt can be made", async () => {
  const id = opens()[0]?.["id"]
  server.latest.says({ type: "error", id, code: "not_found", params: {}, retryable: false })
  await vi.advanceTimersByTimeAsync(0)
  expect(client.opened.get()).toMatchObject({ phase: "refused", refusal: { code: "not_found" } })
  client.reopen()
  expect(opens()).toHaveLength(2)
})

test("an unavailable server is asked again by itself", async () => {
  const id = opens()[0]?.["id"]
  server.latest.says({ type: "error", id, code: "unavailable", params: {}, retryable: true })
  await vi.advanceTimersByTimeAsync(2_000)
  expect(opens()).toHaveLength(2)
})

test("when membership ends, what was seen stays", async () => {
  await answer(told.snapshot())
  server.latest.says({ type: "stream.ended", stream: `room:${told.ROOM}` })
  expect(client.opened.get()).toMatchObject({ phase: "ended", state: { cursors: { room: 1 } } })
})

test("writing is shown, fades, and ends with the message", async () => {
  await answer(told.snapshot())
  const shown = { type: "typing.shown", room_id: told.ROOM, participant_id: told.NURSE, name: "Sara Holm" }
  server.latest.says(shown)
  expect(client.typing.get()?.name).toBe("Sara Holm")
  await vi.advanceTimersByTimeAsync(5_000)
  expect(client.typing.get()).toBeNull()
  server.latest.says(shown)
  server.latest.says(told.messageSent(2, "klar", told.nurse()))
  expect(client.typing.get()).toBeNull()
})

test("whoever writes is called what the room calls them", async () => {
  await answer(told.snapshot({ participants: [told.resident, told.nurse()] }))
  server.latest.says({ type: "typing.shown", room_id: told.ROOM, participant_id: told.NURSE, name: "Sara" })
  expect(client.typing.get()?.name).toBe("Sara Holm")
})

test("names that are not shown any more: the room is opened anew, until it is there without a cursor", async () => {
  await answer(told.snapshot())
  server.latest.says(told.namesRedrawn(2))
  expect(opens().at(-1)).toMatchObject({ cursors: null })
  server.latest.says({ type: "error", id: opens().at(-1)?.["id"], code: "unavailable", params: {}, retryable: true })
  await vi.advanceTimersByTimeAsync(2_000)
  expect(opens()).toHaveLength(3)
  expect(opens().at(-1)).toMatchObject({ cursors: null })
  await answer(told.snapshot({}, { cursors: { room: 2, staff: 0 } }))
  client.reopen()
  expect(opens().at(-1)).toMatchObject({ cursors: { room: 2 } })
})

test("one's own writing is said at most every three seconds", async () => {
  client.showTyping()
  client.showTyping()
  expect(server.latest.ofType("typing.show")).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(3_000)
  client.showTyping()
  expect(server.latest.ofType("typing.show")).toHaveLength(2)
})

test("writing on after one's own message is said at once, after somebody else's as before", async () => {
  await answer(told.snapshot())
  const said = (): number => server.latest.ofType("typing.show").length
  client.showTyping()
  server.latest.says(told.messageSent(2, "hej", told.nurse()))
  client.showTyping()
  expect(said()).toBe(1)
  server.latest.says(told.messageSent(3, "hej"))
  client.showTyping()
  client.showTyping()
  expect(said()).toBe(2)
})

test("how far one has read is told once, and again after a failure", async () => {
  await answer(told.snapshot())
  client.advance(4, 4)
  client.advance(4, 4)
  const receipts = server.latest.ofType("receipt.advance")
  expect(receipts).toHaveLength(1)
  server.latest.says({ type: "error", id: receipts[0]?.["id"], code: "internal", params: {}, retryable: true })
  await vi.advanceTimersByTimeAsync(0)
  client.advance(4, 4)
  expect(server.latest.ofType("receipt.advance")).toHaveLength(2)
})

test("a page of history that was read before something was taken away does not bring it back", async () => {
  await answer(told.snapshot({}, { cursors: { room: 3, staff: 0 }, messages: [told.message(3)] }))
  server.latest.says(told.messageRedacted(4, 2))
  client.addHistory({ messages: [told.message(2)], earlier: false })
  expect(client.state?.messages.map((message) => message.text)).toEqual(["", "hej"])
})
