/**
 * One form on its way. An answer is in the vault before it is sent and leaves it when the server has it, so that a
 * killed tab or a lost network costs nothing; what the server asks next is the server's to say.
 */
import { asRefusal, type Refusal } from "../../core/errors/refusal"
import { backoffMs } from "../../core/net/backoff"
import { Observable, type Watched } from "../../core/observable"
import type { AnsweredWrong, IntakeView } from "../../core/protocol/wire"
import type { Vault } from "../../core/vault/vault"
import * as api from "../api"
import type { AnswerValue, Entry } from "./answers"

export type Sending =
  | { state: "idle" }
  | { state: "sending" }
  /** Kept here and tried again by itself. */
  | { state: "waiting"; refusal: Refusal }
  | { state: "refused"; refusal: Refusal }

export class IntakeClient {
  private readonly intakeId: string
  private readonly vault: Vault
  private readonly view: Observable<IntakeView>
  private readonly progress = new Observable<Sending>({ state: "idle" })
  private timer: ReturnType<typeof setTimeout> | null = null
  private attempt = 0
  private stopped = false

  constructor(view: IntakeView, vault: Vault) {
    this.intakeId = view.id
    this.vault = vault
    this.view = new Observable(view)
  }

  get intake(): Watched<IntakeView> {
    return this.view
  }

  get sending(): Watched<Sending> {
    return this.progress
  }

  /** Half an answer: what is on the screen now, for the next time this screen is shown. */
  async keepEntry(questionId: string, entry: Entry): Promise<void> {
    await this.vault.put(this.key(questionId), entry)
  }

  keptEntry(questionId: string): Promise<Entry | undefined> {
    return this.vault.get<Entry>(this.key(questionId))
  }

  /** Resolves when the server has the answer; while the network is away it goes on trying. */
  answer(questionId: string, answer: AnswerValue): Promise<boolean> {
    return this.carry(async () => {
      const view = await api.giveAnswer(this.intakeId, questionId, answer)
      await this.vault.remove(this.key(questionId))
      return view
    })
  }

  submit(): Promise<boolean> {
    return this.carry(() => api.submitIntake(this.intakeId))
  }

  wantContact(): Promise<boolean> {
    return this.carry(() => api.wantContact(this.intakeId))
  }

  called112(): Promise<boolean> {
    return this.carry(() => api.called112(this.intakeId))
  }

  answeredWrong(corrections: AnsweredWrong["corrections"]): Promise<boolean> {
    return this.carry(() => api.answeredWrong(this.intakeId, { corrections }))
  }

  stop(): void {
    this.stopped = true
    if (this.timer !== null) clearTimeout(this.timer)
  }

  private async carry(step: () => Promise<IntakeView>): Promise<boolean> {
    if (this.progress.get().state === "sending") return false
    this.progress.set({ state: "sending" })
    for (;;) {
      try {
        this.view.set(await step())
        this.attempt = 0
        this.progress.set({ state: "idle" })
        return true
      } catch (thrown) {
        const refusal = asRefusal(thrown)
        if (!refusal.retryable || this.stopped) {
          this.progress.set({ state: "refused", refusal })
          return false
        }
        this.progress.set({ state: "waiting", refusal })
        await this.pause()
      }
    }
  }

  private pause(): Promise<void> {
    this.attempt += 1
    return new Promise((resolve) => {
      this.timer = setTimeout(resolve, 500 + backoffMs(this.attempt))
    })
  }

  private key(questionId: string): string {
    return `answer:${this.intakeId}:${questionId}`
  }
}
