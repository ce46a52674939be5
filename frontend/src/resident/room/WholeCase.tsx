/** The whole case: what it is about, all that has happened with exact times, the answers as they were sent. For paper too. */
import type { VNode } from "preact"
import { useEffect, useState } from "preact/hooks"
import printer from "@phosphor-icons/core/assets/regular/printer.svg?icon"
import { localized } from "../../core/language"
import type { ClosingCard, Message, Participant } from "../../core/protocol/wire"
import { clockTime, dayAndMonth, daysAway, exactTime } from "../../core/times"
import { hiddenText } from "../../core/files/fileWords"
import { Button } from "../../design/Button"
import { Icon } from "../../design/Icon"
import { DocumentCard } from "../../design/Message"
import { CorrectedMark, GoneWords } from "../../design/message/Gone"
import { SaidText } from "../../design/message/SaidText"
import { apart } from "../../core/text/direction"
import * as m from "../../texts/messages"
import * as api from "../api"
import { caseStateText } from "../cases/caseStateText"
import { useLoaded } from "../hooks"
import { LanguageSwitch } from "../parts/Page"
import { Await } from "../parts/Waits"
import type { RoomProps } from "./CasePage"
import { documentOf } from "./documentOf"
import { FormAnswers } from "./FormAnswers"
import type { ShownLarge } from "./LargePicture"
import { OverConversation } from "./OverConversation"
import { SavePdf } from "./SavePdf"
import { SmallPicture } from "./SmallPicture"
import { unitOfArrival } from "./closedNow"
import { chapters, inOrder, stepText } from "./steps"
import type { Steps } from "./useSteps"

export function WholeCase(props: RoomProps & { steps: Steps }): VNode {
  const { room } = props.state
  const forms = useLoaded(`${room.id}:${room.forms.length}:${room.sent_forms.filter((form) => form.state === "answered").length}`, () => api.caseForms(room.id))
  const [large, setLarge] = useState<ShownLarge | null>(null)
  return (
    <>
      <div className="whole">
        <h2>{localized(room.reason)}</h2>
        <div className="row row--apart">
          <Button look="neutral" onPress={() => window.print()}>
            <Icon outline={printer} />
            {m.whole_print()}
          </Button>
          {/* Here and not over the conversation, where it would promise that what people wrote is translated. */}
          <LanguageSwitch />
        </div>
        <SavePdf caseId={room.id} />
        <dl className="facts">
          <Fact term={m.whole_number()} value={String(room.number)} />
          <Fact term={m.whole_about()} value={room.resident.name} />
          <Fact term={m.whole_unit()} value={room.unit_name} />
          <Fact term={m.whole_state()} value={caseStateText(room)} />
        </dl>
        {room.earlier_cards.map((card) => (
          <Summary key={card.concluded_at} card={card} title={m.whole_earlier_card({ day: dayAndMonth(card.concluded_at) })} />
        ))}
        {room.closing_card ? <Summary card={room.closing_card} title={m.closing_title()} /> : null}
        <section>
          <h3>{m.whole_story()}</h3>
          <Story {...props} onLarge={setLarge} />
        </section>
        <Await of={forms}>
          {(sent) => <>{sent.forms.map((form, place) => <FormAnswers key={form.id} form={form} first={place === 0} onLarge={setLarge} />)}</>}
        </Await>
        <section>
          <h3>{m.whole_people()}</h3>
          <ul className="people">
            {room.participants.map((person) => (
              <li key={`${person.id}:${person.role}`}>{nameAndTitle(person)}</li>
            ))}
          </ul>
        </section>
      </div>
      <OverConversation client={props.client} state={props.state} large={large} onLarge={setLarge} />
    </>
  )
}

function Fact(props: { term: string; value: string }): VNode {
  return (
    <div className="facts__row">
      <dt>{props.term}</dt>
      <dd>{props.value}</dd>
    </div>
  )
}

function Summary({ card, title }: { card: ClosingCard; title: string }): VNode {
  return (
    <section className="card">
      <h3>{title}</h3>
      <p className="kept-lines">{card.continues_in ? m.merging_went_on({ number: card.continues_in.number, reason: localized(card.continues_in.reason) }) : card.text}</p>
      {card.seek_care ? (
        <>
          <p className="strong">{m.closing_seek_title()}</p>
          <p className="kept-lines sentence">{card.seek_care}</p>
        </>
      ) : null}
    </section>
  )
}

