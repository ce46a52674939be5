/** What a guest is called, and why it is over. */
import { language } from "../../core/language"
import type { GuestMe } from "../../core/protocol/wire"
import * as m from "../../texts/messages"

interface Named {
  name: string
  role: GuestMe["role"]
  language: string
}

export function roleText(guest: Pick<Named, "role" | "language">): string {
  const role = { interpreter: m.guest_role_interpreter, relative: m.guest_role_relative, outside: m.guest_role_outside }[guest.role]()
  return guest.language ? `${role}, ${guest.language}` : role
}

/** "Tolk: Amira, arabiska". */
export function guestText(guest: Named): string {
  const role = roleText({ ...guest, language: "" })
  const { name } = guest
  return guest.language ? m.guest_who_language({ role, name, language: guest.language }) : m.guest_who({ role, name })
}

export function overText({ state, invited_by: host, unit_name: unit }: Pick<GuestMe, "state" | "invited_by" | "unit_name">): string {
  switch (state) {
    case "refused":
      return m.guest_over_refused({ host, unit })
    case "withdrawn":
      return m.guest_over_withdrawn()
    case "left":
      return m.guest_over_left()
    case "ended":
      return m.guest_over_ended()
    default:
      return m.guest_over_expired()
  }
}

export const whenText = (at: string): string => new Intl.DateTimeFormat(language.get(), { weekday: "long", hour: "2-digit", minute: "2-digit" }).format(new Date(at))
