/** Moving the keyboard to what has just been asked for. */

/** What was just asked for is drawn in the next frame; the one after it finds it on the page. */
export function focusSoon(selector: string): void {
  requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus()))
}
