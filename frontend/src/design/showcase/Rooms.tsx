/** Priorities, room frames, and the way of a message. */
import type { Markup } from "#jsx"
import type { Delivery } from "../../core/room/delivery"
import * as m from "../../texts/messages"
import type { SentForm } from "../../core/protocol/wire"
import { AskedForm, askedState } from "../AskedForm"
import { DeliveryState } from "../Delivery"
import { DocumentCard, MessageBubble } from "../Message"
import { PriorityMark } from "../Priority"
import { type Hue, HUES, RoomFrame, RoomSwatch } from "../RoomFrame"
import { Group } from "./parts"
import throat from "./throat.svg"

const NAMES: Record<Hue, readonly [() => string, () => string]> = {
  1: [m.show_hue_1, m.show_hue_1_note],
  2: [m.show_hue_2, m.show_hue_2_note],
  3: [m.show_hue_3, m.show_hue_3_note],
  4: [m.show_hue_4, m.show_hue_4_note],
  5: [m.show_hue_5, m.show_hue_5_note],
  6: [m.show_hue_6, m.show_hue_6_note],
}
const AT = "2026-03-02T14:46:00Z"
const STATES: readonly [Delivery, () => string, () => string][] = [
  [{ state: "saved" }, m.show_saved, m.show_saved_note],
  [{ state: "sending" }, m.show_sending, m.show_sending_note],
  [{ state: "reached", at: AT }, m.show_reached, m.show_reached_note],
  [{ state: "opened", at: AT, by: null }, m.show_opened, m.show_opened_note],
  [{ state: "refused", code: "too_large" }, m.show_refused, m.show_refused_note],
]
const ASKED: SentForm = {
  id: "form",
  sequence: 1,
  at: AT,
  by: { id: "sara", role: "responsible", name: "Sara Holm", title: { sv: "sjuksköterska", en: "nurse" }, initials: "SH" },
  to_id: "anna",
  form_id: "follow_up_today",
  title: { sv: "Hur är det i dag?", en: "How is it today?" },
  state: "answered",
  changed_at: AT,
  told: [{ question: { sv: "Jämfört med i går?", en: "Compared with yesterday?" }, answer: { sv: "Bättre", en: "Better" } }],
  pictures: 1,
}

export function Priorities(): Markup {
  return (
    <Group title={m.show_priority()}>
      <div className="show__three">
        {[1, 2, 3, 4, 5, null].map((priority) => (
          <PriorityMark key={priority} priority={priority} word />
        ))}
      </div>
      <h3>{m.show_frames()}</h3>
      <div className="show__three">
        {HUES.map((hue) => (
          <RoomFrame key={hue} hue={hue} title={NAMES[hue][0]()}>
            <p className="muted">{NAMES[hue][1]()}</p>
          </RoomFrame>
        ))}
      </div>
      <p className="muted row">
        <RoomSwatch hue={3} />
        {m.show_frames_where()}
      </p>
    </Group>
  )
}

export function MessageWay(): Markup {
  return (
    <Group title={m.show_way()}>
      <ul className="show__states">
        {STATES.map(([delivery, words, note]) => (
          <li key={delivery.state}>
            <DeliveryState delivery={delivery} words={words()} />
            <span className="muted">{note()}</span>
          </li>
        ))}
      </ul>
    </Group>
  )
}

export function Talk(): Markup {
  return (
    <Group title={m.show_talk()}>
      <ol className="log show__log">
        <MessageBubble mine={false} author="Sara Holm" text={m.show_talk_nurse()} foot="14.46" />
        <MessageBubble
          mine
          author={m.show_you()}
          text={m.show_talk_mine()}
          picture={{ source: throat, alt: m.show_talk_picture(), width: 220, height: 130 }}
          foot={<DeliveryState delivery={{ state: "opened", at: AT, by: null }} words={m.show_opened()} />}
        />
        <MessageBubble
          mine
          unsent
          author={m.show_you()}
          text={m.show_talk_unsent()}
          foot={<DeliveryState delivery={{ state: "saved" }} words={m.show_saved()} />}
        />
      </ol>
      <DocumentCard document={{ source: "#", name: "Intyg.pdf", facts: m.document_facts({ count: 2, size: "120 kB" }), verb: m.document_save() }} />
      <AskedForm form={ASKED} state={askedState(ASKED)} />
    </Group>
  )
}
