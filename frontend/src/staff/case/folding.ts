/** Whether the case panel is folded away to leave the room to the conversations; kept in this browser. */
import { Observable } from "../../core/observable"

const KEY = "vardrum.case_folded"

export const folded = new Observable(localStorage.getItem(KEY) === "yes")

export function foldPanel(fold: boolean): void {
  localStorage.setItem(KEY, fold ? "yes" : "no")
  folded.set(fold)
}
