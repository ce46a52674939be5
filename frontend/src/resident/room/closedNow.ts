/** What a resident is told while the unit is closed: who has the case now, and when somebody goes on with it. Pure but for the words. */
import type { AfterHours, RoomView, TimelineStep } from "../../core/protocol/wire"
import { daysAway, spokenTime, weekday } from "../../core/times"
import * as m from "../../texts/messages"

type Closable = Pick<RoomView, "after_hours" | "holder">

/** Nothing once the unit is open again; of a case that has moved it is said until somebody takes it. */
export function closedNow({ after_hours: told }: Closable, now: number): AfterHours | null {
  if (!told) return null
  return told.opens_at === null || Date.parse(told.opens_at) > now ? told : null
}

export function closedText(told: AfterHours, { holder }: Closable): string {
  const { unit_name: unit } = told
  const when = told.opens_at === null ? null : opensText(told.opens_at)
  if (told.held && holder) return when === null ? m.closing_held_never({ name: holder.name, unit }) : m.closing_held_unit({ name: holder.name, unit, when })
  switch (told.owner) {
    case "round_the_clock":
      return m.closing_moved({ unit })
    case "supervisor":
      return when === null ? m.closing_nobody_unknown() : m.closing_nobody({ when })
    case "unit":
      return when === null ? m.closing_stays_unknown({ unit }) : m.closing_stays({ unit, when })
  }
}

/** The same afterwards, among what has happened. */
export function closedStep(told: AfterHours): string {
  if (told.held) return m.step_closed_held()
  switch (told.owner) {
    case "round_the_clock":
      return m.step_closed_moved({ unit: told.unit_name })
    case "supervisor":
      return m.step_closed_nobody()
    case "unit":
      return m.step_closed_stays({ unit: told.unit_name })
  }
}

/** Where the case came to at first: the unit that has it now may be another one. */
export function unitOfArrival(steps: readonly TimelineStep[], room: Pick<RoomView, "unit_name">): string {
  const first = steps.find(({ what }) => what === "arrived")?.at_unit
  if (first) return first
  const moved = steps.find(({ after_hours: told }) => told && told.owner === "round_the_clock" && !told.held)
  return moved?.after_hours?.closed_unit ?? room.unit_name
}

function opensText(at: string): string {
  const time = spokenTime(at)
  return daysAway(at) === 0 ? m.closing_at_today({ time }) : m.closing_at_day({ day: weekday(at), time })
}
