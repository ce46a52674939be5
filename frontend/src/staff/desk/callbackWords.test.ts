import { expect, test } from "vitest"
import type { WorkCallback } from "../../core/protocol/wire"
import { callbackWords } from "./callbackWords"

const WISH: WorkCallback = { state: "wanted", from_at: null, until_at: null, again_at: null, not_before: null, tried: 0, most: 3 }
const WINDOW = { from_at: "2026-11-18T12:00:00Z", until_at: "2026-11-18T14:30:00Z" }
const words = (change: Partial<WorkCallback>, priority = 3): string | null => callbackWords({ callback: { ...WISH, ...change }, priority })

test("a row says that somebody wants to be called, and when", () => {
  expect(callbackWords({ callback: null, priority: 3 })).toBeNull()
  expect(words({})).toBe("Vill bli uppringd")
  expect(words(WINDOW)).toBe("Vill bli uppringd 13.00–15.30")
  expect(words(WINDOW, 1)).toBe("Vill bli uppringd 13.00–15.30, men är bråttom")
})

test("after an attempt it says how many and when again, after the last that somebody decides", () => {
  expect(words({ ...WINDOW, tried: 1, again_at: "2026-11-18T13:05:00Z" })).toBe("Ringd 1 av 3, igen 14.05")
  expect(words({ state: "decide", tried: 3 })).toBe("Inte nådd på telefon: besluta")
})
