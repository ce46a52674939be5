/** What was said and what happened, oldest first, with what is on its way at the end. Says how far the reader has come. */
import type { VNode } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import arrowDown from "@phosphor-icons/core/assets/regular/arrow-down.svg?icon"
import type { HelpCard as Card, Message, SentForm, TimelineStep } from "../../core/protocol/wire"
import { clockTime } from "../../core/times"
import { unreadBy } from "../../core/room/delivery"
import { useDrawnPart } from "../../design/drawnPart"
import { isUnanswered } from "../../design/AskedForm"
import { Icon } from "../../design/Icon"
import { AmendmentNews } from "../../design/message/AmendmentNews"
import { useFoundMessage } from "../../design/useFoundMessage"
import * as m from "../../texts/messages"
import * as api from "../api"
import { useWatched } from "../hooks"
import { HelpCard } from "../parts/HelpCard"
import { AskedCard } from "./AskedCard"
import type { RoomProps } from "./CasePage"
import { unitOfArrival } from "./closedNow"
import { Earlier, fetchQuietly, quietly } from "./Earlier"
import type { ShownLarge } from "./LargePicture"
import { OverConversation } from "./OverConversation"
import { beginsDay, dayText, type Entry, firstNew, inConversation, inOrder, placeOfHelp, stepText } from "./steps"
import { type Said, Turn, type TurnActs } from "./Turn"
import { useFollowedEnd } from "./useFollowedEnd"
import { useReading } from "./useReading"
import type { Steps } from "./useSteps"

interface ConversationProps extends RoomProps {
  steps: Steps
  /** Null where nothing can be written any more. */
  onReply: ((message: Message) => void) | null
}

export function Conversation(props: ConversationProps): VNode {
  const { state, live, me, client } = props
  const shown = new Set(state.messages.map((message) => message.client_message_id))
  const unsent = useWatched(live.outbox.items).filter((item) => item.roomId === state.room.id && !shown.has(item.clientMessageId))
  const entries: Shown[] = [
    ...withAsked(withHelp(inOrder(state.messages, props.steps.steps.filter(inConversation), state.earlier), state.room.help), state),
    ...unsent.map((item): Shown => ({ kind: "unsent", at: new Date(item.writtenAt).toISOString(), item })),
  ]
  const box = useRef<HTMLDivElement>(null)
  const log = useRef<HTMLDivElement>(null)
  const part = useDrawnPart(entries.map(keyOf), box)
  const drawn = entries.slice(part.from, part.to)
  const followed = useFollowedEnd(box, part)
  const atEnd = followed.atEnd && part.atNewest
  const [fetching, setFetching] = useState(false)
  const [large, setLarge] = useState<ShownLarge | null>(null)
  const mark = useNewMark(props)
  useReading(props, atEnd && followed.onScreen && large === null)
  useEffect(() => live.outbox.confirm(shown), [state.messages])
  const [correcting, setCorrecting] = useState<Message | null>(null)
  const goTo = useFoundMessage({
    roomId: state.room.id,
    box,
    part,
    keyOf: (id) => state.messages.find((message) => message.id === id)?.client_message_id,
    fetch: (place) => fetchQuietly(setFetching, client, place, api.history),
    onMissing: () => setFetching(false),
  })
  const acts: TurnActs = { onReply: props.onReply, onCorrect: props.onReply && setCorrecting, onGoTo: goTo }
  const newest = state.messages.at(-1)?.id
  const below = atEnd ? 0 : unreadBy(me.account_id, state)
  // Busy: what is put above, or was there when the page came, is not read out as if it were new.
  return (
    <>
      <div className="room__scroll" ref={box}>
        <div ref={log} role="log" aria-label={m.room_log()} aria-relevant="additions" aria-busy={fetching || !props.steps.settled} tabIndex={0}>
          {part.from > 0 || state.earlier ? <Earlier {...props} history={api.history} onFetch={setFetching} part={part} /> : null}
          <ol className="log">
            {entries.length === 0 ? <li className="log__event">{m.room_nothing_yet()}</li> : null}
            {drawn.map((entry, place) => (
              <Line key={keyOf(entry)} entry={entry} before={drawn[place - 1]?.at} room={props} mark={mark} newest={newest} acts={acts} onLarge={setLarge} />
            ))}
          </ol>
          {part.atNewest ? null : (
            <p className="log__event">
              <button
                type="button"
                className="link"
                onClick={() => {
                  quietly(setFetching, part.later)
                  log.current?.focus({ preventScroll: true })
                }}
              >
                {m.room_later()}
              </button>
            </p>
          )}
        </div>
        {atEnd ? null : (
          <button
            type="button"
            className={below > 0 ? "room__newest room__newest--new" : "room__newest"}
            onClick={() => {
              followed.toEnd()
              if (!part.atNewest) quietly(setFetching, part.newest)
            }}
          >
            <Icon outline={arrowDown} size="s" />
            {below > 0 ? m.room_new_below({ count: below }) : m.room_to_newest()}
          </button>
        )}
      </div>
      <AmendmentNews messages={state.messages} />
      <OverConversation client={client} state={state} large={large} onLarge={setLarge} correcting={correcting} onCorrecting={setCorrecting} />
    </>
  )
}

