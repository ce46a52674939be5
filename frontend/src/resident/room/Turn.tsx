/** One message in the conversation: whose it is, what it says and, of one's own, where it has come. */
import type { VNode } from "preact"
import { useEffect, useState } from "preact/hooks"
import { errorText } from "../../core/errors/errorText"
import { Refusal } from "../../core/errors/refusal"
import { documentName, hiddenText } from "../../core/files/fileWords"
import { bytesOf, canBeShown, isDocument } from "../../core/files/picture"
import type { Message } from "../../core/protocol/wire"
import { type Delivery, deliveryOfMine, deliveryOfUnsent, mayBeSentAgain } from "../../core/room/delivery"
import { mayBeCorrected } from "../../core/room/amending"
import type { Place } from "../../core/room/finding"
import type { OutboxItem, OutboxPicture } from "../../core/room/outbox"
import type { RoomState } from "../../core/room/roomState"
import { withoutTurns } from "../../core/text/direction"
import { clockTime } from "../../core/times"
import { DeliveryState } from "../../design/Delivery"
import { MessageBubble } from "../../design/Message"
import { Sent } from "../../design/Progress"
import { CopyLine } from "../../design/message/CopyLine"
import { CorrectedMark } from "../../design/message/Gone"
import { type More, useMessageMore } from "../../design/message/MessageMore"
import { QuoteLine, quoteOf } from "../../design/message/QuoteLine"
import * as m from "../../texts/messages"
import * as api from "../api"
import { senderText } from "../guest/guestWords"
import { useNow, useWatched } from "../hooks"
import type { Live } from "../live"
import { documentOf } from "./documentOf"
import type { ShownLarge } from "./LargePicture"

/** What a turn needs of the room it stands in: a resident's, or a guest's, whose files have addresses of their own. */
export interface TurnRoom {
  me: { account_id: string }
  live: Pick<Live, "socket" | "outbox">
  state: RoomState
  fileSource?: (fileId: string) => string
}

type OnLarge = (picture: ShownLarge) => void
type Spoken = NonNullable<ShownLarge["said"]>

export type Said = { kind: "message"; message: Message } | { kind: "unsent"; item: OutboxItem }

/** What a reader may do with a message that stands here. */
export interface TurnActs {
  onReply: ((message: Message) => void) | null
  onCorrect: ((message: Message) => void) | null
  onGoTo: (place: Place) => void
}

/** Sent and unsent are one component: a message that gets through stays where it is, and is not read out again. */
export function Turn(props: { said: Said; room: TurnRoom; newest: boolean; acts: TurnActs; onLarge: OnLarge }): VNode {
  const { said, room } = props
  const more = useMore(props)
  const unsent = said.kind === "unsent" ? said.item : null
  const source = useObjectUrl(unsent)
  const mine = said.kind === "unsent" || said.message.sender.id === room.me.account_id
  const author = (): string => (said.kind === "unsent" || mine ? m.room_you() : withoutTurns(senderText(said.message.sender)))
  const size = said.kind === "unsent" ? said.item.picture : said.message.picture
  const fileSource = room.fileSource ?? api.fileSource
  const shown = said.kind === "unsent" ? source : said.message.picture && fileSource(said.message.picture.id)
  return (
    <MessageBubble
      mine={mine}
      unsent={unsent !== null}
      author={author()}
      text={said.kind === "unsent" ? said.item.text : said.message.text}
      id={said.kind === "message" ? said.message.id : undefined}
      redacted={said.kind === "message" ? said.message.redacted : null}
      quote={leadingIn(said, room, props.acts)}
      more={more}
      picture={size && shown ? pictureOf({ source: shown, ...placeOf(said) }, size, () => (mine ? m.room_picture_own() : m.room_picture_from({ name: author() })), spoken(said, author), props.onLarge) : null}
      document={said.kind === "message" && said.message.document ? documentOf(said.message.document, fileSource) : null}
      unseen={unseen(said)}
      foot={said.kind === "unsent" ? <UnsentFoot item={said.item} live={room.live} /> : <SentFoot message={said.message} mine={mine} room={room} />}
    />
  )
}

function leadingIn(said: Said, room: TurnRoom, acts: TurnActs): VNode {
  const copyOf = said.kind === "message" ? said.message.copy_of : null
  return (
    <>
      {quoteIn(said, room, acts)}
      {copyOf ? <CopyLine copyOf={copyOf} onGoTo={acts.onGoTo} /> : null}
    </>
  )
}

/** What an unsent message answers is looked up anew: it may have been taken away meanwhile. */
function quoteIn(said: Said, room: TurnRoom, acts: TurnActs): VNode | null {
  const answered = said.kind === "unsent" ? room.state.messages.find((message) => message.id === said.item.replyToId) : undefined
  const quote = said.kind === "message" ? said.message.reply_to : answered && quoteOf(answered)
  return quote ? <QuoteLine quote={quote} onGoTo={({ message_id: id, sequence }) => acts.onGoTo({ id, sequence })} /> : null
}

