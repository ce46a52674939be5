/** "My cases" by whom they are about, oneself first, and within that what asks for something before what is over. Pure. */
import type { CaseLine, IntakeLine } from "../../core/protocol/wire"

export type Line = { kind: "case"; case: CaseLine } | { kind: "form"; form: IntakeLine }

export interface Person {
  name: string
  isSelf: boolean
  lines: Line[]
}

export function byPerson(cases: readonly CaseLine[], forms: readonly IntakeLine[]): Person[] {
  const people = new Map<string, Person>()
  const of = (name: string, isSelf: boolean): Person => {
    const key = isSelf ? "" : name
    const person = people.get(key) ?? { name, isSelf, lines: [] }
    people.set(key, person)
    return person
  }
  for (const form of forms) of(form.subject.name, form.subject.is_self).lines.push({ kind: "form", form })
  for (const line of cases) of(line.resident_name, line.is_self).lines.push({ kind: "case", case: line })
  for (const person of people.values()) person.lines.sort((one, other) => rank(one) - rank(other) || newestFirst(one, other))
  return [...people.values()].sort((one, other) => Number(other.isSelf) - Number(one.isSelf) || one.name.localeCompare(other.name, "sv"))
}

/** 112 and going somewhere now, then answers nobody has read, what can be gone on with, what goes on, what is over. */
function rank(line: Line): number {
  if (line.kind === "form") {
    const { state } = line.form
    if (state === "emergency" || state === "urgent_care") return 0
    return state === "open" ? 2 : 4
  }
  if (line.case.unread > 0) return 1
  return line.case.state === "concluded" || line.case.state === "archived" ? 5 : 3
}

const at = (line: Line): string => (line.kind === "form" ? line.form.updated_at : line.case.last_at)

const newestFirst = (one: Line, other: Line): number => Date.parse(at(other)) - Date.parse(at(one))
