import { afterEach, describe, expect, it, vi } from "vitest"
import { Refusal } from "../core/errors/refusal"
import { AGAIN_MS } from "../core/net/askAgain"
import type { Socket } from "../core/net/socket"
import { Observable } from "../core/observable"
import type { CallState } from "../core/protocol/wire"
import type { OpenedRoom, RoomClient } from "../core/room/roomClient"
import { underTenure } from "../core/room/tenure"
import { roomTransport, type RoomTransport } from "./roomTransport"
import { answered } from "./testing/calls"

type Hear = (frame: object) => void

interface Place {
  transport: RoomTransport
  opened: Observable<OpenedRoom>
  followed: Observable<boolean>
  sent: object[]
  proofs: () => number
  hurries: () => number
  options: object[]
  hear: Hear
  refuse: (refusal: Error) => void
}

function withCall(call: CallState | null, phase: "open" | "ended" | "refused" = "open"): OpenedRoom {
  return { phase, state: { room: { call } } } as unknown as OpenedRoom
}

/** What a call asks of the socket beside commands, and how often it has. */
function counted(): Pick<Place, "proofs" | "hurries"> & { socket: Pick<Socket, "prove" | "hurry"> } {
  let proofs = 0
  let hurries = 0
  const prove = (): void => {
    proofs += 1
  }
  const hurry = (): (() => void) => {
    hurries += 1
    return () => {
      hurries -= 1
    }
  }
  return { socket: { prove, hurry }, proofs: () => proofs, hurries: () => hurries }
}

function place(call: CallState | null = null): Place {
  const opened = new Observable(withCall(call))
  const followed = new Observable(true)
  const sent: object[] = []
  const options: object[] = []
  const asked = counted()
  const hearing = new Set<Hear>()
  let refusal: Error | null = null
  const socket = {
    peerId: "tab",
    command: (frame: object, option: object) => {
      sent.push(frame)
      options.push(option)
      return refusal === null ? Promise.resolve({}) : Promise.reject(refusal)
    },
    ...asked.socket,
    signal: (frame: object) => sent.push(frame),
    listen: (hear: Hear) => {
      hearing.add(hear)
      return () => hearing.delete(hear)
    },
  } as unknown as Socket
  const room = {
    roomId: "room",
    opened,
    followed,
    get state() {
      const now = opened.get()
      return "state" in now ? now.state : null
    },
    underTenure(body: { type: string }) {
      const now = opened.get()
      return underTenure(body, "state" in now ? now.state : null)
    },
  } as unknown as RoomClient
  return {
    transport: roomTransport({ socket, room, accountId: "me", audience: "resident", outbox: { add: () => Promise.reject(new Error("nothing is kept here")) } }),
    opened,
    followed,
    sent,
    proofs: asked.proofs,
    hurries: asked.hurries,
    options,
    hear: (frame) => hearing.forEach((hear) => hear(frame)),
    refuse: (why) => {
      refusal = why
    },
  }
}

afterEach(() => {
  vi.unstubAllGlobals()
})

describe("the room's transport", () => {
  it("follows the room and its call, until it is closed", () => {
    const { transport, opened, followed } = place(answered())
    expect([transport.call.get()?.state, transport.online.get(), transport.mayAnswer(answered())]).toEqual(["connecting", true, true])
    opened.set(withCall(answered({ state: "connected" })))
    followed.set(false)
    expect([transport.call.get()?.state, transport.online.get()]).toEqual(["connected", false])
    transport.close()
    opened.set(withCall(null))
    expect(transport.call.get()?.state).toBe("connected")
  })

  it.each(["ended", "refused"] as const)("ends the call for whoever is no longer in the room (%s)", (phase) => {
    const { transport, opened } = place(answered())
    opened.set(withCall(answered(), phase))
    expect(transport.call.get()).toMatchObject({ state: "ended", end_reason: "hung_up" })
  })

  it("numbers commands, and repeats all but reports after a reconnect", async () => {
    const { transport, sent, options } = place()
    const call = { room_id: "room", call_id: "call" }
    expect(await transport.command({ type: "call.end", ...call })).toEqual({ done: true })
    await transport.command({ type: "call.report", observed: "lost", ...call })
    expect(sent[0]).toMatchObject({ type: "call.end", id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string })
    expect(options).toEqual([{ resend: true }, { resend: false }])
  })

  it("hands a refusal on as an answer", async () => {
    const { transport, refuse } = place()
    refuse(new Refusal("call_over"))
    const answer = await transport.command({ type: "call.end", room_id: "room", call_id: "call" })
    expect(answer).toMatchObject({ done: false, refusal: { code: "call_over" } })
  })

  it("passes on a doubt about the way to the server", () => {
    const { transport, proofs } = place()
    transport.prove()
    expect(proofs()).toBe(1)
  })

  it("passes on that the server must not be waited for long, until it need not be", () => {
    const { transport, hurries } = place()
    const letWait = transport.hurry()
    expect(hurries()).toBe(1)
    letWait()
    expect(hurries()).toBe(0)
  })

  it("hears the signals of its own room only", () => {
    const { transport, hear } = place()
    const heard: object[] = []
    const release = transport.onSignal((signal) => heard.push(signal))
    const signal = { type: "call.media.relayed", room_id: "room" }
    hear(signal)
    hear({ ...signal, room_id: "another" })
    hear({ type: "typing.shown", room_id: "room" })
    release()
    hear(signal)
    expect(heard).toEqual([signal])
  })

  it("asks its own audience for the servers of the call", async () => {
    const asked: string[] = []
    vi.stubGlobal("fetch", (path: string) => {
      asked.push(path)
      return Promise.resolve(new Response('{"ice_servers": [{"urls": ["stun:x"], "username": null, "credential": null}]}'))
    })
    expect((await place().transport.iceServers("a call")).ice_servers).toHaveLength(1)
    expect(asked).toEqual(["/api/resident/ice?call_id=a%20call"])
  })

  it("asks for the servers anew where the first question is not heard", async () => {
    vi.useFakeTimers()
    const asked: string[] = []
    vi.stubGlobal("fetch", (path: string) => {
      asked.push(path)
      return asked.length === 1 ? new Promise(() => undefined) : Promise.resolve(new Response('{"ice_servers": []}'))
    })
    const found = place().transport.iceServers("call")
    await vi.advanceTimersByTimeAsync(AGAIN_MS)
    expect(await found).toEqual({ ice_servers: [] })
    expect(asked).toHaveLength(2)
    vi.useRealTimers()
  })
})
