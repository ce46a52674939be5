/** The place in the queue: it comes with the case's steps, and is asked for again now and then and when the case has moved. */
import { useEffect, useRef, useState } from "preact/hooks"
import type { WaitingView } from "../../core/protocol/wire"
import * as api from "../api"
import type { Steps } from "./useSteps"

const ASKED_EVERY_MS = 15_000

export interface Place {
  waiting: WaitingView | null
  /** The last question got no answer: what is shown is what was known before. */
  stale: boolean
}

export function useWaiting(caseId: string, cursor: number, { settled, waiting: told }: Steps): Place {
  const [place, setPlace] = useState<Place>({ waiting: null, stale: false })
  const begun = useRef(false)
  useEffect(() => {
    if (!settled) return
    let gone = false
    const ask = (): void => {
      api.waiting(caseId).then(
        (waiting) => gone || setPlace({ waiting, stale: false }),
        () => gone || setPlace((last) => ({ ...last, stale: true })),
      )
    }
    if (begun.current || told === null) ask()
    begun.current = true
    const timer = setInterval(ask, ASKED_EVERY_MS)
    return () => {
      gone = true
      clearInterval(timer)
    }
  }, [caseId, cursor, settled])
  return place.waiting === null ? { ...place, waiting: told } : place
}
