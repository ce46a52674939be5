import { describe, expect, it } from "vitest"
import { ANNA, bookOf, caseSummary, phraseNamed, ROOM_ID, roomView, staffMe, staffView } from "../testing/people"
import { acknowledged, agreed, type Marks, marksAsText, marksFrom, movedMarks, newerIn, NO_MARKS, refreshed, staleIn } from "./marks"
import { phrasesIn, putIn } from "./phrases"

const { unit } = bookOf([])
const sources = { room: roomView(), staff: staffView(), me: staffMe(), unit, language: "sv" as const }
const phrase = phraseNamed("prov", {
  text: { sv: "Hej {resident_first_name}! Du hade {answer:temperature}. Ring {unit_phone} på [dag].", en: "" },
})
const put = putIn("", NO_MARKS, { start: 0, end: 0 }, phrasesIn(sources)(phrase), phrase)
const { text, selection: _, ...marks } = put

const cooler = staffView({ added: [{ sequence: 9, at: "2026-11-18T15:00:00Z", summary: caseSummary({ measurements: [{ ...staffView().summary.measurements[0]!, answer: { sv: "37,1 grader", en: "37.1 degrees" } }] }) }] })
const elsewhere = roomView({ id: "another room", resident: { ...ANNA, name: "Bertil Sandgren" } })

describe("what the case filled in", () => {
  it("holds as long as the case says it", () => {
    expect(text).toBe("Hej Anna! Du hade 38,9 grader. Ring 0920-123 45 på [dag].")
    expect(staleIn(text, marks, sources)).toEqual([])
  })
  it("does not hold when a newer form says something else", () => {
    const stale = staleIn(text, marks, { ...sources, staff: cooler })
    expect(stale).toMatchObject([{ name: "Temperatur", written: "38,9 grader", now: "37,1 grader", elsewhere: false }])
    const fresh = refreshed(text, marks, stale, ROOM_ID)
    expect(fresh.text).toBe("Hej Anna! Du hade 37,1 grader. Ring 0920-123 45 på [dag].")
    expect(staleIn(fresh.text, fresh, { ...sources, staff: cooler })).toEqual([])
    expect(fresh.fills.map(({ start, end }) => fresh.text.slice(start, end))).toEqual(["Anna", "37,1 grader", "0920-123 45"])
    expect(fresh.insertions).toMatchObject([{ start: 0, end: fresh.text.length }])
  })
  it("does not hold when the unit or the writer has become another", () => {
    expect(staleIn(text, marks, { ...sources, unit: { ...unit, phone: "0920-1" } })).toMatchObject([{ now: "0920-1" }])
    const signed = phraseNamed("sign", { text: { sv: "{staff_first_name}", en: "" } })
    const by = putIn("", NO_MARKS, { start: 0, end: 0 }, phrasesIn(sources)(signed), signed)
    expect(staleIn(by.text, by, { ...sources, me: staffMe({ given_name: "Johan" }) })).toMatchObject([{ written: "Sara", now: "Johan" }])
  })
  it("does not hold in another resident's room", () => {
    const stale = staleIn(text, marks, { ...sources, room: elsewhere, staff: staffView({ summary: caseSummary({ measurements: [] }) }) })
    expect(stale).toMatchObject([
      { written: "Anna", now: "Bertil", elsewhere: true },
      { written: "38,9 grader", now: "", elsewhere: true },
    ])
    const fresh = refreshed(text, marks, stale, "another room")
    expect(fresh.text).toBe("Hej Bertil! Du hade [temperature]. Ring 0920-123 45 på [dag].")
    expect(fresh.insertions).toMatchObject([{ start: 0, end: fresh.text.length }])
  })
  it("may be kept as it stands, until the next change", () => {
    const stale = staleIn(text, marks, { ...sources, staff: cooler })
    const kept = agreed(marks, stale, ROOM_ID)
    expect(staleIn(text, kept, { ...sources, staff: cooler })).toEqual([])
    // As it was when it was filled in: nothing is wrong with the text.
    expect(staleIn(text, kept, sources)).toEqual([])
  })
  it("is not judged by a unit that cannot be asked for", () => {
    expect(staleIn(text, marks, { ...sources, unit: null })).toEqual([])
  })
  it("is the writer's own once it is written over", () => {
    const edited = text.replace("38,9", "39")
    const after = movedMarks(marks, text, edited)
    expect(staleIn(edited, after, { ...sources, staff: cooler })).toEqual([])
  })
})

describe("a phrase in the text", () => {
  const newer = { ...phrase, version: 2 }
  it("has become another when somebody changed it", () => {
    expect(newerIn(marks, [phrase])).toEqual([])
    expect(newerIn(marks, [newer])).toMatchObject([{ phrase: { version: 2 } }])
    expect(newerIn(marks, [])).toMatchObject([{ phrase: null }])
  })
  it("is the same phrase while its blanks are filled in", () => {
    const written = text.replace("[dag]", "måndag morgon")
    const after = movedMarks(marks, text, written)
    expect(after.insertions).toMatchObject([{ start: 0, end: written.length }])
    expect(newerIn(after, [newer])).toHaveLength(1)
  })
  it("is told of once", () => {
    const [told] = newerIn(marks, [newer])
    expect(newerIn(acknowledged(marks, told!), [newer])).toEqual([])
    const [gone] = newerIn(marks, [])
    expect(newerIn(acknowledged(marks, gone!), [])).toEqual([])
  })
  it("is gone with its text", () => {
    expect(movedMarks(marks, text, "").insertions).toEqual([])
  })
})

describe("marks", () => {
  it("are kept with the draft", () => {
    expect(marksFrom(marksAsText(marks), text)).toEqual(marks)
    expect(marksAsText(NO_MARKS)).toBe("")
    expect(marksFrom("", text)).toEqual(NO_MARKS)
  })
  it("of an older page, or of a longer text, are dropped", () => {
    expect(marksFrom('[{"start":0,"end":3}]', text)).toEqual(NO_MARKS)
    expect(marksFrom(marksAsText(marks), "Hej")).toEqual(NO_MARKS satisfies Marks)
  })
})
