/**
 * The socket's frames carried by requests, where WebSockets are refused on the way: one request waits for what comes,
 * one at a time brings what is sent. It knows streams and cursors and no room; the server keeps nothing in between.
 */
import { asRefusal } from "../errors/refusal"
import type { AwaitEvents, Follow, Frames, GiveCommands, Hello } from "../protocol/wire"
import { request } from "./http"
import { type RequestLine, WAY_IS_FREE } from "./line"

// As in the server's wire.py: shorter than the patience of the socket and of most proxies.
const WAIT_SECONDS = 20
const WAIT_DEADLINE_MS = 30_000
const MOST_FRAMES = 32
// Whether WebSockets get through again is tried after ten seconds, then ever more rarely.
const FIRST_TRY_MS = 10_000
const LAST_TRY_MS = 300_000

interface Said {
  type: string
  stream?: string
  sequence?: number
  by?: unknown
}

/** Makes the line carry frames by requests to these addresses, and opens it. */
export function speakByRequests(line: RequestLine, base: string, socketUrl: string): void {
  const requests = new Requests(line, base, socketUrl)
  line.send = (text) => requests.send(JSON.parse(text) as Said)
  line.close = () => requests.close()
  line.onopen?.()
}

class Requests {
  private readonly line: RequestLine
  private readonly base: string
  private readonly socketUrl: string
  private readonly follows = new Map<string, Follow>()
  private readonly unsent: Said[] = []
  private hello: Hello | null = null
  private sending = false
  private waiting = new AbortController()
  private closed = false
  private tryAfter = FIRST_TRY_MS
  private trial: ReturnType<typeof setTimeout> | null = null

  constructor(line: RequestLine, base: string, socketUrl: string) {
    this.line = line
    this.base = base
    this.socketUrl = socketUrl
  }

  send(frame: Said): void {
    if (frame.type === "hello") {
      this.hello = frame as Hello
      void this.listen(this.hello)
      this.tryLater()
    } else if (frame.type !== "heartbeat") {
      // The request that waits is a heartbeat of its own.
      this.unsent.push(frame)
      void this.bring()
    }
  }

  close(): void {
    this.closed = true
    this.waiting.abort()
    if (this.trial !== null) clearTimeout(this.trial)
  }

  // --- what comes ------------------------------------------------------------------------------------------------
  private async listen(hello: Hello): Promise<void> {
    let seconds = 0
    while (!this.closed) {
      const waiting = new AbortController()
      this.waiting = waiting
      try {
        const body: AwaitEvents = { hello, follows: [...this.follows.values()], seconds }
        const answer = await request<Frames>("POST", `${this.base}/events`, body, { signal: waiting.signal, deadlineMs: WAIT_DEADLINE_MS })
        if (waiting.signal.aborted) continue
        this.hear(answer)
        seconds = WAIT_SECONDS
      } catch (thrown) {
        if (!waiting.signal.aborted) this.end(thrown)
      }
    }
  }

  private hear(answer: Frames): void {
    for (const [stream, follow] of Object.entries(answer.opened)) this.follows.set(stream, follow)
    for (const stream of answer.closed) this.follows.delete(stream)
    for (const frame of answer.frames as unknown as Said[]) {
      this.keepPlace(frame)
      if (!this.closed) this.line.onmessage?.({ data: JSON.stringify(frame) })
    }
  }

  /** An event moves the cursor of its stream; a stream that has ended is not asked for again. */
  private keepPlace(frame: Said): void {
    const follow = frame.stream === undefined ? undefined : this.follows.get(frame.stream)
    if (!follow || frame.stream === undefined) return
    if (frame.type === "stream.ended") this.follows.delete(frame.stream)
    else if (frame.by !== undefined && frame.sequence === follow.cursor + 1) {
      this.follows.set(frame.stream, { ...follow, cursor: frame.sequence })
    }
  }

  // --- what is sent ------------------------------------------------------------------------------------------------
  /** One request at a time, so that what was sent first is carried out first. */
  private async bring(): Promise<void> {
    if (this.sending || this.hello === null) return
    this.sending = true
    while (this.unsent.length > 0 && !this.closed) {
      const body = { hello: this.hello, frames: this.unsent.splice(0, MOST_FRAMES) } as unknown as GiveCommands
      try {
        const answer = await request<Frames>("POST", `${this.base}/commands`, body)
        this.hear(answer)
        // The request that waits does not know of these streams yet, or waits for some that are closed.
        if (Object.keys(answer.opened).length + answer.closed.length > 0) this.waiting.abort()
      } catch (thrown) {
        this.end(thrown)
      }
    }
    this.sending = false
  }

  // --- its end -----------------------------------------------------------------------------------------------------
  private end(thrown: unknown): void {
    if (this.closed) return
    this.close()
    this.line.onclose?.({ code: closeCode(asRefusal(thrown).code) })
  }

  private tryLater(): void {
    this.trial = setTimeout(() => this.tryWebSocket(), this.tryAfter)
    this.tryAfter = Math.min(this.tryAfter * 2, LAST_TRY_MS)
  }

  /** Only its opening is looked at: the socket itself says hello when it takes the way. */
  private tryWebSocket(): void {
    const trial = new WebSocket(this.socketUrl)
    let opened = false
    trial.onopen = () => {
      opened = true
      trial.close()
      if (this.closed) return
      this.close()
      this.line.onclose?.({ code: WAY_IS_FREE })
    }
    trial.onclose = () => {
      if (!opened && !this.closed) this.tryLater()
    }
  }
}

/** What the socket would have been closed with for the same reason; whatever else it is, it tries again. */
function closeCode(code: string): number {
  if (code === "not_logged_in") return 4401
  if (code === "protocol_too_old") return 4009
  return code === "too_many_tabs" ? 4029 : 0
}
