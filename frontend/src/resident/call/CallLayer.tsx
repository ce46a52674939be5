/** A call over its case: ringing, talking, ended. What a call is, src/call decides; this draws it and asks for things. */
import type { VNode } from "preact"
import { useEffect, useLayoutEffect, useMemo, useState } from "preact/hooks"
import "./call.css"
import { openCalls, type CallClient, type CallClientState, type EndReason } from "../../call"
import type { ResidentMe } from "../../core/protocol/wire"
import { unreadBy } from "../../core/room/delivery"
import type { RoomClient } from "../../core/room/roomClient"
import type { RoomState } from "../../core/room/roomState"
import { Button } from "../../design/Button"
import { Toast } from "../../design/Toast"
import * as m from "../../texts/messages"
import { useWatched } from "../hooks"
import type { Live } from "../live"
import { IncomingScreen } from "./IncomingScreen"
import { TalkingScreen } from "./TalkingScreen"

/** How a call stands to its case: not shown, over it so that nothing there can be reached, or beside it. */
export type CallShown = "not" | "over" | "beside"

export interface CallLayerProps {
  me: ResidentMe
  live: Live
  client: RoomClient
  state: RoomState
  onShown: (shown: CallShown) => void
}

export function CallLayer(props: CallLayerProps): VNode {
  const { live, client } = props
  const calls = useMemo(() => live.rooms.openCalls(client.roomId, openCalls), [live, client])
  useEffect(() => () => live.rooms.closeCalls(client.roomId, calls), [calls])
  const state = useWatched(calls.client.state)
  const { room } = props.state
  const { view } = state
  const overCase = view.phase === "incoming" || view.phase === "answering"
  const shown = overCase ? "over" : view.phase === "talking" ? "beside" : "not"
  // Before the call's own screen takes the focus: whoever hears it remembers where the focus was.
  useLayoutEffect(() => props.onShown(shown), [shown])
  return (
    <>
      {view.phase === "talking" ? <TalkingScreen client={calls.client} state={state} talking={view} room={room} unread={unreadBy(props.me.account_id, props.state)} /> : null}
      <CallLine client={calls.client} state={state} over={room.closing_card !== null} />
      {overCase ? <IncomingScreen client={calls.client} state={state} room={room} call={view.call} answering={view.phase === "answering"} /> : null}
    </>
  )
}

/** What there is to say about a call that this page does not show: it is on elsewhere, or it has ended. */
function CallLine(props: { client: CallClient; state: CallClientState; over: boolean }): VNode | null {
  const { client, state } = props
  const [busy, setBusy] = useState(false)
  switch (state.view.phase) {
    case "elsewhere":
      return (
        <div className="call-line">
          <span>{m.call_elsewhere()}</span>
          <Button
            look="line"
            busy={busy}
            onPress={() => {
              setBusy(true)
              void client.rejoin(true).finally(() => setBusy(false))
            }}
          >
            {m.call_rejoin()}
          </Button>
        </div>
      )
    case "others":
      return <div className="call-line">{m.call_others()}</div>
    case "ended":
      // A finished case has a page that says what came of it; "you can write here" is not true there.
      if (props.over) return null
      return (
        <div className="call-line">
          <Toast action={{ label: m.call_seen(), onPress: () => client.dismiss() }}>{endText(state.view.reason)}</Toast>
        </div>
      )
    case "idle":
    case "incoming":
    case "answering":
    case "calling":
    case "talking":
      return null
  }
}

function endText(reason: EndReason): string {
  switch (reason) {
    case "declined":
      return m.call_ended_declined()
    case "missed":
      return m.call_ended_missed()
    case "cancelled":
      return m.call_ended_cancelled()
    case "hung_up":
      return m.call_ended_hung_up()
    case "failed":
      return m.call_ended_failed()
    case "room_concluded":
      return m.call_ended_room()
  }
}
