/** The theme this page is looked at in: a choice of the moment, which nobody else's pages remember. */
import { Observable, type Watched } from "../../core/observable"

export type Theme = "system" | "light" | "dark"

const current = new Observable<Theme>("system")
export const theme: Watched<Theme> = current

export function chooseTheme(chosen: Theme): void {
  if (chosen === "system") delete document.documentElement.dataset["theme"]
  else document.documentElement.dataset["theme"] = chosen
  current.set(chosen)
}
