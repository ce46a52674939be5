/** Leaving by choice. Leaving takes what is unsent off the device, so that is asked about first. */
import type { VNode } from "preact"
import { useState } from "preact/hooks"
import { Button } from "../../design/Button"
import { DialogFrame } from "../../design/Dialog"
import * as m from "../../texts/messages"
import { leave, type Unsent, unsentHere } from "../login"

export function LogOut(): VNode {
  const [asks, setAsks] = useState<"failed" | Unsent | null>(null)
  const out = (): Promise<void> => leave().catch(() => setAsks("failed"))
  const press = async (): Promise<void> => {
    const unsent = await unsentHere()
    if (unsent) setAsks(unsent)
    else await out()
  }
  const failed = asks === "failed"
  return (
    <>
      <button type="button" className="link" onClick={() => void press()}>
        {m.log_out()}
      </button>
      {asks ? (
        <DialogFrame
          title={failed ? m.logout_failed_title() : m.logout_title()}
          closeLabel={m.back()}
          onClose={() => setAsks(null)}
          foot={
            <>
              <Button look={failed ? "line" : "danger-line"} onPress={() => void out()}>
                {failed ? m.try_again() : m.logout_anyway()}
              </Button>
              <Button look="filled" onPress={() => setAsks(null)}>
                {m.logout_stay()}
              </Button>
            </>
          }
        >
          {asks === "failed" ? <p role="alert">{m.logout_failed_text()}</p> : <WhatIsUnsent unsent={asks} />}
        </DialogFrame>
      ) : null}
    </>
  )
}

function WhatIsUnsent({ unsent }: { unsent: Unsent }): VNode {
  return (
    <>
      {unsent.message ? <p>{m.logout_message()}</p> : null}
      {unsent.form ? <p>{m.logout_form()}</p> : null}
      <p>
        {m.logout_text()} <a href="/cases">{m.logout_find()}</a>
      </p>
    </>
  )
}
