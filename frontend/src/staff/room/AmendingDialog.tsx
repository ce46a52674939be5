/** What staff do with a message that was sent: write it anew, take it away, or look at what it said before. */
import { type ReactElement, useEffect, useState } from "react"
import { errorText } from "../../core/errors/errorText"
import { asRefusal, Refusal } from "../../core/errors/refusal"
import { request } from "../../core/net/http"
import type { Message, MessageVersions } from "../../core/protocol/wire"
import type { RedactionReason, RoomClient } from "../../core/room/roomClient"
import { withoutTurns } from "../../core/text/direction"
import { exactTime } from "../../core/times"
import { RadioAnswer } from "../../design/Answer"
import { Button } from "../../design/Button"
import { DialogFrame } from "../../design/Dialog"
import { Field, FieldError } from "../../design/Field"
import { CorrectDialog } from "../../design/message/CorrectDialog"
import { reasonWords } from "../../design/message/Gone"
import { SaidText } from "../../design/message/SaidText"
import { Skeleton } from "../../design/Notices"
import * as m from "../../texts/messages"

/** The wire's limit for a reason. */
const MAX_REASON = 500

export interface Amending {
  how: "correct" | "redact" | "versions"
  message: Message
}

interface AmendingDialogProps {
  client: RoomClient
  amending: Amending
  onClose: () => void
}

export function AmendingDialog({ client, amending, onClose }: AmendingDialogProps): ReactElement {
  const { how, message } = amending
  switch (how) {
    case "correct":
      return <CorrectDialog message={message} onSave={(text) => client.correct(message.id, text)} onClose={onClose} />
    case "redact":
      return <RedactDialog client={client} message={message} onClose={onClose} />
    case "versions":
      return <VersionsDialog client={client} message={message} onClose={onClose} />
  }
}

interface OneMessageProps {
  client: RoomClient
  message: Message
  onClose: () => void
}

const REASONS: readonly { reason: RedactionReason; label: () => string }[] = [
  { reason: "wrong_person", label: m.message_redact_wrong_person },
  { reason: "wrong_content", label: m.message_redact_wrong_content },
  { reason: "sensitive", label: m.message_redact_sensitive },
]

function RedactDialog({ client, message, onClose }: OneMessageProps): ReactElement {
  const [reason, setReason] = useState<RedactionReason | null>(null)
  const [explanation, setExplanation] = useState("")
  const [state, setState] = useState<"idle" | "unchosen" | "busy" | Refusal>("idle")
  const redact = async (): Promise<void> => {
    if (state === "busy") return
    if (reason === null) {
      setState("unchosen")
      return
    }
    setState("busy")
    try {
      await client.redact(message.id, reason, explanation.trim())
      onClose()
    } catch (thrown) {
      setState(asRefusal(thrown))
    }
  }
  const problem = state === "unchosen" ? m.message_redact_missing() : state instanceof Refusal ? errorText(state) : null
  return (
    <DialogFrame title={m.message_redact_title({ name: withoutTurns(message.sender.name) })} closeLabel={m.message_cancel()} onClose={onClose}>
      <form
        className="stack"
        autoComplete="off"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void redact()
        }}
      >
        <p>{m.message_redact_text()}</p>
        <fieldset className="stack stack--tight" aria-describedby={problem ? "redact-error" : undefined}>
          <legend className="field__label">{m.message_redact_reason()}</legend>
          {problem ? <FieldError id="redact-error">{problem}</FieldError> : null}
          {REASONS.map((choice) => (
            <RadioAnswer
              key={choice.reason}
              name="redact-reason"
              value={choice.reason}
              label={choice.label()}
              checked={choice.reason === reason}
              onChoose={() => {
                setReason(choice.reason)
                setState("idle")
              }}
            />
          ))}
        </fieldset>
        <Field
          id="redact-explanation"
          label={m.message_redact_explanation()}
          help={m.message_redact_explanation_help()}
          value={explanation}
          onValue={setExplanation}
          lines={2}
          maxLength={MAX_REASON}
        />
        <div className="sheet__ways">
          <Button look="quiet" onPress={onClose}>
            {m.message_cancel()}
          </Button>
          <Button look="danger" submit busy={state === "busy"}>
            {m.message_redact_button()}
          </Button>
        </div>
      </form>
    </DialogFrame>
  )
}

function VersionsDialog({ client, message, onClose }: OneMessageProps): ReactElement {
  const [found, setFound] = useState<MessageVersions | Refusal | null>(null)
  useEffect(() => {
    let gone = false
    request<MessageVersions>("GET", `/api/staff/rooms/${client.roomId}/messages/${message.id}/versions`).then(
      (versions) => gone || setFound(versions),
      (thrown: unknown) => gone || setFound(asRefusal(thrown)),
    )
    return () => {
      gone = true
    }
  }, [client, message.id])
  const close = (
    <Button look="line" onPress={onClose}>
      {m.message_versions_close()}
    </Button>
  )
  return (
    <DialogFrame title={message.redacted ? m.message_why_gone() : m.message_versions()} closeLabel={m.message_versions_close()} onClose={onClose} foot={close}>
      {found === null ? <Skeleton rows={2} label={m.loading()} /> : found instanceof Refusal ? <p role="alert">{errorText(found)}</p> : <Versions found={found} />}
      <p className="muted">{m.message_versions_recorded()}</p>
    </DialogFrame>
  )
}

function Versions({ found }: { found: MessageVersions }): ReactElement {
  const { redaction, versions } = found
  if (redaction)
    return (
      <>
        <p>
          {m.message_versions_redacted({ name: redaction.by_name, time: exactTime(redaction.at) })} {reasonWords(redaction.reason)}
        </p>
        {redaction.explanation ? <p>{redaction.explanation}</p> : null}
      </>
    )
  return (
    <ol className="versions">
      {versions.map((version) => (
        <li key={version.until}>
          <p className="muted">{m.message_versions_until({ time: exactTime(version.until) })}</p>
          <p>
            <SaidText text={version.text} />
          </p>
        </li>
      ))}
    </ol>
  )
}
