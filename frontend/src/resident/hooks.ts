/** The few hooks pages share: watching a value, loading an answer, a clock, focus on the new page's heading. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks"
import { asRefusal, type Refusal } from "../core/errors/refusal"
import type { Watched } from "../core/observable"
import { loginEnded } from "./login"
import * as m from "../texts/messages"

export function useWatched<T>(watched: Watched<T>): T {
  const [value, setValue] = useState(watched.get)
  useEffect(() => {
    setValue(watched.get)
    return watched.subscribe((next) => setValue(() => next))
  }, [watched])
  return value
}

export type Loaded<T> = { phase: "loading" } | { phase: "loaded"; value: T } | { phase: "failed"; refusal: Refusal }

/**
 * Loads once for each `key`; an answer that comes after the page has gone is dropped. Where the login has ended, pages
 * about oneself lead to the login and back, with what was typed kept.
 */
export function useLoaded<T>(key: string, load: () => Promise<T>): [Loaded<T>, reload: () => void] {
  const [loaded, setLoaded] = useState<Loaded<T>>({ phase: "loading" })
  const [round, setRound] = useState(0)
  useEffect(() => {
    let gone = false
    load().then(
      (value) => gone || setLoaded({ phase: "loaded", value }),
      (thrown: unknown) => {
        if (gone) return
        const refusal = asRefusal(thrown)
        setLoaded({ phase: "failed", refusal })
        if (refusal.code === "not_logged_in") loginEnded()
      },
    )
    return () => {
      gone = true
    }
  }, [key, round])
  const reload = (): void => {
    setLoaded({ phase: "loading" })
    setRound(round + 1)
  }
  return [loaded, reload]
}

/** The time now, renewed every `everyMs`. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}

/** Whether the window is as a media query says; drawn anew when that changes. */
export function useMatches(query: string): boolean {
  const [matches, setMatches] = useState(() => window.matchMedia(query).matches)
  useEffect(() => {
    const media = window.matchMedia(query)
    const look = (): void => setMatches(media.matches)
    look()
    media.addEventListener("change", look)
    return () => media.removeEventListener("change", look)
  }, [query])
  return matches
}

/** What the browser's tab says. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === m.app_title() ? title : `${title} – ${m.app_title()}`
  })
}

/** What is shown in place of something else begins at its top; `key` changes with it. A new address does so by itself. */
export function useTopOf(key: string): void {
  useLayoutEffect(() => window.scrollTo(0, 0), [key])
}

/** A new page begins at its heading, for eyes and screen readers alike; `key` changes with the page. */
export function useHeadingFocus<Element extends HTMLElement>(key: string): { current: Element | null } {
  const heading = useRef<Element>(null)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
  }, [key])
  return heading
}
