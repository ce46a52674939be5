import { describe, expect, it } from "vitest"
import { figures, inPieces, matched } from "./matching"

describe("matching", () => {
  it("prefers the beginning of a word, and says which letters answered", () => {
    expect(matched("Ändra prioritet", "pri")).toEqual({ rank: 0, letters: [{ start: 6, end: 9 }] })
    expect(matched("Ändra prioritet", "ändra p")).toMatchObject({ rank: 0 })
    expect(matched("Överlämna", "lämna")).toEqual({ rank: 1, letters: [{ start: 4, end: 9 }] })
    expect(matched("Kerstin Överby", "över kers")?.letters).toEqual([{ start: 0, end: 4 }, { start: 8, end: 12 }])
  })
  it("does not take o for ö", () => {
    expect(matched("Översikt", "over")).toBeNull()
    expect(matched("Översikt", "öv")).not.toBeNull()
  })
  it("takes everything when nothing is searched for, and nothing when a word is missing", () => {
    expect(matched("Avsluta", "")).toEqual({ rank: 0, letters: [] })
    expect(matched("Avsluta ärendet", "avsluta rummet")).toBeNull()
  })
  it("reads numbers as people set them off", () => {
    expect(figures("4 812")).toBe("4812")
    expect(figures("19920314-9829")).toBe("199203149829")
    expect(figures("Anna 4")).toBeNull()
    expect(figures("7")).toBeNull()
  })
  it("sets the letters apart without losing any", () => {
    const pieces = inPieces("Ändra prioritet", [{ start: 0, end: 2 }, { start: 1, end: 3 }, { start: 6, end: 9 }])
    expect(pieces.map((piece) => piece.text).join("")).toBe("Ändra prioritet")
    expect(pieces.filter((piece) => piece.strong).map((piece) => piece.text)).toEqual(["Än", "d", "pri"])
    expect(inPieces("Hej", [])).toEqual([{ text: "Hej", strong: false }])
  })
})
