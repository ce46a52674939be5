/** The conversation of one room. It follows its end until somebody scrolls up, and tells what has been seen. */
import { type ReactElement, useEffect, useLayoutEffect, useRef, useState } from "react"
import arrowDown from "@phosphor-icons/core/assets/regular/arrow-down.svg?icon"
import merge from "@phosphor-icons/core/assets/regular/arrows-merge.svg?icon"
import trendDown from "@phosphor-icons/core/assets/regular/trend-down.svg?icon"
import { errorText } from "../../core/errors/errorText"
import { asRefusal } from "../../core/errors/refusal"
import { localized } from "../../core/language"
import { request } from "../../core/net/http"
import type { History, Message, SentForm } from "../../core/protocol/wire"
import { fetchUpTo, type Place } from "../../core/room/finding"
import type { OutboxItem } from "../../core/room/outbox"
import type { RoomClient } from "../../core/room/roomClient"
import { afterBackfill } from "../../core/room/quiet"
import type { RoomState } from "../../core/room/roomState"
import { dayAndMonth, exactTime } from "../../core/times"
import { Button } from "../../design/Button"
import { type Drawn, useDrawnPart } from "../../design/drawnPart"
import { Icon } from "../../design/Icon"
import { AmendmentNews } from "../../design/message/AmendmentNews"
import { isGoneSince, useTakenAway } from "../../design/message/useTakenAway"
import { useFoundMessage } from "../../design/useFoundMessage"
import * as m from "../../texts/messages"
import { warn } from "../notices"
import { useWatched } from "../watched"
import { caseNumber, firstName, moment, withdrawWords } from "../words"
import { type Amending, AmendingDialog } from "./AmendingDialog"
import { AskedLine } from "./AskedLine"
import { logLines } from "./logLines"
import { type LineActs, NoteLine, SentLine, UnsentLine } from "./MessageLines"
import { useReading } from "./useReading"

/** So near the end still counts as at the end: half a line. */
const END_SLACK_PX = 24

interface MessageLogProps {
  client: RoomClient
  state: RoomState
  unsent: readonly OutboxItem[]
  online: boolean
  /** Whether an unsent message outlives the page. */
  isKept: (item: OutboxItem) => boolean
  /** How much of its picture has gone, by the message's id, while it goes. */
  shares: ReadonlyMap<string, number>
  now: number
  me: string
  /** The end of the conversation is in view; who writes below must know it too. */
  atEnd: boolean
  onAtEnd: (atEnd: boolean) => void
  onDiscard: (item: OutboxItem) => void
  onAgain: (item: OutboxItem) => void
  /** Null where nothing may be written. */
  onChange: ((item: OutboxItem) => void) | null
  /** Null where nothing may be written. */
  onReply: ((message: Message) => void) | null
  mayRedact: boolean
  /** Null where forms are somebody else's to take back. */
  onWithdraw: ((form: SentForm) => Promise<void>) | null
}

