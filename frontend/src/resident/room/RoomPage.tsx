/** The conversation: who I am talking to, what was said and where it has come, and the composer. */
import type { VNode } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import arrowLeft from "@phosphor-icons/core/assets/regular/arrow-left.svg?icon"
import magnifier from "@phosphor-icons/core/assets/regular/magnifying-glass.svg?icon"
import caretRight from "@phosphor-icons/core/assets/bold/caret-right-bold.svg?icon"
import { language, localized } from "../../core/language"
import videoCamera from "@phosphor-icons/core/assets/regular/video-camera.svg?icon"
import type { CallState, GuestLine, RoomView } from "../../core/protocol/wire"
import { inQueue } from "../../core/room/inQueue"
import { wantedMessage } from "../../core/room/finding"
import { withoutTurns } from "../../core/text/direction"
import { standing } from "../../core/room/guests"
import { Icon } from "../../design/Icon"
import { SearchDialog } from "../../design/message/SearchDialog"
import { LinkQuestion } from "../../design/message/SaidText"
import { useAnswered } from "../../design/message/useAnswered"
import { Avatar } from "../../design/Notices"
import * as m from "../../texts/messages"
import * as api from "../api"
import { useNow, useTitle, useWatched } from "../hooks"
import { guestText } from "../guest/guestWords"
import { AboutBand } from "../parts/AboutBand"
import { CaseLine } from "../parts/NetworkLine"
import { Numbers } from "../parts/Numbers"
import { aboutOf } from "./about"
import { Callback } from "./Callback"
import type { RoomProps } from "./CasePage"
import { callWish } from "./callWish"
import { closedNow, closedText } from "./closedNow"
import { Composer } from "./Composer"
import { Conversation } from "./Conversation"
import type { Steps } from "./useSteps"
import { useWaiting } from "./useWaiting"
import { WholeCase } from "./WholeCase"

interface RoomPageProps extends RoomProps {
  steps: Steps
  ended: boolean
  tab: TabName
  onTab: (tab: TabName) => void
  onWorse: () => void
  onWaiting: () => void
  /** Back to the summary or the waiting room this was opened from; without it to all cases. */
  onBack: (() => void) | null
}

export function RoomPage(props: RoomPageProps): VNode {
  const { tab } = props
  const { room } = props.state
  const title = localized(room.reason)
  const about = aboutOf(props.me, room)
  const closed = room.closing_card !== null || props.ended
  const [searching, setSearching] = useState(false)
  const [answering, setAnswering] = useAnswered(props.live.drafts, room.id)
  useTitle(room.holder?.name ?? title)
  return (
    <>
      <CaseLine live={props.live} />
      <div className="room">
        <RoomTop room={room} title={title} onBack={props.onBack} onSearch={() => setSearching(true)} />
        {about ? <AboutBand about={about} /> : null}
        <main id="content" className="room__main">
          <div className="tabs">
            <div role="tablist" aria-label={title} className="tabs__list">
              <Tab name="talk" chosen={tab} onChoose={props.onTab} label={m.room_tab_talk()} />
              <Tab name="case" chosen={tab} onChoose={props.onTab} label={m.room_tab_case()} />
            </div>
            <button type="button" className="tabs__worse" onClick={props.onWorse}>
              {m.worse()}
            </button>
          </div>
          {closed ? null : <AfterClosing room={room} />}
          <GuestsHere room={room} />
          {inQueue(room.state) ? <InQueue {...props} /> : null}
          {room.state === "active" && room.callback ? <Callback live={props.live} room={room} /> : null}
          <div className="room__panel" role="tabpanel" aria-labelledby={`tab-${tab}`}>
            {tab === "talk" ? <Conversation {...props} onReply={closed ? null : (message) => setAnswering(message.id)} /> : <WholeCase {...props} />}
          </div>
          {tab === "talk" && !closed ? (
            <>
              <TypingLine {...props} />
              <Composer {...props} answering={answering} onAnswered={() => setAnswering(null)} />
            </>
          ) : null}
          {closed ? <ClosedFoot {...props} /> : null}
          <LinkQuestion />
          {searching ? (
            <SearchDialog
              title={m.search_in_talk()}
              me={props.me.account_id}
              of={null}
              search={(words) => api.search(words, room.id)}
              onGoTo={(found) => {
                setSearching(false)
                props.onTab("talk")
                wantedMessage.set({ roomId: room.id, id: found.message_id, sequence: found.sequence })
              }}
              onClose={() => setSearching(false)}
            />
          ) : null}
        </main>
      </div>
    </>
  )
}

const isOn = (call: CallState | null): boolean => call !== null && call.state !== "ended"

