import { describe, expect, it } from "vitest"
import { keepAwake } from "./wakeLock"

interface Lock {
  released: boolean
}

function page(options: { refuses?: boolean; lockable?: boolean } = {}): { page: Document; locks: Lock[]; look: (visible: boolean) => void } {
  const locks: Lock[] = []
  const target = new EventTarget()
  const request = (): Promise<unknown> => {
    if (options.refuses) return Promise.reject(new Error("the battery is low"))
    const lock = { released: false }
    locks.push(lock)
    return Promise.resolve({
      release: () => {
        lock.released = true
        return Promise.resolve()
      },
    })
  }
  const navigator = options.lockable === false ? {} : { wakeLock: { request } }
  const fake = Object.assign(target, { visibilityState: "visible", defaultView: { navigator } })
  const look = (visible: boolean): void => {
    fake.visibilityState = visible ? "visible" : "hidden"
    fake.dispatchEvent(new Event("visibilitychange"))
  }
  return { page: fake as unknown as Document, locks, look }
}

const soon = (): Promise<void> => Promise.resolve()

describe("the screen", () => {
  it("stays on until the call is over", async () => {
    const { page: shown, locks } = page()
    const sleep = keepAwake(shown)
    await soon()
    expect(locks).toEqual([{ released: false }])
    sleep()
    expect(locks).toEqual([{ released: true }])
  })

  it("is kept on again after a look at another page", async () => {
    const { page: shown, locks, look } = page()
    const sleep = keepAwake(shown)
    look(false)
    look(true)
    await soon()
    expect(locks).toHaveLength(2)
    sleep()
    look(true)
    expect(locks).toHaveLength(2)
  })

  it("is let go if the call ended while the browser was asked", async () => {
    const { page: shown, locks } = page()
    keepAwake(shown)()
    await soon()
    await soon()
    expect(locks).toEqual([{ released: true }])
  })

  it("may go dark where the browser refuses or cannot", async () => {
    const { page: shown, locks } = page({ refuses: true })
    keepAwake(shown)()
    keepAwake(page({ lockable: false }).page)()
    await soon()
    expect(locks).toEqual([])
  })
})
