/** Leaving by choice. Leaving takes what is unsent off the device, so that is asked about first. */
import type { VNode } from "preact"
import { useState } from "preact/hooks"
import { Button } from "../../design/Button"
import { DialogFrame } from "../../design/Dialog"
import * as m from "../../texts/messages"
import { leave, unsentHere } from "../login"

export function LogOut(): VNode {
  const [asks, setAsks] = useState(false)
  const press = async (): Promise<void> => {
    if (await unsentHere()) setAsks(true)
    else await leave()
  }
  return (
    <>
      <button type="button" className="link" onClick={() => void press()}>
        {m.log_out()}
      </button>
      {asks ? (
        <DialogFrame
          title={m.logout_title()}
          closeLabel={m.back()}
          onClose={() => setAsks(false)}
          foot={
            <>
              <Button look="danger-line" onPress={() => void leave()}>
                {m.logout_anyway()}
              </Button>
              <Button look="filled" onPress={() => setAsks(false)}>
                {m.logout_stay()}
              </Button>
            </>
          }
        >
          <p>{m.logout_text()}</p>
        </DialogFrame>
      ) : null}
    </>
  )
}