function RoomTop(props: { room: RoomView; title: string; onBack: (() => void) | null; onSearch: () => void }): VNode {
  const { holder, unit_name: unit } = props.room
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // What was pressed to come here is gone, and the focus with it. Whoever has a place already keeps it.
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <header className="room__top">
      {props.onBack ? (
        <button type="button" className="room__back" aria-label={m.back()} onClick={props.onBack}>
          <Icon outline={arrowLeft} />
        </button>
      ) : (
        <a className="room__back" href="/cases" aria-label={m.cases_title()}>
          <Icon outline={arrowLeft} />
        </a>
      )}
      {holder ? <Avatar initials={holder.initials} /> : null}
      <div className="grow">
        <h1 ref={heading} tabIndex={-1} className="room__who">{holder ? withoutTurns(holder.name) : props.title}</h1>
        <p className="room__unit">
          {holder?.title ? (
            <>
              {localized(holder.title)}, <span className="room__place">{unit}</span>
            </>
          ) : (
            m.room_waits_at({ unit })
          )}
        </p>
      </div>
      {holder && props.room.residents_call && props.room.state === "active" && !isOn(props.room.call) ? (
        <button type="button" className="room__back" aria-label={m.call_start({ name: holder.name })} onClick={() => callWish.set(props.room.id)}>
          <Icon outline={videoCamera} />
        </button>
      ) : null}
      <button type="button" className="room__back" aria-label={m.search_in_talk()} onClick={props.onSearch}>
        <Icon outline={magnifier} />
      </button>
    </header>
  )
}

/** Closed for today: who has the case now and when somebody goes on, and where to call instead. */
function AfterClosing({ room }: { room: RoomView }): VNode {
  const told = closedNow(room, useNow(15_000))
  return (
    <div role="status">
      {told ? (
        <p className="room__closing">
          {closedText(told, room)} <Numbers>{m.closing_worse()}</Numbers>
        </p>
      ) : null}
    </div>
  )
}

/** Who else is in the conversation or will be, and that an interpreter is on the way. */
function GuestsHere({ room }: { room: RoomView }): VNode | null {
  const guests = (room.guests ?? []).filter(standing)
  const asked = room.interpreter_asked
  const missing = asked && !guests.some(({ role }) => role === "interpreter") && room.closing_card === null
  // Somebody of the staff who reads along; whoever answers stands at the top.
  const colleagues = room.participants.filter(({ role }) => role === "colleague")
  if (guests.length === 0 && colleagues.length === 0 && !missing) return null
  return (
    <ul className="room__guests" aria-label={m.room_guests()}>
      {missing ? <li>{m.room_interpreter_asked({ language: localized(asked) })}</li> : null}
      {colleagues.map(({ id, name, title }) => (
        <li key={id}>{title ? m.room_colleague_title({ name, title: localized(title).toLocaleLowerCase(language.get()) }) : m.room_colleague({ name })}</li>
      ))}
      {guests.map((guest) => (
        <li key={guest.id}>{standingText(guest.state)({ who: guestText(guest) })}</li>
      ))}
    </ul>
  )
}

function standingText(state: GuestLine["state"]): (values: { who: string }) => string {
  if (state === "admitted") return m.room_guest_admitted
  return state === "waiting" ? m.room_guest_waiting : m.room_guest_invited
}

export type TabName = "talk" | "case"

function Tab(props: { name: TabName; chosen: TabName; label: string; onChoose: (name: TabName) => void }): VNode {
  const selected = props.chosen === props.name
  const other: TabName = props.name === "talk" ? "case" : "talk"
  return (
    <button
      type="button"
      role="tab"
      id={`tab-${props.name}`}
      className="tabs__tab"
      aria-selected={selected}
      tabIndex={selected ? 0 : -1}
      onClick={() => props.onChoose(props.name)}
      onKeyDown={(event) => {
        if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return
        props.onChoose(other)
        document.getElementById(`tab-${other}`)?.focus()
      }}
    >
      {props.label}
    </button>
  )
}

/** While nobody has the case: the place in the queue, and the way back to the waiting room. */
function InQueue(props: RoomPageProps): VNode {
  const { waiting } = useWaiting(props.state.room.id, props.state.cursors.room, props.steps)
  const place = waiting?.place ?? null
  return (
    <button type="button" className="room__queue" onClick={props.onWaiting}>
      <span className="strong">{place === null ? m.waiting_strip() : m.waiting_strip_place({ place })}</span>
      <span className="room__queue-way">
        {m.waiting_strip_show()}
        <Icon outline={caretRight} size="s" />
      </span>
    </button>
  )
}

function TypingLine(props: RoomProps): VNode {
  const typing = useWatched(props.client.typing)
  // Whoever wrote when the network went may have stopped since.
  const online = useWatched(props.live.socket.connection).state === "online"
  const other = online && typing && typing.participant_id !== props.me.account_id ? typing.name : null
  return <p className="typing">{other ? m.room_typing({ name: other }) : ""}</p>
}

function ClosedFoot(props: RoomPageProps): VNode {
  if (props.ended) return <p className="room__closed">{m.case_ended()}</p>
  return (
    <div className="room__closed">
      <p>{m.room_closed()}</p>
      {props.onBack ? (
        <button type="button" className="link" onClick={props.onBack}>
          {m.room_to_summary()}
        </button>
      ) : null}
    </div>
  )
}
