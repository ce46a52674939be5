/** Whether captions are worth a place in this call, and whether they stand open: what another says is never missed. */
import { useEffect, useState } from "#jsx"
import type { Captions, CaptionsState } from "../../call"
import { useValue } from "./useValue"

export interface CaptionsShown {
  /** Somebody's browser in the call makes text of speech; where none does there is nothing to choose. */
  readonly offered: boolean
  readonly open: boolean
  readonly show: (open: boolean) => void
}

export function useCaptions(captions: Captions): CaptionsShown {
  const state = useValue(captions.state)
  const [open, show] = useState(false)
  const theirs = state.others.some((one) => one.says === "on")
  useEffect(() => {
    if (theirs) show(true)
  }, [theirs])
  const offered = isOffered(state)
  return { offered, open: open && (offered || state.lines.length > 0), show }
}

const isOffered = ({ offer, others }: CaptionsState): boolean => offer !== "none" || others.some((one) => one.says !== "cannot")
