import { describe, expect, it } from "vitest"
import type { OutboxItem } from "../../core/room/outbox"
import { ANNA, message, PETER, SARA } from "../testing/people"
import { logLines } from "./logLines"

const note = { id: "note", sequence: 1, author: PETER, at: "2026-11-18T14:41:30Z", text: "Minns inte vaccinationer." }
const unsent = (id: string): OutboxItem => ({
  clientMessageId: id,
  roomId: "room",
  shownRoomId: "room",
  text: "På väg",
  picture: null,
  fileId: null,
  writtenAt: 0,
  refusal: null,
  acked: false,
})
const kinds = (lines: ReturnType<typeof logLines>): string[] => lines.map((line) => `${line.kind} ${line.key}`)

describe("the lines of a conversation", () => {
  it("puts notes where they fell and what is on its way last", () => {
    const lines = logLines({
      messages: [message(1, SARA, "Hej"), message(2, ANNA, "Hej!")],
      notes: [note],
      unsent: [unsent("mine")],
      readBefore: null,
    })
    expect(kinds(lines).slice(1)).toEqual(["message client-1", "note note", "message client-2", "unsent mine"])
  })
  it("shows a message once when the room and the outbox both have it", () => {
    const lines = logLines({ messages: [message(1, SARA, "Hej")], notes: [], unsent: [unsent("client-1")], readBefore: null })
    expect(kinds(lines).slice(1)).toEqual(["message client-1"])
  })
  it("begins each day with its date", () => {
    const later = { ...message(2, ANNA, "God morgon"), at: "2026-11-19T08:00:00Z" }
    const lines = logLines({ messages: [message(1, ANNA, "Hej"), later], notes: [], unsent: [], readBefore: null })
    expect(lines.map((line) => line.kind)).toEqual(["day", "message", "day", "message"])
  })
  it.each([
    [0, ["client-3"]],
    [2, ["client-3"]],
    [3, []],
    [null, []],
  ])("marks what the resident has said since %s and nobody has answered as new", (readBefore, keys) => {
    const messages = [message(1, ANNA, "Först"), message(2, SARA, "Svar"), message(3, ANNA, "Sedan")]
    const lines = logLines({ messages, notes: [], unsent: [], readBefore })
    expect(lines.flatMap((line) => (line.kind === "message" && line.isNew ? [line.key] : []))).toEqual(keys)
  })
  it("takes what a guest says for no answer", () => {
    const interpreter = { ...SARA, id: "amira", role: "interpreter" as const }
    const messages = [message(1, ANNA, "Först"), message(2, interpreter, "Hon har ont")]
    const lines = logLines({ messages, notes: [], unsent: [], readBefore: 0 })
    expect(lines.map((line) => line.kind === "message" && line.isNew)).toEqual([false, true, true])
  })
})