export function MessageLog(props: MessageLogProps): ReactElement {
  const { client, state, me, atEnd, onAtEnd } = props
  const box = useRef<HTMLDivElement>(null)
  const over = state.room.state === "concluded" || state.room.state === "archived"
  // Of whoever reads a case that is over nothing is asked any more.
  const reads = state.room.holder?.id === me && !over
  const [fetching, setFetching] = useState(false)
  const [readBefore] = useState(() => state.room.receipts.find((receipt) => receipt.participant_id === me)?.read ?? 0)
  const lines = logLines({
    ...toldIn(state),
    unsent: props.unsent,
    readBefore: reads ? readBefore : null,
  })
  const part = useDrawnPart(lines.map((line) => line.key), box)
  useLayoutEffect(() => {
    if (!part.restore() && atEnd && box.current) box.current.scrollTop = box.current.scrollHeight
  }, [part.range, atEnd])
  useEffect(() => {
    const element = box.current
    if (element === null || !atEnd) return
    // A composer that grows takes room from the log, a picture that loads makes it longer; its end stays in view.
    const resized = new ResizeObserver(() => {
      element.scrollTop = element.scrollHeight
    })
    resized.observe(element)
    if (element.firstElementChild) resized.observe(element.firstElementChild)
    return () => resized.disconnect()
  }, [atEnd])
  useReading(client, state, me, atEnd)
  const goTo = useFoundMessage({
    roomId: client.roomId,
    box,
    part,
    keyOf: (id) => state.messages.find((message) => message.id === id)?.client_message_id,
    fetch: (place) => fetchQuietly(setFetching, client, place),
    onMissing: () => warn(m.message_missing),
  })
  const [amending, setAmending] = useAmending(state.messages)
  const acts = actsOf(props, setAmending, goTo)
  const newest = state.messages.at(-1)?.id
  const measure = (): void => {
    const element = box.current
    if (element) onAtEnd(part.atNewest && element.scrollHeight - element.scrollTop - element.clientHeight < END_SLACK_PX)
  }
  return (
    <div className="log-frame">
      <div
        ref={box}
        className="log-box"
        role="log"
        aria-label={m.desk_log({ name: state.room.resident.name })}
        aria-relevant="additions"
        aria-busy={fetching}
        tabIndex={0}
        onScroll={measure}
      >
        <ol className="log log--staff">
          {part.from > 0 || state.earlier ? <Earlier client={client} state={state} onFetch={setFetching} part={part} /> : null}
          {lines.length === 0 ? <li className="log__event">{m.desk_log_empty()}</li> : null}
          {lines.slice(part.from, part.to).map((line) => {
            switch (line.kind) {
              case "day":
                return (
                  <li key={line.key} className="log__day">
                    {dayAndMonth(line.at)}
                  </li>
                )
              case "note":
                return <NoteLine key={line.key} note={line.note} />
              case "asked":
                return <AskedLine key={line.key} form={line.form} onWithdraw={props.onWithdraw} />
              case "worse":
                return (
                  <li key={line.key} className="log__event log__event--worse">
                    <Icon outline={trendDown} size="s" />
                    <span>{m.worse_path({ by: line.worse.by.name })}</span>
                    <Moment at={line.worse.at} now={props.now} />
                  </li>
                )
              case "called":
                return (
                  <li key={line.key} className="log__event">
                    {m.callback_log()} <Moment at={line.called.at} now={props.now} />
                  </li>
                )
              case "withdrawn":
                return (
                  <li key={line.key} className="log__event">
                    {m.withdraw_path({ by: line.withdrawal.by.name, why: withdrawWords(line.withdrawal.why).toLowerCase() })}{" "}
                    <Moment at={line.withdrawal.at} now={props.now} />
                    {line.withdrawal.text ? <q className="log__words">{line.withdrawal.text}</q> : null}
                  </li>
                )
              case "joined":
                return (
                  <li key={line.key} className="log__event log__event--joined">
                    <Icon outline={merge} size="s" />
                    <span>{m.merging_line({ number: caseNumber(line.joined.case.number), reason: localized(line.joined.case.reason) })}</span>
                    <time dateTime={line.joined.at} title={exactTime(line.joined.at)}>
                      {moment(line.joined.at, props.now)}
                    </time>
                  </li>
                )
              case "message":
                return <SentLine key={line.key} message={line.message} isNew={line.isNew} isNewest={line.message.id === newest} state={state} me={me} acts={acts} />
              case "unsent":
                return (
                  <UnsentLine
                    key={line.key}
                    item={line.item}
                    answered={state.messages.find((message) => message.id === line.item.replyToId)}
                    onGoTo={goTo}
                    online={props.online}
                    kept={props.isKept(line.item)}
                    share={props.shares.get(line.item.clientMessageId)}
                    now={props.now}
                    onDiscard={() => props.onDiscard(line.item)}
                    onAgain={() => props.onAgain(line.item)}
                    onChange={props.onChange && (() => props.onChange?.(line.item))}
                  />
                )
            }
          })}
          {part.atNewest ? null : (
            <li className="log__event">
              <Button
                look="quiet"
                size="s"
                onPress={() => {
                  quietly(setFetching, part.later)
                  box.current?.focus({ preventScroll: true })
                }}
              >
                {m.desk_log_later()}
              </Button>
            </li>
          )}
        </ol>
      </div>
      {atEnd ? null : (
        <button
          type="button"
          className="to-end"
          onClick={() => {
            if (!part.atNewest) quietly(setFetching, part.newest)
            onAtEnd(true)
          }}
        >
          <Icon outline={arrowDown} size="s" /> {m.desk_to_end()}
        </button>
      )}
      <TypingLine client={client} />
      <AmendmentNews messages={state.messages} />
      {amending ? <AmendingDialog client={client} amending={amending} onClose={() => setAmending(null)} /> : null}
    </div>
  )
}

