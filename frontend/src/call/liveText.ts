/**
 * Real-time text of a call (EN 301 549, 6.2): each change of the line goes out as it is made, corrections as well. Both
 * sides' lines stand in the order in which they were begun here. If both wish it, each side keeps its own lines in the
 * room as its own messages: nobody puts words into the other's mouth.
 */
import { Observable, type Watched } from "../core/observable"
import { type BesideSaid, MAX_LINE, MAX_LINES, type TextEdit, type TextWhole, writeWhole } from "./besideWire"

export interface TextLine {
  readonly mine: boolean
  readonly line: number
  readonly text: string
  readonly done: boolean
}

export interface LiveTextState {
  readonly lines: readonly TextLine[]
  /** Whether the other side is reached right now. */
  readonly open: boolean
  readonly iKeep: boolean
  readonly theyKeep: boolean
}

const NOTHING: LiveTextState = { lines: [], open: false, iKeep: false, theyKeep: false }

export class LiveText {
  private readonly shown = new Observable(NOTHING)
  private readonly say: (data: string) => void
  private readonly keep: (text: string) => void
  private current = 0
  private theirs = -1
  /** My lines below this one are in the room. */
  private kept = 0

  /** `say` sends to the other tab if it is reached; `keep` puts a text of one's own into the room. */
  constructor(say: (data: string) => void, keep: (text: string) => void) {
    this.say = say
    this.keep = keep
  }

  get state(): Watched<LiveTextState> {
    return this.shown
  }

  /** The line that is being written reads like this now. */
  type(text: string): void {
    const fitting = withoutControls(text).slice(0, MAX_LINE)
    const before = this.lineOf(true, this.current)?.text ?? ""
    if (fitting === before) return
    this.send({ say: "text", line: this.current, ...change(before, fitting) })
    this.put(true, this.current, fitting, false)
  }

  /** The line is finished; an empty one stays as it is. */
  finish(): void {
    const line = this.lineOf(true, this.current)
    if (line === undefined || line.text.trim() === "") return
    this.send({ say: "done", line: this.current })
    this.put(true, this.current, line.text, true)
    this.current += 1
    this.keepIfBoth()
  }

  wishToKeep(on: boolean): void {
    this.show({ iKeep: on })
    this.send({ say: "keep", on })
    this.keepIfBoth()
  }

  /** A channel to the other side is there, or gone. */
  reach(open: boolean): void {
    this.show({ open })
    if (!open) return
    const { lines, iKeep } = this.shown.get()
    this.say(writeWhole(lines.filter((line) => line.mine).map(({ line, text, done }) => ({ line, text, done }))))
    this.send({ say: "keep", on: iKeep })
  }

  hear(said: BesideSaid): void {
    switch (said.say) {
      case "text":
        this.hearEdit(said)
        return
      case "done": {
        const line = this.lineOf(false, said.line)
        if (line !== undefined) this.put(false, said.line, line.text, true)
        return
      }
      case "whole":
        this.hearWhole(said)
        return
      case "keep":
        this.show({ theyKeep: said.on })
        this.keepIfBoth()
        return
      case "still":
    }
  }

  /** Another call: nothing of this one stays on screen. */
  clear(): void {
    this.current = 0
    this.theirs = -1
    this.kept = 0
    this.shown.set(NOTHING)
  }

  private hearEdit({ line, from, cut, put }: TextEdit): void {
    const before = this.lineOf(false, line)
    if (before === undefined ? line <= this.theirs : before.done) return
    const text = before?.text ?? ""
    this.put(false, line, withoutControls(text.slice(0, from) + put + text.slice(from + cut)).slice(0, MAX_LINE), false)
  }

  private hearWhole({ lines }: TextWhole): void {
    for (const { line, text, done } of lines) this.put(false, line, withoutControls(text), done)
  }

  private put(mine: boolean, line: number, text: string, done: boolean): void {
    const { lines } = this.shown.get()
    const changed: TextLine = { mine, line, text, done }
    const at = lines.findIndex((one) => one.mine === mine && one.line === line)
    if (!mine) this.theirs = Math.max(this.theirs, line)
    const next = at < 0 ? [...lines, changed] : lines.with(at, changed)
    this.show({ lines: next.slice(-MAX_LINES) })
  }

  private keepIfBoth(): void {
    const { lines, iKeep, theyKeep } = this.shown.get()
    if (!iKeep || !theyKeep) return
    const due = lines.filter((line) => line.mine && line.done && line.line >= this.kept)
    if (due.length === 0) return
    this.kept = this.current
    for (const text of inMessages(due.map((line) => line.text))) this.keep(text)
  }

  private lineOf(mine: boolean, line: number): TextLine | undefined {
    return this.shown.get().lines.find((one) => one.mine === mine && one.line === line)
  }

  private send(said: BesideSaid): void {
    this.say(JSON.stringify(said))
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

/** Control characters, and those that turn the direction of what follows, would let a text look like another. */
function withoutControls(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u200e\u200f]/gu, "")
}
