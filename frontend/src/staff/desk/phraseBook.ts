/** The unit's prepared texts, asked for once a login; without them one writes as before. */
import { request } from "../../core/net/http"
import { Observable, type Watched } from "../../core/observable"
import type { Phrases } from "../../core/protocol/wire"

export type Book = { phase: "asking" } | { phase: "here"; phrases: Phrases } | { phase: "missing" }

export class PhraseBook {
  private readonly book = new Observable<Book>({ phase: "asking" })

  get now(): Watched<Book> {
    return this.book
  }

  async load(): Promise<void> {
    this.book.set({ phase: "asking" })
    try {
      this.book.set({ phase: "here", phrases: await request<Phrases>("GET", "/api/staff/phrases") })
    } catch {
      // Said where phrases are looked for, with the way to ask again.
      this.book.set({ phase: "missing" })
    }
  }
}
