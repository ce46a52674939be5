import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { loadFontLate } from "./lateFont"

const load = vi.fn(() => Promise.resolve())
const happens = (name: string): boolean => window.dispatchEvent(new Event(name))

beforeEach(() => {
  vi.useFakeTimers()
  load.mockClear()
})

afterEach(() => {
  vi.useRealTimers()
})

it("comes some time after the page, once", () => {
  loadFontLate(700, load)
  happens("load")
  vi.advanceTimersByTime(699)
  expect(load).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  happens("online")
  expect(load).toHaveBeenCalledTimes(1)
})

it("waits for the network", () => {
  const online = vi.spyOn(navigator, "onLine", "get").mockReturnValue(false)
  loadFontLate(0, load)
  happens("load")
  vi.advanceTimersByTime(0)
  expect(load).not.toHaveBeenCalled()
  online.mockReturnValue(true)
  happens("online")
  expect(load).toHaveBeenCalledTimes(1)
})

it("is done without where it fails", async () => {
  let asked = 0
  // No mock: that would take care of the rejection. One that nobody takes care of fails the whole run.
  loadFontLate(0, () => {
    asked += 1
    return Promise.reject(new Error("Unable to preload CSS"))
  })
  happens("load")
  await vi.advanceTimersByTimeAsync(0)
  expect(asked).toBe(1)
})
