/**
 * One form on its way. An answer is in the vault before it is sent and leaves it when the server has it, so that a
 * killed tab or a lost network costs nothing; what the server asks next is the server's to say. The same form may be
 * open on another device: an answer from there is never overwritten unseen by one that was given here before it.
 */
import { asRefusal, noConnection, type Refusal, type RefusalCode } from "../../core/errors/refusal"
import { backoffMs } from "../../core/net/backoff"
import { Observable, type Watched } from "../../core/observable"
import type { AnsweredWrong, AskedQuestion, IntakeView, SubmitIntake } from "../../core/protocol/wire"
import type { Place, Vault } from "../../core/vault/vault"
import * as api from "../api"
import type { AnswerValue, Entry } from "./answers"
import { askedIn, type News, newsOf, sameAnswer } from "./keptForm"
import { PictureUploads } from "./pictureUploads"

export type Sending =
  | { state: "idle" }
  | { state: "sending"; slow: boolean }
  /** Kept here and tried again by itself. */
  | { state: "waiting"; refusal: Refusal }
  | { state: "refused"; refusal: Refusal }
  /** The question has been answered otherwise on another device since it was drawn here. */
  | { state: "conflict"; theirs: AskedQuestion; mine: AnswerValue }

// Long enough to have gone to another device and answered there.
const STALE_AFTER_MS = 15_000
const SLOW_AFTER_MS = 5_000

// The form is not as this page shows it: sent or left elsewhere, in want of an answer, or its clinic has closed.
const LOOK_AGAIN: ReadonlySet<RefusalCode> = new Set(["intake_closed", "answer_invalid", "unit_required", "illegal_move"])

const formKey = (intakeId: string): string => `form:${intakeId}`
const entryPrefix = (intakeId: string): string => `answer:${intakeId}:`

/** Opens a form; without a network as it was seen here last. */
export async function openForm(intakeId: string, vault: Vault): Promise<IntakeClient> {
  const kept = await vault.get<IntakeView>(formKey(intakeId))
  try {
    const view = await api.intake(intakeId)
    const own = await vault.all(entryPrefix(intakeId))
    const questions = new Set(own.map(([key]) => key.slice(entryPrefix(intakeId).length)))
    return new IntakeClient(view, vault, newsOf(kept, view, questions))
  } catch (thrown) {
    const refusal = asRefusal(thrown)
    if (!kept || !refusal.retryable) throw refusal
    return new IntakeClient(kept, vault, { kind: "from_here" })
  }
}

export class IntakeClient {
  readonly vault: Vault
  private readonly intakeId: string
  private readonly view: Observable<IntakeView>
  private readonly progress = new Observable<Sending>({ state: "idle" })
  private readonly told: Observable<News | null>
  private seenAt: number
  private sentHere = false
  private attempt = 0
  private stopped = false
  private wakeUp: (() => void) | null = null

  constructor(view: IntakeView, vault: Vault, news: News | null = null) {
    this.intakeId = view.id
    this.vault = vault
    this.view = new Observable(view)
    this.told = new Observable(news)
    this.seenAt = news?.kind === "from_here" ? 0 : Date.now()
    void this.keepView(view)
  }

  get intake(): Watched<IntakeView> {
    return this.view
  }

  get sending(): Watched<Sending> {
    return this.progress
  }

  get news(): Watched<News | null> {
    return this.told
  }

  /** Whether it was this device that took the form where it led. */
  get isSentHere(): boolean {
    return this.sentHere
  }

  pictures(questionId: string): PictureUploads {
    return new PictureUploads(this.intakeId, questionId, this.vault)
  }

  pictureSource(fileId: string): string {
    return api.intakeFileSource(this.intakeId, fileId)
  }

  /** Half an answer: what is on the screen now, for the next time this screen is shown. */
  keepEntry(questionId: string, entry: Entry): Promise<Place> {
    return this.vault.put(this.key(questionId), entry)
  }

  /** Where what is on the screen would be found again. */
  placeOfEntry(questionId: string): Place {
    return this.vault.inPage.get().has(this.key(questionId)) ? "page" : "device"
  }

  keptEntry(questionId: string): Promise<Entry | undefined> {
    return this.vault.get<Entry>(this.key(questionId))
  }

  /** Another screen of the form is shown: what was refused on the last one is not said there. */
  turnPage(): void {
    const { state } = this.progress.get()
    if (state === "refused" || state === "conflict") this.progress.set({ state: "idle" })
  }

  /** What was said once need not be said again; that the network is away still holds. */
  newsHeard(): void {
    if (this.told.get()?.kind !== "from_here") this.told.set(null)
  }

  dropEntry(questionId: string): Promise<void> {
    this.progress.set({ state: "idle" })
    return this.vault.remove(this.key(questionId))
  }

