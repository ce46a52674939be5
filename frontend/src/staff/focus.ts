/** Moving the keyboard to what has just been asked for. */
import { useEffect } from "react"

/** What was just asked for is drawn in the next frame; the one after it finds it on the page: the first that is there. */
export function focusSoon(...selectors: string[]): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      for (const selector of selectors) {
        const found = document.querySelector<HTMLElement>(selector)
        if (found === null) continue
        found.focus()
        return
      }
    }),
  )
}

/**
 * Stands beside a dialog. When both go and what opened the dialog is gone too, as a line of a menu may be, the focus
 * would be nowhere; it goes to the menu's button then. A focus that has found its place stays there.
 */
export function FocusAfter({ at }: { at: string }): null {
  useEffect(
    () => () => {
      // The dialog gives the focus back itself in the next frame, if it can.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          if (document.activeElement === document.body) document.querySelector<HTMLElement>(at)?.focus()
        }),
      )
    },
    [at],
  )
  return null
}
