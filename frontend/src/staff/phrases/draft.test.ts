import { describe, expect, it } from "vitest"
import { bookOf, phraseNamed, staffMe } from "../testing/people"
import { brought, changed, draftOf, flawsOf, newDraft, sameWords, searched } from "./draft"
import { plainText, previewOf } from "./preview"
import { phraseTitle } from "./titles"

const whole = newDraft("own", { abbreviation: "vila", title: { sv: "Vila", en: "" }, text: { sv: "Vila till [dag], {resident_first_name}.", en: "" } })
const flawed = (change: Parameters<typeof changed>[1]): string[] => [...flawsOf(changed(whole, change)).keys()]

describe("a phrase that is written", () => {
  it("may be in one language", () => {
    expect(flawed({})).toEqual([])
    expect(flawed({ title: { sv: "", en: "Rest" }, text: { sv: "", en: "Rest" } })).toEqual([])
  })
  it("has an abbreviation that can be typed in one word", () => {
    for (const abbreviation of ["", "två ord", "-a", ";a"]) expect(flawed({ abbreviation })).toEqual(["abbreviation"])
    for (const abbreviation of ["hals", "ö2", "a_b-c"]) expect(flawed({ abbreviation })).toEqual([])
  })
  it("has both a name and a text, or neither, in each language", () => {
    expect(flawed({ title: { sv: "Vila", en: "Rest" } })).toEqual(["text.en"])
    expect(flawed({ title: { sv: "", en: "" } })).toEqual(["title.sv"])
    expect(flawed({ title: { sv: "", en: "" }, text: { sv: " ", en: "" } })).toEqual(["text.sv"])
  })
  it.each(["[dag", "dag]", "[]", "[ ]", "{förnamn}", "{nobody}", "{answer}", "{unit_name:x}", "{", "[a]".repeat(21)])("cannot say %s", (text) => {
    expect(flawed({ text: { sv: text, en: "" } })).toEqual(["text.sv"])
  })
  it.each(["{answer:temperature} {opening_hours}", "[a]".repeat(20)])("can say %s", (text) => {
    expect(flawed({ text: { sv: text, en: "" } })).toEqual([])
  })
  it("is another save after each change, and the same as long as nothing is changed", () => {
    const phrase = phraseNamed("vila", { version: 3 })
    const draft = draftOf(phrase)
    expect(draft.basedOn).toBe(3)
    expect(sameWords(draft, phrase)).toBe(true)
    const next = changed(draft, { abbreviation: "vila2" })
    expect(next.saveId).not.toBe(draft.saveId)
    expect(sameWords(next, phrase)).toBe(false)
  })
  it("takes over the words of an earlier version and says which", () => {
    const version = { number: 1, at: "", by: null, abbreviation: "v", title: { sv: "V", en: "" }, text: { sv: "Vila.", en: "" }, withdrawn: false, restores: null }
    expect(brought(whole, version)).toMatchObject({ abbreviation: "v", text: { sv: "Vila." }, restores: 1, basedOn: 0 })
  })
})

describe("the search", () => {
  const phrases = [phraseNamed("hals", { title: { sv: "Ont", en: "Sore" }, text: { sv: "Drick ofta", en: "Drink often" } }), phraseNamed("tid")]
  it("finds each word in abbreviation, title or text, in both languages", () => {
    for (const query of ["hals", ";hals", "/hals", "ont drick", "SORE", "often drink"]) expect(searched(phrases, query).map((found) => found.id)).toEqual(["hals"])
    expect(searched(phrases, "ont ofta nej")).toEqual([])
    expect(searched(phrases, "")).toHaveLength(2)
  })
})

describe("the preview", () => {
  const { unit } = bookOf([])
  it("says what is known, and by its name what each case says", () => {
    const text = "Hej {resident_first_name}, jag är {staff_first_name}. Kom [dag] till {unit_name}. {answer:renewal_left}"
    expect(previewOf(text, "sv", staffMe(), unit).filter((piece) => piece.kind !== "text")).toEqual([
      { kind: "filled", text: "invånarens förnamn" },
      { kind: "filled", text: "Sara" },
      { kind: "blank", text: "dag" },
      { kind: "filled", text: "Björkdalens vårdcentral" },
      { kind: "filled", text: "renewal left" },
    ])
    expect(plainText("Kom [dag] till {unit_name}", "sv", staffMe(), unit)).toBe("Kom [dag] till Björkdalens vårdcentral")
  })
  it("has the title of the other language where there is no other", () => {
    expect(phraseTitle({ sv: "", en: "Rest" }, "sv")).toBe("Rest")
  })
})
