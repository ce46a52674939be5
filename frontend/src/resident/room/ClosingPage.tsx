/** The closing card: what we think, when to seek care again, 112. It stays in "my cases". */
import type { VNode } from "preact"
import checkCircle from "@phosphor-icons/core/assets/fill/check-circle-fill.svg?icon"
import type { ClosingCard, RoomView } from "../../core/protocol/wire"
import { localized } from "../../core/language"
import { dayAndMonth } from "../../core/times"
import { Button } from "../../design/Button"
import { Card } from "../../design/Card"
import { Icon } from "../../design/Icon"
import { Avatar, Notice } from "../../design/Notices"
import * as m from "../../texts/messages"
import { Heading, Page } from "../parts/Page"

const OUTCOMES: Record<ClosingCard["outcome"], () => string> = {
  advice_given: m.outcome_advice_given,
  visit_booked: m.outcome_visit_booked,
  prescription_made: m.outcome_prescription_made,
  referred: m.outcome_referred,
  sent_to_emergency: m.outcome_sent_to_emergency,
  withdrawn: m.outcome_withdrawn,
  no_contact: m.outcome_no_contact,
  other: m.outcome_other,
}

export function ClosingPage(props: { room: RoomView; onRead: () => void }): VNode | null {
  const card = props.room.closing_card
  if (card === null) return null
  const by = card.concluded_by
  const who = by.title ? m.closing_who({ name: by.name, title: localized(by.title).toLowerCase() }) : by.name
  const foot = (
    <div className="stack stack--tight">
      <Button look="line" size="l" wide onPress={props.onRead}>
        {m.closing_read()}
      </Button>
      <p className="muted centred">{m.closing_kept()}</p>
    </div>
  )
  return (
    <Page title={m.closing_title()} back={{ href: "/cases", label: m.cases_title() }} foot={foot}>
      <p className="opening opening--open">
        <Icon outline={checkCircle} />
        {m.closing_done()}
      </p>
      <Heading focusKey="closing">{m.closing_title()}</Heading>
      <div className="row">
        <Avatar initials={by.initials} />
        <p>
          <span className="strong">{who}</span>
          <br />
          <span className="muted">{m.closing_where({ unit: props.room.unit_name, day: dayAndMonth(card.concluded_at) })}</span>
        </p>
      </div>
      <Card>
        <h2>{OUTCOMES[card.outcome]()}</h2>
        <p className="kept-lines">{card.text}</p>
      </Card>
      <Notice look="ember">
        <h2>{m.closing_seek_title()}</h2>
        {card.seek_care ? <p className="kept-lines">{card.seek_care}</p> : <p>{m.closing_seek_default()}</p>}
        <p className="danger-line">{m.closing_112()}</p>
      </Notice>
    </Page>
  )
}
