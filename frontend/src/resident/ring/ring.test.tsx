import { act, fireEvent, render, screen, waitFor } from "@testing-library/preact"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import type { RoomPlace } from "../../call"
import { CallClient } from "../../call/callClient"
import type { CallEnvironment } from "../../call/environment"
import { browserSpeech } from "../../call/speech"
import { roomTransport } from "../../call/roomTransport"
import { FakeDevices } from "../../call/testing/fakeMedia"
import { LocalMedia } from "../../call/media"
import { ended, ringing } from "../../call/testing/calls"
import { Socket } from "../../core/net/socket"
import { Observable } from "../../core/observable"
import { callChanged, NURSE, nurse, resident, RESIDENT, ROOM, snapshot } from "../../core/testing/frames"
import { FakeServer } from "../../core/testing/fakeSocket"
import * as api from "../api"
import { useWatched } from "../hooks"
import { loggedIn, loginEnded } from "../login"
import { OpenRooms } from "../openRooms"
import { go, route } from "../router"
import { RingPlace } from "./RingPlace"

const ME = { account_id: RESIDENT, name: "Anna Lind", given_name: "Anna", age: 34, language: "sv" as const, phone: "", listed_unit_id: null }
const OTHER = "00000000-0000-7000-8000-00000000000b"

const world = vi.hoisted(() => ({ live: {}, environment: {}, calls: [] as object[] }))

vi.mock("../live", () => ({ liveOf: () => Promise.resolve(world.live) }))
vi.mock("../../call", () => ({
  meterOf: () => ({ level: () => 0, close: () => undefined }),
  openCalls: (place: RoomPlace) => {
    const transport = roomTransport(place)
    const client = new CallClient(transport, world.environment as CallEnvironment)
    world.calls.push(client)
    const close = (): void => {
      client.close()
      transport.close()
    }
    return { client, close }
  },
}))

let server: FakeServer
let rooms: OpenRooms
let rings: number

function line(change: { id: string; state: "waiting" | "active" | "concluded" }) {
  return {
    number: 7,
    reason: { sv: "Ont i halsen", en: "Sore throat" },
    resident_name: "Anna Lind",
    is_self: true,
    unit_name: "Björkdalens vårdcentral",
    holder: nurse(),
    arrived_at: "",
    last_at: "",
    unread: 0,
    ...change,
  }
}

beforeEach(() => {
  window.scrollTo = () => undefined
  rings = 0
  world.calls = []
  const devices = new FakeDevices()
  const environment: CallEnvironment = {
    connect: () => ({}) as RTCPeerConnection,
    openMedia: (video) => LocalMedia.open(video, devices.devices),
    ring: () => {
      rings += 1
      return { stop: () => void (rings -= 1) }
    },
    keepAwake: () => () => undefined,
    now: () => 0,
    speech: browserSpeech({}),
    seenEnd: () => null,
    rememberEnd: () => undefined,
  }
  server = new FakeServer()
  const socket = new Socket({ url: "ws://here", peerId: "peer", open: server.open })
  rooms = new OpenRooms(socket, RESIDENT, { add: () => Promise.reject(new Error("nothing is sent here")) })
  world.environment = environment
  world.live = { socket, rooms, outbox: { durable: true, inPage: new Observable(new Set()) } }
  vi.spyOn(api, "cases").mockResolvedValue({ cases: [line({ id: ROOM, state: "active" }), line({ id: OTHER, state: "concluded" })] })
  socket.start()
  server.latest.welcomes()
  loggedIn(ME)
})

afterEach(() => {
  loginEnded()
  go("/")
})

function Place() {
  const at = useWatched(route)
  return (
    <RingPlace at={at}>
      <textarea aria-label="Med egna ord" />
    </RingPlace>
  )
}

const call = (change = {}) => ringing({ started_by: NURSE, ...change })

/** It asks for its cases when the page has had its words: later than a test waits for anything else. */
const PATIENTLY = { timeout: 5_000 }
const listening = () => waitFor(() => expect(server.latest.ofType("room.open")).toHaveLength(1), PATIENTLY)

/** A form with something typed in it, and a case that is listened in. */
async function write(): Promise<HTMLTextAreaElement> {
  go(`/form/${OTHER}`)
  render(<Place />)
  await listening()
  expect(server.latest.ofType("room.open")[0]).toMatchObject({ room_id: ROOM })
  void act(() => server.latest.says(snapshot({ state: "active", holder: nurse(), participants: [resident, nurse()] })))
  const field = screen.getByLabelText<HTMLTextAreaElement>("Med egna ord")
  field.focus()
  fireEvent.input(field, { target: { value: "Det svider" } })
  return field
}

async function ringsOver(): Promise<HTMLElement> {
  void act(() => server.latest.says(callChanged(2, "call.rang", call())))
  return await screen.findByRole("alertdialog")
}

test("it rings over a form, whose text and focus are there again when the call has been declined", async () => {
  const field = await write()
  await ringsOver()
  expect(rings).toBe(1)
  expect(field.closest("[inert]")).not.toBeNull()
  fireEvent.click(screen.getByRole("button", { name: "Inte nu" }))
  await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull())
  expect(server.latest.ofType("call.end")).toHaveLength(1)
  await waitFor(() => expect(document.activeElement).toBe(field))
  expect([rings, field.value, field.closest("[inert]")]).toEqual([0, "Det svider", null])
  expect(route.get()).toEqual({ page: "form", intakeId: OTHER })
})

test("whoever gives up calling takes the screen away", async () => {
  await write()
  await ringsOver()
  void act(() => server.latest.says(callChanged(3, "call.ended", ended("cancelled", { started_by: NURSE }))))
  await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull())
  expect(rings).toBe(0)
})

test("answering leads to the case with the same call, on the same socket", async () => {
  const field = await write()
  await ringsOver()
  fireEvent.click(screen.getByRole("button", { name: "Svara utan bild" }))
  await waitFor(() => expect(route.get()).toEqual({ page: "case", caseId: ROOM }))
  await waitFor(() => expect(server.latest.ofType("call.accept")).toHaveLength(1))
  expect(rooms.calls.get().get(ROOM)?.client).toBe(world.calls[0])
  expect(world.calls).toHaveLength(1)
  expect(server.opened).toHaveLength(1)
  expect(server.latest.ofType("room.close")).toEqual([])
  await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull())
  expect(field.value).toBe("Det svider")
})

test("on the case's own page the ring is that page's", async () => {
  go(`/cases/${ROOM}`)
  render(<Place />)
  await listening()
  void act(() => server.latest.says(snapshot({ state: "active", call: call() })))
  await act(() => Promise.resolve())
  expect(world.calls).toEqual([])
  void act(() => go("/cases"))
  expect(await screen.findByRole("alertdialog")).toBeInTheDocument()
})

test("nothing is listened to without a case that is open, nor after the login has ended", async () => {
  vi.mocked(api.cases).mockResolvedValue({ cases: [line({ id: OTHER, state: "concluded" })] })
  const { unmount } = render(<Place />)
  await waitFor(() => expect(api.cases).toHaveBeenCalled(), PATIENTLY)
  await act(() => Promise.resolve())
  expect(server.latest.ofType("room.open")).toEqual([])
  unmount()
  vi.mocked(api.cases).mockResolvedValue({ cases: [line({ id: ROOM, state: "waiting" })] })
  render(<Place />)
  await listening()
  void act(() => loginEnded())
  await waitFor(() => expect(server.latest.ofType("room.close")).toHaveLength(1))
})
