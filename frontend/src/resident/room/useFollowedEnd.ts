/** Follows the end of the conversation while the reader is there, and leaves a reader of older messages alone. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks"
import type { Drawn } from "../../design/drawnPart"

// So near the end that a new message should simply follow.
const NEAR_END_PX = 80

export interface FollowedEnd {
  atEnd: boolean
  /** False while a call hides the conversation. */
  onScreen: boolean
  toEnd: () => void
}

/** `drawn`: what is drawn of the conversation, which may have put what is read back where it was. */
export function useFollowedEnd(box: { readonly current: HTMLDivElement | null }, drawn: Pick<Drawn, "range" | "restore">): FollowedEnd {
  const [atEnd, setAtEnd] = useState(true)
  const [onScreen, setOnScreen] = useState(true)
  const place = useRef(0)
  const toEnd = (): void => {
    box.current?.scrollTo({ top: box.current.scrollHeight })
    setAtEnd(true)
  }
  useLayoutEffect(() => {
    if (!drawn.restore() && atEnd) toEnd()
  }, [drawn.range, onScreen])
  useLayoutEffect(() => {
    // What is hidden forgets how far it was scrolled.
    if (onScreen && !atEnd) box.current?.scrollTo({ top: place.current })
  }, [onScreen])
  useEffect(() => {
    const element = box.current
    if (!element) return
    const look = (): void => {
      if (element.clientHeight === 0) return
      place.current = element.scrollTop
      setAtEnd(element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX)
    }
    element.addEventListener("scroll", look, { passive: true })
    const sized = new ResizeObserver(() => setOnScreen(element.clientHeight > 0))
    sized.observe(element)
    return () => {
      element.removeEventListener("scroll", look)
      sized.disconnect()
    }
  }, [])
  useEffect(() => {
    const element = box.current
    if (!element || !atEnd) return
    // A keyboard takes room from the conversation, a picture that loads makes it longer; its end stays in view.
    const resized = new ResizeObserver(toEnd)
    resized.observe(element)
    if (element.firstElementChild) resized.observe(element.firstElementChild)
    return () => resized.disconnect()
  }, [atEnd])
  return { atEnd, onScreen, toEnd }
}
