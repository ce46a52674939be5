/** How components watch the core's values and the clock. The only bridge between React and the core's observables. */
import { useSyncExternalStore } from "react"
import { Observable, type Watched } from "../core/observable"

export function useWatched<T>(watched: Watched<T>): T {
  return useSyncExternalStore(watched.subscribe, watched.get)
}

/** Waiting is shown in whole minutes, so a tick each ten seconds is never more than that late. */
const TICK_MS = 10_000
const hand = new Observable(Date.now())
let watching = 0
let ticking: ReturnType<typeof setInterval> | undefined

/** Ticks only while somebody looks at it. */
const clock: Watched<number> = {
  get: hand.get,
  subscribe: (watcher) => {
    const release = hand.subscribe(watcher)
    watching += 1
    if (watching === 1) {
      hand.set(Date.now())
      ticking = setInterval(() => hand.set(Date.now()), TICK_MS)
    }
    return () => {
      release()
      watching -= 1
      if (watching === 0) clearInterval(ticking)
    }
  },
}

/** The time by this computer, moved by `skew` milliseconds to the server's. */
export function useNow(skew: number): number {
  return useWatched(clock) + skew
}
