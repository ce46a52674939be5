/** Prepared texts: found by abbreviation, filled with what the case and the unit already say, the rest left as blanks. Pure. */
import type { Language } from "../../core/language"
import type { Localized, Phrase, PhraseUnit, RoomView, StaffMe, StaffView } from "../../core/protocol/wire"
import * as m from "../../texts/messages"
import { folded } from "../desk/rows"
import { blanksIn, type Span } from "./blanks"

export interface Filled {
  text: string
  /** Where something was filled in, so that the writer sees what to check. */
  fills: readonly Span[]
}

interface Sources {
  room: RoomView
  staff: StaffView
  me: StaffMe
  unit: PhraseUnit
  /** That of the interface where a room's is asked for, else the one that is written in. */
  language: Language
}

/** How every phrase stands in one room: in the language of who reads it, with what the case says. */
export function phrasesIn({ language, ...sources }: Sources): (phrase: Phrase) => Filled {
  const spoken = phraseLanguage(sources.staff.summary.language, language)
  return (phrase) => fillPhrase(phrase.text[spoken], { ...sources, language: spoken })
}

const VARIABLE = /\{([a-z_]+)(?::([^{}]+))?\}/g
const ABBREVIATION = /(?:^|\s);([\p{L}\p{N}_-]*)$/u

/** A phrase is written in the resident's language where we have it, else in the writer's. */
export function phraseLanguage(spoken: string, interfaceLanguage: Language): Language {
  return spoken === "sv" || spoken === "en" ? spoken : interfaceLanguage
}

/** What cannot be filled in becomes a blank with its name; a bracket in an answer must not look like one. */
export function fillPhrase(text: string, sources: Sources): Filled {
  const fills: Span[] = []
  let filled = ""
  let at = 0
  for (const found of text.matchAll(VARIABLE)) {
    filled += text.slice(at, found.index)
    at = found.index + found[0].length
    const [, variable = "", detail] = found
    const value = valueOf(variable, detail, sources).replaceAll("[", "(").replaceAll("]", ")").trim()
    if (value === "") {
      filled += `[${nameOf(variable, detail, sources)}]`
      continue
    }
    fills.push({ start: filled.length, end: filled.length + value.length })
    filled += value
  }
  return { text: filled + text.slice(at), fills }
}

function valueOf(variable: string, detail: string | undefined, { room, staff, me, unit, language }: Sources): string {
  switch (variable) {
    case "resident_first_name":
      return room.resident.name.split(" ")[0] ?? ""
    case "resident_name":
      return room.resident.name
    case "staff_first_name":
      return me.given_name
    case "staff_name":
      return me.name
    case "staff_title":
      return me.title[language].toLocaleLowerCase(language)
    case "unit_name":
      return unit.name
    case "unit_phone":
      return unit.phone
    case "unit_address":
      return unit.address
    case "answer":
      return answerTo(detail, staff)?.answer[language] ?? ""
    default:
      return ""
  }
}

function answerTo(question: string | undefined, staff: StaffView): { question: Localized; answer: Localized } | undefined {
  const { red_flags, answers, measurements } = staff.summary
  return [...red_flags, ...answers, ...measurements].find((given) => given.question_id === question && !given.unknown)
}

function nameOf(variable: string, detail: string | undefined, { staff, language }: Sources): string {
  const { red_flags, answers, measurements } = staff.summary
  const asked = [...red_flags, ...answers, ...measurements].find((given) => given.question_id === detail)
  if (asked !== undefined) return asked.question[language]
  return variable === "unit_address" ? m.desk_blank_address() : variable === "unit_phone" ? m.desk_blank_phone() : (detail ?? variable).replaceAll("_", " ")
}

/** The abbreviation that is being written just before the cursor, with its semicolon. */
export function abbreviationAt(text: string, cursor: number): (Span & { query: string }) | null {
  const found = ABBREVIATION.exec(text.slice(0, cursor))
  if (found === null) return null
  const query = found[1] ?? ""
  return { start: cursor - query.length - 1, end: cursor, query }
}

/** Those whose abbreviation begins so come first, the exact one before them, then those whose title holds the words. */
export function matchingPhrases(phrases: readonly Phrase[], query: string): Phrase[] {
  const words = folded(query)
  const rank = (phrase: Phrase): number => {
    const abbreviation = folded(phrase.abbreviation)
    if (abbreviation === words) return 0
    if (abbreviation.startsWith(words)) return 1
    return [phrase.title.sv, phrase.title.en].some((title) => folded(title).includes(words)) ? 2 : 3
  }
  const ranked = phrases.map((phrase) => ({ phrase, rank: rank(phrase) })).filter((found) => found.rank < 3)
  return ranked.sort((one, other) => one.rank - other.rank).map((found) => found.phrase)
}

export interface Written extends Filled {
  /** What is marked afterwards: the first blank of what was put in, else the cursor behind it. */
  selection: Span
}

/** The text with a filled phrase in place of `over`. */
export function putIn(text: string, fills: readonly Span[], over: Span, phrase: Filled): Written {
  const by = phrase.text.length - (over.end - over.start)
  const before = fills.filter((fill) => fill.end <= over.start)
  const after = fills.filter((fill) => fill.start >= over.end).map((fill) => ({ start: fill.start + by, end: fill.end + by }))
  const own = phrase.fills.map((fill) => ({ start: fill.start + over.start, end: fill.end + over.start }))
  const behind = over.start + phrase.text.length
  const [first] = blanksIn(phrase.text)
  return {
    text: text.slice(0, over.start) + phrase.text + text.slice(over.end),
    fills: [...before, ...own, ...after],
    selection: first ? { start: over.start + first.start, end: over.start + first.end } : { start: behind, end: behind },
  }
}
