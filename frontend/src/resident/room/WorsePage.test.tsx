import { fireEvent, render, screen, within } from "@testing-library/preact"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { Refusal } from "../../core/errors/refusal"
import { chooseLanguage } from "../../core/language"
import type { SayWorse, WaitingView } from "../../core/protocol/wire"
import { stateOf } from "../../core/room/roomState"
import { snapshot } from "../../core/testing/frames"
import { route } from "../router"
import { WorsePage } from "./WorsePage"

const { room } = stateOf(snapshot())
const FORM = "01a2289d-910f-7033-aead-2eba3d8bc03e"
const OPEN: WaitingView = { place: 3, staff_available: 2, unit_open: true, opens_at: null, closes_at: null, open_by: "2026-11-18T15:00:00Z", opened_at: null }

let sent: SayWorse[]
let waiting: WaitingView
let answer: () => Promise<{ result: string | null }>

const live = {
  socket: {
    command: (command: SayWorse) => {
      sent.push(command)
      return answer()
    },
  },
}
const ways = { live: live as never, onBack: () => undefined }

beforeEach(() => {
  chooseLanguage("sv")
  sent = []
  waiting = OPEN
  answer = () => Promise.resolve({ result: FORM })
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(JSON.stringify(waiting))))
  vi.stubGlobal("scrollTo", () => undefined)
})
afterEach(() => vi.unstubAllGlobals())

const tell = (): void => void fireEvent.click(screen.getByRole("button", { name: /Säg till mottagningen/ }))

test("the numbers to call stand before the way to tell the clinic", () => {
  render(<WorsePage room={room} about={null} {...ways} />)
  expect(screen.getByRole("heading", { name: "Ring 112 direkt om du" })).toBeInTheDocument()
  expect(screen.getByText("har skadat dig själv, eller tänker ta ditt liv")).toBeInTheDocument()
  expect(within(screen.getByRole("main")).getByRole("link", { name: "Ring 112" })).toHaveAttribute("href", "tel:112")
  expect(within(screen.getByRole("contentinfo")).getByText(/De ser det direkt/)).toBeInTheDocument()
  expect(sent).toEqual([])
})

test("in English each sign goes on with the heading's sentence", () => {
  chooseLanguage("en")
  render(<WorsePage room={room} about={null} {...ways} />)
  expect(screen.getByRole("heading", { name: "Call 112 at once if you" })).toBeInTheDocument()
  const signs = screen.getAllByRole("listitem").map((sign) => sign.textContent)
  expect(signs.filter((sign) => /^(has|is|swells|cannot)\b/.test(sign))).toEqual([])
})

test("a guardian reads about the child by name", () => {
  const child = { ...room, resident: { ...room.resident, name: "Leo Nyberg" } }
  render(<WorsePage room={child} about={{ name: "Leo Nyberg", isSelf: false }} {...ways} />)
  expect(screen.getByRole("heading", { name: "Ring 112 direkt om Leo" })).toBeInTheDocument()
  expect(screen.getByText("inte går att väcka, eller krampar")).toBeInTheDocument()
  expect(screen.getByRole("button", { name: "Säg till mottagningen att Leo mår sämre" })).toBeInTheDocument()
})

test("one press tells the clinic and leads to the questions", async () => {
  render(<WorsePage room={room} about={null} {...ways} />)
  tell()
  await vi.waitFor(() => expect(route.get()).toEqual({ page: "form", intakeId: FORM }))
  expect(sent).toMatchObject([{ type: "worse.say", room_id: room.id }])
})

test("where there is nothing to ask it is said that the clinic knows", async () => {
  answer = () => Promise.resolve({ result: null })
  render(<WorsePage room={room} about={null} {...ways} />)
  tell()
  expect(await screen.findByRole("heading", { name: "Mottagningen har fått veta att du mår sämre" })).toBeInTheDocument()
})

test("what did not arrive is said, with where to call, and is the same wish when it is tried again", async () => {
  answer = () => Promise.reject(new Refusal("too_many", { retry_after: 50 }))
  render(<WorsePage room={room} about={null} {...ways} />)
  tell()
  expect(await screen.findByText(/50 sekunder.*har inte fått veta det. Ring 1177/)).toBeInTheDocument()
  tell()
  await vi.waitFor(() => expect(sent).toHaveLength(2))
  expect(sent[0]?.id).toBe(sent[1]?.id)
})

test("a closed clinic is said to be closed before it is told", async () => {
  waiting = { ...OPEN, unit_open: false, opens_at: "2026-11-19T07:00:00Z" }
  render(<WorsePage room={room} about={null} {...ways} />)
  expect(await screen.findByText(/Ingen läser det förrän dess/)).toBeInTheDocument()
})
