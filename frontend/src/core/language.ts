/**
 * Which language the interface speaks, and how a text of the catalogue becomes words. The choice is kept in a cookie,
 * so that the server answers in the same language. Catalogues are in messages/, compiled to src/texts/messages.ts.
 */
import { Observable } from "./observable"
import { apart } from "./text/direction"

export type Language = "sv" | "en"
export type Text = string | { one: string; other: string }
type Values = Readonly<Record<string, string | number>>

const COOKIE = "vardrum_language"
const CHANNEL = "vardrum_language"
const YEAR_SECONDS = 31_536_000

export const language = new Observable<Language>(savedLanguage())

function savedLanguage(): Language {
  if (typeof document === "undefined") return "sv"
  const saved = document.cookie.split("; ").find((cookie) => cookie.startsWith(`${COOKIE}=`))
  return saved === `${COOKIE}=en` ? "en" : "sv"
}

export function chooseLanguage(chosen: Language): void {
  document.cookie = `${COOKIE}=${chosen}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`
  speak(chosen)
  const others = new BroadcastChannel(CHANNEL)
  others.postMessage(chosen)
  others.close()
}

/** A tab speaks the language that was last chosen in any of them: a cookie is for all, so the words must be too. */
export function followOtherTabs(): void {
  new BroadcastChannel(CHANNEL).onmessage = ({ data }) => speak(data === "en" ? "en" : "sv")
}

function speak(chosen: Language): void {
  document.documentElement.lang = chosen
  language.set(chosen)
}

/** The text in the chosen language. Called by the generated functions only. */
export function say(sv: string, en: string): string {
  return language.get() === "sv" ? sv : en
}

export function fill(sv: Text, en: Text, values: Values): string {
  const text = language.get() === "sv" ? sv : en
  const form = typeof text === "string" ? text : text[values["count"] === 1 ? "one" : "other"]
  // A name that runs from the right, or carries a sign that turns, must not carry off what stands beside it.
  return form.replace(/\{(\w+)\}/g, (_, name: string) => apart(String(values[name] ?? "")))
}

/** A text that the server sent in both languages. */
export function localized(text: { sv: string; en: string }): string {
  return text[language.get()]
}

/** The one that a switch leads to. */
export const otherLanguage = (): Language => (language.get() === "sv" ? "en" : "sv")
