/** The way to a message that may lie further back than what has been fetched. */
import { Observable } from "../observable"
import type { History } from "../protocol/wire"
import type { RoomState } from "./roomState"

/** Each page is this many messages nearer; a conversation that is longer than this is not walked through. */
const MOST_PAGES = 100

export interface Place {
  id: string
  sequence: number
}

/** A message that somebody wants to see, from outside its conversation; whoever shows that takes it up and clears it. */
export const wantedMessage = new Observable<(Place & { roomId: string }) | null>(null)

interface Pages {
  state: () => RoomState | null
  fetch: (before: number) => Promise<History>
  add: (page: History) => void
}

/** True once the message is there. It throws what fetching throws. */
export async function fetchUpTo(place: Place, pages: Pages): Promise<boolean> {
  for (let count = 0; count < MOST_PAGES; count += 1) {
    const state = pages.state()
    if (state?.messages.some((message) => message.id === place.id)) return true
    const first = state?.messages[0]?.sequence ?? 0
    if (!state?.earlier || first <= place.sequence) return false
    pages.add(await pages.fetch(first))
  }
  return false
}
