import { beforeEach, expect, it } from "vitest"
import { isRead, markRead } from "./readTexts"

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
