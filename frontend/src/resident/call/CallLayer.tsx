/** A call over its case: ringing, talking, ended. What a call is, src/call decides; this draws it and asks for things. */
import type { VNode } from "preact"
import { useEffect, useLayoutEffect, useMemo, useState } from "preact/hooks"
import "./call.css"
import { openCalls, type CallClient, type CallClientState, type EndReason } from "../../call"
import { errorText } from "../../core/errors/errorText"
import type { Refusal } from "../../core/errors/refusal"
import type { ResidentMe, RoomView } from "../../core/protocol/wire"
import { unreadBy } from "../../core/room/delivery"
import type { RoomClient } from "../../core/room/roomClient"
import type { RoomState } from "../../core/room/roomState"
import { Button } from "../../design/Button"
import { namesIn } from "../../design/call/people"
import { Toast } from "../../design/Toast"
import * as m from "../../texts/messages"
import { useWatched } from "../hooks"
import type { Live } from "../live"
import { callWish } from "../room/callWish"
import { IncomingScreen } from "./IncomingScreen"
import { mediaText } from "./mediaText"
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
  const wished = useWatched(callWish) === client.roomId
  useEffect(() => {
    if (!wished) return
    callWish.set(null)
    void calls.client.start(true)
  }, [wished, calls])
  const say = (text: string): void => {
    void live.outbox.add({ roomId: client.roomId, shownRoomId: room.id, text, picture: null, replyToId: null })
  }
  const { view } = state
  const overCase = view.phase === "incoming" || view.phase === "answering"
  const shown = overCase ? "over" : view.phase === "talking" ? "beside" : "not"
  // Before the call's own screen takes the focus: whoever hears it remembers where the focus was.
  useLayoutEffect(() => props.onShown(shown), [shown])
  return (
    <>
      {view.phase === "talking" ? <TalkingScreen client={calls.client} state={state} talking={view} room={room} unread={unreadBy(props.me.account_id, props.state)} onSay={say} /> : null}
      <CallLine me={props.me.account_id} client={calls.client} state={state} room={room} onSay={say} />
      {overCase ? <IncomingScreen onSay={say} client={calls.client} state={state} room={room} call={view.call} answering={view.phase === "answering"} /> : null}
    </>
  )
}

/** What there is to say about a call that this page does not show: it is on elsewhere, or it has ended. */
function CallLine(props: { me: string; client: CallClient; state: CallClientState; room: RoomView; onSay: (text: string) => void }): VNode | null {
  const { client, state } = props
  const [busy, setBusy] = useState(false)
  switch (state.view.phase) {
    case "elsewhere":
      return (
        <div className="call-line">
          <span>
            {m.call_elsewhere()} {m.callgrid_with({ names: namesIn(props.room, state.view.call, props.me) })}
          </span>
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
      if (props.room.closing_card !== null) return null
      // Whoever calls once more from here and is refused sees that, with how the one before ended.
      return (
        <>
          {state.refusal === null ? null : <Refused state={state} />}
          <EndLine {...props} reason={state.view.reason} calledMe={state.view.calledMe} />
        </>
      )
    case "calling":
      return (
        <div className="call-line">
          <span role="status">{m.call_ringing_them({ name: nameIn(props.room) })}</span>
          <Button look="line" onPress={() => void client.end()}>
            {m.call_take_back()}
          </Button>
        </div>
      )
    case "idle":
      return <Refused state={state} />
    case "incoming":
    case "answering":
    case "talking":
    case "joinable":
      return null
  }
}

/** Why a call that was begun here did not come about. */
function Refused({ state }: { state: CallClientState }): VNode | null {
  if (state.own.problem === null && state.refusal === null) return null
  return (
    <div className="call-line" role="alert">
      <span>{state.own.problem ? mediaText(state.own.problem) : state.refusal ? refusedWords(state.refusal) : ""}</span>
    </div>
  )
}

/** The unit may have stopped taking calls since this case was opened. */
const refusedWords = (refusal: Refusal): string => (refusal.code === "not_allowed" ? m.call_not_taken() : errorText(refusal))

interface EndLineProps {
  client: CallClient
  room: RoomView
  reason: EndReason
  calledMe: boolean
  onSay: (text: string) => void
}

/** How it ended, and after a missed call the way back: a call where the unit takes them, otherwise a word in the room. */
function EndLine({ client, room, reason, calledMe, onSay }: EndLineProps): VNode {
  const missed = reason === "missed" && calledMe
  const words = reason === "missed" && !calledMe ? m.call_no_answer({ name: nameIn(room) }) : endText(reason)
  return (
    <div className="call-line">
      <Toast action={{ label: m.call_seen(), onPress: () => client.dismiss() }}>{words}</Toast>
      {missed && room.residents_call ? (
        <Button look="line" onPress={() => void client.start(true)}>
          {m.call_back()}
        </Button>
      ) : null}
      {missed && !room.residents_call && room.state !== "concluded" ? (
        <Button
          look="line"
          onPress={() => {
            onSay(m.call_ready_text())
            client.dismiss()
          }}
        >
          {m.call_ready()}
        </Button>
      ) : null}
    </div>
  )
}

const nameIn = (room: RoomView): string => room.holder?.name.split(" ")[0] ?? room.unit_name

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
