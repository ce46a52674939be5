/**
 * Captions of a call: each side's own browser makes text of its own microphone, once that person has said yes, and says
 * the lines to the others beside real-time text. Whoever needs them asks; a person answers. Nothing of it is kept, and a
 * yes holds for this page and this call.
 */
import { type Language, language } from "../core/language"
import { Observable, type Watched } from "../core/observable"
import { type BesideSaid, type CaptionSaid, type CaptionsWord, fittingText, MAX_LINES } from "./besideWire"
import type { Heard, Listening, Offer, Speech } from "./speech"

export interface CaptionLine {
  /** Whose it is; null for one's own. */
  readonly from: string | null
  readonly run: number
  readonly line: number
  readonly text: string
  readonly done: boolean
}

/** "cannot" as long as they have not said that their browser can. */
export type OtherCaptions = "cannot" | "can" | "asked" | "refused" | "on"

export interface CaptionsState {
  readonly offer: Offer
  readonly mine: "off" | "fetching" | "on" | "failed"
  /** Who would like to read what this side says, and waits for an answer. */
  readonly asking: readonly string[]
  readonly others: readonly { readonly who: string; readonly says: OtherCaptions }[]
  readonly lines: readonly CaptionLine[]
}

export interface CaptionsOptions {
  /** Sends to that tab if it is reached. */
  readonly say: (data: string, to: string) => void
  readonly speech: Speech
  /** This side's microphone; null while it is muted or gone. */
  readonly sound: () => MediaStreamTrack | null
}

const NOTHING: CaptionsState = { offer: "none", mine: "off", asking: [], others: [], lines: [] }
const TAGS: Record<Language, string> = { sv: "sv-SE", en: "en-US" }
const MAX_RUN = 2 ** 31

export class Captions {
  private readonly options: CaptionsOptions
  private readonly shown = new Observable(NOTHING)
  private readonly reached = new Set<string>()
  /** Who was told no: the question is not put again in this call. */
  private readonly refused = new Set<string>()
  private track: MediaStreamTrack | null = null
  private listening: Listening | null = null
  /** Of the newest question to the browser; what an older one comes to is dropped. */
  private looks = 0
  private release: (() => void) | null = null

  constructor(options: CaptionsOptions) {
    this.options = options
  }

  get state(): Watched<CaptionsState> {
    return this.shown
  }

  /** A call begins: nothing of an earlier one is left, least of all a yes. */
  begin(): void {
    this.end()
    this.release = language.subscribe(() => void this.look())
    void this.look()
  }

  end(): void {
    this.hush()
    this.looks += 1
    this.release?.()
    this.release = null
    this.reached.clear()
    this.refused.clear()
    this.shown.set(NOTHING)
  }

  /** This person says yes, or stops. Only a yes begins anything. */
  async consent(yes: boolean): Promise<void> {
    const { offer, mine } = this.shown.get()
    if (!yes) {
      this.cease("off")
      return
    }
    if (offer === "none" || mine === "fetching" || mine === "on") return
    if (offer === "fetchable" && !(await this.fetchLanguage())) return
    this.show({ offer: "ready", mine: "on", asking: [] })
    this.tellAll("on")
    this.soundChanged()
  }

  /** To all who ask. */
  async answer(yes: boolean): Promise<void> {
    const { asking } = this.shown.get()
    if (asking.length === 0) return
    this.show({ asking: [] })
    if (yes) {
      await this.consent(true)
      return
    }
    for (const who of asking) {
      this.refused.add(who)
      this.tell("no", who)
    }
  }

  /** Asks everybody who can for what they say, or takes the question back. */
  wish(on: boolean): void {
    for (const { who, says } of this.shown.get().others) {
      if (says !== (on ? "can" : "asked")) continue
      this.note(who, on ? "asked" : "can")
      this.tell(on ? "wish" : "unwish", who)
    }
  }

  /** The microphone was muted, opened or changed. */
  soundChanged(): void {
    const track = this.shown.get().mine === "on" ? this.options.sound() : null
    if (track === this.track) return
    this.hush()
    if (track === null) return
    this.track = track
    const run = Math.floor(Math.random() * MAX_RUN)
    const tag = TAGS[language.get()]
    const failed = (): void => this.cease("failed")
    this.listening = this.options.speech.listen(tag, track, (heard) => this.heardMine(run, heard), failed)
    // It may have failed before it was here to be stopped.
    if (this.shown.get().mine !== "on") this.hush()
  }

