/** The room as a guest has it: who is here, what is said from their coming on, and a field if they may write. */
import type { VNode } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import type { Connection } from "../../core/net/connection"
import type { GuestMe, RoomView } from "../../core/protocol/wire"
import { Button } from "../../design/Button"
import { LinkQuestion } from "../../design/message/SaidText"
import { useAnswered } from "../../design/message/useAnswered"
import * as m from "../../texts/messages"
import { useTitle, useWatched } from "../hooks"
import type { CallShown } from "../call/CallLayer"
import { useCode } from "../parts/code"
import { NetworkLine } from "../parts/NetworkLine"
import { LanguageSwitch } from "../parts/Page"
import { Wait } from "../parts/Waits"
import { Writing } from "../room/Writing"
import { GuestTalk } from "./GuestTalk"
import { presentText } from "./guestWords"
import { type Line, useLine } from "./line"
import "../room/room.css"

const loadGuestCall = () => import("./GuestCall")

interface GuestRoomProps {
  me: GuestMe
  roomId: string
  onOver: () => void
  onLeave: () => void
}

export function GuestRoom(props: GuestRoomProps): VNode {
  const line = useLine(props.me, props.roomId)
  return line ? <Talk {...props} line={line} /> : <Wait />
}

function Talk(props: GuestRoomProps & { line: Line }): VNode {
  const { me, line, roomId } = props
  const connection = useWatched(line.socket.connection)
  const opened = useWatched(line.client.opened)
  const [answering, setAnswering] = useAnswered(line.drafts, roomId)
  const state = opened.phase === "refused" ? null : opened.state
  const over = isEnded(connection) || opened.phase === "ended" || opened.phase === "refused"
  useEffect(() => {
    // What is half-written is shown where it is over, so it is kept first.
    if (over) void line.drafts.save().then(props.onOver)
  }, [over])
  useTitle(state ? m.guest_room_with({ name: state.room.resident.name }) : m.guest_title())
  const [leaving, setLeaving] = useState(false)
  const [shown, setShown] = useState<CallShown>("not")
  const call = state?.room.call
  const code = useCode(me.may_call && call != null && call.state !== "ended", loadGuestCall)
  const reply = me.may_write ? setAnswering : null
  return (
    <div className={shown === "beside" ? "case case--talking" : "case"}>
      <Contact line={line} />
      {code && state ? <code.GuestCall me={me} line={line} room={state.room} onShown={setShown} /> : null}
      <div className="case__room" inert={shown === "over"}>
        <div className="room">
          {state ? <Top room={state.room} leaving={leaving} onLeave={() => setLeaving(true)} /> : null}
          <main id="content" className="room__main" tabIndex={-1}>
            {state ? <p className="room__guests">{m.guest_here({ names: state.room.participants.map(presentText).join("; ") })}</p> : null}
            {leaving ? <Leaving onLeave={() => void line.drafts.save().then(props.onLeave)} onStay={() => setLeaving(false)} /> : null}
            {state ? <GuestTalk me={me} state={state} line={line} onReply={reply} /> : <Wait />}
            {state ? <Typing me={me} line={line} /> : null}
            {me.may_write ? (
              <Writing
                live={line}
                roomId={roomId}
                messages={state?.messages ?? []}
                answering={answering}
                onAnswered={() => setAnswering(null)}
                onTyping={() => line.client.showTyping()}
              />
            ) : (
              <p className="room__closed">{m.guest_read_only()}</p>
            )}
            <LinkQuestion />
          </main>
        </div>
      </div>
    </div>
  )
}

/** Not where it is over: that is said by the page that comes. */
function Contact({ line }: { line: Line }): VNode | null {
  const connection = useWatched(line.socket.connection)
  const full = useWatched(line.outbox.inPage).size > 0
  if (isEnded(connection)) return null
  return <NetworkLine connection={line.socket.connection} durable={line.outbox.durable && !full} />
}

const isEnded = (connection: Connection): boolean => connection.state === "ended" && connection.reason !== "outdated"

function Typing({ me, line }: { me: GuestMe; line: Line }): VNode {
  const typing = useWatched(line.client.typing)
  const online = useWatched(line.socket.connection).state === "online"
  const other = online && typing && typing.participant_id !== me.account_id ? typing.name : null
  return <p className="typing">{other ? m.room_typing({ name: other }) : ""}</p>
}

function Top({ room, leaving, onLeave }: { room: RoomView; leaving: boolean; onLeave: () => void }): VNode {
  const heading = useRef<HTMLHeadingElement>(null)
  const way = useRef<HTMLDivElement>(null)
  const asked = useRef(false)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  useEffect(() => {
    // Whoever stays is back where they asked.
    if (asked.current && !leaving) way.current?.querySelector("button")?.focus()
    asked.current = leaving
  }, [leaving])
  return (
    <header className="room__top">
      <div className="grow">
        <h1 ref={heading} tabIndex={-1} className="room__who">
          {m.guest_room_with({ name: room.resident.name })}
        </h1>
        <p className="room__unit">{room.unit_name}</p>
      </div>
      <LanguageSwitch />
      <div ref={way}>
        <Button look="danger-line" size="s" onPress={onLeave}>
          {m.guest_leave()}
        </Button>
      </div>
    </header>
  )
}

function Leaving({ onLeave, onStay }: { onLeave: () => void; onStay: () => void }): VNode {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.querySelector("button")?.focus(), [])
  return (
    <div
      ref={box}
      className="guest-leaving"
      role="group"
      aria-labelledby="guest-leaving"
      onKeyDown={(event) => {
        if (event.key === "Escape") onStay()
      }}
    >
      <p id="guest-leaving">{m.guest_leave_sure()}</p>
      <div className="row">
        <Button look="line" onPress={onStay}>
          {m.guest_leave_stay()}
        </Button>
        <Button look="danger" onPress={onLeave}>
          {m.guest_leave()}
        </Button>
      </div>
    </div>
  )
}
