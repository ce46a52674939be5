/**
 * What goes along when a piece of a reply is copied: which words the case filled in, and for whom. Pasted into another
 * resident's reply they are known as what they are. It travels beside the text and is read by no other program.
 */
import type { Span } from "./blanks"
import { type Fill, type Marks } from "./marks"

const KIND = "application/x-vardrum-fills"

interface Piece {
  text: string
  fills: readonly Fill[]
}

export function putOnClipboard(clipboard: DataTransfer, text: string, { fills }: Marks, { start, end }: Span): void {
  const inside = fills.filter((fill) => start <= fill.start && fill.end <= end)
  const piece: Piece = { text: text.slice(start, end), fills: inside.map((fill) => ({ ...fill, start: fill.start - start, end: fill.end - start })) }
  clipboard.setData("text/plain", piece.text)
  clipboard.setData(KIND, JSON.stringify(piece))
}

/** Null when it was copied from somewhere else, or holds nothing that was filled in. */
export function fromClipboard(clipboard: DataTransfer): Piece | null {
  const kept = clipboard.getData(KIND)
  if (kept === "") return null
  const piece = JSON.parse(kept) as Piece
  return piece.fills.length > 0 && piece.text === clipboard.getData("text/plain").replaceAll("\r\n", "\n") ? piece : null
}
