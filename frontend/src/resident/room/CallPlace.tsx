/**
 * Where calls appear over a case. Their code is fetched when the room has a call, and not before; it then stays as long
 * as the case is open. Beside a conversation on a wide screen, over it on a phone.
 */
import type { ComponentChildren, VNode } from "preact"
import { useCode } from "../parts/code"
import type { RoomProps } from "./CasePage"

const loadCallLayer = () => import("../call/CallLayer")

export function CallPlace(props: RoomProps & { children: ComponentChildren }): VNode {
  const call = props.state.room.call
  const wanted = call !== null && call.state !== "ended"
  const code = useCode(wanted, loadCallLayer)
  if (!code) return <>{props.children}</>
  return (
    <code.CallLayer me={props.me} live={props.live} client={props.client} state={props.state}>
      {props.children}
    </code.CallLayer>
  )
}
