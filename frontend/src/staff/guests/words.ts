/** What a guest is called on the desk. */
import { localized, language as spoken } from "../../core/language"
import type { GuestLine, Participant } from "../../core/protocol/wire"
import { withoutTurns } from "../../core/text/direction"
import * as m from "../../texts/messages"

export const ROLES: readonly GuestLine["role"][] = ["interpreter", "relative", "outside"]

export function roleWord(role: GuestLine["role"]): string {
  return { interpreter: m.guest_role_interpreter, relative: m.guest_role_relative, outside: m.guest_role_outside }[role]()
}

/** "Amira (tolk, arabiska)", as it stands in a sentence. */
export function guestWords(guest: Pick<GuestLine, "name" | "role" | "language">): string {
  const role = roleWord(guest.role).toLocaleLowerCase(spoken.get())
  const { name, language } = guest
  return language ? m.guest_who_language({ role, name, language }) : m.guest_who({ role, name })
}

/** "Amira Said, tolk, arabiska": nobody takes what a guest says for the resident's or a colleague's words. */
export const senderWords = ({ name, title }: Participant): string => withoutTurns(title ? `${name}, ${localized(title)}` : name)

/** "får skriva, får vara med i videosamtal": what the invitation lets them do beyond reading. */
export function rightWords({ may_write: writes, may_call: calls }: Pick<GuestLine, "may_write" | "may_call">): string {
  const rights = [writes ? m.guests_right_write() : null, calls ? m.guests_right_call() : null].filter((right) => right !== null)
  return rights.length === 0 ? m.guests_right_read() : rights.join(", ")
}
