/**
 * What a person at a tab was shown and what reached the tab, one JSON object a line with the time it happened. Whoever
 * judges a run reads these lines and nothing else of the client.
 */
import { appendFileSync } from "node:fs"

export type Entry = { kind: string } & Record<string, unknown>
export type Note = (entry: Entry) => void

/** Lines wait until the present turn of the event loop is over, so that a burst is one write. */
export class Journal {
  private readonly path: string
  private readonly lines: string[] = []

  constructor(path: string) {
    this.path = path
  }

  of(tab: string): Note {
    return ({ kind, ...rest }) => {
      if (this.lines.length === 0) setImmediate(() => this.write())
      this.lines.push(JSON.stringify({ at: Date.now() / 1000, tab, kind, ...rest }))
    }
  }

  /** Everything noted so far is in the file when this returns. */
  write(): void {
    if (this.lines.length > 0) appendFileSync(this.path, `${this.lines.splice(0).join("\n")}\n`)
  }
}
