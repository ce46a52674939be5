import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { Refusal } from "../errors/refusal"
import { FakeServer } from "../testing/fakeSocket"
import { backoffMs } from "./backoff"
import { behind, PROOF_MS, Socket, wakeWithPage } from "./socket"

let server: FakeServer
let socket: Socket

beforeEach(() => {
  vi.useFakeTimers()
  server = new FakeServer()
  socket = new Socket({ url: "ws://here/ws/resident", peerId: "peer", open: server.open, random: () => 0.5 })
  socket.start()
})

afterEach(() => {
  socket.stop()
  vi.useRealTimers()
})

const claim = { type: "case.claim", id: "command-1", room_id: "room" }
const ack = { type: "ack", id: "command-1", stream: null, sequence: null, result: null }
const error = (code: string) => ({ type: "error", id: "command-1", code, params: { holder: "Sara" }, retryable: false })

async function codeOf(refused: Promise<unknown>): Promise<string> {
  return refused.then(
    () => "acked",
    (refusal: unknown) => (refusal instanceof Refusal ? refusal.code : "other"),
  )
}

describe("opening", () => {
  test("hello comes first, and the welcome makes it online", () => {
    expect(socket.connection.get()).toEqual({ state: "connecting", attempt: 0 })
    server.latest.welcomes()
    expect(server.latest.sent[0]).toEqual({ type: "hello", protocol: 1, peer_id: "peer" })
    expect(socket.online).toBe(true)
  })

  test("an opening that says nothing for ten seconds is given up", async () => {
    await vi.advanceTimersByTimeAsync(10_000)
    expect(socket.connection.get().state).toBe("waiting")
  })

  test("frames reach whoever listens, until they stop", () => {
    const heard: string[] = []
    const stop = socket.listen((frame) => heard.push(frame.type))
    server.latest.welcomes()
    stop()
    server.latest.says({ type: "heads", heads: {}, server_time: "" })
    expect(heard).toEqual(["welcome"])
  })
})

describe("commands", () => {
  test("an ack resolves and an error rejects with its code", async () => {
    server.latest.welcomes()
    const acked = socket.command(claim)
    server.latest.says(ack)
    await expect(acked).resolves.toMatchObject({ type: "ack" })
    const refused = socket.command(claim)
    server.latest.says(error("claim_lost"))
    await expect(refused).rejects.toMatchObject({ code: "claim_lost", params: { holder: "Sara" } })
  })

  test("a command without an answer ends at its deadline", async () => {
    server.latest.welcomes()
    const code = codeOf(socket.command(claim, { deadlineMs: 500 }))
    await vi.advanceTimersByTimeAsync(500)
    expect(await code).toBe("no_connection")
  })

  test("a command is sent again with the same id after a reconnect", async () => {
    server.latest.welcomes()
    const acked = socket.command(claim)
    server.latest.closes(1006)
    await vi.advanceTimersByTimeAsync(250)
    server.latest.welcomes()
    expect(server.opened).toHaveLength(2)
    expect(server.latest.ofType("case.claim")).toEqual([claim])
    server.latest.says(ack)
    await expect(acked).resolves.toMatchObject({ id: "command-1" })
  })

  test("an open is not sent again: its client opens anew with its cursor", async () => {
    server.latest.welcomes()
    const code = codeOf(socket.command(claim, { resend: false }))
    server.latest.closes(1006)
    expect(await code).toBe("no_connection")
    expect(await codeOf(socket.command(claim, { resend: false }))).toBe("no_connection")
  })

  test("signals are lost while nobody hears them", () => {
    socket.signal({ type: "typing.show" })
    server.latest.welcomes()
    expect(server.latest.ofType("typing.show")).toEqual([])
    socket.signal({ type: "typing.show" })
    expect(server.latest.ofType("typing.show")).toHaveLength(1)
  })
})

