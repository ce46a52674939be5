/** What was said, oldest first, with what is on its way at the end. Says how far the reader has come. */
import type { VNode } from "preact"
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks"
import { errorText } from "../../core/errors/errorText"
import { asRefusal, Refusal } from "../../core/errors/refusal"
import { bytesOf } from "../../core/files/picture"
import type { Message } from "../../core/protocol/wire"
import { deliveryOfMine, deliveryOfUnsent, type Delivery } from "../../core/room/delivery"
import type { OutboxItem } from "../../core/room/outbox"
import { clockTime, daysAway, dayAndMonth } from "../../core/times"
import { DeliveryState } from "../../design/Delivery"
import { MessageBubble } from "../../design/Message"
import * as m from "../../texts/messages"
import * as api from "../api"
import { useNow, useWatched } from "../hooks"
import type { RoomProps } from "./CasePage"

// So near the end that a new message should simply follow.
const NEAR_END_PX = 80

export function Conversation(props: RoomProps): VNode {
  const { state, live, me } = props
  const online = useWatched(live.socket.connection).state === "online"
  const shown = new Set(state.messages.map((message) => message.client_message_id))
  const unsent = useWatched(live.outbox.items).filter((item) => item.roomId === state.room.id && !shown.has(item.clientMessageId))
  const now = useNow(unsent.length > 0 ? 1_000 : 60_000)
  const { box, atEnd, onScreen, toEnd } = useFollowedEnd(state.messages.length + unsent.length)
  useReading(props, atEnd && onScreen)
  useEffect(() => live.outbox.confirm(shown), [state.messages])
  return (
    <div className="room__scroll" ref={box}>
      <div role="log" aria-label={m.room_log()} tabIndex={0}>
        {state.earlier ? <Earlier {...props} /> : null}
        <ol className="log">
          {state.messages.length === 0 && unsent.length === 0 ? <li className="log__event">{m.room_nothing_yet()}</li> : null}
          {state.messages.map((message, place) => (
            <Turn key={message.client_message_id} message={message} before={state.messages[place - 1]} room={props} mine={message.sender.id === me.account_id} />
          ))}
          {unsent.map((item) => (
            <UnsentTurn key={item.clientMessageId} item={item} delivery={deliveryOfUnsent(item, online, now)} room={props} />
          ))}
        </ol>
      </div>
      {atEnd ? null : (
        <button type="button" className="room__newest" onClick={toEnd}>
          {m.room_to_newest()}
        </button>
      )}
    </div>
  )
}

interface FollowedEnd {
  box: { current: HTMLDivElement | null }
  atEnd: boolean
  /** False while a call hides the conversation. */
  onScreen: boolean
  toEnd: () => void
}

/** Follows the end of the conversation while the reader is there, and leaves a reader of older messages alone. */
function useFollowedEnd(length: number): FollowedEnd {
  const box = useRef<HTMLDivElement>(null)
  const [atEnd, setAtEnd] = useState(true)
  const [onScreen, setOnScreen] = useState(true)
  const toEnd = (): void => {
    box.current?.scrollTo({ top: box.current.scrollHeight })
    setAtEnd(true)
  }
  useLayoutEffect(() => {
    if (atEnd) toEnd()
  }, [length, onScreen])
  useEffect(() => {
    const element = box.current
    if (!element) return
    const look = (): void => setAtEnd(element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX)
    element.addEventListener("scroll", look, { passive: true })
    const sized = new ResizeObserver(() => setOnScreen(element.clientHeight > 0))
    sized.observe(element)
    return () => {
      element.removeEventListener("scroll", look)
      sized.disconnect()
    }
  }, [])
  useEffect(() => {
    const element = box.current
    if (!element || !atEnd) return
    // A keyboard takes room from the conversation, a picture that loads makes it longer; its end stays in view.
    const resized = new ResizeObserver(toEnd)
    resized.observe(element)
    if (element.firstElementChild) resized.observe(element.firstElementChild)
    return () => resized.disconnect()
  }, [atEnd])
  return { box, atEnd, onScreen, toEnd }
}

