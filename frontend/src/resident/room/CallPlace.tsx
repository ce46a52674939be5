/**
 * Where calls appear over a case. Their code is fetched when the room has a call, and not before; it then stays as long
 * as the case is open. Beside a conversation on a wide screen, over it on a phone.
 */
import type { ComponentChildren, ComponentType, VNode } from "preact"
import { useEffect, useState } from "preact/hooks"
import type { CallLayerProps } from "../call/CallLayer"
import type { RoomProps } from "./CasePage"

export function CallPlace(props: RoomProps & { children: ComponentChildren }): VNode {
  const call = props.state.room.call
  const wanted = call !== null && call.state !== "ended"
  const Layer = useCallLayer(wanted)
  if (!Layer) return <>{props.children}</>
  return (
    <Layer me={props.me} live={props.live} client={props.client} state={props.state}>
      {props.children}
    </Layer>
  )
}

function useCallLayer(wanted: boolean): ComponentType<CallLayerProps> | null {
  const [loaded, setLoaded] = useState<{ Layer: ComponentType<CallLayerProps> } | null>(null)
  const [round, setRound] = useState(0)
  useEffect(() => {
    if (!wanted || loaded) return
    let gone = false
    let timer: ReturnType<typeof setTimeout> | null = null
    import("../call/CallLayer").then(
      ({ CallLayer }) => gone || setLoaded({ Layer: CallLayer }),
      () => {
        // The network is bad just when it rings: another try each second while it does.
        timer = setTimeout(() => setRound(round + 1), 1_000)
      },
    )
    return () => {
      gone = true
      if (timer !== null) clearTimeout(timer)
    }
  }, [wanted, round])
  return loaded?.Layer ?? null
}
