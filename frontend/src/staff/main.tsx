/** The staff's entry. The theme is set before the first paint; the font comes after it. */
import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import "../design/index.css"
import "./styles/index.css"
import { followOtherTabs, language } from "../core/language"
import { loadFontLate } from "../design/lateFont"
import { App } from "./App"
import { Doorway } from "./login/entrance"
import { applyTheme } from "./shell/theme"

applyTheme()
document.documentElement.lang = language.get()
followOtherTabs()
const doorway = new Doorway()
void doorway.check()
const place = document.getElementById("app")
if (place)
  createRoot(place).render(
    <StrictMode>
      <App doorway={doorway} />
    </StrictMode>,
  )
loadFontLate(0)
