/** What stands over the conversation: a large picture, a message that is written anew, and why one of them closed by itself. */
import type { VNode } from "preact"
import { useState } from "preact/hooks"
import type { Message } from "../../core/protocol/wire"
import { isTakenAway } from "../../core/room/files"
import type { RoomClient } from "../../core/room/roomClient"
import type { RoomState } from "../../core/room/roomState"
import { CorrectDialog } from "../../design/message/CorrectDialog"
import { isGoneSince, useTakenAway } from "../../design/message/useTakenAway"
import { ToastRegion } from "../../design/Toast"
import * as m from "../../texts/messages"
import { useWatched } from "../hooks"
import { LargePicture, type ShownLarge } from "./LargePicture"

interface OverConversationProps {
  client: Pick<RoomClient, "correct" | "hiddenFiles">
  state: RoomState
  large: ShownLarge | null
  onLarge: (large: null) => void
  correcting?: Message | null
  onCorrecting?: (correcting: null) => void
}

const nothing = (): void => undefined

export function OverConversation({ client, state, large, onLarge, correcting = null, onCorrecting = nothing }: OverConversationProps): VNode {
  // Asked for when it is drawn: the language may change while it stands there.
  const [why, setWhy] = useState<{ words: () => string } | null>(null)
  const hiddenFiles = useWatched(client.hiddenFiles)
  const hidden = large !== null && isTakenAway(large, state, hiddenFiles)
  const gone = isGoneSince(correcting ?? undefined, state.messages)
  useTakenAway(hidden, () => {
    onLarge(null)
    setWhy({ words: m.closed_picture })
  })
  useTakenAway(gone, () => {
    onCorrecting(null)
    setWhy({ words: m.closed_message })
  })
  const close = { label: m.closed_seen(), onPress: () => setWhy(null) }
  return (
    <>
      {correcting && !gone ? <CorrectDialog message={correcting} onSave={(text) => client.correct(correcting.id, text)} onClose={() => onCorrecting(null)} /> : null}
      {large && !hidden ? <LargePicture picture={large} onClose={() => onLarge(null)} /> : null}
      <div className="room__why">
        <ToastRegion label={m.closed_notices()} toasts={why ? [{ id: 1, text: why.words(), close }] : []} />
      </div>
    </>
  )
}
