/** The unit's concluded cases, page by page, newest first, and the search among those that are here. Holds no React. */
import { asRefusal, type Refusal } from "../../core/errors/refusal"
import { request } from "../../core/net/http"
import { Observable } from "../../core/observable"
import type { ConcludedCases, ConcludedLine } from "../../core/protocol/wire"
import { folded } from "../desk/rows"

export interface Concluded {
  lines: readonly ConcludedLine[]
  /** Where the next page begins; null when everything is here. */
  next: string | null
  asking: boolean
  refusal: Refusal | null
}

export class ConcludedList {
  readonly now = new Observable<Concluded>({ lines: [], next: null, asking: false, refusal: null })
  private round = 0

  /** Anew from the newest. */
  async restart(): Promise<void> {
    this.round += 1
    this.now.set({ lines: [], next: null, asking: false, refusal: null })
    await this.ask(null)
  }

  async more(): Promise<void> {
    const { next, asking } = this.now.get()
    if (next !== null && !asking) await this.ask(next)
  }

  /** What was asked for before the list was begun anew is not added to it. */
  private async ask(cursor: string | null): Promise<void> {
    const { round } = this
    this.now.set({ ...this.now.get(), asking: true, refusal: null })
    try {
      const query = cursor === null ? "" : `?cursor=${encodeURIComponent(cursor)}`
      const page = await request<ConcludedCases>("GET", `/api/staff/concluded${query}`)
      if (round !== this.round) return
      const { lines } = this.now.get()
      this.now.set({ lines: [...lines, ...page.cases], next: page.next, asking: false, refusal: null })
    } catch (thrown) {
      if (round === this.round) this.now.set({ ...this.now.get(), asking: false, refusal: asRefusal(thrown) })
    }
  }
}

/** By name, reason, who concluded, or the number of the case. */
export function found(lines: readonly ConcludedLine[], text: string): readonly ConcludedLine[] {
  const words = folded(text)
  if (words === "") return lines
  const digits = words.replace(/\s/g, "")
  if (/^\d+$/.test(digits)) return lines.filter((line) => String(line.number).includes(digits))
  return lines.filter((line) =>
    [line.resident_name, line.reason.sv, line.reason.en, line.concluded_by_name].some((part) => folded(part).includes(words)),
  )
}

/** Whether a case may still be reopened. */
export const reopenable = (line: Pick<ConcludedLine, "reopen_until">, now: number): boolean => now < Date.parse(line.reopen_until)
