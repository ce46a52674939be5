/** Draws the showcase with Preact; main.react.ts is its twin. */
import { h, render } from "preact"
import "../font.css"
import { language } from "../../core/language"
import { Showcase } from "./Showcase"

document.documentElement.lang = language.get()
const place = document.getElementById("app")
if (place) render(h(Showcase, { framework: "preact" }), place)
