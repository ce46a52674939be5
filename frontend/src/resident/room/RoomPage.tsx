/** The conversation: who I am talking to, what was said and where it has come, and the composer. */
import type { VNode } from "preact"
import { useState } from "preact/hooks"
import arrowLeft from "@phosphor-icons/core/assets/regular/arrow-left.svg?icon"
import { localized } from "../../core/language"
import type { RoomView } from "../../core/protocol/wire"
import { Icon } from "../../design/Icon"
import { Avatar } from "../../design/Notices"
import * as m from "../../texts/messages"
import { NetworkLine } from "../parts/NetworkLine"
import type { RoomProps } from "./CasePage"
import { Composer } from "./Composer"
import { Conversation } from "./Conversation"
import { WholeCase } from "./WholeCase"
import { useWatched } from "../hooks"

interface RoomPageProps extends RoomProps {
  title: string
  ended: boolean
  onWorse: () => void
  onBack: (() => void) | null
}

export function RoomPage(props: RoomPageProps): VNode {
  const [tab, setTab] = useState<"talk" | "case">("talk")
  const { room } = props.state
  const closed = room.closing_card !== null || props.ended
  return (
    <div className="room">
      <NetworkLine connection={props.live.socket.connection} />
      <RoomTop room={room} title={props.title} onBack={props.onBack} />
      <main id="content" className="room__main">
        <div className="tabs">
          <div role="tablist" aria-label={props.title} className="tabs__list">
            <Tab name="talk" chosen={tab} onChoose={setTab} label={m.room_tab_talk()} />
            <Tab name="case" chosen={tab} onChoose={setTab} label={m.room_tab_case()} />
          </div>
          <button type="button" className="tabs__worse" onClick={props.onWorse}>
            {m.worse()}
          </button>
        </div>
        <div className="room__panel" role="tabpanel" aria-labelledby={`tab-${tab}`}>
          {tab === "talk" ? <Conversation {...props} /> : <WholeCase room={room} />}
        </div>
        {tab === "talk" && !closed ? (
          <>
            <TypingLine {...props} />
            <Composer {...props} />
          </>
        ) : null}
        {closed ? <p className="room__closed">{m.room_closed()}</p> : null}
      </main>
    </div>
  )
}

function RoomTop(props: { room: RoomView; title: string; onBack: (() => void) | null }): VNode {
  const { holder, unit_name: unit } = props.room
  const backLabel = m.back()
  return (
    <header className="room__top">
      {props.onBack ? (
        <button type="button" className="room__back" aria-label={backLabel} onClick={props.onBack}>
          <Icon outline={arrowLeft} />
        </button>
      ) : (
        <a className="room__back" href="/cases" aria-label={m.cases_title()}>
          <Icon outline={arrowLeft} />
        </a>
      )}
      {holder ? <Avatar initials={holder.initials} /> : null}
      <div className="grow">
        <h1 className="room__who">{holder ? holder.name : props.title}</h1>
        <p className="room__unit">
          {holder?.title ? m.room_title_and_unit({ title: localized(holder.title), unit }) : m.room_waits_at({ unit })}
        </p>
      </div>
    </header>
  )
}

type TabName = "talk" | "case"

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

function TypingLine(props: RoomProps): VNode {
  const typing = useWatched(props.client.typing)
  const other = typing && typing.participant_id !== props.me.account_id ? typing.name : null
  return <p className="typing">{other ? m.room_typing({ name: other }) : ""}</p>
}