function Moment({ at, now }: { at: string; now: number }): ReactElement {
  return (
    <time dateTime={at} title={exactTime(at)}>
      {moment(at, now)}
    </time>
  )
}

const toldIn = ({ messages, room, staff }: RoomState) => ({ messages, notes: staff?.notes ?? [], asked: room.sent_forms, worse: room.worse ?? [], joined: room.joined ?? [], called: room.called ?? [], withdrawals: room.withdrawals ?? [] })

/** What is done with a message, as long as it stands there. Whoever takes it away has a dialog that shows nothing of it. */
function useAmending(messages: readonly Message[]): [Amending | null, (amending: Amending | null) => void] {
  const [amending, setAmending] = useState<Amending | null>(null)
  const gone = amending !== null && amending.how !== "redact" && isGoneSince(amending.message, messages)
  useTakenAway(gone, () => {
    setAmending(null)
    warn(m.closed_message)
  })
  return [gone ? null : amending, setAmending]
}

/** Whoever may write may correct; who may take a message away is decided apart. */
function actsOf({ onReply, mayRedact }: MessageLogProps, onAmend: (amending: Amending) => void, onGoTo: LineActs["onGoTo"]): LineActs {
  return {
    onReply,
    onCorrect: onReply && ((message) => onAmend({ how: "correct", message })),
    onRedact: mayRedact ? (message) => onAmend({ how: "redact", message }) : null,
    onVersions: (message) => onAmend({ how: "versions", message }),
    onGoTo,
  }
}

/** False when it cannot be had now. */
async function fetchQuietly(onBusy: (busy: boolean) => void, client: RoomClient, place: Place): Promise<boolean> {
  onBusy(true)
  try {
    return await fetchUpTo(place, {
      state: () => client.state,
      fetch: (before) => request<History>("GET", `/api/staff/rooms/${client.roomId}/messages?before=${before}`),
      add: (page) => client.addHistory(page),
    })
  } catch {
    return false
  } finally {
    afterBackfill(() => onBusy(false))
  }
}

function TypingLine({ client }: { client: RoomClient }): ReactElement {
  const typing = useWatched(client.typing)
  return (
    <p className="typing typing--staff" aria-live="off">
      {typing ? m.desk_typing({ name: firstName(typing.name) }) : ""}
    </p>
  )
}

/** What was there before is not read out as if it were new. */
function quietly(onBusy: (busy: boolean) => void, change: () => void): void {
  onBusy(true)
  change()
  afterBackfill(() => onBusy(false))
}

function Earlier(props: { client: RoomClient; state: RoomState; onFetch: (busy: boolean) => void; part: Drawn }): ReactElement {
  const { client, state, onFetch, part } = props
  const [busy, setBusy] = useState(false)
  const load = async (): Promise<void> => {
    if (part.from > 0) {
      quietly(onFetch, part.earlier)
      return
    }
    setBusy(true)
    onFetch(true)
    try {
      const before = state.messages[0]?.sequence
      const query = before === undefined ? "" : `?before=${before}`
      const page = await request<History>("GET", `/api/staff/rooms/${state.room.id}/messages${query}`)
      part.expectOlder()
      client.addHistory(page)
    } catch (thrown) {
      warn(() => errorText(asRefusal(thrown)))
    } finally {
      setBusy(false)
      afterBackfill(() => onFetch(false))
    }
  }
  return (
    <li className="log__event">
      <Button look="quiet" size="s" busy={busy} onPress={() => void load()}>
        {busy ? m.desk_log_earlier_busy() : m.desk_log_earlier()}
      </Button>
    </li>
  )
}
