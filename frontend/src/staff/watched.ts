/** How components watch the core's values and the clock. The only bridge between React and the core's observables. */
import { useSyncExternalStore } from "react"
import { Observable, type Watched } from "../core/observable"

export function useWatched<T>(watched: Watched<T>): T {
  return useSyncExternalStore(watched.subscribe, watched.get)
}

/** Waiting is shown in whole minutes, so a tick each ten seconds is never more than that late. */
const TICK_MS = 10_000
const minuteHand = new Observable(Date.now())
setInterval(() => minuteHand.set(Date.now()), TICK_MS)

/** The time by this computer, moved by `skew` milliseconds to the server's. */
export function useNow(skew: number): number {
  return useWatched(minuteHand) + skew
}
