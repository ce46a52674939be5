/** Writes into a text field as the keyboard does, so that the browser's own undo takes it back. */
import type { Span } from "./blanks"

/** Deprecated for what it does to whole pages, and the only way into a text field's undo that browsers have. */
interface Typist {
  execCommand?: (command: string, withPicker?: boolean, value?: string) => boolean
}

/** False where the browser cannot: then whoever asked puts the text in, and undo does not know of it. */
export function typeOver(field: HTMLTextAreaElement, over: Span, text: string): boolean {
  field.focus()
  field.setSelectionRange(over.start, over.end)
  const typist: Typist = field.ownerDocument
  return (text === "" ? typist.execCommand?.("delete") : typist.execCommand?.("insertText", false, text)) ?? false
}
