/** A form that was sent into this room, as staff see it: how far it has come, its answers, and the way to take it back. */
import { type ReactElement, useState } from "react"
import type { SentForm } from "../../core/protocol/wire"
import { AskedForm, askedState, isUnanswered } from "../../design/AskedForm"
import { Button } from "../../design/Button"
import * as m from "../../texts/messages"

interface AskedLineProps {
  form: SentForm
  /** Null where it is somebody else's to take back. */
  onWithdraw: ((form: SentForm) => Promise<void>) | null
}

export function AskedLine({ form, onWithdraw }: AskedLineProps): ReactElement {
  const [busy, setBusy] = useState(false)
  const withdraw = async (): Promise<void> => {
    setBusy(true)
    await onWithdraw?.(form)
    setBusy(false)
  }
  return (
    <li className="log__form">
      <AskedForm form={form} state={askedState(form)}>
        {onWithdraw && isUnanswered(form) ? (
          <Button look="quiet" size="s" busy={busy} onPress={() => void withdraw()}>
            {m.asked_withdraw()}
          </Button>
        ) : null}
      </AskedForm>
    </li>
  )
}
