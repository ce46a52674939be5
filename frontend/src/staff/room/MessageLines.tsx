/** The turns of a conversation as staff see them: the clinic's on the right with the door's edge, the resident's left. */
import type { ReactElement } from "react"
import { errorText } from "../../core/errors/errorText"
import { Refusal } from "../../core/errors/refusal"
import { documentFacts, documentName, hiddenText } from "../../core/files/fileWords"
import { canBeShown, isDocument } from "../../core/files/picture"
import type { DocumentRef, Message, Note } from "../../core/protocol/wire"
import { type Delivery, deliveryOfMine, deliveryOfUnsent, isOfAnotherTenure, mayBeSentAgain } from "../../core/room/delivery"
import { mayBeCorrected } from "../../core/room/amending"
import type { Place } from "../../core/room/finding"
import { isGuest } from "../../core/room/guests"
import type { OutboxItem } from "../../core/room/outbox"
import type { RoomState } from "../../core/room/roomState"
import { apart, withoutTurns } from "../../core/text/direction"
import { clockTime } from "../../core/times"
import eyeSlash from "@phosphor-icons/core/assets/regular/eye-slash.svg?icon"
import { DeliveryState } from "../../design/Delivery"
import { Icon } from "../../design/Icon"
import { DocumentCard } from "../../design/Message"
import { Sent } from "../../design/Progress"
import { CopyLine } from "../../design/message/CopyLine"
import { CorrectedMark, GoneWords } from "../../design/message/Gone"
import { type Choice, useMessageMore } from "../../design/message/MessageMore"
import { QuoteLine, quoteOf } from "../../design/message/QuoteLine"
import { SaidText } from "../../design/message/SaidText"
import * as m from "../../texts/messages"
import { capital, firstName } from "../words"
import { senderWords } from "../guests/words"
import { askToHide } from "./hiding"
import { fileAddress, showPicture } from "./lightbox"
import { isFromStaff } from "./logLines"
import { sentCaption } from "./roomPictures"

function OwnPicture({ picture }: { picture: NonNullable<OutboxItem["picture"]> }): ReactElement {
  if (isDocument(picture)) return <p className="bubble__unseen">{documentName(picture.name ?? "")}</p>
  if (!canBeShown(picture)) return <p className="bubble__unseen">{m.picture_made_over()}</p>
  return <img className="bubble__picture" src={`data:${picture.mediaType};base64,${picture.base64}`} alt="" />
}

/** What a reader may do with a message that stands here. */
export interface LineActs {
  onReply: ((message: Message) => void) | null
  onCorrect: ((message: Message) => void) | null
  onRedact: ((message: Message) => void) | null
  onVersions: (message: Message) => void
  onGoTo: (place: Place) => void
}

interface SentLineProps {
  message: Message
  isNew: boolean
  isNewest: boolean
  state: RoomState
  me: string
  acts: LineActs
}

function choicesFor({ message, me, acts }: SentLineProps): Choice[] {
  const { onReply, onCorrect, onRedact } = acts
  const amended = message.corrected_at !== null || message.redacted !== null
  const versions = { label: message.redacted ? m.message_why_gone : m.message_versions, onChoose: () => acts.onVersions(message) }
  return [
    ...(onReply && !message.redacted ? [{ label: m.message_reply, onChoose: () => onReply(message) }] : []),
    ...(onCorrect && mayBeCorrected(message, me, Date.now()) ? [{ label: m.message_correct, onChoose: () => onCorrect(message) }] : []),
    ...(amended ? [versions] : []),
    ...(onRedact && !message.redacted ? [{ label: m.message_redact, onChoose: () => onRedact(message) }] : []),
  ]
}