describe("losing the connection", () => {
  test("the wait grows by full jitter up to thirty seconds", () => {
    expect(backoffMs(0, () => 1)).toBe(500)
    expect(backoffMs(3, () => 1)).toBe(4_000)
    expect(backoffMs(40, () => 1)).toBe(30_000)
    expect(backoffMs(40, () => 0)).toBe(0)
  })

  test("whoever is in a hurry waits four seconds at most, until the last of them is not", async () => {
    expect(backoffMs(40, () => 1, true)).toBe(4_000)
    const fail = async (): Promise<number> => {
      const before = server.opened.length
      server.latest.closes(1006)
      let waited = 0
      for (; server.opened.length === before; waited += 500) await vi.advanceTimersByTimeAsync(500)
      return waited
    }
    const letWait = [socket.hurry(), socket.hurry()]
    for (let failed = 0; failed < 8; failed += 1) await fail()
    expect(await fail()).toBe(2_000)
    letWait[0]?.()
    letWait[0]?.()
    expect(await fail()).toBe(2_000)
    letWait[1]?.()
    expect(await fail()).toBe(15_000)
  })

  test.each([4012, 4013, 4008, 4400, 1006])("close code %i is followed by another attempt", async (code) => {
    server.latest.welcomes()
    server.latest.closes(code)
    expect(socket.connection.get().state).toBe("waiting")
    await vi.advanceTimersByTimeAsync(250)
    expect(server.opened).toHaveLength(2)
  })

  test.each([
    [4401, "login_ended"],
    [4009, "outdated"],
  ])("close code %i ends it: %s", async (code, reason) => {
    server.latest.welcomes()
    server.latest.closes(code)
    expect(socket.connection.get()).toEqual({ state: "ended", reason })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(server.opened).toHaveLength(1)
    socket.start()
    expect(server.opened).toHaveLength(2)
  })

  test("silence for two and a half heartbeats is a lost connection", async () => {
    server.latest.welcomes()
    await vi.advanceTimersByTimeAsync(25_000)
    expect(server.latest.ofType("heartbeat")).toHaveLength(3)
    expect(socket.online).toBe(true)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(socket.online).toBe(false)
  })

  test("those who came back at the same moment do not beat at the same moment", async () => {
    server.latest.welcomes()
    await vi.advanceTimersByTimeAsync(4_999)
    expect(server.latest.ofType("heartbeat")).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(1)
    expect(server.latest.ofType("heartbeat")).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(server.latest.ofType("heartbeat")).toHaveLength(2)
  })

  test("frames of a socket that was given up are dropped", async () => {
    server.latest.welcomes()
    const old = server.latest
    old.closes(1006)
    await vi.advanceTimersByTimeAsync(250)
    old.welcomes()
    expect(socket.online).toBe(false)
  })

  test("where there is doubt, one heartbeat without an answer is a lost connection", async () => {
    server.latest.welcomes()
    socket.prove()
    socket.prove()
    expect(server.latest.ofType("heartbeat")).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(PROOF_MS - 1)
    expect(socket.online).toBe(true)
    await vi.advanceTimersByTimeAsync(1)
    expect(socket.connection.get().state).toBe("waiting")
    await vi.advanceTimersByTimeAsync(250)
    expect(server.opened).toHaveLength(2)
  })

  test("any word of the server's takes the doubt away, until there is another", async () => {
    server.latest.welcomes()
    socket.prove()
    server.latest.says({ type: "heads", heads: {}, server_time: "" })
    await vi.advanceTimersByTimeAsync(PROOF_MS * 2)
    expect(socket.online).toBe(true)
    socket.prove()
    await vi.advanceTimersByTimeAsync(PROOF_MS)
    expect(socket.online).toBe(false)
  })

  test("a doubt about an earlier connection says nothing of the next", async () => {
    socket.prove()
    server.latest.welcomes()
    socket.prove()
    server.latest.closes(1006)
    await vi.advanceTimersByTimeAsync(250)
    server.latest.welcomes()
    await vi.advanceTimersByTimeAsync(PROOF_MS)
    expect(socket.online).toBe(true)
    expect(server.opened.map((opened) => opened.ofType("heartbeat").length)).toEqual([1, 0])
  })

  test("the page's own news of the network is believed", () => {
    const asleep = wakeWithPage(socket)
    server.latest.welcomes()
    window.dispatchEvent(new Event("offline"))
    expect(socket.connection.get().state).toBe("waiting")
    window.dispatchEvent(new Event("online"))
    expect(socket.connection.get().state).toBe("connecting")
    asleep()
    expect(server.opened).toHaveLength(2)
  })
})

test("behind: a head beyond the cursor", () => {
  expect(behind({ "room:a": 4 }, { "room:a": 4 })).toBe(false)
  expect(behind({ "room:a": 5 }, { "room:a": 4 })).toBe(true)
  expect(behind({}, { "room:a": 4 })).toBe(false)
})

describe("bounds", () => {
  const tooMany = (seconds: number) => ({ type: "error", id: "command-1", code: "too_many", params: { retry_after: seconds }, retryable: true })

  test("what came too fast is sent again when the server says", async () => {
    server.latest.welcomes()
    const acked = socket.command(claim)
    server.latest.says(tooMany(3))
    await vi.advanceTimersByTimeAsync(2_999)
    expect(server.latest.ofType("case.claim")).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(server.latest.ofType("case.claim")).toEqual([claim, claim])
    server.latest.says(ack)
    await expect(acked).resolves.toMatchObject({ type: "ack" })
  })

  test("a wait beyond the sender's patience is told at once, with its seconds", async () => {
    server.latest.welcomes()
    const refused = socket.command(claim)
    server.latest.says(tooMany(40))
    await expect(refused).rejects.toMatchObject({ code: "too_many", params: { retry_after: 40 } })
  })

  test("a frame that would end the connection is not sent", async () => {
    server.latest.welcomes()
    expect(await codeOf(socket.command({ ...claim, text: "å".repeat(33_000) } as typeof claim))).toBe("too_large")
    expect(server.latest.ofType("case.claim")).toEqual([])
  })
})
