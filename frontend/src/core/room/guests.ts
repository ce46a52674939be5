/** The guests of a room, and what is said of each. Pure. */
import type { GuestLine, Participant, RoomView } from "../protocol/wire"

const TITLES: Record<GuestLine["role"], { sv: string; en: string }> = {
  interpreter: { sv: "tolk", en: "interpreter" },
  relative: { sv: "närstående", en: "relative" },
  outside: { sv: "kollega utifrån", en: "colleague from outside" },
}

/** A guest is told whole, each time; whoever has been admitted is among the participants until it ends. */
export function withGuest(room: RoomView, news: GuestLine): Pick<RoomView, "guests" | "participants"> {
  const guests = room.guests ?? []
  const known = guests.some((guest) => guest.id === news.id)
  const others = room.participants.filter((one) => one.id !== news.account_id)
  return {
    guests: known ? guests.map((guest) => (guest.id === news.id ? news : guest)) : [...guests, news],
    participants: news.state === "admitted" ? [...others, asParticipant(news)] : others,
  }
}

/** As the server introduces them: what they are here for stands where a profession would. */
function asParticipant(guest: GuestLine): Participant {
  const { sv, en } = TITLES[guest.role]
  const after = guest.language ? `, ${guest.language}` : ""
  const initials = guest.name.split(/\s+/u).slice(0, 2).map((part) => String.fromCodePoint(part.codePointAt(0) ?? 32).trim()).join("").toUpperCase()
  return { id: guest.account_id, role: guest.role, name: guest.name, title: { sv: `${sv}${after}`, en: `${en}${after}` }, initials }
}

export const isGuest = ({ role }: Participant): boolean => role in TITLES

/** Whose coming is not over. */
export const standing = (guest: GuestLine): boolean => guest.state === "invited" || guest.state === "waiting" || guest.state === "admitted"
