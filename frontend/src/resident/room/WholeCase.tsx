/** The whole case at a glance: what it is about, when it came, who has taken part. */
import type { VNode } from "preact"
import { localized } from "../../core/language"
import type { Participant, RoomView } from "../../core/protocol/wire"
import { exactTime } from "../../core/times"
import * as m from "../../texts/messages"
import { caseStateText } from "../cases/caseStateText"

export function WholeCase(props: { room: RoomView }): VNode {
  const { room } = props
  return (
    <div className="whole">
      <dl className="facts">
        <Fact term={m.whole_number()} value={String(room.number)} />
        <Fact term={m.whole_reason()} value={localized(room.reason)} />
        <Fact term={m.whole_about()} value={room.resident.name} />
        <Fact term={m.whole_unit()} value={room.unit_name} />
        <Fact term={m.whole_arrived()} value={exactTime(room.arrived_at)} />
        <Fact term={m.whole_state()} value={caseStateText(room)} />
      </dl>
      <h2>{m.whole_people()}</h2>
      <ul className="people">
        {room.participants.map((person) => (
          <li key={`${person.id}:${person.role}`}>{nameAndTitle(person)}</li>
        ))}
      </ul>
    </div>
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

function nameAndTitle(person: Participant): string {
  if (person.role === "guardian") return m.whole_guardian({ name: person.name })
  return person.title ? m.closing_who({ name: person.name, title: localized(person.title).toLowerCase() }) : person.name
}
