/**
 * What is known of a reply's text beside its letters: where the case filled something in and what it said then, and which
 * phrases stand in it in which version. From that: what does not hold any more, and which phrase has become another. Pure.
 */
import type { Language } from "../../core/language"
import type { Phrase, PhraseUnit } from "../../core/protocol/wire"
import { movedSpans, type Span, stretchedSpans } from "./blanks"
import { isOfUnit, nameOf, type Sources, valueOf, type Variable } from "./variables"

export interface Fill extends Span, Variable {
  readonly language: Language
  /** The room it was filled in for. */
  readonly roomId: string
  /** What the case said when the writer last agreed with it. */
  readonly seen: string
}

export interface Insertion extends Span {
  readonly phraseId: string
  readonly version: number
}

export interface Marks {
  fills: readonly Fill[]
  insertions: readonly Insertion[]
}

export const NO_MARKS: Marks = { fills: [], insertions: [] }

export function movedMarks({ fills, insertions }: Marks, before: string, after: string): Marks {
  return { fills: movedSpans(fills, before, after), insertions: stretchedSpans(insertions, before, after) }
}

export const marksAsText = ({ fills, insertions }: Marks): string => (fills.length + insertions.length === 0 ? "" : JSON.stringify({ fills, insertions }))

/** As they were kept with a draft. What an older page kept says too little to be judged. */
export function marksFrom(kept: string, text: string): Marks {
  if (kept === "") return NO_MARKS
  const { fills = [], insertions = [] } = JSON.parse(kept) as Partial<Marks>
  return { fills: fills.filter((fill) => fill.end <= text.length), insertions: insertions.filter((one) => one.end <= text.length) }
}

export interface Stale {
  fill: Fill
  /** What is called so, what the text says, and what the case says now: empty where it says nothing. */
  name: string
  written: string
  now: string
  /** It was filled in for another resident. */
  elsewhere: boolean
}

/** What the text says of the case that the case does not say any more, or that was said of another one. */
export function staleIn(text: string, { fills }: Marks, { unit, ...known }: Omit<Sources, "unit"> & { unit: PhraseUnit | null }): Stale[] {
  return fills.flatMap((fill): Stale[] => {
    // What cannot be asked for at present is not judged.
    if (unit === null && isOfUnit(fill)) return []
    const own = { ...known, unit: unit ?? NO_UNIT, language: fill.language }
    const now = valueOf(fill, own)
    const written = text.slice(fill.start, fill.end)
    const elsewhere = fill.roomId !== known.room.id
    return now === written || (now === fill.seen && !elsewhere) ? [] : [{ fill, name: nameOf(fill, own), written, now, elsewhere }]
  })
}

const NO_UNIT: PhraseUnit = { name: "", phone: "", address: "", hours: [] }

interface Text extends Marks {
  text: string
}

/** What the case says now in place of what it said; a blank where it says nothing. */
export function refreshed(text: string, { fills, insertions }: Marks, stale: readonly Stale[], roomId: string): Text {
  let now: Text = { text, fills, insertions }
  for (const { fill, name, now: value } of [...stale].sort((one, other) => other.fill.start - one.fill.start)) {
    const words = value === "" ? `[${name}]` : value
    const after = now.text.slice(0, fill.start) + words + now.text.slice(fill.end)
    const by = after.length - now.text.length
    const rest = now.fills.filter((one) => one.start !== fill.start).map((one) => (one.start > fill.start ? moved(one, by) : one))
    const fresh = value === "" ? [] : [{ ...fill, end: fill.start + value.length, roomId, seen: value }]
    const around = now.insertions.map((one) => (one.start > fill.start ? moved(one, by) : one.end >= fill.end ? { ...one, end: one.end + by } : one))
    now = { text: after, fills: [...rest, ...fresh].sort((one, other) => one.start - other.start), insertions: around }
  }
  return now
}

const moved = <Kept extends Span>(span: Kept, by: number): Kept => ({ ...span, start: span.start + by, end: span.end + by })

/** The writer wants it as it stands, though the case says something else; the next change is told again. */
export function agreed({ fills, insertions }: Marks, stale: readonly Stale[], roomId: string): Marks {
  const said = new Map(stale.map((one) => [one.fill.start, one.now]))
  return { fills: fills.map((fill) => (said.has(fill.start) ? { ...fill, roomId, seen: said.get(fill.start) ?? "" } : fill)), insertions }
}

export interface Newer {
  insertion: Insertion
  /** As it is now; null when it was taken away. */
  phrase: Phrase | null
}

/** Phrases in the text that somebody has changed or taken away since they were put in. */
export function newerIn({ insertions }: Marks, phrases: readonly Phrase[]): Newer[] {
  return insertions.flatMap((insertion): Newer[] => {
    const phrase = phrases.find((one) => one.id === insertion.phraseId)
    if (phrase === undefined) return [{ insertion, phrase: null }]
    return phrase.version > insertion.version ? [{ insertion, phrase }] : []
  })
}

/** The writer has been told: what stands is theirs from here on, until the phrase changes again. */
export function acknowledged({ fills, insertions }: Marks, { insertion, phrase }: Newer): Marks {
  const others = insertions.filter((one) => one.start !== insertion.start)
  return { fills, insertions: phrase === null ? others : [...others, { ...insertion, version: phrase.version }].sort((one, other) => one.start - other.start) }
}
