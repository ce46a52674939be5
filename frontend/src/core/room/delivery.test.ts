import { expect, test } from "vitest"
import * as told from "../testing/frames"
import { deliveryOfMine, deliveryOfUnsent, LATE_MS, mayBeSentAgain, newestFromOthers, unreadBy } from "./delivery"

const unsent = { writtenAt: 1_000, refusal: null }

test("without a network a message is saved, with one it is on its way", () => {
  expect(deliveryOfUnsent(unsent, { online: false, now: 2_000, kept: true })).toEqual({ state: "saved" })
  expect(deliveryOfUnsent(unsent, { online: true, now: 2_000, kept: true })).toEqual({ state: "sending" })
  expect(deliveryOfUnsent(unsent, { online: false, now: 2_000, kept: false })).toEqual({ state: "unkept" })
})

test("after fifteen seconds it is late, with or without a network", () => {
  const now = 1_000 + LATE_MS
  expect(deliveryOfUnsent(unsent, { online: true, now, kept: true, moving: true })).toEqual({ state: "sending" })
  expect(deliveryOfUnsent(unsent, { online: true, now, kept: true })).toEqual({ state: "late", kept: true })
  expect(deliveryOfUnsent(unsent, { online: false, now, kept: false })).toEqual({ state: "late", kept: false })
})

test("a refusal stands above all", () => {
  expect(deliveryOfUnsent({ ...unsent, refusal: "room_closed" }, { online: true, now: 99_000, kept: true })).toEqual({ state: "refused", code: "room_closed" })
})

test("what a file is does not change by sending it again", () => {
  expect(mayBeSentAgain({ state: "refused", code: "room_closed" })).toBe(true)
  expect(mayBeSentAgain({ state: "refused", code: "file_refused", file: "timed_out" })).toBe(true)
  expect(mayBeSentAgain({ state: "refused", code: "file_refused", file: "pdf_active" })).toBe(false)
})

test("a message has reached the clinic until somebody there has read so far", () => {
  const room = told.roomView({ holder: told.nurse(), participants: [told.resident, told.nurse()] })
  const mine = told.message(5)
  expect(deliveryOfMine(mine, room).state).toBe("reached")
  const read = { ...room, receipts: [{ participant_id: told.NURSE, delivered: 5, read: 5 }] }
  expect(deliveryOfMine(mine, read)).toEqual({ state: "opened", at: told.AT, by: told.nurse() })
})

test("one's own reading opens nothing, nor does a guardian's for the child", () => {
  const guardian = { ...told.resident, id: "guardian", role: "guardian" as const }
  const room = told.roomView({
    participants: [told.resident, guardian],
    receipts: [
      { participant_id: told.RESIDENT, delivered: 5, read: 5 },
      { participant_id: "guardian", delivered: 5, read: 5 },
    ],
  })
  expect(deliveryOfMine(told.message(5), room).state).toBe("reached")
})

test("unread is what others wrote beyond one's receipt", () => {
  const messages = [told.message(2, told.nurse()), told.message(3), told.message(4, told.nurse())]
  expect(unreadBy(told.RESIDENT, { room: told.roomView(), messages })).toBe(2)
  const receipts = [{ participant_id: told.RESIDENT, delivered: 4, read: 3 }]
  expect(unreadBy(told.RESIDENT, { room: told.roomView({ receipts }), messages })).toBe(1)
})

test("the newest message of others", () => {
  const messages = [told.message(2, told.nurse()), told.message(3), told.message(4)]
  expect(newestFromOthers(messages, told.RESIDENT)).toBe(2)
  expect(newestFromOthers([], told.RESIDENT)).toBe(0)
})
