/**
 * The browser's recognition of speech (Web Speech API), on this device alone: what is said to a clinic goes to no third
 * party. So a browser that cannot promise it (`processLocally`) offers nothing here, and the recognition that sends
 * sound away, which is the interface's default, is never begun. docs/adr/0047-captions-on-the-device.md
 */

/** Whether speech becomes text here: "fetchable" once the browser has fetched the language. */
export type Offer = "none" | "ready" | "fetchable"

/** One line as it reads now, counted from 0; a line that is done changes no more. */
export interface Heard {
  readonly line: number
  readonly text: string
  readonly done: boolean
}

export interface Listening {
  /** At once: what is not yet recognised never is. */
  stop(): void
}

export interface Speech {
  offer(tag: string): Promise<Offer>
  /** The browser fetches the language; no sound goes anywhere by it. False if it could not. */
  fetch(tag: string): Promise<boolean>
  /** Listens to this track until stopped; `failed` once, if the browser will not go on. */
  listen(tag: string, track: MediaStreamTrack, heard: (heard: Heard) => void, failed: () => void): Listening
}

/** What is used of the interface; TypeScript's own types do not have it. */
export interface Recogniser {
  lang: string
  continuous: boolean
  interimResults: boolean
  processLocally: boolean
  onstart: (() => void) | null
  onresult: ((event: { readonly resultIndex: number; readonly results: Results }) => void) | null
  onerror: ((event: { readonly error: string }) => void) | null
  onend: (() => void) | null
  start(track: MediaStreamTrack): void
  abort(): void
}

export type Results = ArrayLike<{ readonly isFinal: boolean; readonly 0?: { readonly transcript: string } }>

interface Terms {
  readonly langs: readonly string[]
  readonly processLocally: true
}

interface RecogniserMaker {
  new (): Recogniser
  readonly prototype: object
  available?(terms: Terms): Promise<string>
  install?(terms: Terms): Promise<boolean>
}

/** Of a window. */
interface Scope {
  readonly SpeechRecognition?: RecogniserMaker
  readonly webkitSpeechRecognition?: RecogniserMaker
  readonly navigator?: object
}

const AGAIN_MS = 400
/** Rounds that ended before they had begun, after which the browser is not asked again. */
const MAX_FALSE_STARTS = 3
/** After these it would only fail once more. "aborted" without our doing: another tab listens now. */
const FATAL: readonly string[] = ["aborted", "audio-capture", "language-not-supported", "not-allowed", "service-not-allowed"]

/** `scope` is where the browser keeps it: the window. */
export function browserSpeech(scope: object): Speech {
  const make = localMaker(scope)
  return {
    offer: async (tag) => {
      try {
        return offerOf(await make?.available?.(terms(tag)))
      } catch {
        // A policy of the page or of the device forbids it.
        return "none"
      }
    },
    fetch: async (tag) => {
      try {
        return (await make?.install?.(terms(tag))) ?? false
      } catch {
        return false
      }
    },
    listen: (tag, track, heard, failed) => {
      if (make === null) throw new Error("nothing is offered here")
      return new Rounds(make, tag, track, heard, failed)
    },
  }
}

const terms = (tag: string): Terms => ({ langs: [tag], processLocally: true })

function localMaker(scope: Scope): RecogniserMaker | null {
  if (isBareChromium(scope)) return null
  const make = scope.SpeechRecognition ?? scope.webkitSpeechRecognition
  return make?.available !== undefined && "processLocally" in make.prototype ? make : null
}

/** Chromium's engine in something that is no whole browser has the interface and nobody who answers: to ask ends the page,
 * and the call with it. It is known by its missing `chrome`, which every browser that is built on Chromium has. */
const isBareChromium = (scope: Scope): boolean => "userAgentData" in (scope.navigator ?? {}) && !("chrome" in scope)

function offerOf(found: string | undefined): Offer {
  if (found === "available") return "ready"
  return found === "downloadable" || found === "downloading" ? "fetchable" : "none"
}

/** A recogniser ends by itself after a silence, or when it likes: one follows the other, and the lines count on. */
class Rounds implements Listening {
  private readonly make: RecogniserMaker
  private readonly tag: string
  private readonly track: MediaStreamTrack
  private readonly heard: (heard: Heard) => void
  private readonly failed: () => void
  private recogniser: Recogniser | null = null
  private again: ReturnType<typeof setTimeout> | null = null
  private stopped = false
  private falseStarts = 0
  /** Lines of earlier rounds. */
  private before = 0
  private finals = 0
  private open = ""

  constructor(make: RecogniserMaker, tag: string, track: MediaStreamTrack, heard: (heard: Heard) => void, failed: () => void) {
    this.make = make
    this.tag = tag
    this.track = track
    this.heard = heard
    this.failed = failed
    this.begin()
  }

  stop(): void {
    if (this.stopped) return
    this.stopped = true
    if (this.again !== null) clearTimeout(this.again)
    this.closeLine()
    this.recogniser?.abort()
    this.recogniser = null
  }

  private begin(): void {
    this.again = null
    const recogniser = new this.make()
    this.recogniser = recogniser
    recogniser.processLocally = true
    recogniser.lang = this.tag
    recogniser.continuous = true
    recogniser.interimResults = true
    let began = false
    let fatal = false
    recogniser.onstart = () => {
      began = true
      this.falseStarts = 0
    }
    recogniser.onresult = ({ resultIndex, results }) => {
      if (!this.stopped) this.read(results, resultIndex)
    }
    recogniser.onerror = ({ error }) => (fatal ||= FATAL.includes(error))
    recogniser.onend = () => {
      if (!this.stopped) this.ended(began, fatal)
    }
    try {
      recogniser.start(this.track)
    } catch {
      // The track has ended meanwhile (InvalidStateError).
      this.fail()
    }
  }

  /** Each final result is a line of its own, and all that is not final yet together is the one that is being said: the
   * browser splits that one anew each time. */
  private read(results: Results, from: number): void {
    let finals = 0
    let open = ""
    for (const [index, result] of Array.from(results).entries()) {
      const text = result[0]?.transcript.trim() ?? ""
      if (!result.isFinal) {
        open = `${open} ${text}`.trim()
      } else {
        if (index >= from) this.heard({ line: this.before + finals, text, done: true })
        finals += 1
      }
    }
    // A line that was shown and of which nothing is left, or that moved up.
    const moved = finals === this.finals ? open !== this.open : open !== ""
    this.finals = finals
    this.open = open
    if (moved) this.heard({ line: this.before + finals, text: open, done: false })
  }

  private ended(began: boolean, fatal: boolean): void {
    this.closeLine()
    this.recogniser = null
    if (!began) this.falseStarts += 1
    if (fatal || this.falseStarts >= MAX_FALSE_STARTS) this.fail()
    else this.again = setTimeout(() => this.begin(), AGAIN_MS)
  }

  /** What was being said stays as it was last understood. */
  private closeLine(): void {
    if (this.open !== "") this.heard({ line: this.before + this.finals, text: this.open, done: true })
    this.before += this.finals + 1
    this.finals = 0
    this.open = ""
  }

  private fail(): void {
    if (this.stopped) return
    this.stop()
    this.failed()
  }
}
