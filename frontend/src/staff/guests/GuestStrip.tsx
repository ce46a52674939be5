/** In the room itself: who else is in it, who waits to be let in, and the way to invite somebody. */
import { lazy, type ReactElement, Suspense, useState } from "react"
import userPlus from "@phosphor-icons/core/assets/regular/user-plus.svg?icon"
import { localized } from "../../core/language"
import { standing } from "../../core/room/guests"
import type { GuestLine, RoomView } from "../../core/protocol/wire"
import { Button } from "../../design/Button"
import { Icon } from "../../design/Icon"
import * as m from "../../texts/messages"
import type { Desk } from "../desk/desk"
import { moment } from "../words"
import { guestWords, rightWords } from "./words"

const InviteDialog = lazy(() => import("./InviteDialog").then((module) => ({ default: module.InviteDialog })))

interface GuestStripProps {
  desk: Desk
  room: RoomView
  now: number
}

export function GuestStrip({ desk, room, now }: GuestStripProps): ReactElement | null {
  const [inviting, setInviting] = useState(false)
  const guests = (room.guests ?? []).filter(standing)
  const mine = room.holder?.id === desk.me.account_id && (room.state === "active" || room.state === "paused")
  const asked = room.interpreter_asked && !guests.some(({ role }) => role === "interpreter") ? localized(room.interpreter_asked) : null
  const inCall = new Set((room.call?.others ?? []).map((one) => one.account_id))
  if (guests.length === 0 && !mine) return null
  return (
    <section className="guests" aria-label={m.guests_heading({ name: room.resident.name })}>
      <ul className="guests__list" aria-live="polite">
        {guests.map((guest) => (
          <Guest key={guest.id} desk={desk} roomId={room.id} guest={guest} inCall={inCall.has(guest.account_id) ? (room.call?.id ?? null) : null} mine={mine} now={now} />
        ))}
      </ul>
      {mine ? (
        <Button look={asked ? "line" : "quiet"} size="s" onPress={() => setInviting(true)}>
          <Icon outline={userPlus} size="s" />
          {asked ? m.guests_invite_interpreter({ language: asked }) : m.guests_invite()}
        </Button>
      ) : null}
      {inviting ? (
        <Suspense fallback={null}>
          <InviteDialog room={room} asked={asked} tenure={() => desk.client(room.id)?.tenure ?? {}} onClose={() => setInviting(false)} />
        </Suspense>
      ) : null}
    </section>
  )
}

interface GuestProps {
  desk: Desk
  roomId: string
  guest: GuestLine
  /** The call that they are in now. */
  inCall: string | null
  mine: boolean
  now: number
}

function Guest({ desk, roomId, guest, inCall, mine, now }: GuestProps): ReactElement {
  const who = guestWords(guest)
  const { name } = guest
  const act = (type: "guest.admit" | "guest.refuse" | "guest.withdraw"): void => void desk.did({ type, room_id: roomId, invitation_id: guest.id })
  if (guest.state === "waiting")
    return (
      <li className="guests__one guests__one--knocks">
        <strong>{m.guests_knocks({ who })}</strong>
        {mine ? (
          <span className="guests__ways">
            <Button look="filled" size="s" label={m.guests_admit_name({ name })} onPress={() => act("guest.admit")}>
              {m.guests_admit()}
            </Button>
            <Button look="line" size="s" label={m.guests_refuse_name({ name })} onPress={() => act("guest.refuse")}>
              {m.guests_refuse()}
            </Button>
          </span>
        ) : null}
      </li>
    )
  const inside = guest.state === "admitted"
  return (
    <li className="guests__one">
      <span>
        {inside ? m.guests_in({ who }) : m.guests_invited({ who, time: moment(guest.expires_at, now) })} <span className="muted">({rightWords(guest)})</span>
      </span>
      {inCall === null ? null : (
        <Button look="quiet" size="s" label={m.guests_remove_from_call_name({ name })} onPress={() => void desk.did({ type: "call.remove", room_id: roomId, call_id: inCall, account_id: guest.account_id })}>
          {m.guests_remove_from_call()}
        </Button>
      )}
      <Button look="quiet" size="s" label={inside ? m.guests_remove_name({ name }) : m.guests_withdraw_name({ name })} onPress={() => act("guest.withdraw")}>
        {inside ? m.guests_remove() : m.guests_withdraw()}
      </Button>
    </li>
  )
}
