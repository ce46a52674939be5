/** Attempts to reach a resident by telephone, in words. Pure but for the words. */
import type { AttemptLine } from "../../core/protocol/wire"
import * as m from "../../texts/messages"
import { moment } from "../words"

export const OUTCOMES = ["no_answer", "left_message", "wrong_number", "reached"] as const

export function outcomeWords(outcome: AttemptLine["outcome"], name: string): string {
  switch (outcome) {
    case "reached":
      return m.sought_reached({ name })
    case "no_answer":
      return m.sought_no_answer()
    case "wrong_number":
      return m.sought_wrong_number()
    case "left_message":
      return m.sought_left_message()
  }
}

export function attemptWords({ outcome, by_name: by }: AttemptLine): string {
  switch (outcome) {
    case "reached":
      return m.sought_line_reached({ by })
    case "no_answer":
      return m.sought_line_no_answer({ by })
    case "wrong_number":
      return m.sought_line_wrong_number({ by })
    case "left_message":
      return m.sought_line_left_message({ by })
  }
}

/** The newest one in vain, if nobody has written since: what it says of all before it still holds. */
export function standing(attempts: readonly AttemptLine[], written: number): AttemptLine | null {
  const last = attempts.at(-1)
  return last && last.outcome !== "reached" && Date.parse(last.at) > written ? last : null
}

export function howFar(line: AttemptLine, name: string, now: number): string {
  const { made, needed } = line
  if (line.again_at !== null) return m.sought_next({ made, needed, time: moment(line.again_at, now) })
  return line.routine ? m.sought_routine({ made, needed, name }) : m.sought_enough({ made, needed })
}
