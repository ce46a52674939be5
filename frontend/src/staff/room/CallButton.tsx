/** Begins a video call with the resident of this room, from this tab; marked when the resident asked not to be rung. */
import type { ReactElement } from "react"
import videoSlash from "@phosphor-icons/core/assets/regular/video-camera-slash.svg?icon"
import video from "@phosphor-icons/core/assets/regular/video-camera.svg?icon"
import type { CallClientState, RoomCalls } from "../../call"
import { Observable, type Watched } from "../../core/observable"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { useWatched } from "../watched"

const NO_CALL = new Observable<Pick<CallClientState, "view">>({ view: { phase: "idle" } })

interface CallButtonProps {
  desk: Desk
  /** Null as long as the room has had no call here. */
  calls: RoomCalls | null
  name: string
  /** The resident has asked to be written to instead. */
  unwanted: boolean
  onCall: () => void
}

export function CallButton({ desk, calls, name, unwanted, onCall }: CallButtonProps): ReactElement {
  const state: Watched<Pick<CallClientState, "view">> = calls === null ? NO_CALL : calls.client.state
  const { phase } = useWatched(state).view
  const cutOff = useWatched(desk.cutOff)
  const free = cutOff === null && (phase === "idle" || phase === "ended")
  const words = m.desk_call_start({ name })
  return (
    <button
      type="button"
      className={unwanted ? "tool tool--warned" : "tool"}
      aria-label={words}
      title={unwanted ? m.desk_case_write_only() : words}
      aria-disabled={!free}
      onClick={onCall}
    >
      <Icon outline={unwanted ? videoSlash : video} />
    </button>
  )
}
