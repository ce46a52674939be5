/** Follows the end of the conversation while the reader is there, and leaves a reader of older messages alone. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks"

// So near the end that a new message should simply follow.
const NEAR_END_PX = 80

export interface FollowedEnd {
  box: { current: HTMLDivElement | null }
  atEnd: boolean
  /** False while a call hides the conversation. */
  onScreen: boolean
  toEnd: () => void
  /** Keeps what is on screen where it is while something is put above it. */
  hold: () => void
}

export function useFollowedEnd(length: number): FollowedEnd {
  const box = useRef<HTMLDivElement>(null)
  const held = useRef<number | null>(null)
  const [atEnd, setAtEnd] = useState(true)
  const [onScreen, setOnScreen] = useState(true)
  const toEnd = (): void => {
    box.current?.scrollTo({ top: box.current.scrollHeight })
    setAtEnd(true)
  }
  const hold = (): void => {
    if (box.current) held.current = box.current.scrollHeight - box.current.scrollTop
  }
  useLayoutEffect(() => {
    const element = box.current
    if (held.current !== null && element) {
      element.scrollTop = element.scrollHeight - held.current
      held.current = null
    } else if (atEnd) toEnd()
  }, [length, onScreen])
  useEffect(() => {
    const element = box.current
    if (!element) return
    const look = (): void => setAtEnd(element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX)
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
  return { box, atEnd, onScreen, toEnd, hold }
}
