/** A form that staff sent, to its resident: one way into its questions, which are where they were left. */
import type { VNode } from "preact"
import { useState } from "preact/hooks"
import { errorText } from "../../core/errors/errorText"
import { asRefusal, type Refusal } from "../../core/errors/refusal"
import type { SentForm } from "../../core/protocol/wire"
import { AskedForm, askedState, isUnanswered } from "../../design/AskedForm"
import { Button } from "../../design/Button"
import { FieldError } from "../../design/Field"
import * as m from "../../texts/messages"
import * as api from "../api"
import { vaultOf } from "../login"
import { go } from "../router"
import type { RoomProps } from "./CasePage"

const keptId = (form: SentForm): string => `asked:${form.id}`

export function AskedCard(props: { form: SentForm; room: RoomProps }): VNode {
  const { form, room } = props
  const [state, setState] = useState<"idle" | "busy" | Refusal>("idle")
  const open = async (): Promise<void> => {
    setState("busy")
    const vault = await vaultOf(room.me)
    try {
      const { id } = await api.openAsked(form.id)
      await vault.put(keptId(form), id)
      go(`/form/${id}`)
    } catch (thrown) {
      const refusal = asRefusal(thrown)
      // Without a network it goes on where this device left it.
      const kept = refusal.retryable ? await vault.get<string>(keptId(form)) : undefined
      if (kept) go(`/form/${kept}`)
      else setState(refusal)
    }
  }
  const mine = form.to_id === room.me.account_id
  return (
    <AskedForm form={form} state={mine ? stateForMe(form) : askedState(form)}>
      {isUnanswered(form) && mine ? (
        <>
          {state === "idle" || state === "busy" ? null : <FieldError id={`asked-${form.id}`}>{errorText(state)}</FieldError>}
          <Button look="filled" wide busy={state === "busy"} onPress={() => void open()}>
            {form.state === "sent" ? m.asked_answer() : m.asked_go_on()}
          </Button>
        </>
      ) : null}
      {isUnanswered(form) && !mine ? <p className="asked__state">{m.asked_other()}</p> : null}
    </AskedForm>
  )
}

function stateForMe(form: SentForm): string {
  if (form.state === "sent") return m.asked_sent_own({ name: form.by.name })
  return form.state === "opened" ? m.asked_opened_own() : askedState(form)
}
