/**
 * Real-time text of a call (EN 301 549, 6.2): each change of the line goes out as it is made, corrections as well. All
 * lines stand in the order in which they were begun here. If all wish it, each side keeps its own lines in the room as
 * its own messages: nobody puts words into another's mouth. Whoever comes into a call reads from then on.
 */
import { Observable, type Watched } from "../core/observable"
import { type BesideSaid, fittingText, MAX_LINES, type TextDone, type TextEdit, type TextWhole, writeWhole } from "./besideWire"

export interface TextLine {
  readonly mine: boolean
  /** Whose it is; null for one's own. */
  readonly from: string | null
  readonly line: number
  readonly text: string
  readonly done: boolean
}

export interface LiveTextState {
  readonly lines: readonly TextLine[]
  /** Whether anybody else is reached right now. */
  readonly open: boolean
  readonly iKeep: boolean
  /** Everybody who is reached wishes to. */
  readonly theyKeep: boolean
}

const NOTHING: LiveTextState = { lines: [], open: false, iKeep: false, theyKeep: false }

export class LiveText {
  private readonly shown = new Observable(NOTHING)
  private readonly say: (data: string, to: string) => void
  private readonly keep: (text: string) => void
  private current = 0
  private readonly theirs = new Map<string, number>()
  /** The first of my lines that each of the others is sent. */
  private readonly since = new Map<string, number>()
  private readonly reached = new Set<string>()
  private readonly keeping = new Set<string>()
  /** My lines below this one are in the room. */
  private kept = 0

  /** `say` sends to that tab if it is reached; `keep` puts a text of one's own into the room. */
  constructor(say: (data: string, to: string) => void, keep: (text: string) => void) {
    this.say = say
    this.keep = keep
  }

  get state(): Watched<LiveTextState> {
    return this.shown
  }

  /** The line that is being written reads like this now. */
  type(text: string): void {
    const fitting = fittingText(text)
    const before = this.lineOf(null, this.current)?.text ?? ""
    if (fitting === before) return
    this.send({ say: "text", line: this.current, ...change(before, fitting) })
    this.put(null, this.current, fitting, false)
  }

  /** The line is finished; an empty one stays as it is. */
  finish(): void {
    const line = this.lineOf(null, this.current)
    if (line === undefined || line.text.trim() === "") return
    this.send({ say: "done", line: this.current })
    this.put(null, this.current, line.text, true)
    this.current += 1
    this.keepIfBoth()
  }

  wishToKeep(on: boolean): void {
    this.show({ iKeep: on })
    for (const to of this.reached) this.tell({ say: "keep", on }, to)
    this.keepIfBoth()
  }

  /** A channel to `who` is there, or gone; `cameLater`: they came into a call that was on here already. */
  reach(open: boolean, who: string, cameLater = false): void {
    if (open) this.reached.add(who)
    else this.reached.delete(who)
    this.show({ open: this.reached.size > 0 })
    this.judgeKeeping()
    if (!open) return
    const { lines, iKeep } = this.shown.get()
    const begun = this.lineOf(null, this.current) !== undefined
    const since = this.since.get(who) ?? (cameLater ? this.current + (begun ? 1 : 0) : 0)
    this.since.set(who, since)
    const theirs = lines.filter((line) => line.mine && line.line >= since)
    this.say(writeWhole(theirs.map(({ line, text, done }) => ({ line, text, done }))), who)
    this.tell({ say: "keep", on: iKeep }, who)
  }

  /** They are in the call no more: what they wrote stays, and nobody waits for their wish. If they come again they count
   * their lines anew, so what was before has numbers below. */
  part(who: string): void {
    this.reached.delete(who)
    this.keeping.delete(who)
    this.since.delete(who)
    const first = (this.theirs.get(who) ?? -1) + 1
    this.theirs.delete(who)
    const lines = this.shown.get().lines.map((one) => (one.from === who ? { ...one, line: one.line - first, done: true } : one))
    this.show({ lines, open: this.reached.size > 0 })
    this.judgeKeeping()
  }

