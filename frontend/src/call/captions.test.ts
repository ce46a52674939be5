import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { language } from "../core/language"
import { type BesideSaid, MAX_LINE, MAX_LINES, readSaid } from "./besideWire"
import { Captions } from "./captions"
import { browserSpeech } from "./speech"
import { FakeSpeechScope } from "./testing/fakeSpeech"

/** One side: its browser, its microphone, and what it has said to whom. */
class Side {
  readonly scope = new FakeSpeechScope()
  microphone: MediaStreamTrack | null = live()
  readonly told: { to: string; said: BesideSaid }[] = []
  readonly name: string
  readonly captions: Captions
  carry: (to: string, said: BesideSaid) => void = () => undefined

  constructor(name: string) {
    this.name = name
    this.captions = new Captions({
      say: (data, to) => {
        const said = readSaid(data)
        if (said === null) throw new Error("what is said must be readable")
        this.told.push({ to, said })
        this.carry(to, said)
      },
      speech: browserSpeech(this.scope),
      sound: () => this.microphone,
    })
  }

  get state() {
    return this.captions.state.get()
  }

  says(who: string): string | undefined {
    return this.state.others.find((one) => one.who === who)?.says
  }

  get lines(): string[] {
    return this.state.lines.map((line) => `${line.from ?? "me"}: ${line.text}${line.done ? " |" : ""}`)
  }
}

const live = (): MediaStreamTrack => ({ kind: "audio", readyState: "live" }) as MediaStreamTrack
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0)

/** All in one call, each with a channel to each. */
async function call(...names: string[]): Promise<Side[]> {
  const sides = names.map((name) => new Side(name))
  for (const side of sides) {
    side.carry = (to, said) => sides.find((one) => one.name === to)?.captions.hear(said, side.name)
    side.captions.begin()
  }
  await settle()
  for (const side of sides) for (const other of sides) if (other !== side) side.captions.reach(true, other.name)
  return sides
}

async function two(): Promise<[anna: Side, sara: Side]> {
  const [anna, sara] = await call("anna", "sara")
  return [anna!, sara!]
}

beforeEach(() => {
  vi.useFakeTimers()
  language.set("sv")
})
afterEach(() => {
  vi.useRealTimers()
  language.set("sv")
})

