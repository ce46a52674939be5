/** The filters of the work list, kept in this browser. What was searched for is not kept: it may be somebody's name. */
import { EVERYBODY, type Filter, type Narrowing } from "./rows"

const FILTER = "vardrum.desk_filter"
const NARROWING = "vardrum.desk_narrowing"

export function savedFilter(): Filter {
  const kept = localStorage.getItem(FILTER)
  return kept === "mine" || kept === "flags" ? kept : "all"
}

export const saveFilter = (filter: Filter): void => localStorage.setItem(FILTER, filter)

export function savedNarrowing(): Narrowing {
  const kept: unknown = JSON.parse(localStorage.getItem(NARROWING) ?? "null")
  if (typeof kept !== "object" || kept === null) return EVERYBODY
  const { priorities, language, guardian } = kept as Partial<Narrowing>
  return {
    priorities: Array.isArray(priorities) ? priorities.filter(isPriority) : [],
    text: "",
    language: typeof language === "string" ? language : null,
    guardian: guardian === true,
  }
}

export function saveNarrowing({ priorities, language, guardian }: Narrowing): void {
  localStorage.setItem(NARROWING, JSON.stringify({ priorities, language, guardian }))
}

function isPriority(found: unknown): found is number | null {
  return found === null || typeof found === "number"
}
