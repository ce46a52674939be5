/** The case beside its room, most needed first: how to reach, why this priority, what the forms told, then its history. */
import { type ReactElement, useEffect, useRef, useState } from "react"
import caretDown from "@phosphor-icons/core/assets/bold/caret-down-bold.svg?icon"
import notePencil from "@phosphor-icons/core/assets/regular/note-pencil.svg?icon"
import sidebar from "@phosphor-icons/core/assets/regular/sidebar-simple.svg?icon"
import { localized } from "../../core/language"
import type { RoomView, StaffView } from "../../core/protocol/wire"
import { exactTime } from "../../core/times"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import type { Hue } from "../desk/hues"
import { focusSoon } from "../focus"
import { useWatched } from "../watched"
import { moment } from "../words"
import { Callback } from "./Callback"
import { CallPath } from "./CallPath"
import { Earlier } from "./Earlier"
import { folded, foldPanel } from "./folding"
import { Form } from "./Form"
import { Handed } from "./Handed"
import { Notes } from "./Notes"
import { Part } from "./Part"
import { Path } from "./Path"
import { FIRST_FORM, firstUnread, readTexts } from "./readTexts"
import { Reach } from "./Reach"
import { reasonsOf } from "./reasons"
import { Sought } from "./Sought"
import { Rules } from "./Rules"
import { whyGiven } from "./way"

interface CasePanelProps {
  desk: Desk
  room: RoomView
  staff: StaffView
  hue: Hue
  now: number
}

export function CasePanel(props: CasePanelProps): ReactElement {
  const { room, hue } = props
  const isFolded = useWatched(folded)
  const name = room.resident.name
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    // Another resident's case begins at its top: nothing may look as if it belonged to the one before.
    const column = panel.current?.closest(".side")
    if (column) column.scrollTop = 0
  }, [room.id])
  return (
    <section ref={panel} className={`case hue-${hue} ${isFolded ? "case--folded" : ""}`} aria-label={m.desk_case({ name })}>
      <div className="band" aria-hidden="true" />
      {isFolded ? <Fold isFolded /> : <Inside {...props} />}
    </section>
  )
}

/** A sign beside the name while the case is open, a row with words where it lies folded. */
function Fold({ isFolded }: { isFolded: boolean }): ReactElement {
  return (
    <button
      type="button"
      className={isFolded ? "case__fold" : "case__fold tool"}
      aria-expanded={!isFolded}
      title={isFolded ? undefined : m.case_fold()}
      onClick={() => {
        foldPanel(!isFolded)
        focusSoon(".case__fold")
      }}
    >
      <Icon outline={sidebar} size="s" />
      <span className={isFolded ? "" : "hidden-visually"}>{isFolded ? m.case_unfold() : m.case_fold()}</span>
    </button>
  )
}

function Inside({ desk, room, staff, now }: CasePanelProps): ReactElement {
  useWatched(readTexts)
  const { summary } = staff
  const me = desk.me.account_id
  const name = room.resident.name
  const open = room.state !== "concluded" && room.state !== "archived"
  const mayPrioritise = open && !staff.administrative && (room.holder?.id === me || desk.supervises)
  const shown = { reader: me, roomId: room.id, name, age: staff.age, now, nextUnread: firstUnread(me, room.id, staff) }
  return (
    <>
      {summary.demonstration ? (
        <p className="case__demonstration" title={m.desk_case_release({ release: summary.release })}>
          {m.desk_case_demonstration()}
        </p>
      ) : null}
      <Reach desk={desk} room={room} staff={staff} now={now} fold={<Fold isFolded={false} />} />
      {staff.added.map((added) => (
        <a key={added.sequence} className="case__news" href={`#form-${added.sequence}`}>
          <Icon outline={notePencil} size="s" />
          {added.worse ? m.worse_added_link({ time: moment(added.at, now) }) : m.case_added_link({ time: moment(added.at, now) })}
        </a>
      ))}
      <Callback desk={desk} room={room} staff={staff} now={now} />
      <Handed staff={staff} now={now} />
      {room.holder?.id === me ? <WhyMine staff={staff} /> : null}
      <Rules staff={staff} now={now} onPrioritise={mayPrioritise ? () => desk.asked.set({ roomId: room.id, about: "priority" }) : null} />
      {open ? <Sought desk={desk} room={room} staff={staff} now={now} /> : null}
      <Form {...shown} form={FIRST_FORM} at={room.arrived_at} summary={summary} />
      {staff.added.map((added) => (
        <Added key={added.sequence} room={room} added={added} {...shown} />
      ))}
      <Notes notes={staff.notes} now={now} />
      <Path room={room} staff={staff} now={now} />
      <CallPath roomId={room.id} lastEnded={room.call?.state === "ended" ? room.call.id : null} now={now} />
      <Earlier key={room.id} desk={desk} roomId={room.id} name={name} age={staff.age} joined={room.joined?.length ?? 0} />
    </>
  )
}

/** The same reasons as on the offer, for as long as one has the case. */
function WhyMine({ staff }: { staff: StaffView }): ReactElement | null {
  const why = whyGiven(staff.custody) ?? []
  if (why.length === 0) return null
  return (
    <Part title={m.case_why_mine()}>
      <ul className="rules__points">
        {why.map(({ code, says }) => (
          <li key={code}>{localized(says)}</li>
        ))}
      </ul>
    </Part>
  )
}

interface AddedProps {
  room: RoomView
  added: StaffView["added"][number]
  reader: string
  roomId: string
  name: string
  age: number
  now: number
  nextUnread: number | null
}

/** A form that came while the case was open: what it told stands by itself, under when it came and about what. */
function Added({ room, added, ...shown }: AddedProps): ReactElement {
  const [open, setOpen] = useState(true)
  const line = room.forms.find((form) => form.at === added.at)
  const sent = room.sent_forms.find((form) => form.state === "answered" && form.changed_at === added.at)
  const reasons = reasonsOf(added.summary, localized)
  return (
    <section id={`form-${added.sequence}`} className="added" tabIndex={-1}>
      <h3>
        <button type="button" className="added__head" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon outline={notePencil} size="s" />
          <span className="grow">
            {added.worse ? m.worse_added() : sent ? m.asked_case_answers({ title: localized(sent.title) }) : line ? m.case_added({ name: line.by.name, reason: localized(line.reason) }) : m.case_added_form()}
            <span className="muted" title={exactTime(added.at)}>
              {" "}
              {moment(added.at, shown.now)}
            </span>
          </span>
          <Icon outline={caretDown} size="s" />
        </button>
      </h3>
      {open ? (
        <>
          {added.worse && added.summary.red_flags.every(({ before }) => !before) ? <p className="added__why">{m.worse_same()}</p> : null}
          {reasons.decided === null ? null : <p className="added__why">{reasons.decided}</p>}
          <Form {...shown} form={added.sequence} at={added.at} summary={added.summary} />
        </>
      ) : null}
    </section>
  )
}
