/** A phrase that is being written: what it holds, what is wrong with it, and how phrases are searched. Pure. */
import type { Localized, Phrase, PhraseVersion } from "../../core/protocol/wire"
import * as m from "../../texts/messages"
import { folded } from "../desk/rows"
import { blanksIn } from "../room/blanks"
import { isVariable } from "../room/variables"
import type { Library } from "./words"

export const MAX_TITLE = 80
export const MAX_TEXT = 2_000
export const MAX_ABBREVIATION = 12
const MAX_BLANKS = 20
export const LANGUAGES = ["sv", "en"] as const

export interface PhraseDraft {
  id: string
  library: Library
  abbreviation: string
  title: Localized
  text: Localized
  /** The version it began as; 0 for a new phrase. */
  basedOn: number
  /** The earlier version whose words these are. */
  restores: number | null
  /** Of exactly these words: another after each change, so that a repeated save is known as one. */
  saveId: string
}

type Words = Pick<PhraseDraft, "abbreviation" | "title" | "text">

const NOTHING: Localized = { sv: "", en: "" }

export const newDraft = (library: Library, words: Words = { abbreviation: "", title: NOTHING, text: NOTHING }): PhraseDraft => ({
  id: crypto.randomUUID(),
  library,
  ...wordsOf(words),
  basedOn: 0,
  restores: null,
  saveId: crypto.randomUUID(),
})

export const draftOf = (phrase: Phrase): PhraseDraft => ({
  id: phrase.id,
  library: phrase.library,
  ...wordsOf(phrase),
  basedOn: phrase.version,
  restores: null,
  saveId: crypto.randomUUID(),
})

const wordsOf = ({ abbreviation, title, text }: Words): Words => ({ abbreviation, title: { ...title }, text: { ...text } })

export const changed = (draft: PhraseDraft, change: Partial<PhraseDraft>): PhraseDraft => ({ ...draft, ...change, saveId: crypto.randomUUID() })

export const sameWords = (one: Words, other: Words): boolean => JSON.stringify(wordsOf(one)) === JSON.stringify(wordsOf(other))

export const brought = (draft: PhraseDraft, version: PhraseVersion): PhraseDraft => changed(draft, { ...wordsOf(version), restores: version.number })

export type Field = "abbreviation" | `title.${"sv" | "en"}` | `text.${"sv" | "en"}`

const ABBREVIATION = /^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u
const VARIABLE = /\{([a-z_]+)(?::([a-z0-9_]+))?\}/g

/** Said anew where the language changes. */
export type Flaw = () => string
export type Flaws = ReadonlyMap<Field, Flaw>

/** What must be mended before it can be kept, in the order of the fields. The server says the same (rooms/phrasing.py). */
export function flawsOf(draft: PhraseDraft): Flaws {
  const flaws = new Map<Field, Flaw>()
  const { abbreviation } = draft
  if (abbreviation === "") flaws.set("abbreviation", m.phrases_flaw_no_abbreviation)
  else if (!ABBREVIATION.test(abbreviation)) flaws.set("abbreviation", m.phrases_flaw_abbreviation)
  for (const language of LANGUAGES) {
    const [title, text] = [draft.title[language].trim(), draft.text[language].trim()]
    if (title === "" && text !== "") flaws.set(`title.${language}`, m.phrases_flaw_no_title)
    if (text === "" && title !== "") flaws.set(`text.${language}`, m.phrases_flaw_no_text)
    const flaw = flawIn(text)
    if (flaw !== null) flaws.set(`text.${language}`, flaw)
  }
  if (LANGUAGES.every((language) => draft.text[language].trim() === "")) flaws.set("text.sv", m.phrases_flaw_no_text)
  return flaws
}

function flawIn(text: string): Flaw | null {
  const blanks = blanksIn(text)
  if (blanks.some((blank) => blank.name.trim() === "")) return m.phrases_flaw_bracket
  if (blanks.length > MAX_BLANKS) return () => m.phrases_flaw_blanks({ most: MAX_BLANKS })
  const unknown = [...text.matchAll(VARIABLE)].find(([, variable = "", detail]) => !isVariable({ variable, detail: detail ?? null }))
  if (unknown !== undefined) return () => m.phrases_flaw_variable({ what: unknown[0] })
  return /[{}]/.test(text.replace(VARIABLE, "")) ? m.phrases_flaw_brace : null
}

/** Every word is somewhere: in the abbreviation, a title or a text, in either language. */
export function searched(phrases: readonly Phrase[], query: string): Phrase[] {
  const words = folded(query).replace(/^[;/]/, "").split(" ").filter(Boolean)
  return phrases.filter((phrase) => {
    const all = folded([phrase.abbreviation, phrase.title.sv, phrase.title.en, phrase.text.sv, phrase.text.en].join("\n"))
    return words.every((word) => all.includes(word))
  })
}
