/** A unit's week as few lines as it can be said in: days that are open alike stand together. Pure but for the language. */
import { language } from "../../core/language"
import type { UnitInfo } from "../../core/protocol/wire"
import * as m from "../../texts/messages"

// A Monday, so that a weekday's number is also its distance from here.
const MONDAY = Date.UTC(2026, 0, 5)
const DAY_MS = 86_400_000
const WHOLE_DAY = 1440

function dayName(weekday: number): string {
  const locale = language.get() === "sv" ? "sv-SE" : "en-GB"
  return new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" }).format(MONDAY + weekday * DAY_MS)
}

function clock(minutes: number): string {
  const minute = minutes % 60
  const between = language.get() === "sv" ? "." : ":"
  return minute === 0 ? String(minutes / 60) : `${Math.floor(minutes / 60)}${between}${String(minute).padStart(2, "0")}`
}

function hoursOf(hours: UnitInfo["hours"], weekday: number): string {
  const spans = hours.filter((one) => one.weekday === weekday).sort((one, other) => one.opens - other.opens)
  if (spans.length === 0) return m.hours_closed()
  if (spans.some((span) => span.opens === 0 && span.closes === WHOLE_DAY)) return m.hours_always()
  return spans.map((span) => `${clock(span.opens)}–${clock(span.closes)}`).join(", ")
}

export function hoursLines(hours: UnitInfo["hours"]): { days: string; hours: string }[] {
  const lines: { from: number; to: number; hours: string }[] = []
  for (let weekday = 0; weekday < 7; weekday += 1) {
    const said = hoursOf(hours, weekday)
    const last = lines.at(-1)
    if (last?.hours === said) last.to = weekday
    else lines.push({ from: weekday, to: weekday, hours: said })
  }
  return lines.map((line) => ({
    days: line.from === line.to ? dayName(line.from) : m.hours_days({ from: dayName(line.from), to: dayName(line.to) }),
    hours: line.hours,
  }))
}
