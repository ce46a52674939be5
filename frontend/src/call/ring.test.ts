import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { enableRing, ring, ringEnabled } from "./ring"

/** Counts notes and keeps the volume; time stands still but for the test's timers. */
class FakeContext {
  static last: FakeContext
  state = "running"
  currentTime = 0
  destination = {}
  notes = 0
  resumed = 0
  volume: number[] = []

  constructor() {
    FakeContext.last = this
  }

  createGain(): unknown {
    const note = (value: number): void => void this.volume.push(value)
    const nothing = (): void => undefined
    const gain = {
      setValueAtTime: this.notes === 0 ? note : nothing,
      linearRampToValueAtTime: this.notes === 0 ? note : nothing,
      exponentialRampToValueAtTime: nothing,
      cancelScheduledValues: nothing,
    }
    return { gain, connect: nothing }
  }

  createOscillator(): unknown {
    this.notes += 1
    return { frequency: { value: 0 }, connect: () => undefined, start: () => undefined, stop: () => undefined }
  }

  resume(): Promise<void> {
    this.resumed += 1
    return Promise.resolve()
  }

  close(): Promise<void> {
    this.state = "closed"
    return Promise.resolve()
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal("AudioContext", FakeContext)
  enableRing(true)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe("the ring", () => {
  it("begins quietly, rises, repeats its two notes, and stops", () => {
    const ringing = ring()
    expect(FakeContext.last.notes).toBe(2)
    expect(FakeContext.last.volume[0]).toBeLessThan(FakeContext.last.volume[1] ?? 0)
    vi.advanceTimersByTime(5_000)
    expect(FakeContext.last.notes).toBe(6)
    ringing.stop()
    ringing.stop()
    vi.advanceTimersByTime(5_000)
    expect([FakeContext.last.notes, FakeContext.last.state]).toEqual([6, "closed"])
  })

  it("can be turned off for good", () => {
    enableRing(false)
    expect([ringEnabled.get(), localStorage.getItem("vardrum.ring")]).toEqual([false, "off"])
    ring().stop()
    expect(Math.max(...FakeContext.last.volume)).toBe(0)
  })

  it("waits for a touch where the browser asks for one", () => {
    const ringing = ring()
    FakeContext.last.state = "suspended"
    vi.advanceTimersByTime(5_000)
    expect([FakeContext.last.notes, FakeContext.last.resumed]).toEqual([2, 2])
    FakeContext.last.state = "running"
    vi.advanceTimersByTime(2_500)
    expect(FakeContext.last.notes).toBe(4)
    ringing.stop()
  })

  it("is silence where there is no sound at all", () => {
    vi.stubGlobal("AudioContext", undefined)
    expect(() => ring().stop()).not.toThrow()
  })
})
