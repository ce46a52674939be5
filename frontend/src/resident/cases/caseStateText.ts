/** A case's state in the resident's words. */
import type { CaseLine, IntakeLine } from "../../core/protocol/wire"
import * as m from "../../texts/messages"

export function caseStateText(line: Pick<CaseLine, "state" | "holder">): string {
  switch (line.state) {
    case "waiting":
    case "offered":
      return m.case_state_waiting()
    case "active":
    case "paused":
      return line.holder ? m.case_state_with({ name: line.holder.name }) : m.case_state_waiting()
    case "concluded":
    case "archived":
      return m.case_state_concluded()
  }
}

export function intakeStateText(state: IntakeLine["state"]): string {
  switch (state) {
    case "self_care":
      return m.cases_advice()
    case "emergency":
      return m.cases_emergency()
    case "urgent_care":
      return m.cases_urgent()
    case "open":
      return m.cases_to_go_on()
    case "handed_off":
      return m.form_handed_off()
    case "abandoned":
      return m.form_abandoned()
  }
}
