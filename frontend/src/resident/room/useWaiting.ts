/** The place in the queue, asked for again now and then and whenever the case has moved. */
import { useEffect, useState } from "preact/hooks"
import type { WaitingView } from "../../core/protocol/wire"
import * as api from "../api"

const ASKED_EVERY_MS = 15_000

export interface Place {
  waiting: WaitingView | null
  /** The last question got no answer: what is shown is what was known before. */
  stale: boolean
}

export function useWaiting(caseId: string, cursor: number, wanted: boolean): Place {
  const [place, setPlace] = useState<Place>({ waiting: null, stale: false })
  useEffect(() => {
    if (!wanted) return
    let gone = false
    const ask = (): void => {
      api.waiting(caseId).then(
        (waiting) => gone || setPlace({ waiting, stale: false }),
        () => gone || setPlace((last) => ({ ...last, stale: true })),
      )
    }
    ask()
    const timer = setInterval(ask, ASKED_EVERY_MS)
    return () => {
      gone = true
      clearInterval(timer)
    }
  }, [caseId, cursor, wanted])
  return place
}
