/** The resident's entry. The font comes after the first paint: the page must be readable without it. */
import { render } from "preact"
import "../design/index.css"
import "./resident.css"
import { followOtherTabs, language } from "../core/language"
import { App } from "./App"
import { watchLinks } from "./router"

document.documentElement.lang = language.get()
followOtherTabs()
watchLinks()
const place = document.getElementById("app")
if (place) render(<App />, place)
window.addEventListener("load", () => setTimeout(() => void import("../design/font.css"), 0), { once: true })
