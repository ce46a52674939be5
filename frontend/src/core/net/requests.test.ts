import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { FakeServer } from "../testing/fakeSocket"
import { Socket } from "./socket"
import { Ways } from "./ways"

interface Asked {
  path: string
  body: { follows: { ticket: string; cursor: number }[]; frames: { type: string; id: string }[]; seconds: number }
  answers: (body: object, status?: number) => void
}

const WELCOME = { type: "welcome", protocol: "1.2", connection_id: "c", account_id: "a", heartbeat_seconds: 10, server_time: "" }
const HEADS = { type: "heads", heads: {}, server_time: "" }
const event = (sequence: number) => ({ type: "message.sent", stream: "room:r", sequence, by: {}, at: "" })
const frames = (said: object[], opened = {}, closed: string[] = []) => ({ frames: said, opened, closed })

let server: FakeServer
let socket: Socket
let asked: Asked[]
let trials: { onopen: (() => void) | null; onclose: (() => void) | null; close: () => void }[]

beforeEach(() => {
  vi.useFakeTimers()
  asked = []
  trials = []
  vi.stubGlobal("fetch", (path: string, options: { body: string; signal: AbortSignal }) => {
    return new Promise((resolve, reject) => {
      options.signal.addEventListener("abort", () => reject(new Error("aborted")))
      const body = JSON.parse(options.body) as Asked["body"]
      const answers = (given: object, status = 200): void => resolve(new Response(JSON.stringify(given), { status }))
      asked.push({ path, body, answers })
    })
  })
  vi.stubGlobal(
    "WebSocket",
    class {
      onopen = null
      onclose = null
      constructor() {
        trials.push(this)
      }
      close(): void {
        return
      }
    },
  )
  server = new FakeServer()
  const options = { url: "ws://here/ws/resident", peerId: "peer", requests: "/api/resident" }
  socket = new Socket({ ...options, open: server.open, random: () => 0 })
  socket.start()
})

