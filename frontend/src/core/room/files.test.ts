import { expect, test } from "vitest"
import * as told from "../testing/frames"
import { isTakenAway, shownFiles } from "./files"
import { applyRoomEvent, type RoomState, stateOf } from "./roomState"

const picture = { id: "rash", media_type: "image/jpeg", width: 4, height: 3 }

const NONE: ReadonlySet<string> = new Set()

function applied(state: RoomState, event: Parameters<typeof applyRoomEvent>[1]): RoomState {
  const result = applyRoomEvent(state, event)
  if (result.outcome !== "applied") throw new Error(result.outcome)
  return result.state
}

test("what is hidden is gone from the conversation and from what may stand open, and its words stay", () => {
  const sent = applied(stateOf(told.snapshot()), { ...told.messageSent(2, "Så här"), picture })
  expect([...shownFiles(sent)]).toEqual(["rash"])
  const after = applied(sent, told.fileHidden(3, "rash"))
  expect([...shownFiles(after)]).toEqual([])
  expect(after.messages[0]).toMatchObject({ text: "Så här", picture: null, document: null, hidden: { reason: "wrong_person", at: told.AT } })
})

test("another file stays, and a document goes like a picture", () => {
  const document = { id: "note", name: "Intyg.pdf", pages: 1, size: 10 }
  const both = [
    { ...told.messageSent(2, "bild"), picture },
    { ...told.messageSent(3, "intyg"), document },
  ].reduce<RoomState>((state, event) => applied(state, event), stateOf(told.snapshot()))
  expect([...shownFiles(both)]).toEqual(["rash", "note"])
  expect([...shownFiles(applied(both, told.fileHidden(4, "note")))]).toEqual(["rash"])
})

test("an open picture is taken away when it is hidden, also if it was opened before it had reached the clinic", () => {
  const sent = applied(stateOf(told.snapshot()), { ...told.messageSent(2, "Så här"), picture })
  const [message] = sent.messages
  const open = { fileId: "rash", clientMessageId: message?.client_message_id ?? "" }
  const early = { ...open, fileId: null }
  expect([open, early].map((one) => isTakenAway(one, sent, NONE))).toEqual([false, false])
  expect(isTakenAway(early, stateOf(told.snapshot()), NONE)).toBe(false)
  const after = applied(sent, told.fileHidden(3, "rash"))
  expect([open, early].map((one) => isTakenAway(one, after, NONE))).toEqual([true, true])
})

test("what was told in a form is known to be hidden by the word of it alone", () => {
  const state = stateOf(told.snapshot())
  const open = { fileId: "rash", clientMessageId: null }
  expect([NONE, new Set(["rash"])].map((hidden) => isTakenAway(open, state, hidden))).toEqual([false, true])
})
