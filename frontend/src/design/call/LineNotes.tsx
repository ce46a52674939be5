/** What was done about a bad line, and what a person can do: picture back, telephone, text; and a lost microphone. */
import { type Markup } from "#jsx"
import "./beside.css"
import type { CallClient, CallClientState } from "../../call"
import * as m from "../../texts/messages"

export interface LineNotesProps {
  client: CallClient
  state: CallClientState
  /** The way to a telephone, which differs between the two sides; null where no voice is wanted. */
  telephone: { words: string; label: string; href?: string; onPress?: () => void; second?: { label: string; onPress: () => void } } | null
  onWrite: () => void
}

export function LineNotes({ client, state, telephone, onWrite }: LineNotesProps): Markup {
  const { rung } = state.other
  return (
    <>
      {state.own.interrupted === null ? null : (
        <Note words={state.own.interrupted === "muted" ? m.line_interrupted() : m.line_microphone_gone()}>
          <Way label={m.line_sound_back()} onPress={() => void soundBack(client)} />
        </Note>
      )}
      {rung === "sound" ? (
        <Note words={m.line_sound_only()}>
          <Way label={m.line_picture_anyway()} onPress={() => void client.setCamera(true)} />
        </Note>
      ) : null}
      {rung === "better" && !state.own.cameraOn ? (
        <Note words={m.line_better()}>
          <Way label={m.line_picture_back()} onPress={() => void client.setCamera(true)} />
        </Note>
      ) : null}
      {rung === "telephone" && telephone !== null ? (
        <Note words={telephone.words}>
          {telephone.href === undefined ? (
            <Way label={telephone.label} onPress={() => telephone.onPress?.()} />
          ) : (
            <a className="besidenote__way" href={telephone.href}>
              {telephone.label}
            </a>
          )}
          {telephone.second ? <Way {...telephone.second} /> : null}
        </Note>
      ) : null}
      {rung === "write" ? (
        <Note words={m.line_write()}>
          <Way label={m.livetext_title()} onPress={onWrite} />
        </Note>
      ) : null}
    </>
  )
}

/** The touch that asks for it also lets the browser play again what it had stopped. */
async function soundBack(client: CallClient): Promise<void> {
  for (const element of document.querySelectorAll<HTMLMediaElement>("video, audio")) {
    if (element.srcObject !== null) void element.play().catch(() => undefined)
  }
  await client.restoreSound()
}

function Note(props: { words: string; children: Markup | (Markup | null)[] }): Markup {
  return (
    <div className="besidenote" role="status">
      <span>{props.words}</span>
      <span className="besidenote__ways">{props.children}</span>
    </div>
  )
}

function Way({ label, onPress }: { label: string; onPress: () => void }): Markup {
  return (
    <button type="button" className="besidenote__way" onClick={onPress}>
      {label}
    </button>
  )
}
