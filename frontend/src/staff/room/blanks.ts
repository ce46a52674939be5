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

interface Edit {
  /** What was written over lay here. */
  from: number
  to: number
  by: number
}

/** The one place in which two texts differ. */
function editOf(before: string, after: string): Edit {
  let same = 0
  const shorter = Math.min(before.length, after.length)
  while (same < shorter && before[same] === after[same]) same += 1
  let tail = 0
  while (tail < shorter - same && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1
  return { from: same, to: before.length - tail, by: after.length - before.length }
}

/** The spans as they lie after the text was edited in one place; one that was edited itself is no longer what it was. */
export function movedSpans<Kept extends Span>(spans: readonly Kept[], before: string, after: string): Kept[] {
  const { from, to, by } = editOf(before, after)
  return spans.flatMap((span): Kept[] => {
    if (span.end <= from) return [span]
    return span.start >= to ? [{ ...span, start: span.start + by, end: span.end + by }] : []
  })
}

/** As `movedSpans`, of spans that are written in: what was edited inside still belongs to them. */
export function stretchedSpans<Kept extends Span>(spans: readonly Kept[], before: string, after: string): Kept[] {
  const { from, to, by } = editOf(before, after)
  return spans.flatMap((span): Kept[] => {
    if (span.end <= from) return [span]
    if (span.start >= to) return [{ ...span, start: span.start + by, end: span.end + by }]
    const start = from < span.start ? to + by : span.start
    const end = to > span.end ? from : span.end + by
    return end > start ? [{ ...span, start, end }] : []
  })
}

export type Piece = { kind: "text" | "filled" | "stale"; text: string } | { kind: "blank"; text: string; active: boolean }

/** The text in pieces, each with its look, in order and with nothing left out. `stale` are places of fills. */
export function piecesOf(text: string, blanks: readonly Blank[], fills: readonly Span[], active: Blank | null, stale: ReadonlySet<number> = new Set()): Piece[] {
  const marked = [
    ...blanks.map((span) => ({ span, look: "blank" as const })),
    ...fills.filter((fill) => !blanks.some((blank) => fill.start < blank.end && blank.start < fill.end)).map((span) => ({ span, look: stale.has(span.start) ? ("stale" as const) : ("filled" as const) })),
  ].sort((one, other) => one.span.start - other.span.start)
  const pieces: Piece[] = []
  let at = 0
  for (const { span, look } of marked) {
    if (span.start > at) pieces.push({ kind: "text", text: text.slice(at, span.start) })
    const words = text.slice(span.start, span.end)
    pieces.push(look === "blank" ? { kind: look, text: words, active: span.start === active?.start } : { kind: look, text: words })
    at = span.end
  }
  return at < text.length ? [...pieces, { kind: "text", text: text.slice(at) }] : pieces
}
