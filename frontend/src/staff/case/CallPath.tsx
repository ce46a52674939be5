/** A case's calls so far, how they went, and how the resident's network was found before one. */
import { type ReactElement, useEffect, useState } from "react"
import videoCamera from "@phosphor-icons/core/assets/regular/video-camera.svg?icon"
import { request } from "../../core/net/http"
import type { CallHistory, CallRecord, ConnectionCheckView } from "../../core/protocol/wire"
import { exactTime } from "../../core/times"
import * as m from "../../texts/messages"
import { moment } from "../words"
import { Part } from "./Part"

interface CallPathProps {
  roomId: string
  /** Changes when a call ends, and then there is more to read. */
  lastEnded: string | null
  now: number
}

/** Nothing at all where there has been neither a call nor a check: the panel is long enough. */
export function CallPath({ roomId, lastEnded, now }: CallPathProps): ReactElement | null {
  const [history, setHistory] = useState<CallHistory | null>(null)
  useEffect(() => {
    let gone = false
    const ask = (): void => {
      void request<CallHistory>("GET", `/api/staff/cases/${roomId}/calls`).then(
        (found) => (gone ? undefined : setHistory(found)),
        // It is beside what the case is about; the next time it is opened it is asked for again.
        () => undefined,
      )
    }
    ask()
    // A resident tests while the case is open; whoever is about to call sees it without opening the case anew.
    const again = setInterval(ask, 20_000)
    return () => {
      gone = true
      clearInterval(again)
    }
  }, [roomId, lastEnded])
  if (history === null || (history.calls.length === 0 && history.check === null)) return null
  return (
    <Part title={m.calls_title()} icon={videoCamera}>
      <ul className="earlier">
        {history.check ? <Check check={history.check} now={now} /> : null}
        {history.calls.map((call) => (
          <Call key={call.call_id} call={call} now={now} />
        ))}
      </ul>
    </Part>
  )
}

function Check({ check, now }: { check: ConnectionCheckView; now: number }): ReactElement {
  const { result } = check
  return (
    <li title={exactTime(check.made_at)}>
      <span className="strong">{m.calls_check({ verdict: verdictWord(result.verdict), time: moment(check.made_at, now) })}</span>
      {result.round_trip_ms === null ? null : (
        <span className="muted">
          {" "}
          {m.calls_check_figures({
            ms: result.round_trip_ms,
            lost: Math.round((result.lost_permille ?? 0) / 10),
            kbit: Math.min(result.down_kbit ?? 0, result.up_kbit ?? 0),
          })}
        </span>
      )}
    </li>
  )
}

function Call({ call, now }: { call: CallRecord; now: number }): ReactElement {
  const worst = Math.max(0, ...call.parties.map((party) => party.poor_permille))
  return (
    <li title={exactTime(call.started_at)}>
      <span>{m.calls_call({ what: call.video ? m.calls_video() : m.calls_sound(), time: moment(call.started_at, now) })}</span>
      <span className="muted">
        {" "}
        {call.talked_seconds > 0 ? m.calls_talked({ minutes: Math.floor(call.talked_seconds / 60), seconds: call.talked_seconds % 60 }) : outcome(call.end_reason)}
        {worst > 0 ? ` ${m.calls_poor({ share: Math.round(worst / 10) })}` : ""}
      </span>
    </li>
  )
}

function verdictWord(verdict: ConnectionCheckView["result"]["verdict"]): string {
  switch (verdict) {
    case "good":
      return m.calls_check_good()
    case "uneven":
      return m.calls_check_uneven()
    case "poor":
      return m.calls_check_poor()
    case "none":
      return m.calls_check_none()
  }
}

function outcome(reason: string): string {
  switch (reason) {
    case "declined":
      return m.calls_declined()
    case "missed":
      return m.calls_missed()
    case "cancelled":
      return m.calls_cancelled()
    default:
      return m.calls_failed()
  }
}