function useMore(props: { said: Said; room: TurnRoom; newest: boolean; acts: TurnActs }): More | null {
  const { said, acts, room } = props
  const message = said.kind === "message" ? said.message : null
  const { onReply, onCorrect } = acts
  const name = message === null || message.sender.id === room.me.account_id ? m.room_you() : message.sender.name
  const more = useMessageMore({
    label: message === null ? "" : m.message_more({ name, time: clockTime(message.at) }),
    newest: props.newest,
    choices: () =>
      message === null
        ? []
        : [
            ...(onReply ? [{ label: m.message_reply, onChoose: () => onReply(message) }] : []),
            ...(onCorrect && mayBeCorrected(message, room.me.account_id, Date.now()) ? [{ label: m.message_correct, onChoose: () => onCorrect(message) }] : []),
          ],
  })
  return message === null || onReply === null || message.redacted ? null : more
}

function unseen(said: Said): string | null {
  if (said.kind === "message") return said.message.hidden ? hiddenText(said.message.hidden) : null
  const { picture } = said.item
  if (!picture || canBeShown(picture)) return null
  return isDocument(picture) ? documentName(picture.name ?? "") : m.picture_made_over()
}

function SentFoot(props: { message: Message; mine: boolean; room: TurnRoom }): VNode {
  const { message } = props
  const { room, messages } = props.room.state
  return (
    <>
      {props.mine ? (
        <DeliveryWords delivery={deliveryOfMine(message, room, messages.map(({ sender }) => sender))} uploading={null} />
      ) : (
        m.room_author_time({ name: withoutTurns(senderText(message.sender)), time: clockTime(message.at) })
      )}
      <CorrectedMark message={message} />
    </>
  )
}

function UnsentFoot(props: { item: OutboxItem; live: TurnRoom["live"] }): VNode {
  const { item, live } = props
  const online = useWatched(live.socket.connection).state === "online"
  useWatched(live.outbox.inPage)
  const share = useWatched(live.outbox.shares).get(item.clientMessageId)
  const delivery = deliveryOfUnsent(item, { online, now: useNow(1_000), kept: live.outbox.isKept(item), moving: share !== undefined })
  return (
    <>
      <DeliveryWords delivery={delivery} uploading={item.picture !== null && item.fileId === null ? uploadingText(item.picture) : null} />
      {delivery.state === "sending" && share !== undefined ? <Sent share={share} figure={m.sent_share} label={m.delivery_uploading()} /> : null}
      <WaysOn item={item} delivery={delivery} live={live} />
    </>
  )
}

const uploadingText = (picture: OutboxPicture): string => (isDocument(picture) ? m.document_sending() : m.delivery_uploading())

function WaysOn(props: { item: OutboxItem; delivery: Delivery; live: TurnRoom["live"] }): VNode | null {
  const { item, live } = props
  const retry = (): void => {
    live.socket.retryNow()
    live.outbox.flush()
  }
  if (props.delivery.state === "late") {
    return (
      <button type="button" className="link" onClick={retry}>
        {m.delivery_retry()}
      </button>
    )
  }
  if (props.delivery.state !== "refused") return null
  return (
    <>
      {mayBeSentAgain(props.delivery) ? (
        <button type="button" className="link" onClick={() => live.outbox.tryAgain(item.clientMessageId)}>
          {m.delivery_again()}
        </button>
      ) : null}
      <button type="button" className="link" onClick={() => void live.outbox.discard(item.clientMessageId)}>
        {m.delivery_discard()}
      </button>
    </>
  )
}

function spoken(said: Said, author: () => string): Spoken {
  const [text, at] = said.kind === "unsent" ? [said.item.text, new Date(said.item.writtenAt)] : [said.message.text, said.message.at]
  return { text, by: () => m.room_author_time({ name: author(), time: clockTime(at) }) }
}

const placeOf = (said: Said): Pick<ShownLarge, "fileId" | "clientMessageId"> =>
  said.kind === "message"
    ? { fileId: said.message.picture?.id ?? null, clientMessageId: said.message.client_message_id }
    : { fileId: null, clientMessageId: said.item.clientMessageId }

function pictureOf(place: Pick<ShownLarge, "source" | "fileId" | "clientMessageId">, size: { width: number; height: number }, alt: () => string, said: Spoken, onLarge: OnLarge) {
  const { width, height } = size
  return { source: place.source, alt: alt(), width, height, open: { label: m.room_picture_open(), onPress: () => onLarge({ ...place, alt, said }) } }
}

function DeliveryWords(props: { delivery: Delivery; uploading: string | null }): VNode {
  const { delivery } = props
  switch (delivery.state) {
    case "opened": {
      const name = delivery.by?.name.split(" ")[0] ?? m.room_the_clinic()
      return <DeliveryState delivery={delivery} words={m.delivery_opened({ name, time: clockTime(delivery.at) })} />
    }
    case "reached":
      return <DeliveryState delivery={delivery} words={m.delivery_reached({ time: clockTime(delivery.at) })} />
    case "sending":
      return <DeliveryState delivery={delivery} words={props.uploading ?? m.delivery_sending()} />
    case "late":
      return <DeliveryState delivery={delivery} words={delivery.kept ? m.delivery_late() : m.delivery_late_unkept()} />
    case "saved":
      return <DeliveryState delivery={delivery} words={m.delivery_saved()} />
    case "unkept":
      return <DeliveryState delivery={delivery} words={m.delivery_unkept()} />
    case "refused":
      return <DeliveryState delivery={delivery} words={errorText(new Refusal(delivery.code, { refusal: delivery.file ?? null }))} />
  }
}

function useObjectUrl(item: OutboxItem | null): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (!item?.picture || !canBeShown(item.picture)) return
    const made = URL.createObjectURL(bytesOf(item.picture))
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [item?.clientMessageId])
  return url
}
