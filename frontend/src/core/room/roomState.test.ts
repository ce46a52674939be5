import { describe, expect, test } from "vitest"
import type { RoomEvent } from "../protocol/frames"
import * as told from "../testing/frames"
import { applyRoomEvent, asSnapshot, type RoomState, SNAPSHOT_MESSAGES, stateOf, withHistory } from "./roomState"

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

  test("a release leaves nobody responsible", () => {
    const { room } = after(waiting(), told.claimed(2), told.released(3))
    expect([room.state, room.holder, room.participants]).toEqual(["waiting", null, [told.resident]])
  })

  test("a conclusion brings the closing card and keeps who concluded", () => {
    const { room } = after(waiting(), told.claimed(2), told.concluded(3))
    expect(room.state).toBe("concluded")
    expect(room.closing_card?.outcome).toBe("advice_given")
    expect(room.holder).toEqual(told.nurse())
  })
})

describe("messages and receipts", () => {
  test("whoever sends has read so far", () => {
    const state = after(waiting(), told.messageSent(2, "hej"))
    expect(state.messages.map((message) => message.text)).toEqual(["hej"])
    expect(state.room.receipts).toEqual([{ participant_id: told.RESIDENT, delivered: 2, read: 2 }])
  })

  test("receipts only rise", () => {
    const state = after(waiting(), told.messageSent(2, "hej"), told.receiptAdvanced(3, told.RESIDENT, 1))
    expect(state.room.receipts).toEqual([{ participant_id: told.RESIDENT, delivered: 2, read: 2 }])
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
})

test("a call is what its last event says", () => {
  const call = { id: "call", state: "ringing" } as Parameters<typeof told.callChanged>[2]
  const ended = { ...call, state: "ended" } as typeof call
  expect(after(waiting(), told.callChanged(2, "call.rang", call)).room.call?.state).toBe("ringing")
  expect(after(waiting(), told.callChanged(2, "call.rang", call), told.callChanged(3, "call.ended", ended)).room.call?.state).toBe("ended")
})
