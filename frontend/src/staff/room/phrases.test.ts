import { describe, expect, it } from "vitest"
import type { Phrase } from "../../core/protocol/wire"
import { roomView, staffMe, staffView } from "../testing/people"
import { abbreviationAt, fillPhrase, matchingPhrases, phraseLanguage, putIn } from "./phrases"

const unit = { name: "Björkdalens vårdcentral", phone: "0920-123 45", address: "Ekvägen 4" }
const sources = { room: roomView(), staff: staffView(), me: staffMe(), unit, language: "sv" as const }
const phrase = (abbreviation: string, title: string): Phrase => ({
  id: abbreviation,
  abbreviation,
  title: { sv: title, en: title },
  text: { sv: title, en: title },
})

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

describe("an abbreviation", () => {
  it("begins with a semicolon of its own", () => {
    expect(abbreviationAt(";", 1)).toEqual({ start: 0, end: 1, query: "" })
    expect(abbreviationAt("Hej ;pro", 8)).toEqual({ start: 4, end: 8, query: "pro" })
    expect(abbreviationAt("Vila; sen", 9)).toBeNull()
    expect(abbreviationAt("Vila;sen", 8)).toBeNull()
    expect(abbreviationAt(";prov klart", 11)).toBeNull()
  })
  it("finds its phrase first, then those that begin so, then titles", () => {
    const phrases = [phrase("provsvar", "Svar på prov"), phrase("prov", "Ta prov"), phrase("hals", "Prov i halsen"), phrase("bok", "Bokad tid")]
    expect(matchingPhrases(phrases, "prov").map((found) => found.id)).toEqual(["prov", "provsvar", "hals"])
    expect(matchingPhrases(phrases, "").map((found) => found.id)).toHaveLength(4)
    expect(matchingPhrases(phrases, "xyz")).toEqual([])
  })
})

describe("putting a phrase in", () => {
  it("writes over the abbreviation and marks the first blank", () => {
    const put = putIn("Hej ;prov nu", [{ start: 0, end: 3 }, { start: 10, end: 12 }], { start: 4, end: 9 }, { text: "kom på [dag]", fills: [{ start: 0, end: 3 }] })
    expect(put.text).toBe("Hej kom på [dag] nu")
    expect(put.text.slice(put.selection.start, put.selection.end)).toBe("[dag]")
    expect(put.fills.map(({ start, end }) => put.text.slice(start, end))).toEqual(["Hej", "kom", "nu"])
  })
  it("leaves the cursor behind a phrase without blanks", () => {
    expect(putIn("", [], { start: 0, end: 0 }, { text: "Hej!", fills: [] }).selection).toEqual({ start: 4, end: 4 })
  })
})