describe("captions", () => {
  it("are begun by nothing but the yes of whoever speaks", async () => {
    const [anna, sara] = await two()
    expect([anna.says("sara"), sara.says("anna")]).toEqual(["can", "can"])
    sara.captions.wish(true)
    anna.captions.soundChanged()
    language.set("en")
    await settle()
    expect([anna.state.asking, sara.says("anna"), anna.scope.made, sara.scope.made]).toEqual([["sara"], "asked", [], []])
    await anna.captions.answer(true)
    expect([anna.scope.listening, sara.scope.listening, sara.says("anna"), anna.state.asking]).toEqual([1, 0, "on", []])
  })

  it("show at the other side what is said as it is said, and to whoever says it", async () => {
    const [anna, sara] = await two()
    await anna.captions.consent(true)
    anna.scope.latest.begins()
    anna.scope.latest.says(0, "jag har ont")
    expect(sara.lines).toEqual(["anna: jag har ont"])
    anna.scope.latest.says(0, "Jag har ont i halsen.")
    expect(sara.lines).toEqual(["anna: Jag har ont i halsen. |"])
    expect(anna.lines).toEqual(["me: Jag har ont i halsen. |"])
  })

  it("are spoken in the person's chosen language", async () => {
    const [anna] = await two()
    await anna.captions.consent(true)
    expect(anna.scope.latest.lang).toBe("sv-SE")
    language.set("en")
    await settle()
    expect([anna.scope.latest.lang, anna.scope.made.length, anna.scope.listening]).toEqual(["en-US", 2, 1])
    anna.scope.availability = "unavailable"
    language.set("sv")
    await settle()
    expect([anna.state.mine, anna.state.offer, anna.scope.listening]).toEqual(["failed", "none", 0])
  })

  it("rest while the microphone is muted, and follow another one", async () => {
    const [anna, sara] = await two()
    await anna.captions.consent(true)
    anna.scope.latest.says(0, "och så")
    const first = anna.microphone
    anna.microphone = null
    anna.captions.soundChanged()
    expect([anna.scope.listening, anna.state.mine, sara.says("anna"), sara.lines]).toEqual([0, "on", "on", ["anna: och så |"]])
    anna.microphone = live()
    anna.captions.soundChanged()
    expect([anna.scope.listening, anna.scope.latest.track === first]).toEqual([1, false])
    anna.scope.latest.says(0, "Det var allt.")
    expect(sara.lines).toEqual(["anna: och så |", "anna: Det var allt. |"])
  })

  it("stop when they are stopped, and when the call ends; the next call asks anew", async () => {
    const [anna, sara] = await two()
    await anna.captions.consent(true)
    await anna.captions.consent(false)
    expect([anna.scope.listening, anna.state.mine, sara.says("anna")]).toEqual([0, "off", "can"])
    await anna.captions.consent(true)
    anna.scope.latest.says(0, "Hej.")
    anna.captions.end()
    expect([anna.scope.listening, anna.lines, anna.state.mine]).toEqual([0, [], "off"])
    anna.captions.begin()
    await settle()
    anna.captions.soundChanged()
    expect([anna.scope.listening, anna.state.mine]).toEqual([0, "off"])
  })

  it("end in words where the browser gives up", async () => {
    const [anna, sara] = await two()
    await anna.captions.consent(true)
    anna.scope.latest.begins()
    anna.scope.latest.fails("service-not-allowed")
    expect([anna.state.mine, sara.says("anna")]).toEqual(["failed", "can"])
    anna.captions.soundChanged()
    expect(anna.scope.made).toHaveLength(1)
    await anna.captions.consent(true)
    expect([anna.state.mine, anna.scope.listening]).toEqual(["on", 1])
  })

  it("end in words where the microphone was gone before they began", async () => {
    const [anna] = await two()
    anna.microphone = { kind: "audio", readyState: "ended" } as MediaStreamTrack
    await anna.captions.consent(true)
    expect([anna.state.mine, anna.scope.listening]).toEqual(["failed", 0])
  })

  it("that were refused are not asked for again in this call", async () => {
    const [anna, sara] = await two()
    sara.captions.wish(true)
    await anna.captions.answer(false)
    expect([sara.says("anna"), anna.scope.made]).toEqual(["refused", []])
    anna.captions.hear({ say: "captions", word: "wish" }, "sara")
    expect(anna.state.asking).toEqual([])
    await anna.captions.consent(true)
    expect(sara.says("anna")).toBe("on")
  })

  it("may be asked for in vain, and the question taken back", async () => {
    const [anna, sara] = await two()
    sara.captions.wish(true)
    sara.captions.wish(false)
    expect([anna.state.asking, sara.says("anna")]).toEqual([[], "can"])
    anna.captions.hear({ say: "captions", word: "wish" }, "sara")
    anna.captions.hear({ say: "captions", word: "wish" }, "sara")
    expect(anna.state.asking).toEqual(["sara"])
  })

  it("are not offered where the browser has none, and cannot be asked for there", async () => {
    const anna = new Side("anna")
    anna.scope.availability = "unavailable"
    anna.captions.begin()
    await settle()
    anna.captions.reach(true, "sara")
    anna.captions.hear({ say: "captions", word: "wish" }, "sara")
    await anna.captions.consent(true)
    expect(anna.told.map(({ said }) => said)).toEqual([{ say: "captions", word: "cannot" }, { say: "captions", word: "cannot" }])
    expect([anna.state.offer, anna.state.asking, anna.scope.made]).toEqual(["none", [], []])
    // Who has said nothing of it, as an older page does, cannot either.
    expect(anna.says("sara")).toBe("cannot")
    anna.captions.wish(true)
    expect(anna.told).toHaveLength(2)
  })

  it("begin once the browser has fetched the language, unless it was thought better of", async () => {
    const anna = new Side("anna")
    anna.scope.availability = "downloadable"
    anna.captions.begin()
    await settle()
    expect(anna.state.offer).toBe("fetchable")
    const fetching = anna.captions.consent(true)
    expect([anna.state.mine, anna.scope.made]).toEqual(["fetching", []])
    await anna.captions.consent(false)
    await fetching
    expect([anna.state.mine, anna.scope.made]).toEqual(["off", []])
    await anna.captions.consent(true)
    expect([anna.state.mine, anna.state.offer, anna.scope.listening]).toEqual(["on", "ready", 1])
  })

  it("say so where the language could not be fetched, and begin in no call that came after", async () => {
    const anna = new Side("anna")
    anna.scope.availability = "downloadable"
    anna.scope.fetches = false
    anna.captions.begin()
    await settle()
    await anna.captions.consent(true)
    expect([anna.state.mine, anna.scope.made]).toEqual(["failed", []])
    anna.scope.fetches = true
    const fetching = anna.captions.consent(true)
    anna.captions.begin()
    await fetching
    expect([anna.state.mine, anna.scope.made]).toEqual(["off", []])
  })

  it("go to all in a call of four, of whoever said yes", async () => {
    const [anna, sara, amira, per] = await call("anna", "sara", "amira", "per")
    amira!.captions.wish(true)
    expect([anna, sara, per].map((side) => side!.state.asking)).toEqual([["amira"], ["amira"], ["amira"]])
    await sara!.captions.answer(true)
    await per!.captions.answer(false)
    sara!.scope.latest.says(0, "Hur mår du.", "och")
    for (const side of [anna, amira, per]) expect(side!.lines).toEqual(["sara: Hur mår du. |", "sara: och"])
    expect([amira!.says("sara"), amira!.says("per"), amira!.says("anna")]).toEqual(["on", "refused", "asked"])
    expect([anna, amira, per].map((side) => side!.scope.listening)).toEqual([0, 0, 0])
  })

  it("are known to whoever comes later, and a question is put again over a new channel", async () => {
    const [anna, sara] = await two()
    await anna.captions.consent(true)
    sara.captions.part("anna")
    expect(sara.says("anna")).toBeUndefined()
    sara.captions.reach(true, "anna")
    anna.captions.reach(true, "sara")
    expect(sara.says("anna")).toBe("on")
    anna.captions.wish(true)
    sara.told.length = 0
    anna.told.length = 0
    anna.captions.reach(false, "sara")
    anna.captions.reach(true, "sara")
    expect(anna.told.map(({ said }) => "word" in said && said.word)).toEqual(["can", "on", "wish"])
    expect(sara.state.asking).toEqual(["anna"])
    sara.captions.part("anna")
    expect([sara.state.asking, sara.state.others]).toEqual([[], []])
  })

  it("trust nothing: lines that are done change no more, and nothing runs on without end", async () => {
    const [anna, sara] = await two()
    const line = (text: string, number = 0, done = true): BesideSaid => ({ say: "caption", run: 1, line: number, text, done })
    sara.captions.hear(line("Ett\u202e milligram"), "anna")
    sara.captions.hear(line("Tio milligram"), "anna")
    expect(sara.lines).toEqual(["anna: Ett milligram |"])
    for (let number = 1; number < MAX_LINES + 50; number += 1) sara.captions.hear(line("a", number), "anna")
    expect(sara.state.lines).toHaveLength(MAX_LINES)
    for (const bad of [{ word: "yes" }, { say: "caption", run: 1, line: -1, text: "a", done: true }, { say: "caption", run: 1, line: 1, text: "a".repeat(MAX_LINE + 1), done: true }])
      expect(readSaid(JSON.stringify({ say: "captions", ...bad }))).toBeNull()
    await anna.captions.consent(true)
    anna.scope.latest.says(0, "a".repeat(MAX_LINE + 5))
    expect(sara.state.lines.at(-1)?.text).toHaveLength(MAX_LINE)
  })
})
