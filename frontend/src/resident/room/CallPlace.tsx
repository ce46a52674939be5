/**
 * Where calls appear over a case. Their code is fetched when the room has a call, and not before; it then stays as long
 * as the case is open. Beside a conversation on a wide screen, over it on a phone; the case itself is never drawn anew.
 */
import type { ComponentChildren, VNode } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import type { CallShown } from "../call/CallLayer"
import { seenEnd } from "../../call/seenEnd"
import { useWatched } from "../hooks"
import { useCode } from "../parts/code"
import { callWish } from "./callWish"
import type { RoomProps } from "./CasePage"

const loadCallLayer = () => import("../call/CallLayer")

export function CallPlace(props: RoomProps & { children: ComponentChildren }): VNode {
  const call = props.state.room.call
  const wished = useWatched(callWish) === props.client.roomId
  const missed = call?.end_reason === "missed" && call.by_resident !== true && seenEnd() !== call.id
  const wanted = wished || missed || (call !== null && call.state !== "ended")
  const code = useCode(wanted, loadCallLayer)
  const [shown, setShown] = useState<CallShown>("not")
  const before = useRef<Element | null>(null)
  const show = (next: CallShown): void => {
    if (shown === "not" && next !== "not") before.current = document.activeElement
    setShown(next)
  }
  useEffect(() => {
    // A call takes the focus with it when it goes: whoever was in the case before is there again.
    if (shown === "not" && before.current instanceof HTMLElement && document.activeElement === document.body) {
      before.current.focus({ preventScroll: true })
    }
  }, [shown])
  return (
    <div className={shown === "beside" ? "case case--talking" : "case"}>
      {code ? <code.CallLayer me={props.me} live={props.live} client={props.client} state={props.state} onShown={show} /> : null}
      <div className="case__room" inert={shown === "over"}>
        {props.children}
      </div>
    </div>
  )
}