  /** A channel to `who` is there, or gone. */
  reach(open: boolean, who: string): void {
    if (!open) {
      this.reached.delete(who)
      return
    }
    this.reached.add(who)
    const { offer, mine, others } = this.shown.get()
    const known = others.find((one) => one.who === who)
    if (known === undefined) this.note(who, "cannot")
    this.tell(offer === "none" ? "cannot" : "can", who)
    if (mine === "on") this.tell("on", who)
    if (known?.says === "asked") this.tell("wish", who)
  }

  /** They are in the call no more; what they said stays to be read. */
  part(who: string): void {
    this.reached.delete(who)
    const { others, asking, lines } = this.shown.get()
    this.show({
      others: others.filter((one) => one.who !== who),
      asking: asking.filter((one) => one !== who),
      lines: lines.map((one) => (one.from === who ? { ...one, done: true } : one)),
    })
  }

  hear(said: BesideSaid, who: string): void {
    if (said.say === "caption") this.put({ from: who, run: said.run, line: said.line, text: fittingText(said.text), done: said.done })
    else if (said.say === "captions") this.hearWord(said.word, who)
  }

  private hearWord(word: CaptionsWord, who: string): void {
    const says = this.shown.get().others.find((one) => one.who === who)?.says ?? "cannot"
    switch (word) {
      case "can":
        // A question that is open is put again by `reach`; their page may be new.
        if (says !== "asked") this.note(who, "can")
        return
      case "off":
        this.note(who, "can")
        return
      case "cannot":
      case "on":
        this.note(who, word)
        return
      case "no":
        if (says === "asked") this.note(who, "refused")
        return
      case "wish":
        this.hearWish(who)
        return
      case "unwish":
        this.show({ asking: this.shown.get().asking.filter((one) => one !== who) })
    }
  }

  private hearWish(who: string): void {
    const { offer, mine, asking } = this.shown.get()
    if (mine === "on") this.tell("on", who)
    else if (offer === "none") this.tell("cannot", who)
    else if (this.refused.has(who)) this.tell("no", who)
    else if (!asking.includes(who)) this.show({ asking: [...asking, who] })
  }

  /** What this browser can in the chosen language; what was on in another language goes on in this one, or ends. */
  private async look(): Promise<void> {
    this.looks += 1
    const look = this.looks
    const offer = await this.options.speech.offer(TAGS[language.get()])
    if (look !== this.looks) return
    this.show(offer === "none" ? { offer, asking: [] } : { offer })
    if (this.shown.get().mine === "on") {
      this.hush()
      if (offer === "ready") this.soundChanged()
      else this.cease("failed")
    }
    if (this.shown.get().mine !== "on") this.tellAll(offer === "none" ? "cannot" : "can")
  }

  private async fetchLanguage(): Promise<boolean> {
    const look = this.looks
    this.show({ mine: "fetching" })
    const fetched = await this.options.speech.fetch(TAGS[language.get()])
    if (look !== this.looks || this.shown.get().mine !== "fetching") {
      // Another call, another language, or they thought better of it.
      if (this.shown.get().mine === "fetching") this.cease("off")
      return false
    }
    if (!fetched) this.cease("failed")
    return fetched
  }

  private heardMine(run: number, { line, text, done }: Heard): void {
    const fitting = fittingText(text)
    const mine: CaptionLine = { from: null, run, line, text: fitting, done }
    if (!this.put(mine)) return
    const said: CaptionSaid = { say: "caption", run, line, text: fitting, done }
    for (const to of this.reached) this.options.say(JSON.stringify(said), to)
  }

  private cease(mine: "off" | "failed"): void {
    if (this.shown.get().mine === mine) return
    this.hush()
    this.show({ mine })
    this.tellAll("off")
  }

  private hush(): void {
    const { listening } = this
    this.track = null
    this.listening = null
    listening?.stop()
  }

  /** False if nothing changes by it. */
  private put(line: CaptionLine): boolean {
    const { lines } = this.shown.get()
    const at = lines.findIndex((one) => one.from === line.from && one.run === line.run && one.line === line.line)
    const before = lines[at]
    if (before === undefined ? line.text === "" : before.done) return false
    this.show({ lines: (before === undefined ? [...lines, line] : lines.with(at, line)).slice(-MAX_LINES) })
    return true
  }

  private note(who: string, says: OtherCaptions): void {
    const { others } = this.shown.get()
    const at = others.findIndex((one) => one.who === who)
    this.show({ others: at < 0 ? [...others, { who, says }] : others.with(at, { who, says }) })
  }

  private tellAll(word: CaptionsWord): void {
    for (const who of this.reached) this.tell(word, who)
  }

  private tell(word: CaptionsWord, to: string): void {
    this.options.say(JSON.stringify({ say: "captions", word }), to)
  }

  private show(change: Partial<CaptionsState>): void {
    this.shown.set({ ...this.shown.get(), ...change })
  }
}
