/** What was said since the guest came in, oldest first, with what is on its way at the end. Tells how far they have read. */
import type { VNode } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import arrowDown from "@phosphor-icons/core/assets/regular/arrow-down.svg?icon"
import type { GuestMe, Message } from "../../core/protocol/wire"
import { unreadBy } from "../../core/room/delivery"
import { shownFiles } from "../../core/room/files"
import type { RoomState } from "../../core/room/roomState"
import { useDrawnPart } from "../../design/drawnPart"
import { Icon } from "../../design/Icon"
import { AmendmentNews } from "../../design/message/AmendmentNews"
import { useFoundMessage } from "../../design/useFoundMessage"
import * as m from "../../texts/messages"
import { useWatched } from "../hooks"
import { Earlier, fetchQuietly, quietly } from "../room/Earlier"
import { LargePicture, type ShownLarge } from "../room/LargePicture"
import { beginsDay, dayText } from "../room/steps"
import { type Said, Turn, type TurnActs, type TurnRoom } from "../room/Turn"
import { useFollowedEnd } from "../room/useFollowedEnd"
import { useReading } from "../room/useReading"
import * as api from "./api"
import type { Line } from "./line"

interface GuestTalkProps {
  me: GuestMe
  state: RoomState
  line: Line
  /** Null for who may only read. */
  onReply: ((messageId: string) => void) | null
}

type Shown = Said & { at: string; key: string }

function inOrder(messages: readonly Message[], line: Line): Shown[] {
  const there = new Set(messages.map((message) => message.client_message_id))
  const unsent = line.outbox.items.get().filter((item) => !there.has(item.clientMessageId))
  return [
    ...messages.map((message): Shown => ({ kind: "message", message, at: message.at, key: message.client_message_id })),
    ...unsent.map((item): Shown => ({ kind: "unsent", item, at: new Date(item.writtenAt).toISOString(), key: item.clientMessageId })),
  ]
}

export function GuestTalk({ me, state, line, onReply }: GuestTalkProps): VNode {
  useWatched(line.outbox.items)
  const entries = inOrder(state.messages, line)
  const box = useRef<HTMLDivElement>(null)
  const part = useDrawnPart(entries.map(({ key }) => key), box)
  const followed = useFollowedEnd(box, part)
  const atEnd = followed.atEnd && part.atNewest
  const [fetching, setFetching] = useState(false)
  const [large, setLarge] = useState<ShownLarge | null>(null)
  useReading({ client: line.client, state }, atEnd && followed.onScreen && large === null)
  useEffect(() => line.outbox.confirm(new Set(state.messages.map((message) => message.client_message_id))), [state.messages])
  const goTo = useFoundMessage({
    roomId: state.room.id,
    box,
    part,
    keyOf: (id) => state.messages.find((message) => message.id === id)?.client_message_id,
    fetch: (place) => fetchQuietly(setFetching, line.client, place, api.history),
    onMissing: () => setFetching(false),
  })
  const acts: TurnActs = { onReply: onReply && ((message) => onReply(message.id)), onCorrect: null, onGoTo: goTo }
  const room: TurnRoom = { me, state, live: line, fileSource: api.fileSource }
  const newest = state.messages.at(-1)?.client_message_id
  const drawn = entries.slice(part.from, part.to)
  return (
    <div className="room__panel">
      <div className="room__scroll" ref={box}>
        <div role="log" aria-label={m.room_log()} aria-relevant="additions" aria-busy={fetching} tabIndex={0}>
          {part.from > 0 || state.earlier ? <Earlier state={state} client={line.client} history={api.history} onFetch={setFetching} part={part} /> : <p className="log__event">{m.guest_nothing_yet()}</p>}
          <ol className="log">
            {drawn.map((entry, place) => (
              <Placed key={entry.key} entry={entry} before={drawn[place - 1]?.at} newest={entry.key === newest} room={room} acts={acts} onLarge={setLarge} />
            ))}
          </ol>
        </div>
        {atEnd ? null : (
          <ToNewest
            count={unreadBy(me.account_id, state)}
            onPress={() => {
              followed.toEnd()
              if (!part.atNewest) quietly(setFetching, part.newest)
            }}
          />
        )}
      </div>
      <AmendmentNews messages={state.messages} />
      {large && (large.fileId === null || shownFiles(state).has(large.fileId)) ? <LargePicture picture={large} onClose={() => setLarge(null)} /> : null}
    </div>
  )
}

interface PlacedProps {
  entry: Shown
  before: string | undefined
  newest: boolean
  room: TurnRoom
  acts: TurnActs
  onLarge: (picture: ShownLarge) => void
}

function Placed({ entry, before, ...turn }: PlacedProps): VNode {
  return (
    <>
      {beginsDay(entry.at, before) ? <li className="log__day">{dayText(entry.at)}</li> : null}
      <Turn said={entry} {...turn} />
    </>
  )
}

function ToNewest({ count, onPress }: { count: number; onPress: () => void }): VNode {
  return (
    <button type="button" className={count > 0 ? "room__newest room__newest--new" : "room__newest"} onClick={onPress}>
      <Icon outline={arrowDown} size="s" />
      {count > 0 ? m.room_new_below({ count }) : m.room_to_newest()}
    </button>
  )
}
