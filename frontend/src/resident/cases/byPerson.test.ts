import { expect, test } from "vitest"
import type { CaseLine, IntakeLine } from "../../core/protocol/wire"
import { byPerson, type Line } from "./byPerson"

const text = { sv: "Ont i halsen", en: "Sore throat" }

function aCase(id: string, change: Partial<CaseLine> = {}): CaseLine {
  return {
    id,
    number: 1,
    state: "waiting",
    reason: text,
    resident_name: "Maria Nyberg",
    is_self: true,
    unit_name: "Björkdalens vårdcentral",
    holder: null,
    arrived_at: "2026-11-18T08:00:00Z",
    last_at: "2026-11-18T08:00:00Z",
    unread: 0,
    ...change,
  }
}

function aForm(id: string, state: IntakeLine["state"], name = "Maria Nyberg"): IntakeLine {
  const subject = { id: name, name, is_self: name === "Maria Nyberg" }
  return { id, state, reason_id: "sore_throat", reason: text, subject, updated_at: "2026-11-18T08:00:00Z" }
}

const ids = (lines: readonly Line[]): string[] => lines.map((line) => (line.kind === "form" ? line.form.id : line.case.id))

test("a guardian's own and a child's stay apart, the own ones first", () => {
  const leo = { resident_name: "Leo Nyberg", is_self: false }
  const people = byPerson([aCase("leo-1", leo), aCase("own-1")], [aForm("leo-2", "open", "Leo Nyberg"), aForm("own-2", "self_care")])
  expect(people.map(({ name, isSelf, lines }) => [name, isSelf, ids(lines)])).toEqual([
    ["Maria Nyberg", true, ["own-1", "own-2"]],
    ["Leo Nyberg", false, ["leo-2", "leo-1"]],
  ])
})

test("what asks for something comes before what is over", () => {
  const cases = [
    aCase("concluded", { state: "concluded" }),
    aCase("older", { last_at: "2026-11-17T08:00:00Z" }),
    aCase("newer"),
    aCase("unread", { unread: 2, last_at: "2026-11-16T08:00:00Z" }),
  ]
  const forms = [aForm("advice", "self_care"), aForm("begun", "open"), aForm("emergency", "emergency")]
  expect(ids(byPerson(cases, forms)[0]?.lines ?? [])).toEqual(["emergency", "unread", "begun", "newer", "older", "advice", "concluded"])
})
