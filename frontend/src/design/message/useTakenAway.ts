/** What stands open over the conversation closes when what it shows is taken away meanwhile, and its reader is told why. */
import { useLayoutEffect } from "#jsx"
import type { Message } from "../../core/protocol/wire"

export function useTakenAway(gone: boolean, onGone: () => void): void {
  // At once: nobody sees it for another frame.
  useLayoutEffect(() => {
    if (gone) onGone()
  }, [gone])
}

/** Whether a message that was whole when its dialog was opened has been taken away since. */
export const isGoneSince = (opened: Message | undefined, messages: readonly Message[]): boolean =>
  opened?.redacted === null && messages.some((message) => message.id === opened.id && message.redacted !== null)
