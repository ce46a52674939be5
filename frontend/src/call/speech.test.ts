import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { browserSpeech, type Heard, type Listening } from "./speech"
import { FakeRecogniser, FakeSpeechScope } from "./testing/fakeSpeech"

const track = { kind: "audio", readyState: "live" } as MediaStreamTrack
const words = ({ line, text, done }: Heard): string => `${line} ${text}${done ? " |" : ""}`

let scope: FakeSpeechScope
let heard: string[]
let failures: number
let listening: Listening

function listen(tag = "sv-SE"): void {
  listening = browserSpeech(scope).listen(tag, track, (one) => heard.push(words(one)), () => (failures += 1))
}

beforeEach(() => {
  vi.useFakeTimers()
  scope = new FakeSpeechScope()
  heard = []
  failures = 0
})
afterEach(() => {
  listening.stop()
  vi.useRealTimers()
})

describe("what a browser offers", () => {
  beforeEach(listen)

  it("is asked for this device alone", async () => {
    const speech = browserSpeech(scope)
    for (const [availability, offer] of [
      ["available", "ready"],
      ["downloadable", "fetchable"],
      ["downloading", "fetchable"],
      ["unavailable", "none"],
    ] as const) {
      scope.availability = availability
      expect(await speech.offer("sv-SE")).toBe(offer)
    }
    expect(scope.asked[0]).toEqual({ langs: ["sv-SE"], processLocally: true })
  })

  it("is nothing where it cannot promise to stay on the device", async () => {
    const Remote = Object.assign(function Remote() {}, { available: () => Promise.resolve("available") })
    class Unasked extends FakeRecogniser {}
    for (const without of [{}, { SpeechRecognition: Remote }, { SpeechRecognition: Unasked }, { webkitSpeechRecognition: Remote }]) {
      const speech = browserSpeech(without)
      expect(await speech.offer("en-US")).toBe("none")
      expect(() => speech.listen("en-US", track, () => undefined, () => undefined)).toThrow()
    }
  })

  it("is found by its older name too, and is nothing where a policy forbids it", async () => {
    const named = { webkitSpeechRecognition: scope.SpeechRecognition }
    expect(await browserSpeech(named).offer("en-US")).toBe("ready")
    class Forbidden extends FakeRecogniser {
      static available = (): Promise<string> => Promise.reject(new DOMException("", "NotAllowedError"))
      static install = (): Promise<boolean> => Promise.reject(new DOMException("", "NotAllowedError"))
    }
    const forbidden = browserSpeech({ SpeechRecognition: Forbidden })
    expect([await forbidden.offer("en-US"), await forbidden.fetch("en-US")]).toEqual(["none", false])
  })

  it("is not even asked of an engine that nobody stands behind: the question would end the page", async () => {
    const engine = { SpeechRecognition: scope.SpeechRecognition, navigator: { userAgentData: {} } }
    expect(await browserSpeech(engine).offer("en-US")).toBe("none")
    expect(scope.asked).toEqual([])
    expect(await browserSpeech({ ...engine, chrome: {} }).offer("en-US")).toBe("ready")
  })

  it("is fetched by the browser, or not", async () => {
    const speech = browserSpeech(scope)
    expect(await speech.fetch("en-US")).toBe(true)
    scope.fetches = false
    expect(await speech.fetch("en-US")).toBe(false)
    expect(scope.fetched).toEqual(Array(2).fill({ langs: ["en-US"], processLocally: true }))
  })
})

describe("listening", () => {
  it("is to the call's own microphone, on the device, in the language asked for", () => {
    listen("en-US")
    const { processLocally, lang, continuous, interimResults, track: own } = scope.latest
    expect({ processLocally, lang, continuous, interimResults }).toEqual({ processLocally: true, lang: "en-US", continuous: true, interimResults: true })
    expect(own).toBe(track)
  })

  it("gives the line that is being said, however it is split, and then the final one", () => {
    listen()
    scope.latest.begins()
    scope.latest.says(0, "jag har")
    scope.latest.says(0, "jag har ont", " i hal")
    scope.latest.says(0, "Jag har ont i halsen.")
    scope.latest.says(1, "sedan")
    scope.latest.says(1, "Sedan i går.", "och")
    expect(heard).toEqual(["0 jag har", "0 jag har ont i hal", "0 Jag har ont i halsen. |", "1 sedan", "1 Sedan i går. |", "2 och"])
  })

  it("takes a line back of which nothing was left", () => {
    listen()
    scope.latest.says(0, "hm")
    scope.latest.says(0)
    expect(heard).toEqual(["0 hm", "0 "])
  })

  it("goes on when the browser ends by itself, and its lines count on", () => {
    listen()
    scope.latest.begins()
    scope.latest.says(0, "Hej.", "jag he")
    scope.latest.fails("no-speech")
    expect(heard.at(-1)).toBe("1 jag he |")
    vi.advanceTimersByTime(1_000)
    expect([scope.made.length, scope.listening, failures]).toEqual([2, 1, 0])
    scope.latest.begins()
    scope.latest.says(0, "Anna.")
    expect(heard.at(-1)).toBe("2 Anna. |")
    expect(scope.made.every((one) => one.processLocally)).toBe(true)
  })

  it("goes on through any number of silences", () => {
    listen()
    for (let round = 0; round < 20; round += 1) {
      scope.latest.begins()
      scope.latest.end()
      vi.advanceTimersByTime(1_000)
    }
    expect([scope.made.length, failures]).toEqual([21, 0])
  })

  it.each(["not-allowed", "service-not-allowed", "language-not-supported", "audio-capture", "aborted"])("ends for good after %s", (error) => {
    listen()
    scope.latest.begins()
    scope.latest.fails(error)
    vi.advanceTimersByTime(10_000)
    expect([scope.made.length, scope.listening, failures]).toEqual([1, 0, 1])
  })

  it("ends where it never begins", () => {
    listen()
    for (let round = 0; round < 3; round += 1) {
      scope.latest.end()
      vi.advanceTimersByTime(1_000)
    }
    vi.advanceTimersByTime(10_000)
    expect([scope.made.length, failures]).toEqual([3, 1])
  })

  it("ends once where the microphone is gone", () => {
    listening = browserSpeech(scope).listen("sv-SE", { readyState: "ended" } as MediaStreamTrack, () => undefined, () => (failures += 1))
    vi.advanceTimersByTime(10_000)
    expect([scope.made.length, failures]).toEqual([1, 1])
  })

  it("stops at once: what was being said stays, nothing comes after, nothing begins again", () => {
    listen()
    scope.latest.begins()
    scope.latest.says(0, "jag ska")
    listening.stop()
    scope.latest.says(0, "jag ska inte säga det.")
    vi.advanceTimersByTime(10_000)
    expect([heard, scope.made.length, scope.listening, failures]).toEqual([["0 jag ska", "0 jag ska |"], 1, 0, 0])
  })

  it("stops between two rounds too", () => {
    listen()
    scope.latest.begins()
    scope.latest.end()
    listening.stop()
    vi.advanceTimersByTime(10_000)
    expect([scope.made.length, failures]).toEqual([1, 0])
  })
})
