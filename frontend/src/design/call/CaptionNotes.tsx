/** Captions outside their box: the question whether what one says may become text, and that it does. */
import { type Markup } from "#jsx"
import "./beside.css"
import * as m from "../../texts/messages"
import { Button } from "../Button"
import { DialogFrame } from "../Dialog"
import { CaptionsBox, type CaptionsBoxProps } from "./CaptionsBox"
import type { CaptionsShown } from "./useCaptions"
import { useValue } from "./useValue"

type PlatesProps = Omit<CaptionsBoxProps, "onClose"> & { shown: CaptionsShown }

export function CaptionPlates({ shown, ...props }: PlatesProps): Markup {
  return (
    <>
      <CaptionNotes {...props} open={shown.open} />
      {shown.open ? <CaptionsBox {...props} onClose={() => shown.show(false)} /> : null}
    </>
  )
}

function CaptionNotes({ captions, nameOf, muted, open }: Omit<PlatesProps, "shown"> & { open: boolean }): Markup | null {
  const { asking, mine, offer } = useValue(captions.state)
  if (asking.length > 0)
    return (
      <DialogFrame
        title={m.captions_asked_title({ name: asking.map(nameOf).join(", ") })}
        closeLabel={m.captions_no()}
        onClose={() => void captions.answer(false)}
        foot={
          <>
            <Button look="line" onPress={() => void captions.answer(false)}>
              {m.captions_no()}
            </Button>
            <Button look="filled" onPress={() => void captions.answer(true)}>
              {m.captions_mine()}
            </Button>
          </>
        }
      >
        <p>{m.captions_asked_text()}</p>
        {offer === "fetchable" ? <p>{m.captions_mine_fetch()}</p> : null}
      </DialogFrame>
    )
  // The open box says it itself.
  if (mine === "off" || open) return null
  return (
    <div className="besidenote" role="status">
      <span>{mine === "failed" ? m.captions_failed() : mine === "fetching" ? m.captions_fetching() : muted ? m.captions_muted() : m.captions_running()}</span>
      <button type="button" className="besidenote__way" onClick={() => void captions.consent(false)}>
        {mine === "failed" ? m.beside_ok() : m.captions_stop()}
      </button>
    </div>
  )
}
