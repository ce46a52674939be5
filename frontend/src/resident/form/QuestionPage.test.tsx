import { fireEvent, render, screen, waitFor, within } from "@testing-library/preact"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { chooseLanguage, language } from "../../core/language"
import type { AskedQuestion, IntakeView } from "../../core/protocol/wire"
import { MemoryVault } from "../../core/vault/vault"
import { useWatched } from "../hooks"
import { IntakeClient } from "./intakeClient"
import { QuestionPage } from "./QuestionPage"

const text = (sv: string, en = sv) => ({ sv, en })

const asked: AskedQuestion = {
  question: {
    id: "saliva",
    kind: "yes_no",
    label: text("Svälja saliv"),
    text: text("Har du svårt att svälja din egen saliv?", "Do you find it hard to swallow your own saliva?"),
    help: text("Det kan märkas som att saliven rinner ur munnen."),
    why: text("Det kan vara en svullnad i halsen."),
    role: "red_flag",
    block: "danger",
    options: [],
    none: null,
    unit: null,
    minimum: null,
    maximum: null,
    low: null,
    high: null,
    format: null,
    can_be_unknown: true,
  },
  answer: null,
  answer_words: null,
}

const base: IntakeView = {
  id: "intake",
  state: "open",
  wants_contact: false,
  reason: { id: "sore_throat", title: text("Ont i halsen"), administrative: false, synonyms: [] },
  subject: { id: "anna", name: "Anna Lind", is_self: true },
  asked: [asked],
  next_question_id: "saliva",
  answered: 4,
  left_estimate: 5,
  outcome: null,
  receiver: null,
  receivers: [],
  case_id: null,
  asked_in_room_id: null,
  demonstration: true,
  updated_at: "2026-11-18T13:49:00Z",
  help: null,
}

let intake = base
let vault: MemoryVault
let client: IntakeClient
const answered = vi.fn()

function Screen() {
  useWatched(language)
  return (
    <QuestionPage
      intake={intake}
      client={client}
      asked={asked}
      about={null}
      phone=""
      changing={false}
      help={null}
      onAnswered={answered}
      onBack={() => undefined}
    />
  )
}

beforeEach(() => {
  Element.prototype.scrollIntoView = () => undefined
  answered.mockClear()
  intake = base
  vault = new MemoryVault()
  client = new IntakeClient(intake, vault)
})

afterEach(() => {
  client.stop()
  vi.unstubAllGlobals()
  chooseLanguage("sv")
})

function server(...answers: (() => Promise<Response>)[]): ReturnType<typeof vi.fn> {
  const fetch = vi.fn(() => (answers.shift() ?? (() => Promise.resolve(Response.json(intake))))())
  vi.stubGlobal("fetch", fetch)
  return fetch
}

const next = () => fireEvent.click(screen.getByRole("button", { name: "Nästa fråga" }))

test("three answers of equal size, and the heading has the focus", () => {
  render(<Screen />)
  expect(screen.getAllByRole("radio")).toHaveLength(3)
  expect(screen.getByRole("heading", { level: 1 })).toHaveFocus()
  expect(screen.getByText("Ungefär 5 frågor kvar")).toBeInTheDocument()
})

test.each([
  [0, 22, "Ungefär 22 frågor"],
  [8, 14, "Ungefär 14 frågor kvar"],
  [11, 11, "Halvvägs, ungefär 11 frågor kvar"],
  [14, 8, "Över hälften, ungefär 8 frågor kvar"],
  [20, 2, "Nästan klart, ungefär 2 frågor kvar"],
])("after %i answers with %i left it says %s", (given, left, words) => {
  intake = { ...base, answered: given, left_estimate: left }
  render(<Screen />)
  expect(screen.getByText(words)).toBeInTheDocument()
})

test("without an answer it says what is missing, at the top and at the answers, and sends nothing", () => {
  const fetch = server()
  render(<Screen />)
  next()
  const summary = screen.getByRole("region", { name: "Något saknas" })
  expect(summary).toHaveFocus()
  fireEvent.click(within(summary).getByRole("link", { name: "Svälja saliv: inget svar än" }))
  expect(screen.getByLabelText("Ja")).toHaveFocus()
  expect(screen.getByRole("group", { name: /svälja/ })).toHaveAccessibleDescription(/Välj ett svar/)
  expect(fetch).not.toHaveBeenCalled()
})

test("the answer is put at once, and leaves the vault when the server has it", async () => {
  const fetch = server()
  render(<Screen />)
  fireEvent.click(screen.getByLabelText("Nej"))
  await waitFor(async () => expect(await vault.all("answer:")).toHaveLength(1))
  next()
  await waitFor(() => expect(answered).toHaveBeenCalled())
  const [path, init] = fetch.mock.calls[0] as [string, RequestInit]
  expect([init.method, path, init.body]).toEqual(["PUT", "/api/resident/intakes/intake/answers/saliva", '{"answer":"no"}'])
  expect(await vault.all("answer:")).toEqual([])
})

test("without a network the answer is kept, said to be kept, and sent when it can be", async () => {
  server(() => Promise.reject(new TypeError("offline")))
  render(<Screen />)
  fireEvent.click(screen.getByLabelText("Jag vet inte"))
  next()
  expect(await screen.findByText(/^Inget nät just nu. .*sparat|^Inget nät just nu. Låt sidan/)).toBeInTheDocument()
  expect(answered).not.toHaveBeenCalled()
  await waitFor(() => expect(answered).toHaveBeenCalled(), { timeout: 4_000 })
})

test("a change of language keeps what was chosen", () => {
  render(<Screen />)
  fireEvent.click(screen.getByLabelText("Nej"))
  fireEvent.click(screen.getByRole("button", { name: "English" }))
  expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Do you find it hard to swallow")
  expect(screen.getByLabelText("No")).toBeChecked()
})

test("what was chosen before the tab was killed is chosen again", async () => {
  await client.keepEntry("saliva", { text: "yes", chosen: [], none: false, unit: "days", unknown: false })
  render(<Screen />)
  await waitFor(() => expect(screen.getByLabelText("Ja")).toBeChecked())
})
