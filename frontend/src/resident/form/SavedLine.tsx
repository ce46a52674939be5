/** Where the answers are at this moment, in words: in the phone, on their way, or kept by the service. */
import type { VNode } from "preact"
import cloudCheck from "@phosphor-icons/core/assets/regular/cloud-check.svg?icon"
import cloudSlash from "@phosphor-icons/core/assets/regular/cloud-slash.svg?icon"
import check from "@phosphor-icons/core/assets/regular/check.svg?icon"
import { errorText } from "../../core/errors/errorText"
import type { Refusal } from "../../core/errors/refusal"
import { FieldError } from "../../design/Field"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import { Numbers } from "../parts/Numbers"
import type { Sending } from "./intakeClient"

/** What is on the screen: nothing new, or something that is in the phone, only on the page, or could not be kept. */
export type Kept = "unchanged" | "phone" | "page" | "failed"

interface SavedLineProps {
  sending: Sending
  kept: Kept
  /** The newest change is being written; the line is not read out before it says what has become of that. */
  keeping: boolean
  answered: number
}

export function SavedLine(props: SavedLineProps): VNode {
  const { sending } = props
  if (sending.state === "refused") {
    return (
      <div role="alert">
        <FieldError id="sending-problem">{errorText(sending.refusal)}</FieldError>
      </div>
    )
  }
  if (sending.state === "waiting") return <Waiting refusal={sending.refusal} />
  const line = lineOf(props)
  return (
    <p className={props.kept === "failed" ? "saved saved--late" : "saved"} role="status" aria-busy={props.keeping}>
      <Icon outline={line.icon} size="s" />
      {line.text}
    </p>
  )
}

function lineOf(props: SavedLineProps): { icon: string; text: string } {
  const { sending, kept } = props
  if (sending.state === "sending") return { icon: check, text: sending.slow ? m.form_slow() : m.form_sending() }
  switch (kept) {
    case "phone":
      return { icon: check, text: m.form_saved() }
    case "page":
      return { icon: check, text: m.form_saved_on_page() }
    case "failed":
      return { icon: cloudSlash, text: m.form_not_saved() }
    case "unchanged":
      return props.answered > 0 ? { icon: cloudCheck, text: m.form_saved_with_us() } : { icon: check, text: m.form_will_be_saved() }
  }
}

/** The line at the top while an answer waits: what is away, and that the answer is safe. */
export function waitingText(sending: Sending, durable: boolean): string | null {
  if (sending.state !== "waiting") return null
  if (!durable) return m.form_waiting_on_page()
  return sending.refusal.code === "no_connection" ? m.form_waiting() : m.form_waiting_for_us()
}

/** Why the way on is shut, and where to turn meanwhile. */
function Waiting(props: { refusal: Refusal }): VNode {
  return (
    <p className="saved" role="status">
      <span>
        {props.refusal.code === "no_connection" ? m.form_waits_for_network() : m.form_waits_for_us()}{" "}
        <span className="line">
          <Numbers>{m.sending_urgent()}</Numbers>
        </span>
      </span>
    </p>
  )
}

/** The same for a whole form on its way, or one of the ways on from where it led. */
export function SendingLine(props: { sending: Sending }): VNode | null {
  const { sending } = props
  if (sending.state === "idle" || sending.state === "conflict") return null
  if (sending.state === "refused") {
    return (
      <div role="alert">
        <FieldError id="sending-problem">{errorText(sending.refusal)}</FieldError>
      </div>
    )
  }
  const waits = sending.state === "waiting"
  return (
    <p className={waits ? "saved saved--late" : "saved"} role="status">
      <Icon outline={waits ? cloudSlash : check} size="s" />
      {waits ? (
        <span>
          {m.sending_waiting()} <Numbers>{m.sending_urgent()}</Numbers>
        </span>
      ) : sending.slow ? (
        m.sending_slow()
      ) : (
        m.sending_now()
      )}
    </p>
  )
}

export const isBusy = (sending: Sending): boolean => sending.state === "sending" || sending.state === "waiting"
