/** Begins a video call with the resident of this room, from this tab; marked when the resident asked not to be rung. */
import type { ReactElement } from "react"
import videoSlash from "@phosphor-icons/core/assets/regular/video-camera-slash.svg?icon"
import video from "@phosphor-icons/core/assets/regular/video-camera.svg?icon"
import type { RoomCalls } from "../../call"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { useWatched } from "../watched"

interface CallButtonProps {
  desk: Desk
  calls: RoomCalls
  name: string
  /** The resident has asked to be written to instead. */
  unwanted: boolean
  onCall: () => void
}

export function CallButton({ desk, calls, name, unwanted, onCall }: CallButtonProps): ReactElement {
  const { view } = useWatched(calls.client.state)
  const cutOff = useWatched(desk.cutOff)
  const free = cutOff === null && (view.phase === "idle" || view.phase === "ended")
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
