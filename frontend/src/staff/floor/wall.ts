/** Wall mode: the floor on a screen that anybody may pass, with case numbers and no names. Kept in this browser. */
import { Observable } from "../../core/observable"

const KEY = "vardrum.floor_wall"

export const wall = new Observable(localStorage.getItem(KEY) === "yes")

export function showOnWall(on: boolean): void {
  localStorage.setItem(KEY, on ? "yes" : "no")
  wall.set(on)
}
