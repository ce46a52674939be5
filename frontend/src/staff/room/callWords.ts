/** A call's states, ends and troubles in staff's words. */
import type { CallView, EndReason, MediaProblem } from "../../call"
import * as m from "../../texts/messages"

export function stageWords(view: CallView, name: string): string {
  if (view.phase === "calling") return m.desk_call_ringing({ name })
  if (view.phase !== "talking") return m.desk_call_connecting()
  switch (view.path.is) {
    case "connecting":
      return m.desk_call_connecting()
    case "connected":
      return m.desk_call_connected({ name })
    case "reconnecting":
      return m.desk_call_reconnecting()
  }
}

export function endWords(reason: EndReason, name: string): string {
  switch (reason) {
    case "declined":
      return m.desk_call_ended_declined({ name })
    case "missed":
      return m.desk_call_ended_missed({ name })
    case "cancelled":
      return m.desk_call_ended_cancelled()
    case "hung_up":
    case "room_concluded":
      return m.desk_call_ended_hung_up()
    case "failed":
      return m.desk_call_ended_failed()
  }
}

/** Of a call that the resident began. */
export function missedWords(reason: EndReason, name: string): string {
  if (reason === "missed" || reason === "cancelled") return m.desk_call_missed_theirs({ name })
  return reason === "declined" ? m.desk_call_mine_ended() : endWords(reason, name)
}

export function problemWords(problem: MediaProblem): string {
  switch (problem) {
    case "denied":
      return m.desk_call_media_refused()
    case "missing":
      return m.desk_call_media_missing()
    case "busy":
    case "unsupported":
      return m.desk_call_media_failed()
  }
}