  /**
   * Resolves when the server has the answer; while the network is away it goes on trying. `seen` is the answer that
   * stood there when this one was given: another one in its place is shown, and replaced only by `overrule`.
   */
  answer(questionId: string, answer: AnswerValue, seen: AnswerValue | null, options: { overrule?: boolean } = {}): Promise<boolean> {
    return this.carry(async () => {
      if (!options.overrule) {
        if (this.isStale()) this.take(await api.intake(this.intakeId))
        const now = this.view.get()
        if (now.state !== "open") return now
        const theirs = askedIn(now, questionId)
        if (theirs && !sameAnswer(theirs.answer, seen) && !sameAnswer(theirs.answer, answer)) {
          return { state: "conflict", theirs, mine: answer }
        }
      }
      const view = await api.giveAnswer(this.intakeId, questionId, answer)
      await this.vault.remove(this.key(questionId))
      this.told.set(null)
      return view
    })
  }

  submit(choice: SubmitIntake): Promise<boolean> {
    return this.carry(() => {
      this.sentHere = true
      return api.submitIntake(this.intakeId, choice)
    })
  }

  wantContact(): Promise<boolean> {
    return this.carry(() => api.wantContact(this.intakeId))
  }

  called112(): Promise<boolean> {
    return this.carry(() => api.called112(this.intakeId))
  }

  answeredWrong(corrections: AnsweredWrong["corrections"]): Promise<boolean> {
    return this.carry(() => {
      this.sentHere = true
      return api.answeredWrong(this.intakeId, { corrections })
    })
  }

  /** What may have been answered elsewhere meanwhile; silent when the server cannot be reached. */
  async refresh(): Promise<void> {
    if (!this.isStale() || this.progress.get().state !== "idle") return
    const kept = this.view.get()
    try {
      const now = await api.intake(this.intakeId)
      if (this.stopped || this.progress.get().state !== "idle") return
      this.told.set(newsOf(kept, now, new Set()))
      this.take(now)
    } catch (thrown) {
      if (asRefusal(thrown).code === "not_logged_in") this.progress.set({ state: "refused", refusal: asRefusal(thrown) })
    }
  }

  /** The network is back, or somebody looks at the page again: what waits is tried now. */
  wake(): void {
    this.wakeUp?.()
    void this.refresh()
  }

  stop(): void {
    this.stopped = true
    this.wakeUp?.()
  }

  private async carry(step: () => Promise<IntakeView | Extract<Sending, { state: "conflict" }>>): Promise<boolean> {
    const { state } = this.progress.get()
    if (state === "sending" || state === "waiting") return false
    for (;;) {
      this.progress.set({ state: "sending", slow: false })
      const slow = setTimeout(() => this.progress.set({ state: "sending", slow: true }), SLOW_AFTER_MS)
      try {
        const result = await step()
        this.attempt = 0
        if (result.state === "conflict") {
          this.progress.set(result)
          return false
        }
        this.take(result)
        this.progress.set({ state: "idle" })
        return true
      } catch (thrown) {
        const refusal = asRefusal(thrown)
        if (!refusal.retryable) return await this.refused(refusal)
        this.progress.set({ state: "waiting", refusal })
      } finally {
        clearTimeout(slow)
      }
      await this.pause()
      if (this.stopped) return false
    }
  }

  /** A form that is not as it is shown here is drawn anew rather than only refused. */
  private async refused(refusal: Refusal): Promise<false> {
    if (!LOOK_AGAIN.has(refusal.code)) {
      this.progress.set({ state: "refused", refusal })
      return false
    }
    try {
      const now = await api.intake(this.intakeId)
      const asksMore = this.view.get().next_question_id === null && now.next_question_id !== null
      if (asksMore) this.told.set({ kind: "missing_answer" })
      this.take(now)
      this.progress.set(asksMore || now.state !== "open" ? { state: "idle" } : { state: "refused", refusal })
    } catch {
      this.progress.set({ state: "refused", refusal: noConnection() })
    }
    return false
  }

  private take(view: IntakeView): void {
    this.seenAt = Date.now()
    this.view.set(view)
    void this.keepView(view)
  }

  /** A form that is over is not kept: the server has it, and its room or page is what is read from now on. */
  private async keepView(view: IntakeView): Promise<void> {
    if (view.state === "open") await this.vault.put(formKey(view.id), view)
    else await this.vault.remove(formKey(view.id)).catch(() => undefined)
  }

  private isStale(): boolean {
    return Date.now() - this.seenAt > STALE_AFTER_MS
  }

  private pause(): Promise<void> {
    if (this.stopped) return Promise.resolve()
    this.attempt += 1
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, 500 + backoffMs(this.attempt))
      this.wakeUp = () => {
        clearTimeout(timer)
        this.wakeUp = null
        resolve()
      }
    })
  }

  private key(questionId: string): string {
    return entryPrefix(this.intakeId) + questionId
  }
}
