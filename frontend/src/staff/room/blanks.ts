/** Blanks in a text: words in square brackets that somebody must write over before the text may go out. Pure. */

export interface Span {
  readonly start: number
  readonly end: number
}

export interface Blank extends Span {
  /** What is to be written there; empty for a bracket that is left of a blank written halfway over. */
  readonly name: string
}

const BLANK = /\[([^[\]\n]*)\]|[[\]]/g

/** Every bracket counts, however it came there: a whole blank, a pasted one, and what is left of one. */
export function blanksIn(text: string): Blank[] {
  return [...text.matchAll(BLANK)].map((found) => ({
    start: found.index,
    end: found.index + found[0].length,
    name: found[1] ?? "",
  }))
}

/** The blank that holds the whole selection, or the cursor. */
export function blankAt(blanks: readonly Blank[], selection: Span): Blank | null {
  return (
    blanks.find((blank) =>
      selection.start === selection.end
        ? blank.start < selection.start && selection.start < blank.end
        : blank.start <= selection.start && selection.end <= blank.end,
    ) ?? null
  )
}

/** The blank that Tab goes to; null when Tab shall leave the field, so that the keyboard is never caught in it. */
export function blankBeyond(blanks: readonly Blank[], selection: Span, way: "on" | "back"): Blank | null {
  const beyond =
    way === "on"
      ? blanks.find((blank) => blank.start >= selection.end)
      : blanks.findLast((blank) => blank.end <= selection.start)
  return beyond ?? null
}

/** The spans as they lie after the text was edited in one place; one that was edited itself is no longer what it was. */
export function movedSpans(spans: readonly Span[], before: string, after: string): Span[] {
  let same = 0
  const shorter = Math.min(before.length, after.length)
  while (same < shorter && before[same] === after[same]) same += 1
  let tail = 0
  while (tail < shorter - same && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1
  const editEnd = before.length - tail
  const by = after.length - before.length
  return spans.flatMap((span): Span[] => {
    if (span.end <= same) return [span]
    return span.start >= editEnd ? [{ start: span.start + by, end: span.end + by }] : []
  })
}

export type Piece = { kind: "text" | "filled"; text: string } | { kind: "blank"; text: string; active: boolean }

/** The text in pieces, each with its look, in order and with nothing left out. */
export function piecesOf(text: string, blanks: readonly Blank[], fills: readonly Span[], active: Blank | null): Piece[] {
  const marked = [
    ...blanks.map((span) => ({ span, look: "blank" as const })),
    ...fills.filter((fill) => !blanks.some((blank) => fill.start < blank.end && blank.start < fill.end)).map((span) => ({ span, look: "filled" as const })),
  ].sort((one, other) => one.span.start - other.span.start)
  const pieces: Piece[] = []
  let at = 0
  for (const { span, look } of marked) {
    if (span.start > at) pieces.push({ kind: "text", text: text.slice(at, span.start) })
    const words = text.slice(span.start, span.end)
    pieces.push(look === "filled" ? { kind: look, text: words } : { kind: look, text: words, active: span.start === active?.start })
    at = span.end
  }
  return at < text.length ? [...pieces, { kind: "text", text: text.slice(at) }] : pieces
}
