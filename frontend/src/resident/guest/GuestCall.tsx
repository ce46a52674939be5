/** A guest's part in the room's call: that it goes on, a look at oneself before, the call itself, and how it ended. */
import type { VNode } from "preact"
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks"
import phone from "@phosphor-icons/core/assets/fill/phone-fill.svg?icon"
import videoCamera from "@phosphor-icons/core/assets/fill/video-camera-fill.svg?icon"
import "../call/call.css"
import { type CallClient, type CallClientState, openCalls } from "../../call"
import { errorText } from "../../core/errors/errorText"
import type { CallState, GuestMe, RoomView } from "../../core/protocol/wire"
import { Button } from "../../design/Button"
import { PermissionHelp } from "../../design/call/PermissionHelp"
import { namesIn } from "../../design/call/people"
import { Icon } from "../../design/Icon"
import { Toast } from "../../design/Toast"
import * as m from "../../texts/messages"
import type { CallShown } from "../call/CallLayer"
import { Look } from "../call/IncomingScreen"
import { mediaText } from "../call/mediaText"
import { TalkingScreen } from "../call/TalkingScreen"
import { useWatched } from "../hooks"
import { LanguageSwitch } from "../parts/Page"
import type { Line } from "./line"

interface GuestCallProps {
  me: GuestMe
  line: Line
  room: RoomView
  onShown: (shown: CallShown) => void
}

export function GuestCall({ me, line, room, onShown }: GuestCallProps): VNode {
  const calls = useMemo(
    () => openCalls({ socket: line.socket, room: line.client, accountId: me.account_id, audience: "guest", outbox: line.outbox }),
    [line],
  )
  useEffect(() => () => calls.close(), [calls])
  const { client } = calls
  const state = useWatched(client.state)
  const [looking, setLooking] = useState(false)
  const { view } = state
  const joining = view.phase === "answering" || (looking && view.phase === "joinable" && !view.barred)
  const shown = joining ? "over" : view.phase === "talking" ? "beside" : "not"
  useLayoutEffect(() => onShown(shown), [shown])
  useEffect(() => {
    if (view.phase === "talking" || view.phase === "ended" || view.phase === "idle") setLooking(false)
  }, [view.phase])
  const back = (): void => {
    client.endPreview()
    setLooking(false)
  }
  if (view.phase === "talking") return <TalkingScreen client={client} state={state} talking={view} room={room} unread={0} guest onSay={() => undefined} />
  if (joining && "call" in view) return <JoinScreen client={client} state={state} room={room} call={view.call} me={me} busy={view.phase === "answering"} onBack={back} />
  return <GuestLine client={client} state={state} room={room} me={me} onJoin={() => setLooking(true)} />
}

interface GuestLineProps {
  client: CallClient
  state: CallClientState
  room: RoomView
  me: GuestMe
  onJoin: () => void
}

function GuestLine({ client, state, room, me, onJoin }: GuestLineProps): VNode | null {
  const { view } = state
  switch (view.phase) {
    case "joinable":
      if (view.barred)
        return (
          <div className="call-line">
            <span role="status">{m.guestcall_removed()}</span>
          </div>
        )
      return (
        <div className="call-line">
          <span role="status">
            {view.out ? m.guestcall_out() : m.guestcall_on()} {m.callgrid_with({ names: namesIn(room, view.call, me.account_id) })}
          </span>
          <Button look="filled" onPress={onJoin}>
            {m.guestcall_join()}
          </Button>
        </div>
      )
    case "elsewhere":
      return (
        <div className="call-line">
          <span>
            {m.guestcall_elsewhere()} {m.callgrid_with({ names: namesIn(room, view.call, me.account_id) })}
          </span>
          <Button look="line" onPress={() => void client.rejoin(true)}>
            {m.guestcall_here()}
          </Button>
        </div>
      )
    case "ended":
      return (
        <div className="call-line">
          <Toast action={{ label: m.call_seen(), onPress: () => client.dismiss() }}>{m.guestcall_ended()}</Toast>
        </div>
      )
    case "idle":
    case "incoming":
    case "answering":
    case "calling":
    case "others":
    case "talking":
      return null
  }
}

interface JoinScreenProps {
  client: CallClient
  state: CallClientState
  room: RoomView
  call: CallState
  me: GuestMe
  busy: boolean
  onBack: () => void
}

/** Who is in it, how one looks and sounds, and the ways in. */
function JoinScreen({ client, state, room, call, me, busy, onBack }: JoinScreenProps): VNode {
  const join = useRef<HTMLButtonElement>(null)
  useEffect(() => join.current?.focus(), [])
  return (
    <section
      className="incoming"
      role="dialog"
      aria-modal="true"
      aria-labelledby="join-title"
      onKeyDown={(event) => {
        if (event.key === "Escape") onBack()
      }}
    >
      <div className="incoming__top">
        <LanguageSwitch />
        <button type="button" className="incoming__quiet" onClick={onBack}>
          {m.call_not_now()}
        </button>
      </div>
      <div className="incoming__who">
        <p id="join-title">
          <strong>{m.guestcall_title({ name: room.resident.name })}</strong>
        </p>
        <p className="incoming__where">{m.callgrid_with({ names: namesIn(room, call, me.account_id) })}</p>
      </div>
      <Look client={client} state={state} words={m.guestcall_seen_when()} />
      {state.refusal ? <p role="alert">{errorText(state.refusal)}</p> : null}
      {state.own.problem ? <p role="alert">{mediaText(state.own.problem)}</p> : null}
      {state.own.problem === "denied" ? <PermissionHelp /> : null}
      <div className="incoming__ways">
        <button ref={join} type="button" className="incoming__way incoming__way--first" aria-busy={busy} onClick={() => void client.joinOthers(true)}>
          <Icon outline={videoCamera} />
          {m.guestcall_join_video()}
        </button>
        <button type="button" className="incoming__way" aria-busy={busy} onClick={() => void client.joinOthers(false)}>
          <Icon outline={phone} />
          {m.guestcall_join_sound()}
        </button>
      </div>
    </section>
  )
}
