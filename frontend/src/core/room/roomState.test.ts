import { describe, expect, test } from "vitest"
import type { RoomEvent } from "../protocol/frames"
import * as told from "../testing/frames"
import { amended } from "./amending"
import { applyRoomEvent, asSnapshot, type RoomState, SNAPSHOT_MESSAGES, stateOf, withHistory } from "./roomState"
import { tenureOf } from "./tenure"

function after(state: RoomState, ...events: RoomEvent[]): RoomState {
  return events.reduce((now, event) => {
    const applied = applyRoomEvent(now, event)
    if (applied.outcome !== "applied") throw new Error(applied.outcome)
    return applied.state
  }, state)
}

const waiting = (): RoomState => stateOf(told.snapshot())

describe("order", () => {
  test("an event that was applied before changes nothing", () => {
    expect(applyRoomEvent(waiting(), told.messageSent(1, "en gång till")).outcome).toBe("old")
  })

  test("an event beyond the next is a gap", () => {
    expect(applyRoomEvent(waiting(), told.messageSent(3, "för tidigt")).outcome).toBe("gap")
  })

  test("each stream has a cursor of its own", () => {
    const state = after({ ...waiting(), staff: told.staffView() }, told.noteAdded(1, "intern"), told.messageSent(2, "hej"))
    expect(state.cursors).toEqual({ room: 2, staff: 1 })
  })

  test("an event of a newer protocol moves the cursor and nothing else", () => {
    const unknown = { ...told.messageSent(2, ""), type: "weather.changed" } as unknown as RoomEvent
    expect(after(waiting(), unknown)).toEqual({ ...waiting(), cursors: { room: 2, staff: 0 } })
  })
})

describe("custody", () => {
  test("a claim names the holder, who joins the room", () => {
    const { room } = after(waiting(), told.claimed(2))
    expect(room.state).toBe("active")
    expect(room.holder).toEqual(told.nurse())
    expect(room.participants).toEqual([told.resident, told.nurse()])
  })

  test("a reassignment lets the new one in and the old one out", () => {
    const next = told.nurse(told.OTHER_NURSE, "Johan Lager")
    const { room } = after(waiting(), told.claimed(2), told.reassigned(3, next))
    expect(room.participants).toEqual([told.resident, next])
    expect(room.holder).toEqual(next)
  })

  test("taken over by another unit, that unit's name and rule are the room's", () => {
    const next = told.nurse(told.OTHER_NURSE, "Omar Said")
    const moved = { ...told.reassigned(3, next), handed_over: true, unit_name: "Rehab Norr", residents_call: true }
    const { room } = after(waiting(), told.claimed(2), moved)
    expect([room.unit_name, room.residents_call, room.holder]).toEqual(["Rehab Norr", true, next])
    const back = after(waiting(), told.claimed(2), moved, told.reassigned(4, told.nurse())).room
    expect([back.unit_name, back.residents_call]).toEqual(["Rehab Norr", true])
  })

  test("residents call whoever has the case, as the unit has it now", () => {
    const held = after(waiting(), told.claimed(2), told.residentsCall(3, true))
    expect(held.room.residents_call).toBe(true)
    expect(after(held, told.residentsCall(4, false)).room.residents_call).toBe(false)
    expect(after(held, told.released(4)).room.residents_call).toBe(false)
  })

  test("a release leaves nobody responsible", () => {
    const { room } = after(waiting(), told.claimed(2), told.released(3))
    expect([room.state, room.holder, room.participants]).toEqual(["waiting", null, [told.resident]])
  })

  test("a conclusion brings the closing card and keeps who concluded", () => {
    const { room } = after(waiting(), told.claimed(2), told.concluded(3))
    expect(room.state).toBe("concluded")
    expect(room.closing_card?.outcome).toBe("advice_given")
    expect(room.reopen_until).toBe(told.REOPEN_UNTIL)
    expect(room.holder).toEqual(told.nurse())
  })

  test("a reopening keeps the card and leaves nobody responsible", () => {
    const concluded = after(waiting(), told.claimed(2), told.concluded(3))
    const { room } = after(concluded, told.reopened(4))
    expect([room.state, room.holder, room.participants]).toEqual(["waiting", null, [told.resident]])
    expect([room.closing_card, room.reopen_until, room.earlier_cards]).toEqual([null, null, [concluded.room.closing_card]])
  })

  test("each conclusion that was reopened leaves its card, the first one first", () => {
    const once = [told.claimed(2), told.concluded(3), told.reopened(4)]
    const { room } = after(waiting(), ...once, told.claimed(5), told.concluded(6), told.reopened(7))
    expect(room.earlier_cards).toHaveLength(2)
  })

  test("a conclusion told before cases could be reopened says nothing of it", () => {
    const { reopen_until: _, ...earlier } = told.concluded(3) as ReturnType<typeof told.concluded> & { reopen_until?: string }
    expect(after(waiting(), told.claimed(2), earlier as RoomEvent).room.reopen_until).toBeNull()
  })

  test("a form that is added has a line and changes no state", () => {
    const { room } = after(waiting(), told.formAdded(2))
    expect(room.forms).toEqual([{ sequence: 2, at: told.AT, by: told.resident, reason: room.reason }])
    expect(room.state).toBe("waiting")
  })
})

test("each time that it is said to be worse has its line, and the place is what it was", () => {
  const { room } = after(waiting(), told.worseSaid(2), told.worseSaid(3))
  expect(room.worse).toEqual([2, 3].map((sequence) => ({ sequence, at: told.AT, by: told.resident })))
  expect(room.state).toBe("waiting")
})

