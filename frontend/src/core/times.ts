/**
 * Dates and times in words, the Swedish way in Swedish ("14.32") and the international way in English ("14:32"). Always
 * by the clock of the clinics, so that both sides and the opening hours speak of the same time, wherever a phone is.
 */
import { language } from "./language"

const ZONE = "Europe/Stockholm"

const locale = (): string => (language.get() === "sv" ? "sv-SE" : "en-GB")

function parts(options: Intl.DateTimeFormatOptions, at: Date): string {
  return new Intl.DateTimeFormat(locale(), { ...options, timeZone: ZONE }).format(at)
}

/** "14.32" */
export function clockTime(at: string | Date): string {
  const text = parts({ hour: "2-digit", minute: "2-digit" }, new Date(at))
  return language.get() === "sv" ? text.replace(":", ".") : text
}

/** A minute of the day as `clockTime` has it. */
export function wallTime(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0")).join(language.get() === "sv" ? "." : ":")
}

/** "8" on the hour, else "8.30": as people say it. English keeps "08:00", since "before 23" is no time of day there. */
export function spokenTime(at: string | Date): string {
  const text = clockTime(at)
  return language.get() === "sv" ? text.replace(/^0/, "").replace(/.00$/, "") : text
}

/** The last moment of what ends then: at midnight it is the day before that is meant. */
export function lastMoment(at: string | Date): Date {
  return new Date(new Date(at).getTime() - 1)
}

/** As `clockTime`, of something that ends: midnight is "24.00". */
export function clockEnd(at: string | Date): string {
  return clockTime(at).replace(/^00(?=.00$)/, "24")
}

/** As `spokenTime`, of something that ends: "24", "midnight". */
export function spokenEnd(at: string | Date): string {
  if (clockEnd(at) === clockTime(at)) return spokenTime(at)
  return language.get() === "sv" ? "24" : "midnight"
}

/** A stopwatch: "0.07", "12.40", with the point that Swedish times have. */
export function minutesAndSeconds(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000))
  return `${Math.floor(seconds / 60)}${language.get() === "sv" ? "." : ":"}${String(seconds % 60).padStart(2, "0")}`
}

/** "18 november" */
export function dayAndMonth(at: string | Date): string {
  return parts({ day: "numeric", month: "long" }, new Date(at))
}

/** "torsdag" */
export function weekday(at: string | Date): string {
  return parts({ weekday: "long" }, new Date(at))
}

export function exactTime(at: string | Date): string {
  return `${dayAndMonth(at)} ${clockTime(at)}`
}

/** How many days from today: 0 is today, 1 tomorrow, -1 yesterday. */
export function daysAway(at: string | Date, now: Date = new Date()): number {
  return Math.round((dayNumber(new Date(at)) - dayNumber(now)) / DAY_MS)
}

const DAY_MS = 86_400_000
// The Swedish date is written year, month, day: what Date.parse reads as that day's midnight in UTC.
const isoDay = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE })

const dayNumber = (at: Date): number => Date.parse(isoDay.format(at))
