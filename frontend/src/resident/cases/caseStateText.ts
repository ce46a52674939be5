/** A case's state in the resident's words. */
import type { CaseLine } from "../../core/protocol/wire"
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