export function SentLine(props: SentLineProps): ReactElement {
  const { message, isNew, state, me, acts } = props
  // A guest is none of us: what they say stands on the other side, with what they are here for.
  const theirs = !isFromStaff(message)
  const author = message.sender.id === me ? m.desk_you() : withoutTurns(message.sender.name)
  const choices = (): Choice[] => choicesFor(props)
  const more = useMessageMore({ label: m.message_more({ name: author, time: clockTime(message.at) }), newest: props.isNewest, choices })
  const hasMore = choices().length > 0
  const classes = ["turn", theirs ? "" : "turn--mine", isNew ? "turn--new" : ""].filter(Boolean).join(" ")
  return (
    <li className={classes} data-sequence={message.sequence} data-message={message.id} tabIndex={-1}>
      <div className="turn__row">
        <div className={["bubble", message.picture ? "bubble--picture" : "", message.redacted ? "bubble--gone" : ""].filter(Boolean).join(" ")}>
          <span className="hidden-visually">{author}: </span>
          {message.reply_to ? <QuoteLine quote={message.reply_to} onGoTo={({ message_id: id, sequence }) => acts.onGoTo({ id, sequence })} /> : null}
          {message.copy_of ? <CopyLine copyOf={message.copy_of} onGoTo={acts.onGoTo} /> : null}
          {message.picture ? <SentPicture message={message} state={state} /> : null}
          {message.document ? <SentDocument document={message.document} state={state} /> : null}
          {message.hidden ? <p className="bubble__unseen">{hiddenText(message.hidden)}</p> : null}
          {message.redacted ? <GoneWords redacted={message.redacted} /> : <LineText text={message.text} beside={message.picture !== null} />}
        </div>
        {hasMore ? more.button : null}
      </div>
      {hasMore ? more.choices : null}
      <div className="turn__foot">
        {theirs ? <TheirFoot message={message} isNew={isNew} state={state} /> : <OurFoot message={message} state={state} me={me} />}
        <CorrectedMark message={message} />
      </div>
    </li>
  )
}

/** What is written beside a picture has room of its own. */
function LineText({ text, beside }: { text: string; beside: boolean }): ReactElement | null {
  if (text === "") return null
  if (!beside) return <SaidText text={text} />
  return (
    <div className="bubble__text">
      <SaidText text={text} />
    </div>
  )
}

/** Who of the two writes is said where a guardian writes for a child, and of guests always. */
function TheirFoot({ message, isNew, state }: { message: Message; isNew: boolean; state: RoomState }): ReactElement {
  const guardian = message.sender.id === state.room.resident.id ? "" : `${apart(isGuest(message.sender) ? senderWords(message.sender) : firstName(message.sender.name))}, `
  const time = <time dateTime={message.at}>{clockTime(message.at)}</time>
  return isNew ? (
    <strong>
      {guardian}
      <time dateTime={message.at}>{guardian === "" ? capital(m.desk_new({ time: clockTime(message.at) })) : m.desk_new({ time: clockTime(message.at) })}</time>
    </strong>
  ) : (
    <span>
      {guardian}
      {time}
    </span>
  )
}

function OurFoot({ message, state, me }: { message: Message; state: RoomState; me: string }): ReactElement {
  const delivery = deliveryOfMine(message, state.room)
  const author = message.sender.id === me ? "" : `${apart(message.sender.name)}. `
  return (
    <>
      {author}
      <DeliveryState delivery={delivery} words={deliveryWords(delivery, state.room.resident.name)} />
    </>
  )
}

function deliveryWords(delivery: Delivery, resident: string): string {
  switch (delivery.state) {
    case "saved":
      return m.desk_state_saved()
    case "sending":
      return m.desk_state_sending()
    case "unkept":
      return m.desk_state_unkept()
    case "late":
      return delivery.kept ? m.desk_state_late() : m.desk_state_late_unkept()
    case "refused":
      return errorText(new Refusal(delivery.code, { refusal: delivery.file ?? null }))
    case "reached":
      return m.desk_state_reached({ time: clockTime(delivery.at) })
    case "opened":
      return m.desk_state_read({ name: firstName(delivery.by?.name ?? resident), time: clockTime(delivery.at) })
  }
}

