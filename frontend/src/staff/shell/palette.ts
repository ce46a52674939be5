/** What the palette finds: commands of the room in focus, phrases, cases of the unit, places to go, settings. Pure but for words. */
import quotes from "@phosphor-icons/core/assets/regular/quotes.svg?icon"
import user from "@phosphor-icons/core/assets/regular/user.svg?icon"
import { language, localized } from "../../core/language"
import type { Phrase, WorkItem } from "../../core/protocol/wire"
import { priorityWord } from "../../design/Priority"
import * as m from "../../texts/messages"
import { folded } from "../desk/rows"
import { phraseTitle } from "../phrases/titles"
import type { Span } from "../room/blanks"
import { caseNumber, nameAndAge } from "../words"
import { caps, type Command } from "./commands"
import { figures, matched } from "./matching"

export interface Found {
  id: string
  icon: string
  title: string
  letters: readonly Span[]
  note: string
  /** The other name it was found by. */
  also: { text: string; letters: readonly Span[] } | null
  keys: readonly string[]
  /** What is typed to have it: a phrase's abbreviation. */
  sign: { text: string; letters: readonly Span[] } | null
  act: { kind: "command"; command: Command } | { kind: "phrase"; phrase: Phrase } | { kind: "case"; item: WorkItem }
}

export interface Section {
  id: "room" | "phrases" | "cases" | "go" | "settings"
  found: readonly Found[]
}

export interface Searched {
  query: string
  /** Those that can be run now. */
  commands: readonly Command[]
  phrases: readonly Phrase[]
  /** A phrase as it would stand in the room it goes to. */
  filled: (phrase: Phrase) => string
  items: readonly WorkItem[]
  me: string
  /** Of the cases this desk has read; of others it knows no personal number. */
  personalNumbers: ReadonlyMap<string, string>
}

const MOST_CASES = 8
/** Fewer figures than a year and a month of birth lie somewhere in everybody's number. */
const FIGURES_OF_A_PERSON = 4
const MOST_PHRASES = 5
/** After all that were found by a name. */
const BY_TEXT = 9

export function find(searched: Searched): Section[] {
  const { query } = searched
  const asked = query.trim() !== ""
  const commands = (group: Command["group"]): Found[] =>
    best(searched.commands.filter((command) => command.group === group).map((command) => foundCommand(command, query)))
  const sections: Section[] = [
    { id: "room", found: commands("room") },
    { id: "phrases", found: asked ? best(searched.phrases.map((phrase) => foundPhrase(phrase, searched))).slice(0, MOST_PHRASES) : [] },
    { id: "cases", found: cases(searched).slice(0, MOST_CASES) },
    { id: "go", found: commands("go") },
    { id: "settings", found: asked ? commands("settings") : [] },
  ]
  return sections.filter((section) => section.found.length > 0)
}

type Ranked = (Found & { rank: number }) | null

/** In their own order among equals: a list that jumps with every letter cannot be learnt. */
function best(ranked: readonly Ranked[]): Found[] {
  return ranked.filter((found) => found !== null).sort((one, other) => one.rank - other.rank)
}

function foundCommand(command: Command, query: string): Ranked {
  const title = command.words()
  const found = matched(title, query)
  const base = { id: command.id, icon: command.icon, title, note: "", keys: command.keys === undefined ? [] : caps(command.keys), sign: null, act: { kind: "command" as const, command } }
  if (found !== null) return { ...base, ...found, also: null }
  const other = command.also?.()
  const byOther = other === undefined ? null : matched(other, query)
  if (other === undefined || byOther === null) return null
  return { ...base, rank: byOther.rank + 2, letters: [], also: { text: other, letters: byOther.letters } }
}

function foundPhrase(phrase: Phrase, { query, filled }: Searched): Ranked {
  const title = phraseTitle(phrase.title, language.get())
  const bare = query.replace(/^;/, "")
  const byTitle = matched(title, bare)
  const found = matched(phrase.abbreviation, bare)
  const byAbbreviation = found?.rank === 0 ? found.letters : null
  const byText = [phrase.text.sv, phrase.text.en].some((text) => folded(text).includes(folded(bare.trim())))
  if (byTitle === null && byAbbreviation === null && !byText) return null
  return {
    id: `phrase-${phrase.id}`,
    icon: quotes,
    title,
    rank: byAbbreviation === null ? (byTitle?.rank ?? BY_TEXT) : 0,
    letters: byTitle?.letters ?? [],
    note: filled(phrase),
    also: null,
    keys: [],
    sign: { text: `;${phrase.abbreviation}`, letters: (byAbbreviation ?? []).map(({ start, end }) => ({ start: start + 1, end: end + 1 })) },
    act: { kind: "phrase", phrase },
  }
}

/** By name, by case number, or by personal number; without anything searched for, my own rooms. */
function cases({ query, items, me, personalNumbers }: Searched): Found[] {
  const number = figures(query)
  const asked = query.trim() !== ""
  const among = asked ? items : items.filter((item) => item.holder_id === me)
  return best(
    among.map((item) => {
      const personal = personalNumbers.get(item.case_id) ?? ""
      const title = nameAndAge(item.resident_name, item.age)
      const byNumber = number !== null && (String(item.number).startsWith(number) || isPersonal(number, personal))
      const byName = number === null ? matched(title, query) : null
      if (!byNumber && byName === null) return null
      return {
        id: `case-${item.case_id}`,
        icon: user,
        title,
        rank: byName?.rank ?? 0,
        letters: byName?.letters ?? [],
        note: caseNote(item, me, personal),
        also: null,
        keys: [],
        sign: null,
        act: { kind: "case", item },
      }
    }),
  )
}

function isPersonal(figures: string, personal: string): boolean {
  return figures.length >= FIGURES_OF_A_PERSON && personal.replace(/\D/g, "").includes(figures)
}

function caseNote(item: WorkItem, me: string, personal: string): string {
  const holder = item.holder_id === me ? m.desk_mine_one() : item.holder_name === null ? m.desk_waits_one() : m.desk_holder({ name: item.holder_name })
  const parts = [personal, m.desk_case_number({ number: caseNumber(item.number) }), localized(item.reason), priorityWord(item.priority), holder]
  return parts.filter(Boolean).join("\u00a0· ")
}