  hear(said: BesideSaid, who: string): void {
    switch (said.say) {
      case "text":
        this.hearEdit(said, who)
        return
      case "done": {
        const line = this.lineOf(who, said.line)
        if (line !== undefined) this.put(who, said.line, line.text, true)
        return
      }
      case "whole":
        this.hearWhole(said, who)
        return
      case "keep":
        if (said.on) this.keeping.add(who)
        else this.keeping.delete(who)
        this.judgeKeeping()
        return
      case "caption":
      case "captions":
      case "still":
    }
  }

  /** Another call: nothing of this one stays on screen. */
  clear(): void {
    this.current = 0
    for (const known of [this.theirs, this.since, this.reached, this.keeping]) known.clear()
    this.kept = 0
    this.shown.set(NOTHING)
  }

  private hearEdit({ line, from, cut, put }: TextEdit, who: string): void {
    const before = this.lineOf(who, line)
    if (before === undefined ? line <= (this.theirs.get(who) ?? -1) : before.done) return
    const text = before?.text ?? ""
    this.put(who, line, fittingText(text.slice(0, from) + put + text.slice(from + cut)), false)
  }

  private hearWhole({ lines }: TextWhole, who: string): void {
    for (const { line, text, done } of lines) this.put(who, line, fittingText(text), done)
  }

  private put(from: string | null, line: number, text: string, done: boolean): void {
    const { lines } = this.shown.get()
    const changed: TextLine = { mine: from === null, from, line, text, done }
    const at = lines.findIndex((one) => one.from === from && one.line === line)
    if (from !== null) this.theirs.set(from, Math.max(this.theirs.get(from) ?? -1, line))
    const next = at < 0 ? [...lines, changed] : lines.with(at, changed)
    this.show({ lines: next.slice(-MAX_LINES) })
  }

  private judgeKeeping(): void {
    this.show({ theyKeep: this.keeping.size > 0 && [...this.reached].every((who) => this.keeping.has(who)) })
    this.keepIfBoth()
  }

  private keepIfBoth(): void {
    const { lines, iKeep, theyKeep } = this.shown.get()
    if (!iKeep || !theyKeep) return
    const due = lines.filter((line) => line.mine && line.done && line.line >= this.kept)
    if (due.length === 0) return
    this.kept = this.current
    for (const text of inMessages(due.map((line) => line.text))) this.keep(text)
  }

  private lineOf(from: string | null, line: number): TextLine | undefined {
    return this.shown.get().lines.find((one) => one.from === from && one.line === line)
  }

  private send(said: TextEdit | TextDone): void {
    for (const [to, since] of this.since) if (said.line >= since) this.tell(said, to)
  }

  private tell(said: BesideSaid, to: string): void {
    this.say(JSON.stringify(said), to)
  }

  private show(change: Partial<LiveTextState>): void {
    this.shown.set({ ...this.shown.get(), ...change })
  }
}

/** What changed between two texts, as one cut and one insertion between what stayed before and after. */
export function change(before: string, after: string): Pick<TextEdit, "from" | "cut" | "put"> {
  let from = 0
  while (from < before.length && from < after.length && before[from] === after[from]) from += 1
  let same = 0
  const most = Math.min(before.length, after.length) - from
  while (same < most && before.at(-1 - same) === after.at(-1 - same)) same += 1
  return { from, cut: before.length - from - same, put: after.slice(from, after.length - same) }
}

/** The room's messages hold 4,000 characters (rooms/wire/vocabulary.py). */
function inMessages(lines: readonly string[]): string[] {
  const messages: string[] = []
  for (const line of lines) {
    const last = messages.at(-1)
    if (last !== undefined && last.length + line.length < MAX_KEPT) messages[messages.length - 1] = `${last}\n${line}`
    else messages.push(line)
  }
  return messages
}

const MAX_KEPT = 3_800
