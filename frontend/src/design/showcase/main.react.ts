/** Draws the showcase with React; main.preact.ts is its twin. */
import { createElement } from "react"
import { createRoot } from "react-dom/client"
import "../font.css"
import { language } from "../../core/language"
import { Showcase } from "./Showcase"

document.documentElement.lang = language.get()
const place = document.getElementById("app")
if (place) createRoot(place).render(createElement(Showcase, { framework: "react" }))
