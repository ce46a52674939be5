/** Moving the keyboard to what has just been asked for. */

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
