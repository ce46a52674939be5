/** Begins a video call with the resident of this room, from this tab. */
import type { ReactElement } from "react"
import video from "@phosphor-icons/core/assets/regular/video-camera.svg?icon"
import type { RoomCalls } from "../../call"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import { useWatched } from "../watched"

export function CallButton({ calls, name }: { calls: RoomCalls; name: string }): ReactElement {
  const { view } = useWatched(calls.client.state)
  const free = view.phase === "idle" || view.phase === "ended"
  return (
    <button
      type="button"
      className="tool"
      aria-label={m.desk_call_start({ name })}
      title={m.desk_call_start({ name })}
      aria-disabled={!free}
      onClick={() => {
        if (free) void calls.client.start(true)
      }}
    >
      <Icon outline={video} />
    </button>
  )
}