/** Steps with their exact times; what was said between two of them is folded in, and unfolds on paper. */
function Story(props: RoomProps & { steps: Steps; onLarge: (picture: ShownLarge) => void }): VNode {
  const { state, client } = props
  const [paper, setPaper] = useState(false)
  const first = state.messages[0]?.sequence ?? 0
  useEffect(() => {
    // The whole case is the whole: the older pages are fetched one after the other.
    if (!state.earlier) return
    let gone = false
    api.history(state.room.id, first).then(
      (page) => gone || client.addHistory(page),
      () => undefined,
    )
    return () => {
      gone = true
    }
  }, [state.earlier, first])
  useEffect(() => {
    const [before, after] = [() => setPaper(true), () => setPaper(false)]
    window.addEventListener("beforeprint", before)
    window.addEventListener("afterprint", after)
    return () => {
      window.removeEventListener("beforeprint", before)
      window.removeEventListener("afterprint", after)
    }
  }, [])
  return (
    <ol className="story">
      {chapters(inOrder(state.messages, props.steps.steps, state.earlier)).map((chapter) =>
        chapter.kind === "step" ? (
          <li key={`${chapter.step.at}${chapter.step.what}`} className="story__step">
            <span>{stepText(chapter.step, unitOfArrival(props.steps.steps, state.room))}</span>
            <time dateTime={chapter.step.at}>{exactTime(chapter.step.at)}</time>
          </li>
        ) : (
          <Talk key={chapter.messages[0]?.id} messages={chapter.messages} me={props.me.account_id} open={paper} onLarge={props.onLarge} />
        ),
      )}
    </ol>
  )
}

function Talk(props: { messages: readonly Message[]; me: string; open: boolean; onLarge: (picture: ShownLarge) => void }): VNode {
  const { messages } = props
  const [first, last] = [messages[0]?.at ?? "", messages.at(-1)?.at ?? ""]
  const [from, to] = [exactTime(first), exactTime(last)]
  const [unfolded, setUnfolded] = useState(false)
  return (
    <li className="story__talk">
      <details open={props.open || unfolded} onToggle={(event) => props.open || setUnfolded(event.currentTarget.open)}>
        <summary>
          <span>
            {m.step_messages({ count: messages.length })}{" "}
            <span className="story__span">
              {from === to ? from : m.step_span({ from, to: daysAway(first, new Date(last)) === 0 ? clockTime(last) : to })}
            </span>
          </span>
        </summary>
        {/* A long conversation is drawn when somebody asks for it. */}
        <ul className="story__said">
          {(props.open || unfolded ? messages : []).map((message) => (
            <li key={message.id}>
              <p className="muted">
                {message.sender.id === props.me ? m.room_you() : apart(message.sender.name)}, {exactTime(message.at)}
              </p>
              {message.picture ? (
                <SmallPicture
                  picture={{
                    source: api.fileSource(message.picture.id),
                    fileId: message.picture.id,
                    clientMessageId: message.client_message_id,
                    alt: () => (message.sender.id === props.me ? m.room_picture_own() : m.room_picture_from({ name: message.sender.name })),
                  }}
                  onLarge={props.onLarge}
                />
              ) : null}
              {message.document ? <DocumentCard document={documentOf(message.document)} /> : null}
              {message.hidden ? <p className="muted">{hiddenText(message.hidden)}</p> : null}
              {message.redacted ? (
                <p>
                  <GoneWords redacted={message.redacted} />
                </p>
              ) : null}
              {message.text ? (
                <p className="kept-lines">
                  <SaidText text={message.text} />
                </p>
              ) : null}
              <CorrectedMark message={message} />
            </li>
          ))}
        </ul>
      </details>
    </li>
  )
}

function nameAndTitle(person: Participant): string {
  if (person.role === "guardian") return m.whole_guardian({ name: person.name })
  return person.title ? m.closing_who({ name: person.name, title: localized(person.title).toLowerCase() }) : apart(person.name)
}
