import { describe, expect, it } from "vitest"
import { bookOf, phraseNamed, roomView, staffMe, staffView } from "../testing/people"
import { NO_MARKS } from "./marks"
import { abbreviationAt, fillPhrase, matchingPhrases, phraseLanguage, phrasesFor, phrasesIn, putIn } from "./phrases"
import { hoursIn } from "./variables"

const { unit } = bookOf([])
const sources = { room: roomView(), staff: staffView(), me: staffMe(), unit, language: "sv" as const }
const phrase = (abbreviation: string, title: string) => phraseNamed(abbreviation, { title: { sv: title, en: title }, text: { sv: "", en: "" } })
const fill = (start: number, end: number) => ({ start, end, variable: "resident_name", detail: null, language: "sv" as const, roomId: "a", seen: "" })
const filled = (text: string, fills = [fill(0, 3)]) => ({ text, fills, language: "sv" as const, missing: null })

describe("filling a phrase", () => {
  it("puts in what the case, the writer and the unit say, and marks where", () => {
    const { text, fills } = fillPhrase("Hej {resident_first_name}, jag är {staff_first_name}, {staff_title}. Kom till {unit_address}.", sources)
    expect(text).toBe("Hej Anna, jag är Sara, sjuksköterska. Kom till Ekvägen 4.")
    expect(fills.map(({ start, end }) => text.slice(start, end))).toEqual(["Anna", "Sara", "sjuksköterska", "Ekvägen 4"])
  })
  it("puts in an answer of the form", () => {
    expect(fillPhrase("Du hade {answer:temperature}.", sources).text).toBe("Du hade 38,9 grader.")
  })
  it("leaves a blank named after what it cannot fill in", () => {
    expect(fillPhrase("Du svarade {answer:open_mouth}.", sources).text).toBe("Du svarade [Svårt att öppna munnen].")
    expect(fillPhrase("{answer:no_such_thing}", sources).text).toBe("[no such thing]")
    expect(fillPhrase("{unit_address}", { ...sources, unit: { ...unit, address: "" } }).text).toBe("[adress]")
    expect(fillPhrase("{something_new}", sources).text).toBe("[something new]")
  })
  it("lets no answer look like a blank", () => {
    const room = roomView({ resident: { ...sources.room.resident, name: "An[na] Lind" } })
    expect(fillPhrase("{resident_name}", { ...sources, room }).text).toBe("An(na) Lind")
  })
  it("writes in the resident's language where there is one", () => {
    expect(phraseLanguage("en", "sv")).toBe("en")
    expect(phraseLanguage("so", "sv")).toBe("sv")
  })
})

describe("a phrase without the language of the conversation", () => {
  const swedish = phraseNamed("hej", { text: { sv: "Hej {resident_first_name}", en: "" } })
  it("says so, and cannot be sent before somebody has dealt with it", () => {
    const staff = staffView({ summary: { ...staffView().summary, language: "en" } })
    const put = phrasesIn({ ...sources, staff })(swedish)
    expect(put).toMatchObject({ text: "[översätt till engelska] Hej Anna", language: "sv", missing: "en" })
    expect(phrasesIn(sources)(swedish)).toMatchObject({ text: "Hej Anna", missing: null })
  })
})

describe("opening hours", () => {
  const weekdays = [0, 1, 2, 3, 4].map((weekday) => ({ weekday, opens: 480, closes: 1020 }))
  it("are said together for days after each other", () => {
    expect(hoursIn([...weekdays, { weekday: 5, opens: 600, closes: 840 + 30 }], "sv")).toBe("mån–fre 8–17, lör 10–14.30")
    expect(hoursIn(weekdays, "en")).toBe("Mon–Fri 08:00–17:00")
    expect(hoursIn([{ weekday: 0, opens: 480, closes: 720 }, { weekday: 0, opens: 780, closes: 1020 }], "sv")).toBe("mån 8–12 och 13–17")
    expect(hoursIn([], "sv")).toBe("")
  })
})

describe("an abbreviation", () => {
  it("begins with a semicolon of its own", () => {
    expect(abbreviationAt(";", 1)).toEqual({ start: 0, end: 1, query: "", sign: ";" })
    expect(abbreviationAt("Hej ;pro", 8)).toEqual({ start: 4, end: 8, query: "pro", sign: ";" })
    expect(abbreviationAt("Vila; sen", 9)).toBeNull()
    expect(abbreviationAt("Vila;sen", 8)).toBeNull()
    expect(abbreviationAt(";prov klart", 11)).toBeNull()
  })
  it("begins with a slash too, but never inside a word, a date or between figures", () => {
    expect(abbreviationAt("/hals", 5)).toEqual({ start: 0, end: 5, query: "hals", sign: "/" })
    for (const text of ["och/eller", "3/11", "120 /80", "120 / ", "/", "hals/"]) expect(abbreviationAt(text, text.length)).toBeNull()
  })
  it("after a slash is an abbreviation and not a word of a title", () => {
    const phrases = [phrase("hals", "Ont"), phrase("bok", "Hals")]
    expect(phrasesFor(phrases, { start: 0, end: 4, query: "hal", sign: "/" }).map((found) => found.id)).toEqual(["hals"])
    expect(phrasesFor(phrases, { start: 0, end: 4, query: "hal", sign: ";" }).map((found) => found.id)).toEqual(["hals", "bok"])
  })
  it("finds its phrase first, then those that begin so, then titles", () => {
    const phrases = [phrase("provsvar", "Svar på prov"), phrase("prov", "Ta prov"), phrase("hals", "Prov i halsen"), phrase("bok", "Bokad tid")]
    expect(matchingPhrases(phrases, "prov").map((found) => found.id)).toEqual(["prov", "provsvar", "hals"])
    expect(matchingPhrases(phrases, "").map((found) => found.id)).toHaveLength(4)
    expect(matchingPhrases(phrases, "xyz")).toEqual([])
  })
  it("finds phrases by their text last, in both languages", () => {
    const phrases = [phraseNamed("a", { text: { sv: "Vila mycket", en: "Rest a lot" } }), phrase("b", "Vila"), phrase("c", "Rest")]
    expect(matchingPhrases(phrases, "vila").map((found) => found.id)).toEqual(["b", "a"])
    expect(matchingPhrases(phrases, "rest").map((found) => found.id)).toEqual(["c", "a"])
  })
})

describe("putting a phrase in", () => {
  it("writes over the abbreviation and marks the first blank", () => {
    const marks = { fills: [fill(0, 3), fill(10, 12)], insertions: [] }
    const put = putIn("Hej ;prov nu", marks, { start: 4, end: 9 }, filled("kom på [dag]"), phraseNamed("prov", { version: 4 }))
    expect(put.text).toBe("Hej kom på [dag] nu")
    expect(put.text.slice(put.selection.start, put.selection.end)).toBe("[dag]")
    expect(put.fills.map(({ start, end }) => put.text.slice(start, end))).toEqual(["Hej", "kom", "nu"])
    expect(put.insertions).toEqual([{ start: 4, end: 16, phraseId: "prov", version: 4 }])
  })
  it("leaves the cursor behind a phrase without blanks", () => {
    expect(putIn("", NO_MARKS, { start: 0, end: 0 }, filled("Hej!", []), phraseNamed("hej")).selection).toEqual({ start: 4, end: 4 })
  })
})
