/** The resident's permanent care contact at the unit, and the way to name one for whoever may. */
import { type ReactElement, useState } from "react"
import badge from "@phosphor-icons/core/assets/regular/identification-badge.svg?icon"
import { language, localized } from "../../core/language"
import type { RoomView, StaffView } from "../../core/protocol/wire"
import { exactTime } from "../../core/times"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { moment } from "../words"
import { ContactDialog } from "./ContactDialog"
import { ReachLine } from "./ReachLine"

interface ContactProps {
  desk: Desk
  room: RoomView
  staff: StaffView
  now: number
}

export function Contact({ desk, room, staff, now }: ContactProps): ReactElement | null {
  const [asks, setAsks] = useState(false)
  const me = desk.me.account_id
  const contact = staff.contact ?? null
  const open = room.state !== "concluded" && room.state !== "archived"
  const mayName = open && (room.holder?.id === me || desk.supervises)
  const name = room.resident.name
  if (contact === null && !mayName) return null
  return (
    <ReachLine icon={badge}>
      <span className={contact ? "" : "muted"} title={contact ? exactTime(contact.named_at) : undefined}>
        {contact === null
          ? m.contact_none()
          : contact.account_id === me
            ? m.contact_is_me()
            : m.contact_is({ name: contact.name, title: localized(contact.title).toLocaleLowerCase(language.get()) })}
      </span>
      {contact ? <span className="muted">{m.contact_named_by({ by: contact.named_by, time: moment(contact.named_at, now) })}</span> : null}
      {mayName ? (
        <button
          type="button"
          className="link"
          aria-haspopup="dialog"
          aria-label={contact ? m.contact_change_named({ name }) : m.contact_name_named({ name })}
          onClick={() => setAsks(true)}
        >
          {contact ? m.contact_change() : m.contact_name()}
        </button>
      ) : null}
      {asks ? <ContactDialog desk={desk} of={{ roomId: room.id, name, age: staff.age }} contact={contact} onClose={() => setAsks(false)} /> : null}
    </ReachLine>
  )
}
