/** A unit's work list on the socket: opens by cursor, feeds the reducer, repairs gaps. Decides nothing itself. */
import { asRefusal, type Refusal } from "../errors/refusal"
import { behind, type Socket } from "../net/socket"
import { Observable, type Watched } from "../observable"
import { isEvent, type ServerFrame, type WorklistEvent, worklistStream } from "../protocol/frames"
import { applyWorklistEvent, worklistOf, type WorklistState } from "./worklistState"

export type OpenedWorklist =
  | { phase: "opening"; state: WorklistState | null }
  | { phase: "open"; state: WorklistState }
  | { phase: "refused"; refusal: Refusal }

const OPEN_RETRY_MS = 2_000

export class WorklistClient {
  readonly unitId: string
  private readonly socket: Socket
  private readonly list = new Observable<OpenedWorklist>({ phase: "opening", state: null })
  private readonly releases: (() => void)[] = []
  private opening = false
  private again = false
  private retry: ReturnType<typeof setTimeout> | null = null

  constructor(socket: Socket, unitId: string) {
    this.socket = socket
    this.unitId = unitId
  }

  get opened(): Watched<OpenedWorklist> {
    return this.list
  }

  get state(): WorklistState | null {
    const opened = this.list.get()
    return opened.phase === "refused" ? null : opened.state
  }

  start(): void {
    this.releases.push(
      this.socket.listen((frame) => this.receive(frame)),
      this.socket.connection.subscribe((connection) => {
        if (connection.state === "online") void this.open()
      }),
    )
    if (this.socket.online) void this.open()
  }

  stop(): void {
    for (const release of this.releases.splice(0)) release()
    if (this.retry !== null) clearTimeout(this.retry)
    if (this.socket.online) {
      const close = { type: "worklist.close", id: crypto.randomUUID(), unit_id: this.unitId }
      void this.socket.command(close, { resend: false }).catch(() => undefined)
    }
  }

  private async open(): Promise<void> {
    if (this.opening) {
      this.again = true
      return
    }
    this.opening = true
    this.again = false
    try {
      const frame = { type: "worklist.open", id: crypto.randomUUID(), unit_id: this.unitId, cursor: this.state?.cursor ?? null }
      await this.socket.command(frame, { resend: false })
    } catch (thrown) {
      this.refused(asRefusal(thrown))
    } finally {
      this.opening = false
    }
    this.openAgain()
  }

  private openAgain(): void {
    if (this.again) void this.open()
  }

  private refused(refusal: Refusal): void {
    if (!refusal.retryable) {
      this.list.set({ phase: "refused", refusal })
      return
    }
    if (this.retry !== null) clearTimeout(this.retry)
    this.retry = setTimeout(() => this.socket.online && void this.open(), OPEN_RETRY_MS)
  }

  private receive(frame: ServerFrame): void {
    const state = this.state
    if (frame.type === "worklist.snapshot") {
      if (frame.unit_id === this.unitId) this.list.set({ phase: "open", state: worklistOf(frame) })
    } else if (frame.type === "heads") {
      if (state && behind(frame.heads, { [worklistStream(this.unitId)]: state.cursor })) void this.open()
    } else if (state && isEvent(frame) && frame.stream === worklistStream(this.unitId)) {
      const applied = applyWorklistEvent(state, frame as WorklistEvent)
      if (applied.outcome === "gap") void this.open()
      if (applied.outcome === "applied") this.list.set({ phase: "open", state: applied.state })
    }
  }
}
