/**
 * The prepared texts that this person reads: fetched once, and anew when somebody has changed one, which is asked every
 * few seconds. Without them one writes as before.
 */
import { request } from "../../core/net/http"
import { Observable, type Watched } from "../../core/observable"
import type { Phrases, PhrasesRevision } from "../../core/protocol/wire"

export type Book = { phase: "asking" } | { phase: "here"; phrases: Phrases } | { phase: "missing" }

const EVERY_MS = 8_000

export class PhraseBook {
  private readonly book = new Observable<Book>({ phase: "asking" })
  private timer: ReturnType<typeof setInterval> | null = null

  get now(): Watched<Book> {
    return this.book
  }

  start(): void {
    void this.load()
    this.timer = setInterval(() => {
      if (document.visibilityState === "visible") void this.follow()
    }, EVERY_MS)
    document.addEventListener("visibilitychange", this.seen)
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer)
    this.timer = null
    document.removeEventListener("visibilitychange", this.seen)
  }

  async load(): Promise<void> {
    if (this.book.get().phase !== "here") this.book.set({ phase: "asking" })
    try {
      this.book.set({ phase: "here", phrases: await request<Phrases>("GET", "/api/staff/phrases") })
    } catch {
      // Said where phrases are looked for, with the way to ask again; old ones are better than none.
      if (this.book.get().phase !== "here") this.book.set({ phase: "missing" })
    }
  }

  private readonly seen = (): void => {
    if (document.visibilityState === "visible") void this.follow()
  }

  private async follow(): Promise<void> {
    const book = this.book.get()
    if (book.phase !== "here") return
    try {
      const { revision } = await request<PhrasesRevision>("GET", "/api/staff/phrases/revision")
      if (revision !== book.phrases.revision) await this.load()
    } catch {
      // The next round asks again.
    }
  }
}