describe("messages and receipts", () => {
  test("whoever sends has read so far", () => {
    const state = after(waiting(), told.messageSent(2, "hej"))
    expect(state.messages.map((message) => message.text)).toEqual(["hej"])
    expect(state.room.receipts).toEqual([{ participant_id: told.RESIDENT, delivered: 2, read: 2 }])
  })

  test("an answer does not read what crossed it on the way", () => {
    const state = after(waiting(), told.claimed(2), told.messageSent(3, "hej"), told.messageSent(4, "ja?", told.nurse()))
    expect(state.room.receipts).toEqual([{ participant_id: told.RESIDENT, delivered: 3, read: 3 }])
    const read = after(state, told.receiptAdvanced(5, told.NURSE, 4), told.messageSent(6, "så", told.nurse()))
    expect(read.room.receipts.at(-1)).toEqual({ participant_id: told.NURSE, delivered: 6, read: 6 })
  })

  test("receipts only rise", () => {
    const state = after(waiting(), told.messageSent(2, "hej"), told.receiptAdvanced(3, told.RESIDENT, 1))
    expect(state.room.receipts).toEqual([{ participant_id: told.RESIDENT, delivered: 2, read: 2 }])
  })

  test("a correction keeps author, time and place, and what replies quote follows it", () => {
    const state = after(waiting(), told.messageSent(2, "hej"), told.replySent(3, "ja?", 2), told.messageCorrected(4, 2, "hej igen"))
    const [first, reply] = state.messages
    expect(first).toEqual({ ...told.message(2), text: "hej igen", corrected_at: told.AT })
    expect(reply?.reply_to?.line).toBe("hej igen")
  })

  test("of what was taken away nothing is left, neither in the message nor in what quotes it", () => {
    const sent = { ...told.messageSent(2, "hemligt"), picture: { id: "p", media_type: "image/jpeg", width: 1, height: 1 } }
    const state = after(waiting(), sent, told.replySent(3, "ja?", 2), told.messageRedacted(4, 2))
    const [first, reply] = state.messages
    expect(first).toMatchObject({ text: "", picture: null, sequence: 2, redacted: { reason: "wrong_person" } })
    expect(reply?.reply_to).toMatchObject({ line: "", picture: false, redacted: true })
    expect(reply?.text).toBe("ja?")
  })

  test("a correction that is older than what took the message away brings nothing back", () => {
    const redacted = after(waiting(), told.messageSent(2, "hej"), told.messageRedacted(3, 2))
    expect(amended(redacted.messages, told.messageCorrected(3, 2, "hemligt"))).toEqual(redacted.messages)
  })

  test("history goes in front and nothing is there twice", () => {
    const state = withHistory({ ...waiting(), messages: [told.message(5)] }, [told.message(4), told.message(5)], false)
    expect(state.messages.map((message) => message.sequence)).toEqual([4, 5])
  })

  test("as a snapshot only the newest page is left, and it says that there is more", () => {
    const events = Array.from({ length: SNAPSHOT_MESSAGES + 2 }, (_, place) => told.messageSent(place + 2, "hej"))
    const shown = asSnapshot(after(waiting(), ...events))
    expect(shown.messages).toHaveLength(SNAPSHOT_MESSAGES)
    expect(shown.messages[0]?.sequence).toBe(4)
    expect(shown.earlier).toBe(true)
  })
})

describe("staff stream", () => {
  test("notes and custody reach staff", () => {
    const state = after({ ...waiting(), staff: told.staffView() }, told.noteAdded(1, "ring först"), told.custodyChanged(2, 1))
    expect(state.staff?.notes.map((note) => note.text)).toEqual(["ring först"])
    expect(state.staff?.custody).toHaveLength(1)
    expect(state.staff?.priority).toBe(1)
  })

  test("each step keeps the priority after it, so that both the old and the new are there", () => {
    const state = after({ ...waiting(), staff: told.staffView() }, told.custodyChanged(1, 3), told.custodyChanged(2, 1))
    expect(state.staff?.custody.map((step) => step.priority)).toEqual([3, 1])
  })

  test("the number of the last change of custody is known, and unknown again after one that did not say it", () => {
    const known = after({ ...waiting(), staff: { ...told.staffView(), epoch: 1 } }, told.custodyChanged(1, 1, 2))
    expect(tenureOf(known)).toEqual({ epoch: 2 })
    expect(tenureOf(after(known, told.custodyChanged(2, 1)))).toEqual({})
    expect(tenureOf(after(waiting(), told.custodyChanged(1, 1, 2)))).toEqual({})
  })

  test("what an added form told stands beside the first", () => {
    const state = after({ ...waiting(), staff: told.staffView() }, told.summaryAdded(1))
    expect(state.staff?.added).toEqual([{ sequence: 1, at: told.AT, summary: told.staffView().summary }])
    expect(after(waiting(), told.summaryAdded(1)).staff).toBeNull()
  })
})

test("a call is what its last event says", () => {
  const call = { id: "call", state: "ringing" } as Parameters<typeof told.callChanged>[2]
  const ended = { ...call, state: "ended" } as typeof call
  expect(after(waiting(), told.callChanged(2, "call.rang", call)).room.call?.state).toBe("ringing")
  expect(after(waiting(), told.callChanged(2, "call.rang", call), told.callChanged(3, "call.ended", ended)).room.call?.state).toBe("ended")
})
