/** The closing card: what we think, when to seek care again, 112, and how long one can write here again. */
import type { VNode } from "preact"
import { useState } from "preact/hooks"
import chats from "@phosphor-icons/core/assets/regular/chats-circle.svg?icon"
import checkCircle from "@phosphor-icons/core/assets/fill/check-circle-fill.svg?icon"
import { errorText } from "../../core/errors/errorText"
import { asRefusal, type Refusal } from "../../core/errors/refusal"
import { localized } from "../../core/language"
import type { CaseName, ClosingCard, ReopenCase, RoomView } from "../../core/protocol/wire"
import { dayAndMonth, lastMoment } from "../../core/times"
import { Button, ButtonLink } from "../../design/Button"
import { Card, WayButton, WayLink } from "../../design/Card"
import { FieldError } from "../../design/Field"
import { Icon } from "../../design/Icon"
import { Avatar, Notice } from "../../design/Notices"
import * as m from "../../texts/messages"
import { useNow } from "../hooks"
import type { Live } from "../live"
import type { About } from "../parts/AboutBand"
import { CaseLine } from "../parts/NetworkLine"
import { Numbers } from "../parts/Numbers"
import { Heading, Page } from "../parts/Page"
import { SavePdf } from "./SavePdf"

const OUTCOMES: Record<ClosingCard["outcome"], () => string> = {
  advice_given: m.outcome_advice_given,
  visit_booked: m.outcome_visit_booked,
  prescription_made: m.outcome_prescription_made,
  referred: m.outcome_referred,
  sent_to_emergency: m.outcome_sent_to_emergency,
  withdrawn: m.outcome_withdrawn,
  no_contact: m.outcome_no_contact,
  other: m.outcome_other,
  merged: m.merging_title,
}

interface ClosingPageProps {
  live: Live
  room: RoomView
  about: About | null
  onRead: () => void
  /** The case is open again, and can be written in. */
  onAgain: () => void
}

export function ClosingPage(props: ClosingPageProps): VNode | null {
  const { room } = props
  const card = room.closing_card
  if (card === null) return null
  const by = card.concluded_by
  const title = card.continues_in ? m.merging_title() : m.closing_title()
  const who = by.title ? m.closing_who({ name: by.name, title: localized(by.title).toLowerCase() }) : by.name
  return (
    <>
      <CaseLine live={props.live} />
      <Page title={title} back={{ href: "/cases", label: m.cases_title() }} about={props.about} {...(card.continues_in ? {} : { foot: <Ways {...props} />, held: true })}>
        <div className="band">
          {card.continues_in ? null : (
            <p className="opening opening--open">
              <Icon outline={checkCircle} />
              {m.closing_done()}
            </p>
          )}
          <Heading focusKey="closing">{title}</Heading>
          <div className="row">
            <Avatar initials={by.initials} />
            <p>
              <span className="strong">{who}</span>
              <br />
              <span className="muted">{m.closing_where({ unit: room.unit_name, day: dayAndMonth(card.concluded_at) })}</span>
            </p>
          </div>
        </div>
        {card.continues_in ? <GoesOn room={room} into={card.continues_in} /> : <Said card={card} about={props.about} />}
        <WayButton icon={chats} title={m.closing_read()} note={m.closing_read_note()} onPress={props.onRead} />
        <SavePdf caseId={room.id} />
        {card.continues_in ? null : <p className="muted">{m.closing_kept()}</p>}
      </Page>
    </>
  )
}

function Said({ card, about }: { card: ClosingCard; about: About | null }): VNode {
  return (
    <>
      <Card>
        <h2>{OUTCOMES[card.outcome]()}</h2>
        <p className="kept-lines">{card.text || withdrawnText(card, about)}</p>
      </Card>
      <Notice look="ember">
        <h2>{m.closing_seek_title()}</h2>
        {card.seek_care ? <p className="kept-lines sentence">{card.seek_care}</p> : <p>{m.closing_seek_default()}</p>}
        <p className="danger-line">
          <Numbers>{m.closing_112()}</Numbers>
        </p>
      </Notice>
    </>
  )
}

/** Nobody of the staff wrote this card. */
function withdrawnText(card: ClosingCard, about: About | null): string {
  return about ? m.withdraw_card_of({ name: card.concluded_by.name }) : m.withdraw_card()
}

/** Nothing has ended: it is said somewhere else from now on. */
function GoesOn({ room, into }: { room: RoomView; into: CaseName }): VNode {
  return (
    <>
      <Card>
        <p>{m.merging_resident({ reason: localized(room.reason) })}</p>
        <p>{m.merging_resident_kept()}</p>
      </Card>
      <WayLink
        icon={chats}
        title={m.merging_resident_open()}
        note={m.merging_resident_open_note({ reason: localized(into.reason), number: into.number })}
        href={`/cases/${into.case_id}`}
        filled
      />
    </>
  )
}

function Ways(props: ClosingPageProps): VNode {
  const { live, room } = props
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const until = room.reopen_until
  const now = useNow(60_000)
  const may = until !== null && now < Date.parse(until)
  const again = async (): Promise<void> => {
    setBusy(true)
    setRefusal(null)
    try {
      const command: ReopenCase = { type: "case.reopen", id: crypto.randomUUID(), room_id: room.id, reason: "" }
      await live.socket.command(command)
      props.onAgain()
    } catch (thrown) {
      setRefusal(asRefusal(thrown))
    }
    setBusy(false)
  }
  return (
    <div className="stack stack--tight">
      {refusal ? <FieldError id="closing-problem">{errorText(refusal)}</FieldError> : null}
      <div className="closing__ways">
        {may ? (
          <Button look="line" size="l" busy={busy} onPress={() => void again()}>
            {m.closing_again()}
          </Button>
        ) : (
          <ButtonLink look="line" size="l" href="/new">
            {m.closing_new()}
          </ButtonLink>
        )}
        <Button look="neutral" size="l" onPress={() => window.print()}>
          {m.closing_print()}
        </Button>
      </div>
      <p className="muted centred">{may ? m.closing_until({ day: dayAndMonth(lastMoment(until)) }) : m.closing_over()}</p>
    </div>
  )
}
