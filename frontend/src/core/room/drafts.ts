/** Half-written text, bound to its room: it survives the tab, and can never turn up in another resident's composer. */
import { Observable, type Watched } from "../observable"
import type { Vault } from "../vault/vault"
import type { OutboxPicture } from "./outbox"

const keyOf = (roomId: string): string => `draft:${roomId}`
const pictureKeyOf = (roomId: string): string => `draft-picture:${roomId}`

export class Drafts {
  private readonly vault: Vault
  private readonly unsaved = new Map<string, string>()
  private readonly noRoom = new Observable(false)
  private readonly onTheWay = new Map<string, string>()
  private saving: Promise<void> | null = null

  constructor(vault: Vault) {
    this.vault = vault
  }

  async read(roomId: string): Promise<string> {
    return this.unsaved.get(roomId) ?? this.onTheWay.get(roomId) ?? (await this.vault.get<string>(keyOf(roomId))) ?? ""
  }

  /** On its way to the disk at once, since a page that is reloaded is given no time; what comes meanwhile goes together. */
  write(roomId: string, text: string): void {
    this.unsaved.set(roomId, text)
    void this.save()
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

  /** Done when all that was written is kept. What cannot be kept is tried again with the next writing. */
  save(): Promise<void> {
    this.saving ??= this.saveAll()
    return this.saving
  }

  private async saveAll(): Promise<void> {
    // Not before `saving` is set.
    await Promise.resolve()
    let room = true
    while (room && this.unsaved.size > 0) {
      for (const [roomId, text] of this.unsaved) this.onTheWay.set(roomId, text)
      this.unsaved.clear()
      const kept = await Promise.all([...this.onTheWay].map(([roomId, text]) => this.keep(roomId, text)))
      this.onTheWay.clear()
      room = !kept.includes(false)
      this.noRoom.set(!room)
    }
    this.saving = null
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
