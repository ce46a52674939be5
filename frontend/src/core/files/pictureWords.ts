/** What is said of a chosen picture: how it could be better, and how much smaller it has become. */
import { language } from "../language"
import type { OutboxPicture } from "../room/outbox"
import * as m from "../../texts/messages"
import type { Advice } from "./judge"
import { savedBy } from "./picture"

export function adviceText(advice: Advice): string {
  switch (advice) {
    case "dark":
      return m.picture_advice_dark()
    case "bright":
      return m.picture_advice_bright()
    case "blurred":
      return m.picture_advice_blurred()
  }
}

export function savedText(picture: OutboxPicture): string | null {
  const saved = savedBy(picture)
  return saved && m.picture_saved({ from: millions(saved.from), to: millions(saved.to) })
}

const millions = (value: number): string =>
  value.toLocaleString(language.get() === "sv" ? "sv-SE" : "en-GB", { minimumFractionDigits: 1, maximumFractionDigits: 1 })
