/** One press changes the language of everything; the button says so in the language it leads to. */
import type { ReactElement } from "react"
import { chooseLanguage, language } from "../../core/language"
import * as m from "../../texts/messages"
import { useWatched } from "../watched"

export function LanguageSwitch(): ReactElement {
  const other = useWatched(language) === "sv" ? "en" : "sv"
  return (
    <button type="button" className="button button--quiet button--s" lang={other} onClick={() => chooseLanguage(other)}>
      {other === "en" ? m.staff_language_en() : m.staff_language_sv()}
    </button>
  )
}
