/** A case's ring over another page. Whoever answers comes to the case, where the same call goes on. */
import type { VNode } from "preact"
import { useEffect, useLayoutEffect } from "preact/hooks"
import "./call.css"
import { openCalls, type RoomCalls } from "../../call"
import type { RoomView } from "../../core/protocol/wire"
import { useWatched } from "../hooks"
import type { Live } from "../live"
import { go } from "../router"
import { IncomingScreen } from "./IncomingScreen"

interface RingLayerProps {
  live: Live
  room: RoomView
  /** It rings; once it has, what there is here goes on until the call has ended. */
  wanted: boolean
  onRing: (on: boolean) => void
}

export function RingLayer(props: RingLayerProps): VNode | null {
  const { live, room, wanted } = props
  const calls = useWatched(live.rooms.calls).get(room.id) ?? null
  useEffect(() => {
    if (wanted && !calls) live.rooms.openCalls(room.id, openCalls)
  }, [wanted, calls])
  return calls ? <Ring live={live} calls={calls} room={room} onRing={props.onRing} /> : null
}

function Ring(props: { live: Live; calls: RoomCalls; room: RoomView; onRing: (on: boolean) => void }): VNode | null {
  const { calls, room } = props
  const { client } = calls
  const state = useWatched(client.state)
  const { view } = state
  const rings = view.phase === "incoming" || view.phase === "answering"
  // Before the screen takes the focus: whoever hears it remembers where the focus was.
  useLayoutEffect(() => {
    if (!rings) return
    props.onRing(true)
    return () => props.onRing(false)
  }, [rings])
  useEffect(() => {
    // The case's page was left before it could show the call: nobody is seen or heard without knowing it.
    if (client.state.get().view.phase === "talking") props.live.rooms.closeCalls(room.id, calls)
  }, [calls])
  useEffect(() => {
    let before = client.state.get().view.phase
    return client.state.subscribe(({ view: { phase } }) => {
      const answered = before === "incoming" && (phase === "answering" || phase === "talking")
      before = phase
      if (answered) go(`/cases/${room.id}`)
    })
  }, [client])
  if (!rings) return null
  const say = (text: string): void => {
    void props.live.outbox.add({ roomId: room.id, shownRoomId: room.id, text, picture: null, replyToId: null })
  }
  return <IncomingScreen onSay={say} client={client} state={state} room={room} call={view.call} answering={view.phase === "answering"} />
}
