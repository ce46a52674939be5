/** Leads to one message of a conversation: has it fetched and drawn, puts it in the middle and gives it the focus. */
import { useEffect, useState } from "#jsx"
import { type Place, wantedMessage } from "../core/room/finding"
import type { Drawn } from "./drawnPart"

interface Conversation {
  roomId: string
  box: { readonly current: Element | null }
  part: Drawn
  /** The key of a message's line, once the message is there. */
  keyOf: (id: string) => string | undefined
  /** False when it cannot be had. */
  fetch: (place: Place) => Promise<boolean>
  onMissing: () => void
}

export function useFoundMessage({ roomId, box, part, keyOf, fetch, onMissing }: Conversation): (place: Place) => void {
  const [wanted, setWanted] = useState<Place | null>(null)
  const key = wanted && keyOf(wanted.id)
  useEffect(() => {
    if (wanted === null || key === undefined || key === null) return
    const line = box.current?.querySelector<HTMLElement>(`[data-message="${wanted.id}"]`)
    if (!line) {
      part.show(key)
      return
    }
    setWanted(null)
    line.focus({ preventScroll: true })
    line.scrollIntoView({ block: "center" })
  }, [wanted, key, part.range])
  const goTo = (place: Place): void => {
    setWanted(place)
    if (keyOf(place.id) !== undefined) return
    void fetch(place).then((found) => {
      if (found) return
      setWanted(null)
      onMissing()
    })
  }
  useEffect(() => {
    const take = (): void => {
      const place = wantedMessage.get()
      if (place?.roomId !== roomId) return
      wantedMessage.set(null)
      goTo(place)
    }
    take()
    return wantedMessage.subscribe(take)
  })
  return goTo
}
