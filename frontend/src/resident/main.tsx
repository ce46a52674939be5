/** The resident's entry. The font comes after the first paint: the page must be readable without it. */
import { render } from "preact"
import "../design/index.css"
import "./resident.css"
import { followOtherTabs, language } from "../core/language"
import { loadFontLate } from "../design/lateFont"
import { App } from "./App"
import { watchLinks } from "./router"

// The words come first: on a thin line 34 kB of letters would hold up what the page asks the server for. What stands in for
// the font has its measures (design/base.css), so nothing moves when it comes.
const FONT_AFTER_MS = 700

document.documentElement.lang = language.get()
followOtherTabs()
watchLinks()
const place = document.getElementById("app")
if (place) render(<App />, place)
loadFontLate(FONT_AFTER_MS)
