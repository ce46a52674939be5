/** When a closed clinic opens, in words. */
import { daysAway, spokenTime, weekday } from "../../core/times"
import * as m from "../../texts/messages"

export function closedTitle(opensAt: string | null): string {
  if (opensAt === null) return m.waiting_closed()
  const time = spokenTime(opensAt)
  return daysAway(opensAt) === 0 ? m.waiting_closed_until({ time }) : m.waiting_closed_until_day({ time, day: weekday(opensAt) })
}
