/** A unit's opening hours as one sentence, and when something was saved. Pure but for the language. */
import type { UnitInfo } from "../../core/protocol/wire"
import { clockTime, dayAndMonth, daysAway, exactTime, spokenEnd, spokenTime, weekday } from "../../core/times"
import * as m from "../../texts/messages"

export function openingText(unit: Pick<UnitInfo, "is_open" | "closes_at" | "opens_at">, now: Date = new Date()): string {
  if (unit.is_open) return unit.closes_at === null ? m.unit_open_always() : m.unit_open_until({ time: spokenEnd(unit.closes_at) })
  if (unit.opens_at === null) return m.unit_closed()
  const time = spokenTime(unit.opens_at)
  const away = daysAway(unit.opens_at, now)
  if (away <= 0) return m.unit_opens_today({ time })
  return away === 1 ? m.unit_opens_tomorrow({ time }) : m.unit_opens_day({ time, day: weekday(unit.opens_at) })
}

export function savedText(at: string, now: Date = new Date()): string {
  const time = clockTime(at)
  switch (daysAway(at, now)) {
    case 0:
      return m.saved_today({ time })
    case -1:
      return m.saved_yesterday({ time })
    default:
      return m.saved_day({ day: dayAndMonth(at), time })
  }
}

/** "i dag 16.55"; with its date before yesterday. */
export function whenText(at: string, now: Date = new Date()): string {
  const time = clockTime(at)
  switch (daysAway(at, now)) {
    case 0:
      return m.when_today({ time })
    case -1:
      return m.when_yesterday({ time })
    default:
      return exactTime(at)
  }
}

export const telephoneAddress = (number: string): string => `tel:${number.replace(/[^+\d]/g, "")}`
