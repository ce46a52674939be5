/** What a push says, and where a click on it leads. Pure. */
export interface Shown {
  id: string
  title: string
  text: string
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const MAX_TEXT = 200

export type NoticeLanguage = "sv" | "en"

/** The worker has no catalogue: these words stand in where a push cannot be read. */
const UNREADABLE: Record<NoticeLanguage, Omit<Shown, "id">> = {
  sv: { title: "Du har något nytt", text: "Logga in som du brukar." },
  en: { title: "There is something new", text: "Log in as you usually do." },
}

export const languageOf = (tag: string): NoticeLanguage => (tag.toLowerCase().startsWith("sv") ? "sv" : "en")

export function readNotice(data: string, language: NoticeLanguage): Shown {
  try {
    const said: unknown = JSON.parse(data)
    if (typeof said === "object" && said !== null && "n" in said && "title" in said && "text" in said) {
      const { n, title, text } = said
      if (isId(n) && typeof title === "string" && typeof text === "string")
        return { id: n, title: title.slice(0, MAX_TEXT), text: text.slice(0, MAX_TEXT) }
    }
  } catch {
    // What is no JSON is shown in the words below.
  }
  return { id: "", ...UNREADABLE[language] }
}

/** An address that tells nothing: only the person who is logged in learns which case it is. */
export function noticeAddress(id: unknown): string {
  return isId(id) ? `/n/${id}` : "/cases"
}

function isId(value: unknown): value is string {
  return typeof value === "string" && UUID.test(value)
}
