/** Listens to the keyboard for the whole desk. What a press means is decided in keys.ts, what it does in commands.ts. */
import { useEffect } from "react"
import type { Desk } from "../desk/desk"
import { focusSoon } from "../focus"
import { undoLast } from "../notices"
import { obey } from "./commands"
import { LEADER_LASTS_MS, type Meant, meant, singleKeys } from "./keys"

export function useKeys(desk: Desk): void {
  useEffect(() => {
    let ledAt = Number.NEGATIVE_INFINITY
    const listen = (event: KeyboardEvent): void => {
      const covered = document.querySelector("[role=dialog], [role=alertdialog], [role=menu], dialog[open]") !== null
      const led = performance.now() - ledAt < LEADER_LASTS_MS
      const what = meant(event, { writing: isWriting(event.target), covered, single: singleKeys.get(), led })
      if (what === null) return
      ledAt = what.kind === "led" ? performance.now() : Number.NEGATIVE_INFINITY
      if (act(desk, what)) event.preventDefault()
    }
    document.addEventListener("keydown", listen)
    return () => document.removeEventListener("keydown", listen)
  }, [desk])
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), textarea, select"))
}

/** True when the press was the desk's, so that the browser does nothing of its own with it. */
function act(desk: Desk, what: Meant): boolean {
  switch (what.kind) {
    case "palette":
      desk.overlay.set("palette")
      return true
    case "pane":
      return toPane(desk, what.number)
    case "undo":
      return undoLast()
    case "led":
      return true
    case "keys":
      return obey(desk, what.keys)
  }
}

/** To where one writes in that pane, or to its conversation when one only reads there. */
function toPane(desk: Desk, number: number): boolean {
  const room = desk.panes.get().shown[number - 1]
  if (room === undefined) return false
  desk.view.set("desk")
  desk.listing.set(false)
  desk.focusRoom(room)
  desk.raiseRoom(room)
  focusSoon(`[data-room="${room}"] textarea`, `[data-room="${room}"] [role=log]`)
  return true
}
