/** What a guest is called, and why it is over. */
import { language, localized } from "../../core/language"
import type { GuestMe, Participant } from "../../core/protocol/wire"
import { isGuest } from "../../core/room/guests"
import { apart } from "../../core/text/direction"
import { clockTime, weekday } from "../../core/times"
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

/** "Amira (tolk, arabiska)", as it stands in a sentence. */
export function guestText(guest: Named): string {
  const role = roleText({ ...guest, language: "" }).toLocaleLowerCase(language.get())
  const { name } = guest
  return guest.language ? m.guest_who_language({ role, name, language: guest.language }) : m.guest_who({ role, name })
}

/** "Amira, tolk, arabiska": nobody takes what a guest says for the clinic's words. */
export function senderText(sender: Participant): string {
  return isGuest(sender) && sender.title ? `${apart(sender.name)}, ${localized(sender.title)}` : apart(sender.name)
}

/** With their title, which of a nurse too says what they are in the room for. */
export const presentText = ({ name, title }: Participant): string => (title ? `${apart(name)}, ${localized(title).toLocaleLowerCase(language.get())}` : apart(name))

/** True of those who never came in, too. */
export function overTitle(state: GuestMe["state"]): string {
  if (state === "refused") return m.guest_over_title_refused()
  return state === "expired" ? m.guest_over_title_expired() : m.guest_over_title()
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

/** "måndag 15.41": no invitation is valid for a week. */
export const whenText = (at: string): string => `${weekday(at)} ${clockTime(at)}`
