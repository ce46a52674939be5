import { beforeEach, expect, it } from "vitest"
import { caseSummary } from "../testing/people"
import { firstUnread, isRead, markRead } from "./readTexts"

beforeEach(() => localStorage.clear())

it("is read by the one who said so, in that form alone", () => {
  markRead("sara", "room", 0)
  expect(isRead("sara", "room", 0)).toBe(true)
  expect(isRead("sara", "room", 4)).toBe(false)
  expect(isRead("sara", "other", 0)).toBe(false)
  expect(isRead("johan", "room", 0)).toBe(false)
})

it("forgets the oldest marks rather than growing for ever", () => {
  for (let room = 0; room <= 400; room += 1) markRead("sara", `room-${room}`, 0)
  expect(isRead("sara", "room-0", 0)).toBe(false)
  expect(isRead("sara", "room-400", 0)).toBe(true)
})

it("finds the first form whose words nobody here has read", () => {
  const later = (sequence: number, free_text: string[]) => ({ sequence, at: "2026-11-18T14:50:00Z", summary: caseSummary({ free_text }) })
  const staff = { summary: caseSummary({ free_text: ["Ont"] }), added: [later(5, []), later(9, ["Utslag"])] }
  expect(firstUnread("sara", "room", staff)).toBe(0)
  markRead("sara", "room", 0)
  expect(firstUnread("sara", "room", staff)).toBe(9)
  markRead("sara", "room", 9)
  expect(firstUnread("sara", "room", staff)).toBeNull()
})
