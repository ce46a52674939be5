/**
 * What two tabs say beside picture and sound, over a data channel of their connection (RFC 8831): text as it is typed,
 * captions, and the question for a still picture. It passes no server, so the receiver trusts nothing: what does not fit these
 * shapes and limits is dropped whole.
 */

/** One edit of one line: after `from` characters `cut` are taken out and `put` comes in (UTF-16 units, as in JS). */
export interface TextEdit {
  readonly say: "text"
  readonly line: number
  readonly from: number
  readonly cut: number
  readonly put: string
}

/** The line is finished; the next one has a higher number. */
export interface TextDone {
  readonly say: "done"
  readonly line: number
}

/** A new channel begins with all that was written before, since the other page may be new. */
export interface TextWhole {
  readonly say: "whole"
  readonly lines: readonly { readonly line: number; readonly text: string; readonly done: boolean }[]
}

export interface KeepWish {
  readonly say: "keep"
  readonly on: boolean
}

export type StillWord = "ask" | "yes" | "no" | "sent" | "failed"

/** A picture taken by the asked side's own camera and sent by it; `id` ties the words of one question together. */
export interface StillTalk {
  readonly say: "still"
  readonly id: string
  readonly word: StillWord
}

/** A line of captions as it reads now. Lines count within a run: each time somebody's browser begins to listen. */
export interface CaptionSaid {
  readonly say: "caption"
  readonly run: number
  readonly line: number
  readonly text: string
  readonly done: boolean
}

/** "can", "cannot": what the sender's browser offers. "wish", "unwish": they would like to read what the other says.
 * "on", "off": what the sender says becomes text. "no": they said no to the wish. */
export type CaptionsWord = "can" | "cannot" | "wish" | "unwish" | "on" | "off" | "no"

export interface CaptionsTalk {
  readonly say: "captions"
  readonly word: CaptionsWord
}

export type BesideSaid = CaptionSaid | CaptionsTalk | TextEdit | TextDone | TextWhole | KeepWish | StillTalk

export const MAX_LINE = 1_000
export const MAX_LINES = 200
/** A message of all that was written at most: 64 KiB is what every browser's channel carries. */
const MAX_SAID = 60_000
const MAX_ID = 64
const STILL_WORDS: readonly unknown[] = ["ask", "yes", "no", "sent", "failed"]

const CAPTIONS_WORDS: readonly unknown[] = ["can", "cannot", "wish", "unwish", "on", "off", "no"]

type Fields = Record<string, unknown>

/** Null for anything that is not exactly one of these. */
export function readSaid(data: unknown): BesideSaid | null {
  if (typeof data !== "string" || data.length > MAX_SAID) return null
  let said: unknown
  try {
    said = JSON.parse(data)
  } catch {
    return null
  }
  return isFields(said) ? asSaid(said) : null
}

/** All lines that fit into one message, the newest ones if not all do. */
export function writeWhole(lines: TextWhole["lines"]): string {
  let kept = lines
  for (;;) {
    const data = JSON.stringify({ say: "whole", lines: kept } satisfies TextWhole)
    if (data.length <= MAX_SAID || kept.length === 0) return data
    kept = kept.slice(Math.ceil(kept.length / 4))
  }
}

function asSaid(said: Fields): BesideSaid | null {
  switch (said.say) {
    case "text": {
      const { line, from, cut, put } = said
      const fits = isCount(line) && isCount(from) && isCount(cut) && isText(put)
      return fits ? { say: "text", line, from, cut, put } : null
    }
    case "done":
      return isCount(said.line) ? { say: "done", line: said.line } : null
    case "whole":
      return wholeOf(said.lines)
    case "keep":
      return typeof said.on === "boolean" ? { say: "keep", on: said.on } : null
    case "still":
      return stillOf(said)
    case "caption": {
      const { run, line, text, done } = said
      const fits = isCount(run) && isCount(line) && isText(text) && typeof done === "boolean"
      return fits ? { say: "caption", run, line, text, done } : null
    }
    case "captions":
      return CAPTIONS_WORDS.includes(said.word) ? { say: "captions", word: said.word as CaptionsWord } : null
    default:
      return null
  }
}

function wholeOf(lines: unknown): TextWhole | null {
  if (!Array.isArray(lines) || lines.length > MAX_LINES) return null
  const read = lines.map((one: unknown) => {
    if (!isFields(one) || !isCount(one.line) || !isText(one.text) || typeof one.done !== "boolean") return null
    return { line: one.line, text: one.text, done: one.done }
  })
  const fitting = read.filter((one) => one !== null)
  return fitting.length === read.length ? { say: "whole", lines: fitting } : null
}

function stillOf({ id, word }: Fields): StillTalk | null {
  if (typeof id !== "string" || id.length === 0 || id.length > MAX_ID || !STILL_WORDS.includes(word)) return null
  return { say: "still", id, word: word as StillWord }
}

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value)
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
const isText = (value: unknown): value is string => typeof value === "string" && value.length <= MAX_LINE

/** As it may stand on screen. Control characters, and those that turn the direction of what follows, would let a text
 * look like another. */
export function fittingText(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u200e\u200f]/gu, "").slice(0, MAX_LINE)
}
