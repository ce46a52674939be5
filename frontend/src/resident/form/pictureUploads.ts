/**
 * Pictures on their way into a question. Each is in the vault, sealed, until it is an answer, so that a killed tab takes
 * it up where it was. A lost network is tried again by itself; a refusal stays with its reason until it is taken away.
 */
import { asRefusal } from "../../core/errors/refusal"
import { errorText, fileRefusalText } from "../../core/errors/errorText"
import type { Advice } from "../../core/files/judge"
import { bytesOf, canBeShown, readPicture } from "../../core/files/picture"
import { sendInParts } from "../../core/files/sending"
import { settled } from "../../core/files/settled"
import { backoffMs } from "../../core/net/backoff"
import { Observable, type Watched } from "../../core/observable"
import type { OutboxPicture } from "../../core/room/outbox"
import type { Vault } from "../../core/vault/vault"
import * as api from "../api"

export interface Upload {
  id: string
  /** Null for a picture that this browser cannot draw. */
  source: string | null
  /** The picture that this one takes the place of. */
  instead: string | null
  state: "reading" | "sending" | "checking" | "waiting" | "refused"
  /** The picture outlives the page. */
  kept: boolean
  /** From 0 to 1 while it is sent. */
  share: number | null
  /** Asked for when it is drawn, so that it speaks the language of the page. */
  problem: (() => string) | null
  /** What would make a better picture. */
  advice: Advice | null
}

interface KeptPicture {
  picture: OutboxPicture
  instead: string | null
}

/** Takes a picture that is ready into the answer, and resolves when the answer is kept. */
export type TakeReady = (fileId: string, instead: string | null) => Promise<void>

export class PictureUploads {
  private readonly intakeId: string
  private readonly prefix: string
  private readonly vault: Vault
  private readonly list = new Observable<readonly Upload[]>([])
  private readonly advice = new Observable<ReadonlyMap<string, Advice>>(new Map())
  private readonly kept = new Map<string, KeptPicture>()
  private readonly cancels = new Map<string, AbortController>()
  private takeReady: TakeReady | null = null
  private wakeUp: (() => void)[] = []

  constructor(intakeId: string, questionId: string, vault: Vault) {
    this.intakeId = intakeId
    this.prefix = `picture:${intakeId}:${questionId}:`
    this.vault = vault
  }

  get uploads(): Watched<readonly Upload[]> {
    return this.list
  }

  /** What would make a better picture of those that were sent from this page, by their file. */
  get advices(): Watched<ReadonlyMap<string, Advice>> {
    return this.advice
  }

  /** Takes up what an earlier visit left. */
  async start(takeReady: TakeReady): Promise<void> {
    this.takeReady = takeReady
    for (const [key, kept] of await this.vault.all<KeptPicture>(this.prefix)) {
      const id = key.slice(this.prefix.length)
      if (this.isStarted() && !this.kept.has(id)) this.begin(id, kept)
    }
  }

  stop(): void {
    this.takeReady = null
    for (const cancel of this.cancels.values()) cancel.abort()
    for (const upload of this.list.get()) release(upload)
    this.list.set([])
    this.wake()
  }

  async add(file: File, instead: string | null = null): Promise<void> {
    const id = crypto.randomUUID()
    this.put({ id, source: null, instead, state: "reading", kept: false, share: null, problem: null, advice: null })
    const chosen = await readPicture(file)
    if (chosen.outcome === "refused") {
      this.change(id, { state: "refused", problem: () => fileRefusalText(chosen.code) })
      return
    }
    const kept = { picture: chosen.picture, instead }
    await this.vault.put(this.prefix + id, kept)
    if (this.isStarted()) this.begin(id, kept)
  }

  async remove(id: string): Promise<void> {
    this.cancels.get(id)?.abort()
    this.kept.delete(id)
    const gone = this.list.get().find((upload) => upload.id === id)
    if (gone) release(gone)
    this.list.set(this.list.get().filter((upload) => upload.id !== id))
    await this.vault.remove(this.prefix + id)
  }

  /** The network is back: what waits is tried now. */
  wake(): void {
    const waiting = this.wakeUp
    this.wakeUp = []
    for (const wake of waiting) wake()
  }

  private begin(id: string, kept: KeptPicture): void {
    this.kept.set(id, kept)
    const source = canBeShown(kept.picture) ? URL.createObjectURL(bytesOf(kept.picture)) : null
    const onDevice = !this.vault.inPage.get().has(this.prefix + id)
    this.put({ id, source, instead: kept.instead, state: "sending", kept: onDevice, share: 0, problem: null, advice: kept.picture.advice ?? null })
    void this.carry(id, kept)
  }

  private async carry(id: string, kept: KeptPicture): Promise<void> {
    let attempt = 0
    while (this.isWanted(id)) {
      try {
        const fileId = await this.send(id, kept.picture, () => (attempt = 0))
        if (!this.isWanted(id)) return
        if (kept.picture.advice) this.advice.set(new Map([...this.advice.get(), [fileId, kept.picture.advice]]))
        await this.takeReady?.(fileId, kept.instead)
        await this.remove(id)
        return
      } catch (thrown) {
        if (!this.isWanted(id)) return
        const refusal = asRefusal(thrown)
        if (!refusal.retryable) {
          this.change(id, { state: "refused", share: null, problem: () => errorText(refusal) })
          // Sent again it would only be refused again.
          await this.vault.remove(this.prefix + id)
          return
        }
        this.change(id, { state: "waiting", share: null })
        await this.pause(attempt)
        attempt += 1
      }
    }
  }

  private async send(id: string, picture: OutboxPicture, onPart: () => void): Promise<string> {
    const cancel = new AbortController()
    this.cancels.set(id, cancel)
    const share = (sent: number): void => {
      this.change(id, sent < 1 ? { state: "sending", share: sent } : { state: "checking", share: null })
    }
    const sending = { to: api.intakeUploads(this.intakeId), name: id, progress: { share, part: onPart }, signal: cancel.signal }
    const fileId = await sendInParts(bytesOf(picture), sending)
    this.change(id, { state: "checking", share: null })
    return await settled(fileId, (one) => api.intakeFile(this.intakeId, one))
  }

  private isWanted(id: string): boolean {
    return this.isStarted() && this.kept.has(id)
  }

  private isStarted(): boolean {
    return this.takeReady !== null
  }

  private pause(attempt: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, 1_000 + backoffMs(attempt))
      this.wakeUp.push(() => {
        clearTimeout(timer)
        resolve()
      })
    })
  }

  private put(upload: Upload): void {
    const others = this.list.get().filter((one) => one.id !== upload.id)
    this.list.set([...others, upload])
  }

  private change(id: string, change: Partial<Upload>): void {
    this.list.set(this.list.get().map((upload) => (upload.id === id ? { ...upload, ...change } : upload)))
  }
}

function release(upload: Upload): void {
  if (upload.source !== null) URL.revokeObjectURL(upload.source)
}
