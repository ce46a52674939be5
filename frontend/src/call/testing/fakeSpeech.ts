/** A browser's recognition of speech as the Web Speech API has it, whose microphone is the test: what is said, when it
 * ends by itself, how it fails. It remembers what was asked of it. */
import type { Recogniser } from "../speech"

interface FakeResult {
  readonly isFinal: boolean
  readonly length: number
  readonly 0: { readonly transcript: string; readonly confidence: number }
}

type Availability = "unavailable" | "downloadable" | "downloading" | "available"

export class FakeRecogniser implements Recogniser {
  lang = ""
  continuous = false
  interimResults = false
  onstart: (() => void) | null = null
  onresult: Recogniser["onresult"] = null
  onerror: Recogniser["onerror"] = null
  onend: (() => void) | null = null
  track: MediaStreamTrack | null = null
  running = false
  private results: FakeResult[] = []
  private local = false

  get processLocally(): boolean {
    return this.local
  }

  set processLocally(on: boolean) {
    this.local = on
  }

  start(track: MediaStreamTrack): void {
    if (track.readyState === "ended") throw new DOMException("the track has ended", "InvalidStateError")
    this.track = track
    this.running = true
  }

  abort(): void {
    if (!this.running) return
    this.onerror?.({ error: "aborted" })
    this.end()
  }

  /** The service has begun to listen. */
  begins(): void {
    this.onstart?.()
  }

  /** Results from `from` on are these: text of it not yet final, or final where it ends with a full stop. */
  says(from: number, ...texts: string[]): void {
    const said = texts.map((transcript): FakeResult => ({ isFinal: transcript.endsWith("."), length: 1, 0: { transcript, confidence: 0.9 } }))
    this.results = [...this.results.slice(0, from), ...said]
    this.onresult?.({ resultIndex: from, results: this.results })
  }

  fails(error: string): void {
    this.onerror?.({ error })
    this.end()
  }

  end(): void {
    this.running = false
    this.onend?.()
  }
}

/** A window with the interface, or without: `made` are all that was ever begun. */
export class FakeSpeechScope {
  readonly made: FakeRecogniser[] = []
  readonly asked: unknown[] = []
  readonly fetched: unknown[] = []
  availability: Availability = "available"
  fetches = true
  readonly SpeechRecognition = recognition(this)

  get latest(): FakeRecogniser {
    const latest = this.made.at(-1)
    if (latest === undefined) throw new Error("nothing listens")
    return latest
  }

  get listening(): number {
    return this.made.filter((one) => one.running).length
  }
}

function recognition(scope: FakeSpeechScope): unknown {
  return class extends FakeRecogniser {
    static available(terms: unknown): Promise<Availability> {
      scope.asked.push(terms)
      return Promise.resolve(scope.availability)
    }

    static install(terms: unknown): Promise<boolean> {
      scope.fetched.push(terms)
      if (scope.fetches) scope.availability = "available"
      return Promise.resolve(scope.fetches)
    }

    constructor() {
      super()
      scope.made.push(this)
    }
  }
}
