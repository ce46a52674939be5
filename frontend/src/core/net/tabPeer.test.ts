import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { claimPeerId } from "./tabPeer"

/** The browser's locks as one page sees them; `gone` is that page's end, which frees what it held. */
class Browser {
  private readonly held = new Map<string, { free: () => void; freed: Promise<void> }>()

  page(): { locks: Pick<LockManager, "request">; gone: () => void } {
    const mine: string[] = []
    const request = async (name: string, options: LockOptions, granted: () => unknown): Promise<void> => {
      for (let other = this.held.get(name); other; other = this.held.get(name)) {
        await Promise.race([other.freed, aborted(options.signal)])
      }
      let free = (): void => undefined
      const freed = new Promise<void>((resolve) => (free = resolve))
      this.held.set(name, { free, freed })
      mine.push(name)
      await granted()
    }
    const gone = (): void => {
      for (const name of mine) {
        const lock = this.held.get(name)
        this.held.delete(name)
        lock?.free()
      }
    }
    return { locks: { request: request as LockManager["request"] }, gone }
  }
}

function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(new Error("AbortError"))))
}

let timeout: AbortController

beforeEach(() => {
  sessionStorage.clear()
  timeout = new AbortController()
  vi.spyOn(AbortSignal, "timeout").mockImplementation(() => timeout.signal)
})

afterEach(() => sessionStorage.clear())

test("a reload keeps the id, also when the page before lets go a little late", async () => {
  const browser = new Browser()
  const before = browser.page()
  const id = await claimPeerId(before.locks)
  const after = claimPeerId(browser.page().locks)
  before.gone()
  expect(await after).toBe(id)
})

test("a duplicated tab, with a copy of the storage, gets an id of its own and keeps it", async () => {
  const browser = new Browser()
  const id = await claimPeerId(browser.page().locks)
  const duplicate = browser.page()
  const claimed = claimPeerId(duplicate.locks)
  timeout.abort()
  const other = await claimed
  expect(other).not.toBe(id)
  duplicate.gone()
  expect(await claimPeerId(browser.page().locks)).toBe(other)
})

test("where there are no locks every page is a tab of its own", async () => {
  const first = await claimPeerId(null)
  expect(await claimPeerId(null)).not.toBe(first)
})

test("a browser that refuses locks still gives an id", async () => {
  const refusing = { request: () => Promise.reject(new Error("SecurityError")) } as Pick<LockManager, "request">
  sessionStorage.setItem("vardrum.peer", "kept")
  expect(await claimPeerId(refusing)).not.toBe("kept")
})
