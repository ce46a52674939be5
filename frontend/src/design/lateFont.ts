/**
 * The font comes after the page, which reads well without it. Away from the network it waits for one; where it fails all the
 * same, nobody is told: the next page asks again.
 */
const fontStyles = (): Promise<unknown> => import("./font.css")

export function loadFontLate(afterMs: number, load = fontStyles): void {
  window.addEventListener("load", () => setTimeout(() => loadOnline(load), afterMs), { once: true })
}

function loadOnline(load: () => Promise<unknown>): void {
  if (navigator.onLine) load().catch(() => undefined)
  else window.addEventListener("online", () => loadOnline(load), { once: true })
}
