/** Half-written text, bound to its room: it survives the tab, and can never turn up in another resident's composer. */
import type { Vault } from "../vault/vault"

const keyOf = (roomId: string): string => `draft:${roomId}`
// Every key press would be a disk write; half a second is what a killed tab may cost.
const SAVE_AFTER_MS = 400

export class Drafts {
  private readonly vault: Vault
  private readonly unsaved = new Map<string, string>()
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

  /** At once: the page is being hidden, or the text has become a message. */
  async save(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
    const writes = [...this.unsaved]
    this.unsaved.clear()
    await Promise.all(writes.map(([roomId, text]) => (text === "" ? this.vault.remove(keyOf(roomId)) : this.vault.put(keyOf(roomId), text))))
  }
}
