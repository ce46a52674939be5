/** Does what the desk's keys say. What each key is, is decided in keys.ts. */
import { useEffect } from "react"
import type { Desk } from "../desk/desk"
import { focusedRoom } from "../desk/panes"
import { nextForMe } from "../desk/rows"
import { type DeskKey, deskKey, singleKeys } from "./keys"

export function useKeys(desk: Desk, showSheet: () => void): void {
  useEffect(() => {
    const obey = (event: KeyboardEvent): void => {
      const covered = document.querySelector("[role=dialog], [role=menu]") !== null
      const key = deskKey(event, { writing: isWriting(event.target), covered, single: singleKeys.get() })
      if (key === null) return
      event.preventDefault()
      if (key === "?") showSheet()
      else act(desk, key)
    }
    document.addEventListener("keydown", obey)
    return () => document.removeEventListener("keydown", obey)
  }, [desk, showSheet])
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"))
}

function act(desk: Desk, key: Exclude<DeskKey, "?">): void {
  desk.view.set("desk")
  const focused = focusedRoom(desk.panes.get())
  switch (key) {
    case "n":
      desk.markMostUrgent()
      return
    case "j": {
      const next = nextForMe(desk.items, desk.me.account_id, focused)
      if (next === null) return
      desk.reply(next.case_id)
      return
    }
    case "r":
      if (focused !== null) desk.reply(focused)
      return
    case "k":
      if (focused !== null) desk.noting.set(focused)
  }
}