function SentDocument({ document, state }: { document: DocumentRef; state: RoomState }): ReactElement {
  const name = documentName(document.name)
  const { id: roomId, resident } = state.room
  return (
    <div className="bubble__document">
      <DocumentCard document={{ source: fileAddress(document.id), name, facts: documentFacts(document), verb: m.document_save() }} />
      <button type="button" className="tool" aria-label={m.hide_document()} title={m.hide_document()} onClick={() => askToHide({ roomId, fileId: document.id, name: resident.name })}>
        <Icon outline={eyeSlash} size="s" />
      </button>
    </div>
  )
}

function SentPicture({ message, state }: { message: Message; state: RoomState }): ReactElement | null {
  const { picture } = message
  if (picture === null) return null
  const name = message.sender.name
  return (
    <button
      type="button"
      className="bubble__open"
      aria-label={m.desk_picture_open({ name })}
      onClick={() =>
        showPicture({
          source: fileAddress(picture.id),
          name: state.room.resident.name,
          age: state.staff?.age ?? null,
          caption: () => sentCaption(message),
          file: { roomId: state.room.id, fileId: picture.id, name: state.room.resident.name },
        })
      }
    >
      <img
        className="bubble__picture"
        src={fileAddress(picture.id)}
        alt={m.desk_picture_of({ name })}
        width={picture.width}
        height={picture.height}
        loading="lazy"
      />
    </button>
  )
}

export function NoteLine({ note }: { note: Note }): ReactElement {
  return (
    <li className="note">
      <strong>{m.desk_note_label()}</strong>{" "}
      <span className="note__by">
        {apart(note.author.name)}, <time dateTime={note.at}>{clockTime(note.at)}</time>
      </span>
      {/* A paragraph of its own: no sign in it turns what stands beside. */}
      <span className="note__text" dir="auto">
        {note.text}
      </span>
    </li>
  )
}

interface UnsentLineProps {
  item: OutboxItem
  /** What it answers, as it stands now. */
  answered: Message | undefined
  online: boolean
  kept: boolean
  /** How much of its picture has gone, while it goes. */
  share: number | undefined
  now: number
  onGoTo: LineActs["onGoTo"]
  onDiscard: () => void
  onAgain: () => void
  /** Puts its text back where one writes; null where nobody may. */
  onChange: (() => void) | null
}

export function UnsentLine({ item, answered, online, kept, share, now, onGoTo, onDiscard, onAgain, onChange }: UnsentLineProps): ReactElement {
  const delivery = deliveryOfUnsent(item, { online, kept, now, moving: share !== undefined })
  return (
    <li className="turn turn--mine turn--unsent">
      <div className={item.picture ? "bubble bubble--picture" : "bubble"}>
        <span className="hidden-visually">{m.desk_you()}: </span>
        {answered ? <QuoteLine quote={quoteOf(answered)} onGoTo={({ message_id: id, sequence }) => onGoTo({ id, sequence })} /> : null}
        {item.picture ? <OwnPicture picture={item.picture} /> : null}
        <LineText text={item.text} beside={item.picture !== null} />
      </div>
      <div className="turn__foot">
        <DeliveryState delivery={delivery} words={deliveryWords(delivery, "")} />
        {delivery.state === "sending" && share !== undefined ? <Sent share={share} figure={m.sent_share} label={m.delivery_uploading()} /> : null}
        {delivery.state === "refused" ? (
          <>
            {isOfAnotherTenure(delivery) && onChange && item.picture === null ? (
              <button type="button" className="link" onClick={onChange}>
                {m.desk_stop_read()}
              </button>
            ) : null}
            {mayBeSentAgain(delivery) ? (
              <button type="button" className="link" onClick={onAgain}>
                {isOfAnotherTenure(delivery) ? m.desk_stop_send() : m.desk_state_again()}
              </button>
            ) : null}
            <button type="button" className="link" onClick={onDiscard}>
              {m.desk_state_discard()}
            </button>
          </>
        ) : null}
      </div>
    </li>
  )
}