/** Read is what has been on a visible screen, at the end of the conversation. */
function useReading(props: RoomProps, endSeen: boolean): void {
  const newest = props.state.messages.at(-1)?.sequence ?? 0
  useEffect(() => {
    const tell = (): void => {
      if (newest > 0) props.client.advance(newest, endSeen && document.visibilityState === "visible" ? newest : 0)
    }
    tell()
    document.addEventListener("visibilitychange", tell)
    return () => document.removeEventListener("visibilitychange", tell)
  }, [newest, endSeen])
}

function Earlier(props: RoomProps): VNode {
  const [state, setState] = useState<"idle" | "busy" | Refusal>("idle")
  const first = props.state.messages[0]?.sequence ?? 0
  const load = async (): Promise<void> => {
    setState("busy")
    try {
      props.client.addHistory(await api.history(props.state.room.id, first))
      setState("idle")
    } catch (thrown) {
      setState(asRefusal(thrown))
    }
  }
  return (
    <p className="log__event">
      {state instanceof Refusal ? errorText(state) : null}{" "}
      <button type="button" className="link" aria-busy={state === "busy"} onClick={() => void load()}>
        {m.room_earlier()}
      </button>
    </p>
  )
}

function Turn(props: { message: Message; before: Message | undefined; room: RoomProps; mine: boolean }): VNode {
  const { message, mine } = props
  const picture = message.picture
  const author = mine ? m.room_you() : message.sender.name
  return (
    <>
      {newDay(message, props.before) ? <li className="log__day">{dayText(message.at)}</li> : null}
      <MessageBubble
        mine={mine}
        author={author}
        text={message.text}
        picture={
          picture && {
            source: api.fileSource(picture.id),
            alt: m.room_picture_from({ name: author }),
            width: picture.width,
            height: picture.height,
          }
        }
        foot={
          mine ? (
            <MineFoot delivery={deliveryOfMine(message, props.room.state.room)} durable />
          ) : (
            m.room_author_time({ name: message.sender.name, time: clockTime(message.at) })
          )
        }
      />
    </>
  )
}

function MineFoot(props: { delivery: Delivery; durable: boolean }): VNode {
  const { delivery } = props
  switch (delivery.state) {
    case "opened": {
      const name = delivery.by?.name.split(" ")[0] ?? m.room_the_clinic()
      return <DeliveryState delivery={delivery} words={m.delivery_opened({ name, time: clockTime(delivery.at) })} />
    }
    case "reached":
      return <DeliveryState delivery={delivery} words={m.delivery_reached({ time: clockTime(delivery.at) })} />
    case "sending":
      return <DeliveryState delivery={delivery} words={m.delivery_sending()} />
    case "late":
      return <DeliveryState delivery={delivery} words={m.delivery_late()} />
    case "saved":
      return <DeliveryState delivery={delivery} words={props.durable ? m.delivery_saved() : m.delivery_saved_on_page()} />
    case "refused":
      return <DeliveryState delivery={delivery} words={errorText(new Refusal(delivery.code))} />
  }
}

function UnsentTurn(props: { item: OutboxItem; delivery: Delivery; room: RoomProps }): VNode {
  const { item, delivery } = props
  const source = useObjectUrl(item)
  const giveUp = (): void => void props.room.live.outbox.discard(item.clientMessageId)
  return (
    <MessageBubble
      mine
      unsent
      author={m.room_you()}
      text={item.text}
      picture={
        item.picture && source
          ? { source, alt: m.room_picture_from({ name: m.room_you() }), width: item.picture.width, height: item.picture.height }
          : null
      }
      foot={
        <>
          <MineFoot delivery={delivery} durable={props.room.live.outbox.durable} />
          {delivery.state === "refused" ? (
            <button type="button" className="link" onClick={giveUp}>
              {m.delivery_discard()}
            </button>
          ) : null}
        </>
      }
    />
  )
}

function useObjectUrl(item: OutboxItem): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (!item.picture) return
    const made = URL.createObjectURL(bytesOf(item.picture))
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [item.clientMessageId])
  return url
}

function newDay(message: Message, before: Message | undefined): boolean {
  return before === undefined ? daysAway(message.at) !== 0 : daysAway(message.at, new Date(before.at)) !== 0
}

function dayText(at: string): string {
  const away = daysAway(at)
  if (away === 0) return m.day_today()
  return away === -1 ? m.day_yesterday() : dayAndMonth(at)
}