type Shown = ({ at: string } & Said) | { kind: "step"; at: string; step: TimelineStep } | { kind: "help"; at: string; card: Card } | { kind: "asked"; at: string; form: SentForm }

/** Where what it answers has not been fetched, the card stands first: it is never out of reach. */
function withHelp(entries: readonly Entry[], card: Card | null): Shown[] {
  if (card === null) return [...entries]
  const place = placeOfHelp(entries, card.at)
  return [...entries.slice(0, place), { kind: "help", at: card.at, card }, ...entries.slice(place)]
}

/** Each form where it was sent. Unanswered ones whose place has not been fetched stand first, as the card with numbers does. */
function withAsked(entries: readonly Shown[], state: RoomProps["state"]): Shown[] {
  const from = state.earlier ? (state.messages[0]?.at ?? "") : ""
  return state.room.sent_forms
    .filter((form) => form.at >= from || isUnanswered(form))
    .reduce<Shown[]>((all, form) => {
      const place = placeOfHelp(all, form.at)
      return [...all.slice(0, place), { kind: "asked", at: form.at, form }, ...all.slice(place)]
    }, [...entries])
}

function keyOf(entry: Shown): string {
  switch (entry.kind) {
    case "message":
      return entry.message.client_message_id
    case "unsent":
      return entry.item.clientMessageId
    case "step":
      return `${entry.at}${entry.step.what}`
    case "help":
      return `help ${entry.card.sequence}`
    case "asked":
      return `asked ${entry.form.id}`
  }
}

interface LineProps {
  entry: Shown
  before: string | undefined
  room: ConversationProps
  mark: string | null
  newest: string | undefined
  acts: TurnActs
  onLarge: (picture: ShownLarge) => void
}

function Line(props: LineProps): VNode {
  const { entry } = props
  return (
    <>
      {beginsDay(entry.at, props.before) ? <li className="log__day">{dayText(entry.at)}</li> : null}
      {entry.kind === "message" && entry.message.id === props.mark ? <li className="log__new">{m.room_new_mark()}</li> : null}
      <Inside {...props} />
    </>
  )
}

function Inside({ entry, room, newest, acts, onLarge }: LineProps): VNode {
  switch (entry.kind) {
    case "step":
      return (
        <li className="log__event">
          {stepText(entry.step, unitOfArrival(room.steps.steps, room.state.room))}, <time dateTime={entry.at}>{clockTime(entry.at)}</time>
        </li>
      )
    case "help":
      return (
        <li className="log__help">
          <HelpCard card={entry.card} />
        </li>
      )
    case "asked":
      return (
        <li className="log__asked">
          <AskedCard form={entry.form} room={room} />
        </li>
      )
    default:
      return <Turn said={entry} room={room} newest={entry.kind === "message" && entry.message.id === newest} acts={acts} onLarge={onLarge} />
  }
}

/** The first message that is new to whoever comes back, to the page or to the tab; gone when they have answered. */
function useNewMark(props: RoomProps): string | null {
  const { me, state } = props
  const mine = state.messages.findLast((message) => message.sender.id === me.account_id)?.sequence ?? 0
  const newest = state.messages.at(-1)?.sequence ?? 0
  const [marked, setMarked] = useState(() => state.room.receipts.find((receipt) => receipt.participant_id === me.account_id)?.read ?? 0)
  useEffect(() => {
    const left = (): void => {
      if (document.visibilityState === "hidden") setMarked(newest)
    }
    document.addEventListener("visibilitychange", left)
    return () => document.removeEventListener("visibilitychange", left)
  }, [newest])
  return mine > marked ? null : firstNew(state.messages, marked, me.account_id)
}
