/** What is asked before a form is sent into a room, and before a transcript is made. Fetched when it is first needed. */
import { type ReactElement, type ReactNode, useEffect, useState } from "react"
import { Dialog, Modal, ModalOverlay } from "react-aria-components"
import { errorText } from "../../core/errors/errorText"
import { asRefusal, Refusal } from "../../core/errors/refusal"
import { saveFile, TRANSCRIPT_NAME, transcriptProblem } from "../../core/files/saving"
import { language, localized } from "../../core/language"
import { request } from "../../core/net/http"
import type { FollowUps, RoomView } from "../../core/protocol/wire"
import { RadioAnswer, TickAnswer } from "../../design/Answer"
import { isUnanswered } from "../../design/AskedForm"
import { Button } from "../../design/Button"
import { FieldError } from "../../design/Field"
import { Skeleton } from "../../design/Notices"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { tell } from "../notices"
import { RoomHeading } from "./RoomHeading"

export interface PaperDialogProps {
  desk: Desk
  room: RoomView
  age: number
  onClose: () => void
}

export default function PaperDialog(props: PaperDialogProps & { about: "form" | "transcript" }): ReactElement {
  return props.about === "form" ? <FormDialog {...props} /> : <TranscriptDialog {...props} />
}

function Frame({ desk, room, title, onClose, children }: PaperDialogProps & { title: string; children: ReactNode }): ReactElement {
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="dialog-frame">
        <Dialog className="dialog">
          <RoomHeading desk={desk} roomId={room.id}>
            {title}
          </RoomHeading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function FormDialog(props: PaperDialogProps): ReactElement {
  const { desk, room, age, onClose } = props
  const [offered, setOffered] = useState<FollowUps | Refusal | null>(null)
  const [chosen, choose] = useState<string | null>(null)
  const [state, setState] = useState<"idle" | "unchosen" | "busy">("idle")
  const name = room.resident.name
  useEffect(() => {
    let gone = false
    request<FollowUps>("GET", `/api/staff/rooms/${room.id}/follow-ups`).then(
      (found) => gone || setOffered(found),
      (thrown: unknown) => gone || setOffered(asRefusal(thrown)),
    )
    return () => {
      gone = true
    }
  }, [room.id])
  const waiting = new Set(room.sent_forms.filter(isUnanswered).map((form) => form.form_id))
  const send = async (): Promise<void> => {
    if (chosen === null) {
      setState("unchosen")
      return
    }
    setState("busy")
    const done = await desk.did({ type: "form.send", room_id: room.id, form_id: chosen })
    setState("idle")
    if (!done) return
    tell(() => m.asked_sent_now({ name }))
    onClose()
  }
  return (
    <Frame {...props} title={m.asked_send_heading({ name, age })}>
      {offered === null ? <Skeleton rows={3} label={m.loading()} /> : null}
      {offered instanceof Refusal ? <p role="alert">{errorText(offered)}</p> : null}
      {offered !== null && !(offered instanceof Refusal) ? (
        <fieldset className="stack stack--tight" aria-describedby={state === "unchosen" ? "asked-error" : undefined}>
          <legend className="field__label">{m.asked_send_choose()}</legend>
          {state === "unchosen" ? <FieldError id="asked-error">{m.asked_send_missing()}</FieldError> : null}
          {offered.forms
            .filter((form) => !waiting.has(form.id))
            .map((form) => (
              <RadioAnswer
                key={form.id}
                name="asked-form"
                value={form.id}
                label={localized(form.title)}
                note={m.asked_send_asks({ questions: form.asks.map(localized).join(", ").toLowerCase() })}
                checked={chosen === form.id}
                onChoose={() => {
                  choose(form.id)
                  setState("idle")
                }}
              />
            ))}
          {offered.forms
            .filter((form) => waiting.has(form.id))
            .map((form) => (
              <p key={form.id} className="muted">
                {m.asked_send_waits({ title: localized(form.title) })}
              </p>
            ))}
          {offered.demonstration ? <p className="muted">{m.asked_send_demonstration({ release: offered.release })}</p> : null}
        </fieldset>
      ) : null}
      <div className="dialog__foot">
        <Button look="quiet" onPress={onClose}>
          {m.staff_cancel()}
        </Button>
        <Button look="filled" busy={state === "busy"} onPress={() => void send()}>
          {m.asked_send()}
        </Button>
      </div>
    </Frame>
  )
}

function TranscriptDialog(props: PaperDialogProps): ReactElement {
  const { room, age, onClose } = props
  const [notes, setNotes] = useState(false)
  const [state, setState] = useState<"idle" | "busy" | Refusal>("idle")
  const save = async (): Promise<void> => {
    setState("busy")
    try {
      await saveFile(`/api/staff/cases/${room.id}/transcript?language=${language.get()}&notes=${String(notes)}`, TRANSCRIPT_NAME)
      tell(m.transcript_done)
      onClose()
    } catch (thrown) {
      setState(asRefusal(thrown))
    }
  }
  return (
    <Frame {...props} title={m.transcript_staff_heading({ name: room.resident.name, age })}>
      <p>{m.transcript_staff_text()}</p>
      <TickAnswer name="transcript-notes" value="notes" label={m.transcript_staff_notes()} checked={notes} onChoose={() => setNotes(!notes)} />
      {state === "busy" ? <p role="status">{m.transcript_making()}</p> : null}
      {state instanceof Refusal ? <FieldError id="transcript-error">{transcriptProblem(state)}</FieldError> : null}
      <div className="dialog__foot">
        <Button look="quiet" onPress={onClose}>
          {m.staff_cancel()}
        </Button>
        <Button look="filled" busy={state === "busy"} onPress={() => void save()}>
          {m.transcript_staff_button()}
        </Button>
      </div>
    </Frame>
  )
}
