/** Holds which part of a conversation is drawn, and what is read in its place while that changes. */
import { useLayoutEffect, useRef, useState } from "#jsx"
import { drawnPart, heldPlace, type LastDrawn, lastOfEarlier, lastOfLater, lastToShow } from "../core/room/drawnPart"

export interface Drawn {
  from: number
  to: number
  /** The newest is drawn. */
  atNewest: boolean
  /** Another when something else is drawn; then `restore` says whether it has put what is read back in its place. */
  range: string
  restore: () => boolean
  earlier: () => void
  later: () => void
  newest: () => void
  /** Draws the part in which a line is. */
  show: (key: string) => void
  /** To be called before older lines come, and leads to them. */
  expectOlder: () => void
}

export function useDrawnPart(keys: readonly string[], box: { readonly current: Element | null }): Drawn {
  const [last, setLast] = useState<LastDrawn>(null)
  const putBack = useRef<(() => void) | null>(null)
  const older = useRef(false)
  const { from, to } = drawnPart(keys, last)
  const first = keys[0]
  const move = (next: LastDrawn): void => {
    putBack.current = box.current && heldPlace(box.current)
    setLast(next)
  }
  useLayoutEffect(() => {
    if (!older.current) return
    older.current = false
    setLast(lastOfEarlier(keys, last))
  }, [first])
  return {
    from,
    to,
    atNewest: to === keys.length,
    range: `${keys[from] ?? ""} ${keys[to - 1] ?? ""}`,
    restore: () => {
      const back = putBack.current
      putBack.current = null
      back?.()
      return back !== null
    },
    earlier: () => move(lastOfEarlier(keys, last)),
    later: () => move(lastOfLater(keys, last)),
    newest: () => setLast(null),
    show: (key) => setLast(lastToShow(keys, key)),
    expectOlder: () => {
      older.current = true
      putBack.current = box.current && heldPlace(box.current)
    },
  }
}
