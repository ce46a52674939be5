/** The page at /formsprak: every shared component in its states, drawn by either framework, in either language and theme. */
import { type Markup, useEffect, useState } from "#jsx"
import "../index.css"
import "../conversation.css"
import "./showcase.css"
import { chooseLanguage, language } from "../../core/language"
import * as m from "../../texts/messages"
import { Wordmark } from "../Mark"
import { Answers, Buttons, Fields } from "./Controls"
import { Colours, Icons, TheMark, Type } from "./Foundations"
import { MessageWay, Priorities, Talk } from "./Rooms"
import { ComesAndGoes, Paragraphs, People, StandIns, Views, Ways } from "./States"
import { chooseTheme, theme, type Theme } from "./theme"

export type Framework = "preact" | "react"

const FRAMEWORKS: readonly [Framework, string, string][] = [
  ["preact", "Preact", "/formsprak"],
  ["react", "React", "/formsprak/react"],
]
const THEMES: readonly [Theme, () => string][] = [
  ["system", m.show_theme_system],
  ["light", m.show_theme_light],
  ["dark", m.show_theme_dark],
]

function Choices(props: { framework: Framework }): Markup {
  const speaks = language.get()
  const chosen = theme.get()
  return (
    <div className="show__choices screen-only">
      <nav className="show__choice" aria-label={m.show_framework()}>
        {FRAMEWORKS.map(([id, name, href]) => (
          <a key={id} href={href} aria-current={id === props.framework ? "page" : undefined}>
            {name}
          </a>
        ))}
      </nav>
      <div className="show__choice" role="group" aria-label={m.show_language()}>
        {(["sv", "en"] as const).map((code) => (
          <button key={code} type="button" lang={code} aria-pressed={code === speaks} onClick={() => chooseLanguage(code)}>
            {code === "sv" ? "Svenska" : "English"}
          </button>
        ))}
      </div>
      <div className="show__choice" role="group" aria-label={m.show_theme()}>
        {THEMES.map(([id, words]) => (
          <button key={id} type="button" aria-pressed={id === chosen} onClick={() => chooseTheme(id)}>
            {words()}
          </button>
        ))}
      </div>
    </div>
  )
}

/** Draws everything anew when the language or the theme changes. */
function useChoices(): void {
  const [, redraw] = useState(0)
  useEffect(() => {
    const again = (): void => redraw((times) => times + 1)
    const ends = [language.subscribe(again), theme.subscribe(again)]
    return () => {
      for (const end of ends) end()
    }
  }, [])
}

export function Showcase(props: { framework: Framework }): Markup {
  useChoices()
  return (
    <div className="show" id="top">
      <header className="show__head">
        <Wordmark />
        <h1>{m.show_title()}</h1>
        <p className="muted">{m.show_lead()}</p>
        <Choices framework={props.framework} />
      </header>
      <main className="show__groups">
        <Colours theme="light" />
        <Colours theme="dark" />
        <Type />
        <Priorities />
        <Buttons />
        <Fields />
        <Answers />
        <Talk />
        <MessageWay />
        <ComesAndGoes />
        <StandIns />
        <Ways />
        <Paragraphs />
        <People />
        <Views />
        <TheMark />
        <Icons />
      </main>
    </div>
  )
}
