/** In the room itself: that surnames are hidden from the resident and by whom, and who reads along; with the way back from both. */
import type { ReactElement } from "react"
import eyeSlash from "@phosphor-icons/core/assets/regular/eye-slash.svg?icon"
import hand from "@phosphor-icons/core/assets/regular/hand-waving.svg?icon"
import type { CompanyLine, RoomView, StaffView } from "../../core/protocol/wire"
import { Button } from "../../design/Button"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { calledApart } from "../room/apart"
import { moment } from "../words"
import { company, shortenNames, standingCompany } from "./threats"

interface ThreatStripProps {
  desk: Desk
  room: RoomView
  staff: StaffView
  now: number
}

export function ThreatStrip({ desk, room, staff, now }: ThreatStripProps): ReactElement {
  const hidden = staff.hidden_surnames ?? null
  const standing = standingCompany(staff)
  const name = room.resident.name
  const mine = room.holder?.id === desk.me.account_id
  // Always there, so that a colleague who comes is read out.
  return (
    <section className={hidden || standing ? "threats" : undefined} aria-label={m.company_strip({ name: calledApart(desk, room.id, name) })} aria-live="polite">
      {hidden ? (
        <p className="threats__one">
          <span>
            <Icon outline={eyeSlash} size="s" /> {m.names_hidden({ name: hidden.by_name, time: moment(hidden.at, now) })}
          </span>
          {mine || desk.supervises ? (
            <Button look="quiet" size="s" label={m.names_show_long()} onPress={() => void shortenNames(desk, { roomId: room.id, name }, false)}>
              {m.names_show_short()}
            </Button>
          ) : null}
        </p>
      ) : null}
      {standing ? <Company desk={desk} roomId={room.id} line={standing} mine={mine} now={now} /> : null}
    </section>
  )
}

interface CompanyProps {
  desk: Desk
  roomId: string
  line: CompanyLine
  mine: boolean
  now: number
}

function Company({ desk, roomId, line, mine, now }: CompanyProps): ReactElement {
  const here = line.came_id !== null
  const me = line.came_id === desk.me.account_id
  return (
    <p className="threats__one">
      <span>
        <Icon outline={hand} size="s" /> {words(line, desk.me.account_id, now)}
      </span>
      <span className="threats__ways">
        {mine && here && line.introduced_at === null ? (
          <Button look="line" size="s" label={m.company_introduce_named({ name: line.came })} onPress={() => void company(desk, roomId, "colleague.introduce")}>
            {m.company_introduce()}
          </Button>
        ) : null}
        {mine || me ? (
          <Button look="quiet" size="s" {...(here && !me ? { label: m.company_end_named({ name: line.came }) } : {})} onPress={() => void company(desk, roomId, "colleague.leave")}>
            {endWords(here, me)}
          </Button>
        ) : null}
      </span>
    </p>
  )
}

function words(line: CompanyLine, me: string, now: number): string {
  if (line.came_at === null) {
    const time = moment(line.asked_at, now)
    return line.asked_by_id === me ? m.company_asked_me({ time }) : m.company_asked({ name: line.asked_by, time })
  }
  const time = moment(line.came_at, now)
  const known = line.introduced_at !== null
  if (line.came_id === me) return known ? m.company_open_me({ time }) : m.company_hidden_me({ time })
  return known ? m.company_open({ name: line.came, time }) : m.company_hidden({ name: line.came, time })
}

function endWords(here: boolean, me: boolean): string {
  if (!here) return m.company_take_back()
  return me ? m.company_leave() : m.company_end()
}
