/** Light, dark, or as the computer says: kept in this browser and set on the page before it is drawn. */
import { Observable } from "../../core/observable"

export type Theme = "system" | "light" | "dark"

export const THEMES: readonly Theme[] = ["system", "light", "dark"]

const KEY = "vardrum.theme"

function savedTheme(): Theme {
  const kept = localStorage.getItem(KEY)
  return kept === "light" || kept === "dark" ? kept : "system"
}

export const theme = new Observable<Theme>(savedTheme())

export function applyTheme(): void {
  const chosen = theme.get()
  if (chosen === "system") delete document.documentElement.dataset["theme"]
  else document.documentElement.dataset["theme"] = chosen
}

export function chooseTheme(chosen: Theme): void {
  localStorage.setItem(KEY, chosen)
  theme.set(chosen)
  applyTheme()
}
