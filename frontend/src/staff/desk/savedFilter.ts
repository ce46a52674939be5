/** The filter of the work list, kept in this browser. It says nothing about anybody. */
import type { Filter } from "./rows"

const KEY = "vardrum.desk_filter"

export function savedFilter(): Filter {
  const kept = localStorage.getItem(KEY)
  return kept === "mine" || kept === "flags" ? kept : "all"
}

export const saveFilter = (filter: Filter): void => localStorage.setItem(KEY, filter)
