/** Saves a file that the server makes when it is asked for. A plain link could not say why none came. */
import * as m from "../../texts/messages"
import { errorText } from "../errors/errorText"
import type { Refusal } from "../errors/refusal"
import { requestFile } from "../net/http"

// The server waits for a printer and then prints, at most a minute in all.
const DEADLINE_MS = 75_000
// Long enough for any browser to have begun to save it.
const KEPT_MS = 60_000

export async function saveFile(path: string, name: string): Promise<void> {
  const address = URL.createObjectURL(await requestFile(path, DEADLINE_MS))
  const link = document.createElement("a")
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS)
}

/** The name says nothing of whom or what it is about: it stays in a folder that others may see. */
export const TRANSCRIPT_NAME = "vardrum.pdf"

/** Nothing was typed, so nothing is said of what is kept; too many in an hour have a time to wait. */
export function transcriptProblem(refusal: Refusal): string {
  if (refusal.retryable && refusal.code !== "too_many") return m.transcript_failed_now()
  return m.transcript_failed({ why: errorText(refusal) })
}