afterEach(() => {
  socket.stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Until the next request of this kind is asked, whose number is counted from 0. */
async function request(path: "events" | "commands", number: number): Promise<Asked> {
  for (let turn = 0; turn < 50; turn += 1) {
    const found = asked.filter((one) => one.path === `/api/resident/${path}`)[number]
    if (found) return found
    await vi.advanceTimersByTimeAsync(1)
    await vi.dynamicImportSettled()
  }
  throw new Error(`no request ${path} ${number}`)
}

async function refuseWebSockets(): Promise<void> {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    server.latest.closes(1006)
    await vi.advanceTimersByTimeAsync(0)
  }
}

async function online(): Promise<void> {
  await refuseWebSockets()
  const greeting = await request("events", 0)
  expect(greeting.body).toMatchObject({ follows: [], seconds: 0, hello: { protocol: 1, peer_id: "peer" } })
  greeting.answers(frames([WELCOME, HEADS]))
  await request("events", 1)
  expect(socket.online).toBe(true)
}

const open = { type: "room.open", id: "open-1", room_id: "r" }
const ack = (id: string) => ({ type: "ack", id, stream: null, sequence: null, result: null })

test("after two attempts that nobody answered, requests take over", async () => {
  await online()
  expect(server.opened).toHaveLength(2)
})

test("one refusal is no reason, nor is a server that closes itself, nor a network that is gone", async () => {
  for (const code of [1006, 4012, 4013]) {
    server.latest.closes(code)
    await vi.advanceTimersByTimeAsync(0)
  }
  for (let time = 0; time < 3; time += 1) {
    socket.networkLost()
    await vi.advanceTimersByTimeAsync(0)
  }
  expect(server.opened).toHaveLength(7)
  expect(asked).toEqual([])
})

test("commands go in order, an opened stream is followed from its cursor on, and an event moves it", async () => {
  await online()
  const heard: unknown[] = []
  socket.listen((frame) => heard.push(frame.type))
  const opened = socket.command(open, { resend: false })
  const first = await request("commands", 0)
  const second = socket.command({ type: "message.send", id: "send-1" })
  expect(first.body.frames).toEqual([open])
  first.answers(frames([ack("open-1")], { "room:r": { ticket: "t", cursor: 4 } }))
  await opened
  const sent = await request("commands", 1)
  expect(sent.body.frames.map((frame) => frame.id)).toEqual(["send-1"])
  sent.answers(frames([ack("send-1")]))
  await second
  const waits = await request("events", 2)
  expect(waits.body).toMatchObject({ follows: [{ ticket: "t", cursor: 4 }], seconds: 20 })
  waits.answers(frames([event(5), event(6), HEADS]))
  expect((await request("events", 3)).body.follows).toEqual([{ ticket: "t", cursor: 6 }])
  expect(heard).toEqual(["ack", "ack", "message.sent", "message.sent", "heads"])
})

test("an ended stream and a closed one are not asked for again", async () => {
  await online()
  void socket.command(open)
  const both = { "room:r": { ticket: "t", cursor: 4 }, "staff:r": { ticket: "s", cursor: 0 } }
  ;(await request("commands", 0)).answers(frames([ack("open-1")], both))
  ;(await request("events", 2)).answers(frames([{ type: "stream.ended", stream: "staff:r" }, HEADS]))
  expect((await request("events", 3)).body.follows).toEqual([{ ticket: "t", cursor: 4 }])
  void socket.command({ type: "room.close", id: "close-1" })
  ;(await request("commands", 1)).answers(frames([ack("close-1")], {}, ["room:r"]))
  expect((await request("events", 4)).body.follows).toEqual([])
})

test("a lost request is a lost connection: what was not acked is sent again", async () => {
  await online()
  const sent = socket.command({ type: "message.send", id: "send-1" })
  ;(await request("commands", 0)).answers({}, 502)
  await vi.advanceTimersByTimeAsync(0)
  ;(await request("events", 2)).answers(frames([WELCOME, HEADS]))
  const again = await request("commands", 1)
  expect(again.body.frames.map((frame) => frame.id)).toEqual(["send-1"])
  again.answers(frames([ack("send-1")]))
  await expect(sent).resolves.toMatchObject({ id: "send-1" })
})

test.each([
  ["not_logged_in", 401, "login_ended"],
  ["protocol_too_old", 426, "outdated"],
])("%s ends it as on the socket", async (code, status, reason) => {
  await online()
  ;(await request("events", 1)).answers({ code, params: {}, retryable: false }, status)
  await vi.advanceTimersByTimeAsync(0)
  expect(socket.connection.get()).toEqual({ state: "ended", reason })
})

test("a silent request is given up like a silent socket", async () => {
  await online()
  await vi.advanceTimersByTimeAsync(30_000)
  expect(socket.connection.get().state).not.toBe("online")
})

test("the way back is tried in the background and taken when it is free", async () => {
  await online()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(trials).toHaveLength(1)
  trials[0]?.onclose?.()
  const waits = await request("events", 1)
  waits.answers(frames([HEADS]))
  await vi.advanceTimersByTimeAsync(20_000)
  expect(trials).toHaveLength(2)
  expect(socket.online).toBe(true)
  trials[1]?.onopen?.()
  await vi.advanceTimersByTimeAsync(0)
  expect(server.opened).toHaveLength(3)
  server.latest.welcomes()
  expect(socket.online).toBe(true)
})

test("while nothing works the ways take turns, and what works is kept to", () => {
  const ways = new Ways()
  const tried = Array.from({ length: 6 }, () => {
    const way = ways.next()
    ways.failed()
    return way
  })
  expect(tried).toEqual(["socket", "socket", "requests", "socket", "requests", "socket"])
  expect(ways.next()).toBe("requests")
  ways.welcomed()
  expect([ways.next(), ways.next()]).toEqual(["requests", "requests"])
  ways.failed()
  expect(ways.next()).toBe("socket")
  ways.welcomed()
  expect(ways.next()).toBe("socket")
})
