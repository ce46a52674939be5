/** Prepared texts: found by abbreviation, filled with what the case and the unit already say, the rest left as blanks. Pure. */
import type { Language } from "../../core/language"
import type { Phrase } from "../../core/protocol/wire"
import * as m from "../../texts/messages"
import { folded } from "../desk/rows"
import { blanksIn, type Span } from "./blanks"
import type { Fill, Marks } from "./marks"
import { nameOf, type Sources, valueOf } from "./variables"

export interface Filled {
  text: string
  /** Where something was filled in, so that the writer sees what to check, and what it was. */
  fills: readonly Fill[]
  language: Language
  /** The language of the conversation, when the phrase has no text in it. */
  missing: Language | null
}

/** How every phrase stands in one room: in the language of who reads it, with what the case says. */
export function phrasesIn({ language, ...sources }: Sources): (phrase: Phrase) => Filled {
  const spoken = phraseLanguage(sources.staff.summary.language, language)
  const other = spoken === "sv" ? "en" : "sv"
  return (phrase) => {
    if (phrase.text[spoken] !== "") return { ...fillPhrase(phrase.text[spoken], { ...sources, language: spoken }), missing: null }
    // A blank in front of it: it cannot go out before somebody has put it into the reader's language.
    const untold = `[${spoken === "sv" ? m.phrases_translate_sv() : m.phrases_translate_en()}] `
    return { ...fillPhrase(untold + phrase.text[other], { ...sources, language: other }), missing: spoken }
  }
}

const VARIABLE = /\{([a-z_]+)(?::([^{}]+))?\}/g
/** A slash also stands between words and figures: it needs a letter to begin with. */
const ABBREVIATION = /(?:^|\s)(;|\/(?=\p{L}))([\p{L}\p{N}_-]*)$/u

/** A phrase is written in the resident's language where we have it, else in the writer's. */
export function phraseLanguage(spoken: string, interfaceLanguage: Language): Language {
  return spoken === "sv" || spoken === "en" ? spoken : interfaceLanguage
}

/** What cannot be filled in becomes a blank with its name. */
export function fillPhrase(text: string, sources: Sources): Omit<Filled, "missing"> {
  const fills: Fill[] = []
  let filled = ""
  let at = 0
  for (const found of text.matchAll(VARIABLE)) {
    filled += text.slice(at, found.index)
    at = found.index + found[0].length
    const variable = { variable: found[1] ?? "", detail: found[2] ?? null }
    const value = valueOf(variable, sources)
    if (value === "") {
      filled += `[${nameOf(variable, sources)}]`
      continue
    }
    fills.push({ start: filled.length, end: filled.length + value.length, ...variable, language: sources.language, roomId: sources.room.id, seen: value })
    filled += value
  }
  return { text: filled + text.slice(at), fills, language: sources.language }
}

export interface Abbreviation extends Span {
  query: string
  sign: ";" | "/"
}

/** The abbreviation that is being written just before the cursor, with the sign that begins it. */
export function abbreviationAt(text: string, cursor: number): Abbreviation | null {
  const found = ABBREVIATION.exec(text.slice(0, cursor))
  if (found === null) return null
  const query = found[2] ?? ""
  return { start: cursor - query.length - 1, end: cursor, query, sign: found[1] === "/" ? "/" : ";" }
}

/**
 * Those whose abbreviation begins so come first, the exact one before them, then those whose title holds the words, then
 * those whose text does. Among equals one's own come before the unit's, and these before the shared ones.
 */
export function matchingPhrases(phrases: readonly Phrase[], query: string): Phrase[] {
  const words = folded(query)
  const ranked = phrases.map((phrase) => ({ phrase, rank: rankOf(phrase, words) })).filter((found) => found.rank < NOT_FOUND)
  return ranked.sort((one, other) => one.rank - other.rank).map((found) => found.phrase)
}

/** After a slash only abbreviations are meant, since people write slashes. */
export function phrasesFor(phrases: readonly Phrase[], { query, sign }: Abbreviation): Phrase[] {
  const found = matchingPhrases(phrases, query)
  return sign === ";" ? found : found.filter((phrase) => folded(phrase.abbreviation).startsWith(folded(query)))
}

const NOT_FOUND = 4

function rankOf(phrase: Phrase, words: string): number {
  const abbreviation = folded(phrase.abbreviation)
  if (abbreviation === words) return 0
  if (abbreviation.startsWith(words)) return 1
  if ([phrase.title.sv, phrase.title.en].some((title) => folded(title).includes(words))) return 2
  return [phrase.text.sv, phrase.text.en].some((text) => folded(text).includes(words)) ? 3 : NOT_FOUND
}

export interface Written extends Marks {
  text: string
  /** What is marked afterwards: the first blank of what was put in, else the cursor behind it. */
  selection: Span
}

/** The text with a filled phrase in place of `over`. */
export function putIn(text: string, marks: Marks, over: Span, filled: Filled, phrase: Phrase): Written {
  const own = { start: 0, end: filled.text.length, phraseId: phrase.id, version: phrase.version }
  return placed(text, marks, over, { text: filled.text, fills: filled.fills, insertions: [own] })
}

/** Words with marks of their own in place of `over`. */
export function placed(text: string, marks: Marks, over: Span, words: Marks & { text: string }): Written {
  const by = words.text.length - (over.end - over.start)
  const behind = over.start + words.text.length
  const [first] = blanksIn(words.text)
  return {
    text: text.slice(0, over.start) + words.text + text.slice(over.end),
    fills: around(marks.fills, words.fills, over, by),
    insertions: around(marks.insertions, words.insertions, over, by),
    selection: first ? { start: over.start + first.start, end: over.start + first.end } : { start: behind, end: behind },
  }
}

function around<Kept extends Span>(spans: readonly Kept[], own: readonly Kept[], over: Span, by: number): Kept[] {
  const moved = (span: Kept, far: number): Kept => ({ ...span, start: span.start + far, end: span.end + far })
  const before = spans.filter((span) => span.end <= over.start)
  const after = spans.filter((span) => span.start >= over.end).map((span) => moved(span, by))
  return [...before, ...own.map((span) => moved(span, over.start)), ...after]
}
