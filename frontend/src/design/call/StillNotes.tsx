/** A picture taken in the call: the question on one side, and on both what became of it. */
import { type Markup } from "#jsx"
import "./beside.css"
import type { StillPicture, StillState } from "../../call"
import * as m from "../../texts/messages"
import { Button } from "../Button"
import { DialogFrame } from "../Dialog"
import { useValue } from "./useValue"

interface StillNotesProps {
  still: StillPicture
  name: string
  /** Whether this side's camera is on: without it a yes could not be kept. */
  cameraOn: boolean
}

export function StillNotes({ still, name, cameraOn }: StillNotesProps): Markup {
  const state = useValue(still.state)
  if (state.phase === "none") return null
  if (state.phase === "asked") {
    return (
      <DialogFrame
        title={m.still_asked({ name })}
        closeLabel={m.still_no()}
        onClose={() => void still.answer(false)}
        foot={
          <>
            <Button look="line" onPress={() => void still.answer(false)}>
              {m.still_no()}
            </Button>
            <Button look="filled" disabled={!cameraOn} onPress={() => void still.answer(true)}>
              {m.still_yes()}
            </Button>
          </>
        }
      >
        <p>{m.still_asked_text()}</p>
        {cameraOn ? null : <p>{m.still_needs_camera()}</p>}
      </DialogFrame>
    )
  }
  const over = state.phase === "sent" || state.phase === "refused" || state.phase === "failed"
  return (
    <div className="besidenote" role="status">
      <span>{stillWords(state, name)}</span>
      {over ? (
        <button type="button" className="besidenote__way" onClick={() => still.dismiss()}>
          {m.beside_ok()}
        </button>
      ) : null}
    </div>
  )
}

function stillWords(state: Exclude<StillState, { phase: "none" | "asked" }>, name: string): string {
  switch (state.phase) {
    case "asking":
      return m.still_asking({ name })
    case "taking":
      return m.still_taking()
    case "sent":
      return state.mine ? m.still_sent_mine() : m.still_sent({ name })
    case "refused":
      return m.still_refused({ name })
    case "failed":
      return m.still_failed()
  }
}
