/** Notices of the computer's for whoever works in another window. They say that something came, never what or from whom. */
import { Observable } from "../../core/observable"
import * as m from "../../texts/messages"

const SETTING = "vardrum.desktop_notices"

const possible = (): boolean => typeof Notification !== "undefined"
const allowed = (): boolean => possible() && Notification.permission === "granted"

export const desktopNotices = new Observable(allowed() && localStorage.getItem(SETTING) === "on")

/** The browser asks its own question first; a refusal there is final until it is changed in the browser. */
export async function allowDesktopNotices(on: boolean): Promise<boolean> {
  const granted = on && possible() && (await Notification.requestPermission()) === "granted"
  localStorage.setItem(SETTING, granted ? "on" : "off")
  desktopNotices.set(granted)
  return granted === on
}

export function showDesktopNotice(text: string): void {
  if (!desktopNotices.get() || !allowed() || document.hasFocus()) return
  // One tag: a new notice takes the place of the one before it.
  const notice = new Notification(m.staff_title(), { body: text, tag: "vardrum", silent: true })
  notice.onclick = () => {
    window.focus()
    notice.close()
  }
}
