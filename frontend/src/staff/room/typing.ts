/** Writes into a text field as the keyboard does, so that the browser's own undo takes it back. */
import type { Span } from "./blanks"

/** False where the browser cannot: then whoever asked puts the text in, and undo does not know of it. */
export function typeOver(field: HTMLTextAreaElement, over: Span, text: string): boolean {
  field.focus()
  field.setSelectionRange(over.start, over.end)
  // Deprecated for what it does to pages, and the only way into a text field's undo that browsers have.
  const command = "execCommand" in document ? document.execCommand.bind(document) : null
  if (command === null) return false
  return text === "" ? command("delete") : command("insertText", false, text)
}
