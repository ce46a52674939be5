import { describe, expect, it } from "vitest"
import { blankAt, blankBeyond, blanksIn, movedSpans, piecesOf, stretchedSpans } from "./blanks"

const TEXT = "Kom på [dag] klockan [tid]."
const blanks = blanksIn(TEXT)

describe("blanks", () => {
  it("are words in brackets, wherever they came from", () => {
    expect(blanks.map((blank) => blank.name)).toEqual(["dag", "tid"])
    expect(blanksIn("Inga fält (alls).")).toEqual([])
    expect(blanksIn("[hur många dagar]")).toHaveLength(1)
  })
  it("are still there when only half of one was written over", () => {
    expect(blanksIn("Kom på tisdag] klockan 9").map((blank) => blank.name)).toEqual([""])
    expect(blanksIn("Kom på [da")).toHaveLength(1)
    expect(blanksIn("[]")).toHaveLength(1)
    expect(blanksIn("[[dag]]")).toHaveLength(3)
    expect(blanksIn("[dag\ntid]")).toHaveLength(2)
  })
  it("know which of them the cursor is in", () => {
    expect(blankAt(blanks, { start: 9, end: 9 })?.name).toBe("dag")
    expect(blankAt(blanks, { start: 7, end: 12 })?.name).toBe("dag")
    expect(blankAt(blanks, { start: 7, end: 7 })).toBeNull()
    expect(blankAt(blanks, { start: 5, end: 12 })).toBeNull()
  })
  it("are gone through by Tab, which then leaves the field", () => {
    expect(blankBeyond(blanks, { start: 0, end: 0 }, "on")?.name).toBe("dag")
    expect(blankBeyond(blanks, { start: 7, end: 12 }, "on")?.name).toBe("tid")
    expect(blankBeyond(blanks, { start: 21, end: 26 }, "on")).toBeNull()
    expect(blankBeyond(blanks, { start: 21, end: 26 }, "back")?.name).toBe("dag")
    expect(blankBeyond(blanks, { start: 7, end: 12 }, "back")).toBeNull()
  })
})

describe("what was filled in from the case", () => {
  const fills = [{ start: 4, end: 8 }]
  it("keeps its place when something is written before it", () => {
    expect(movedSpans(fills, "Hej Anna!", "Hejsan Anna!")).toEqual([{ start: 7, end: 11 }])
    expect(movedSpans(fills, "Hej Anna!", "Hej Anna! Kom nu.")).toEqual(fills)
    expect(movedSpans(fills, "Hej Anna!", "Anna!")).toEqual([{ start: 0, end: 4 }])
  })
  it("is no longer marked once somebody has changed it", () => {
    expect(movedSpans(fills, "Hej Anna!", "Hej Anne!")).toEqual([])
    expect(movedSpans(fills, "Hej Anna!", "")).toEqual([])
  })
})

describe("pieces", () => {
  it("hold the whole text, blanks and fills each with their look", () => {
    const text = "Hej Anna, kom på [dag]."
    const pieces = piecesOf(text, blanksIn(text), [{ start: 4, end: 8 }], blanksIn(text)[0] ?? null)
    expect(pieces.map((piece) => piece.text).join("")).toBe(text)
    expect(pieces.map((piece) => piece.kind)).toEqual(["text", "filled", "text", "blank", "text"])
    expect(pieces[3]).toMatchObject({ active: true })
  })
})

describe("a phrase that is written in", () => {
  const spans = [{ start: 4, end: 9 }]
  it("grows and shrinks with what is written inside it", () => {
    expect(stretchedSpans(spans, "abc 12345 def", "abc 12x345 def")).toEqual([{ start: 4, end: 10 }])
    expect(stretchedSpans(spans, "abc 12345 def", "abc 145 def")).toEqual([{ start: 4, end: 7 }])
  })
  it("keeps what is left of it when its edge is written over", () => {
    expect(stretchedSpans(spans, "abc 12345 def", "ab345 def")).toEqual([{ start: 2, end: 5 }])
    expect(stretchedSpans(spans, "abc 12345 def", "abc 12ef")).toEqual([{ start: 4, end: 6 }])
  })
  it("moves with what is before it and not with what comes after", () => {
    expect(stretchedSpans(spans, "abc 12345 def", "x abc 12345 def")).toEqual([{ start: 6, end: 11 }])
    expect(stretchedSpans(spans, "abc 12345 def", "abc 12345 def x")).toEqual(spans)
  })
  it("is gone when all of it is", () => {
    expect(stretchedSpans(spans, "abc 12345 def", "abc def")).toEqual([])
  })
})
