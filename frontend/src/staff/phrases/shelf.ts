/**
 * The phrases as one changes them: what is written and not saved (it outlives the page), saving, taking away, and the
 * earlier versions. What may be kept is decided by the server; the rules are in draft.ts.
 */
import { asRefusal, type Refusal } from "../../core/errors/refusal"
import { request } from "../../core/net/http"
import { Observable } from "../../core/observable"
import type { Phrase, PhraseVersion, PhraseVersions, SavePhrase, WithdrawnPhrases, WithdrawPhrase } from "../../core/protocol/wire"
import type { Drafts } from "../../core/room/drafts"
import type { PhraseBook } from "../desk/phraseBook"
import type { PhraseDraft } from "./draft"

/** Where the drafts of phrases lie among those of rooms. */
const KEY = "phrases"

export type Saved = { kind: "saved"; phrase: Phrase } | { kind: "changed"; theirs: PhraseVersion } | { kind: "refused"; refusal: Refusal }

export class Shelf {
  readonly unsaved = new Observable<ReadonlyMap<string, PhraseDraft>>(new Map())
  readonly withdrawn = new Observable<readonly Phrase[]>([])
  readonly book: PhraseBook
  private readonly drafts: Drafts

  constructor(book: PhraseBook, drafts: Drafts) {
    this.book = book
    this.drafts = drafts
  }

  /** What a page before this one left unsaved. */
  async restore(): Promise<void> {
    const kept = await this.drafts.read(KEY)
    if (kept !== "" && this.unsaved.get().size === 0) this.unsaved.set(new Map(JSON.parse(kept) as [string, PhraseDraft][]))
  }

  keep(draft: PhraseDraft): void {
    this.write(new Map(this.unsaved.get()).set(draft.id, draft))
  }

  drop(id: string): void {
    const left = new Map(this.unsaved.get())
    left.delete(id)
    this.write(left)
  }

  async save(draft: PhraseDraft): Promise<Saved> {
    const { id, saveId, basedOn, library, abbreviation, title, text, restores } = draft
    const body: SavePhrase = { save_id: saveId, based_on: basedOn, library, abbreviation, title, text, restores }
    return this.sent(id, () => request<Phrase>("PUT", `/api/staff/phrases/${id}`, body))
  }

  async withdraw(phrase: Phrase, saveId: string): Promise<Saved> {
    const body: WithdrawPhrase = { save_id: saveId, based_on: phrase.version }
    return this.sent(phrase.id, () => request<Phrase>("POST", `/api/staff/phrases/${phrase.id}/withdraw`, body))
  }

  async versions(id: string): Promise<PhraseVersion[]> {
    return (await request<PhraseVersions>("GET", `/api/staff/phrases/${id}/versions`)).versions
  }

  async askForWithdrawn(): Promise<void> {
    this.withdrawn.set((await request<WithdrawnPhrases>("GET", "/api/staff/phrases/withdrawn")).phrases)
  }

  /** Where somebody else was first, what they saved comes along. */
  private async sent(id: string, send: () => Promise<Phrase>): Promise<Saved> {
    try {
      const phrase = await send()
      this.drop(id)
      await Promise.all([this.book.load(), this.askForWithdrawn()])
      return { kind: "saved", phrase }
    } catch (thrown) {
      const refusal = asRefusal(thrown)
      if (refusal.code !== "phrase_changed") return { kind: "refused", refusal }
      const [theirs] = await this.versions(id).catch(() => [])
      return theirs === undefined ? { kind: "refused", refusal } : { kind: "changed", theirs }
    }
  }

  private write(left: ReadonlyMap<string, PhraseDraft>): void {
    this.unsaved.set(left)
    this.drafts.write(KEY, left.size === 0 ? "" : JSON.stringify([...left]))
  }
}
