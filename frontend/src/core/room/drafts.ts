/** Half-written text, bound to its room: it survives the tab, and can never turn up in another resident's composer. */
import { Observable, type Watched } from "../observable"
import type { Vault } from "../vault/vault"
import type { OutboxPicture } from "./outbox"

const keyOf = (roomId: string): string => `draft:${roomId}`
const pictureKeyOf = (roomId: string): string => `draft-picture:${roomId}`
// Every key press would be a disk write; half a second is what a killed tab may cost.
const SAVE_AFTER_MS = 400

export class Drafts {
  private readonly vault: Vault
  private readonly unsaved = new Map<string, string>()
  private readonly noRoom = new Observable(false)
  private timer: ReturnType<typeof setTimeout> | null = null

  constructor(vault: Vault) {
    this.vault = vault
  }

  async read(roomId: string): Promise<string> {
    return this.unsaved.get(roomId) ?? (await this.vault.get<string>(keyOf(roomId))) ?? ""
  }

  write(roomId: string, text: string): void {
    this.unsaved.set(roomId, text)
    this.timer ??= setTimeout(() => void this.save(), SAVE_AFTER_MS)
  }

  /** The picture that was chosen and not sent yet. */
  readPicture(roomId: string): Promise<OutboxPicture | undefined> {
    return this.vault.get<OutboxPicture>(pictureKeyOf(roomId))
  }

  async writePicture(roomId: string, picture: OutboxPicture | null): Promise<void> {
    if (picture) await this.vault.put(pictureKeyOf(roomId), picture)
    else await this.vault.remove(pictureKeyOf(roomId))
  }

  /** True while the device has no room for what is written: it is then in this page alone. */
  get full(): Watched<boolean> {
    return this.noRoom
  }

  /** At once: the page is being hidden, or the text has become a message. What cannot be kept is tried again. */
  async save(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
    const writes = [...this.unsaved]
    this.unsaved.clear()
    const kept = await Promise.all(writes.map(([roomId, text]) => this.keep(roomId, text)))
    if (kept.length > 0) this.noRoom.set(kept.includes(false))
  }

  private async keep(roomId: string, text: string): Promise<boolean> {
    try {
      if (text === "") await this.vault.remove(keyOf(roomId))
      else await this.vault.put(keyOf(roomId), text)
      return true
    } catch {
      if (!this.unsaved.has(roomId)) this.unsaved.set(roomId, text)
      return false
    }
  }
}
