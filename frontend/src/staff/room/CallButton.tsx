/** Begins a video call with the resident of this room, from this tab; marked when the resident asked not to be rung. */
import type { ReactElement } from "react"
import video from "@phosphor-icons/core/assets/regular/video-camera.svg?icon"
import type { RoomCalls } from "../../call"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import { useWatched } from "../watched"

interface CallButtonProps {
  calls: RoomCalls
  name: string
  /** The resident has asked to be written to instead. */
  unwanted: boolean
  onCall: () => void
}

export function CallButton({ calls, name, unwanted, onCall }: CallButtonProps): ReactElement {
  const { view } = useWatched(calls.client.state)
  const free = view.phase === "idle" || view.phase === "ended"
  return (
    <button
      type="button"
      className={unwanted ? "tool tool--warned" : "tool"}
      aria-label={m.desk_call_start({ name })}
      title={unwanted ? m.desk_case_write_only() : m.desk_call_start({ name })}
      aria-disabled={!free}
      onClick={onCall}
    >
      <Icon outline={video} />
    </button>
  )
}
