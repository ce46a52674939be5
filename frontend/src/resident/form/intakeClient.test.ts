import { afterEach, beforeEach, expect, test, vi } from "vitest"
import type { AskedQuestion, IntakeView } from "../../core/protocol/wire"
import { MemoryVault } from "../../core/vault/vault"
import { type IntakeClient, openForm } from "./intakeClient"
import { newsOf, sameAnswer } from "./keptForm"

const text = (sv: string) => ({ sv, en: sv })

function asked(id: string, answer: string | null): AskedQuestion {
  return {
    question: {
      id,
      kind: "yes_no",
      label: text(id),
      text: text(id),
      help: null,
      why: null,
      role: "context",
      block: "symptoms",
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
    answer,
    answer_words: answer === null ? null : text(answer),
  }
}

function form(answers: Record<string, string | null>, change: Partial<IntakeView> = {}): IntakeView {
  const list = Object.entries(answers).map(([id, answer]) => asked(id, answer))
  return {
    id: "intake",
    state: "open",
    wants_contact: false,
    reason: { id: "sore_throat", title: text("Ont i halsen"), administrative: false, synonyms: [] },
    subject: { id: "anna", name: "Anna Lind", is_self: true },
    asked: list,
    next_question_id: list.find((one) => one.answer === null)?.question.id ?? null,
    answered: list.filter((one) => one.answer !== null).length,
    left_estimate: 5,
    outcome: null,
    receiver: null,
    receivers: [],
    case_id: null,
    asked_in_room_id: null,
    demonstration: true,
    updated_at: "2026-11-18T13:49:00Z",
    help: null,
    ...change,
  }
}

/** The server's form, and every request that was made for it. */
class Server {
  view = form({ one: "no", two: null })
  reachable = true
  requests: string[] = []

  answer = (path: string, init: RequestInit): Promise<Response> => {
    this.requests.push(`${init.method} ${path.split("/").slice(4).join("/")}`)
    if (!this.reachable) return Promise.reject(new TypeError("offline"))
    if (init.method === "PUT") {
      const { answer } = JSON.parse(init.body as string) as { answer: string }
      const given = Object.fromEntries(this.view.asked.map((one) => [one.question.id, one.answer as string | null]))
      this.view = form({ ...given, [path.split("/").at(-1) ?? ""]: answer })
    }
    return Promise.resolve(Response.json(this.view))
  }
}

let server: Server
let vault: MemoryVault
let opened: IntakeClient | null

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] })
  server = new Server()
  vault = new MemoryVault()
  opened = null
  vi.stubGlobal("fetch", server.answer)
})

afterEach(() => {
  opened?.stop()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

async function open(): Promise<IntakeClient> {
  opened = await openForm("intake", vault)
  await vi.advanceTimersByTimeAsync(0)
  return opened
}

test("on a device that has not seen the form it says that it goes on, and with how many answers", async () => {
  expect((await open()).news.get()).toEqual({ kind: "begun_elsewhere", answers: 1 })
})

test("opened again on the same device it says nothing, and without a network it is as it was here", async () => {
  await open()
  expect((await open()).news.get()).toBeNull()
  server.reachable = false
  const client = await open()
  expect(client.news.get()).toEqual({ kind: "from_here" })
  expect(client.intake.get().asked).toHaveLength(2)
})

test("what another device answered meanwhile is told; what is still on its way from here is not", async () => {
  await open()
  server.view = form({ one: "yes", two: "no", three: null })
  await vault.put("answer:intake:two", {})
  expect((await open()).news.get()).toEqual({ kind: "changed_elsewhere", answers: 1 })
})

test("an answer from another device is not overwritten unseen", async () => {
  const client = await open()
  server.view = form({ one: "no", two: "yes", three: null })
  vi.setSystemTime(Date.now() + 60_000)
  expect(await client.answer("two", "no", null)).toBe(false)
  const sending = client.sending.get()
  expect(sending.state === "conflict" && [sending.theirs.answer, sending.mine]).toEqual(["yes", "no"])
  expect(server.requests).not.toContain("PUT intake/answers/two")
  client.turnPage()
  expect(await client.answer("two", "no", null, { overrule: true })).toBe(true)
  expect(client.intake.get().asked[1]?.answer).toBe("no")
})

test("what came from another device and was seen here may be changed without a question", async () => {
  const client = await open()
  server.view = form({ one: "no", two: "yes", three: null })
  vi.setSystemTime(Date.now() + 60_000)
  await client.refresh()
  expect(client.news.get()).toEqual({ kind: "changed_elsewhere", answers: 1 })
  expect(await client.answer("two", "no", null)).toBe(false)
  client.turnPage()
  expect(await client.answer("two", "no", "yes")).toBe(true)
})

test("the same answer on both devices is no conflict", async () => {
  const client = await open()
  server.view = form({ one: "no", two: "yes", three: null })
  vi.setSystemTime(Date.now() + 60_000)
  expect(await client.answer("two", "yes", null)).toBe(true)
})

test("a form that was sent from another device is shown as sent, not answered into", async () => {
  const client = await open()
  server.view = form({ one: "no", two: "yes" }, { state: "handed_off", case_id: "case" })
  vi.setSystemTime(Date.now() + 60_000)
  await client.answer("two", "no", null)
  expect(client.intake.get().state).toBe("handed_off")
  expect(client.isSentHere).toBe(false)
  expect(await vault.get("form:intake")).toBeUndefined()
})

test("a slow save says so, a lost network keeps the answer, and its return sends it at once", async () => {
  const client = await open()
  await client.keepEntry("two", { text: "no", chosen: [], none: false, unit: "days", unknown: false })
  server.reachable = false
  const story: string[] = []
  client.sending.subscribe((sending) => story.push(sending.state))
  const answered = client.answer("two", "no", null)
  await vi.advanceTimersByTimeAsync(0)
  expect(await client.keptEntry("two")).toBeDefined()
  server.reachable = true
  client.wake()
  expect(await answered).toBe(true)
  expect(story).toEqual(["sending", "waiting", "sending", "idle"])
  expect(await client.keptEntry("two")).toBeUndefined()
})

test("after five seconds it is called slow", async () => {
  const client = await open()
  vi.stubGlobal("fetch", () => new Promise(() => undefined))
  void client.answer("two", "no", null)
  await vi.advanceTimersByTimeAsync(4_900)
  expect(client.sending.get()).toEqual({ state: "sending", slow: false })
  await vi.advanceTimersByTimeAsync(200)
  expect(client.sending.get()).toEqual({ state: "sending", slow: true })
})

test("a form that lacks an answer after all asks for it", async () => {
  const client = await open()
  await client.answer("two", "no", null)
  server.view = form({ one: "no", two: "no", three: null })
  const refusal = { code: "answer_invalid", params: { question: "three" }, retryable: false }
  vi.stubGlobal("fetch", (path: string, init: RequestInit) =>
    path.endsWith("/submit") ? Promise.resolve(Response.json(refusal, { status: 400 })) : server.answer(path, init),
  )
  await client.submit({ add_to_case_id: null, unit_id: null })
  expect(client.intake.get().next_question_id).toBe("three")
  expect(client.news.get()).toEqual({ kind: "missing_answer" })
  expect(client.sending.get()).toEqual({ state: "idle" })
})

test("durations are the same whatever the order of their fields", () => {
  expect(sameAnswer({ unit: "days", value: 2 }, { value: 2, unit: "days" })).toBe(true)
  expect(sameAnswer({ unit: "days", value: 2 }, { unit: "weeks", value: 2 })).toBe(false)
  expect(newsOf(undefined, form({ one: null }), new Set())).toBeNull()
})
