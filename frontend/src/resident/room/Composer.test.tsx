import { fireEvent, render, screen, waitFor } from "@testing-library/preact"
import type { ComponentProps } from "preact"
import { beforeEach, expect, test, vi } from "vitest"
import { LATE_MS } from "../../core/room/delivery"
import { RoomClient } from "../../core/room/roomClient"
import { Drafts } from "../../core/room/drafts"
import { Outbox } from "../../core/room/outbox"
import { stateOf } from "../../core/room/roomState"
import { Socket } from "../../core/net/socket"
import { FakeServer } from "../../core/testing/fakeSocket"
import { message, nurse, RESIDENT, ROOM, snapshot } from "../../core/testing/frames"
import { MemoryVault, type Place } from "../../core/vault/vault"
import { OpenRooms } from "../openRooms"
import { Composer } from "./Composer"

let vault: MemoryVault
let props: ComponentProps<typeof Composer>

beforeEach(() => {
  vi.stubGlobal("matchMedia", () => ({ matches: true }))
  vault = new MemoryVault()
  const socket = new Socket({ url: "ws://here", peerId: "peer", open: new FakeServer().open })
  const carrier = { send: () => new Promise(() => undefined), upload: () => Promise.resolve("file") }
  const outbox = new Outbox(vault, carrier)
  props = {
    me: { account_id: RESIDENT, name: "Anna Lind", given_name: "Anna", age: 34, language: "sv", phone: "", listed_unit_id: null },
    live: { socket, outbox, drafts: new Drafts(vault), rooms: new OpenRooms(socket, RESIDENT, outbox) },
    client: new RoomClient(socket, ROOM, RESIDENT),
    state: stateOf(snapshot({}, { messages: [message(2, nurse())] })),
    answering: null,
    onAnswered: vi.fn(),
  }
})

const field = (): HTMLTextAreaElement => screen.getByLabelText("Skriv ett meddelande")

function write(text: string): void {
  fireEvent.input(field(), { target: { value: text } })
}

test("the field empties when the message is safe, and the message names its room", async () => {
  render(<Composer {...props} />)
  write("Det svider.")
  fireEvent.click(screen.getByRole("button", { name: "Skicka" }))
  await waitFor(() => expect(field().value).toBe(""))
  expect(props.live.outbox.items.get()[0]).toMatchObject({ text: "Det svider.", roomId: ROOM, shownRoomId: ROOM })
})

test("Enter with Shift is a new line, and nothing but space is not sent", () => {
  render(<Composer {...props} />)
  write("   ")
  fireEvent.keyDown(field(), { key: "Enter" })
  write("rad ett")
  fireEvent.keyDown(field(), { key: "Enter", shiftKey: true })
  expect(props.live.outbox.items.get()).toEqual([])
})

test("half-written text comes back, and gives way to what is written meanwhile", async () => {
  await vault.put(`draft:${ROOM}:only`, { value: "halvskri", at: 1 })
  const { unmount } = render(<Composer {...props} />)
  await waitFor(() => expect(field().value).toBe("halvskri"))
  unmount()
  render(<Composer {...props} />)
  write("nytt")
  await Promise.resolve()
  expect(field().value).toBe("nytt")
})

test("a picture that only the phone can draw is said to be made over", async () => {
  vi.stubGlobal("createImageBitmap", () => Promise.reject(new Error("undrawable")))
  render(<Composer {...props} />)
  const file = new File(["x"], "IMG_0001.HEIC", { type: "image/heic" })
  fireEvent.change(screen.getByLabelText(/bild/i), { target: { files: [file] } })
  await screen.findByText(/Bilden görs om hos oss/)
  expect(screen.queryByRole("img")).toBeNull()
})

test("a file that is no picture is refused with a sentence", async () => {
  render(<Composer {...props} />)
  const file = new File(["x"], "brev.txt", { type: "text/plain" })
  fireEvent.change(screen.getByLabelText("Lägg till en bild eller en PDF"), { target: { files: [file] } })
  expect(await screen.findByText(/JPEG, PNG, WebP eller HEIC/)).toBeInTheDocument()
})

test("what is typed while a message is being kept is the next one", async () => {
  let kept: (place: Place) => void = () => undefined
  vi.spyOn(vault, "put").mockImplementationOnce(() => new Promise((resolve) => (kept = resolve)))
  render(<Composer {...props} />)
  write("Det svider.")
  fireEvent.keyDown(field(), { key: "Enter" })
  write("Det svider. Och kliar")
  kept("device")
  await waitFor(() => expect(field().value).toBe(" Och kliar"))
})

test("a picture that is chosen while a message is being kept is the next one's", async () => {
  vi.stubGlobal("createImageBitmap", () => Promise.resolve({ width: 1, height: 1, close: () => undefined }))
  URL.createObjectURL = () => "blob:here"
  URL.revokeObjectURL = () => undefined
  let kept: (place: Place) => void = () => undefined
  vi.spyOn(vault, "put").mockImplementationOnce(() => new Promise((resolve) => (kept = resolve)))
  render(<Composer {...props} />)
  fireEvent.click(screen.getByRole("button", { name: "Skicka" }))
  write("Det svider.")
  fireEvent.keyDown(field(), { key: "Enter" })
  const file = new File(["x"], "hals.png", { type: "image/png" })
  fireEvent.change(screen.getByLabelText("Lägg till en bild eller en PDF"), { target: { files: [file] } })
  await screen.findByAltText("Bilden du har valt")
  kept("device")
  await waitFor(() => expect(field().value).toBe(""))
  expect(screen.getByAltText("Bilden du har valt")).toBeInTheDocument()
})

test("a browser that cannot keep anything says so", () => {
  render(<Composer {...props} />)
  expect(screen.getByText(/kan inte spara på enheten/)).toBeInTheDocument()
})

test("a message that has not got through leaves nobody waiting: the numbers to call are there", async () => {
  render(<Composer {...props} />)
  write("Det trycker över bröstet.")
  fireEvent.keyDown(field(), { key: "Enter" })
  await waitFor(() => expect(field().value).toBe(""))
  expect(screen.queryByRole("link", { name: "112" })).toBeNull()
  const late = Date.now() + LATE_MS
  vi.spyOn(Date, "now").mockReturnValue(late)
  expect(await screen.findByRole("link", { name: "112" }, { timeout: 3_000 })).toHaveAttribute("href", "tel:112")
})

test("a phone without room says so while something is in the page alone", async () => {
  const put = vi.spyOn(vault, "put").mockResolvedValue("device")
  vi.spyOn(props.live.outbox, "durable", "get").mockReturnValue(true)
  render(<Composer {...props} />)
  expect(screen.queryByText(/har inte plats att spara/)).toBeNull()
  put.mockRestore()
  write("Det svider.")
  expect(await screen.findByText(/har inte plats att spara/)).toBeInTheDocument()
  write("")
  await waitFor(() => expect(screen.queryByText(/har inte plats att spara/)).toBeNull())
})

test("an answer names the message it answers, and nothing of what that says is kept with it", async () => {
  render(<Composer {...props} answering="message-2" />)
  expect(screen.getByRole("group", { name: "Du svarar Sara Holm" })).toHaveTextContent("hej")
  write("Sedan i går.")
  fireEvent.click(screen.getByRole("button", { name: "Skicka" }))
  await waitFor(() => expect(props.onAnswered).toHaveBeenCalled())
  const [item] = props.live.outbox.items.get()
  expect(item?.replyToId).toBe("message-2")
  expect(JSON.stringify(item)).not.toContain("hej")
})
