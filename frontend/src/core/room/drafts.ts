/**
 * Half-written text, bound to its room: it survives the tab, and can never turn up in another resident's composer. Each
 * tab has its own, so that two tabs of one person do not write over each other; what a tab that is gone has left is
 * taken up by the next one that opens the room.
 */
import type { Vault } from "../vault/vault"
import type { OutboxPicture } from "./outbox"
import { onlyTab, type Tabs } from "./tabs"

const TEXT = "draft:"
const PICTURE = "draft-picture:"
// No text that was written: whoever logs out is not asked about it.
const ANSWERS = "answers:"
/** What is written for somebody to read, and not sent; the rest only says something of a draft. */
const ABOUT_DRAFTS = /^draft:(fills|seen):/

interface Draft<Value> {
  value: Value
  at: number
}

export class Drafts {
  private readonly vault: Vault
  private readonly tabs: Tabs
  private readonly unsaved = new Map<string, string>()
  private readonly onTheWay = new Map<string, string>()
  private readonly writings = new Map<string, number>()
  private saving: Promise<void> | null = null

  constructor(vault: Vault, tabs: Tabs = onlyTab()) {
    this.vault = vault
    this.tabs = tabs
  }

  async read(roomId: string): Promise<string> {
    return this.unsaved.get(roomId) ?? this.onTheWay.get(roomId) ?? (await this.kept<string>(`${TEXT}${roomId}:`)) ?? ""
  }

  /** On its way to the disk at once, since a page that is reloaded is given no time; what comes meanwhile goes together. */
  write(roomId: string, text: string): void {
    this.unsaved.set(roomId, text)
    this.noteWriting(`${TEXT}${roomId}:`)
    void this.save()
  }

  /** The picture that was chosen and not sent yet. */
  readPicture(roomId: string): Promise<OutboxPicture | undefined> {
    return this.kept<OutboxPicture>(`${PICTURE}${roomId}:`)
  }

  writePicture(roomId: string, picture: OutboxPicture | null): Promise<void> {
    this.noteWriting(`${PICTURE}${roomId}:`)
    return this.keep(`${PICTURE}${roomId}:`, picture)
  }

  /** Which message the draft answers, if one in particular is. It goes where the text goes. */
  async readAnswered(roomId: string): Promise<string | null> {
    return (await this.kept<string>(`${ANSWERS}${roomId}:`)) ?? null
  }

  writeAnswered(roomId: string, messageId: string | null): Promise<void> {
    this.noteWriting(`${ANSWERS}${roomId}:`)
    return this.keep(`${ANSWERS}${roomId}:`, messageId)
  }

  /** Done when all that was written is in the vault. */
  save(): Promise<void> {
    this.saving ??= this.saveAll()
    return this.saving
  }

  private async saveAll(): Promise<void> {
    // Not before `saving` is set.
    await Promise.resolve()
    while (this.unsaved.size > 0) {
      for (const [roomId, text] of this.unsaved) this.onTheWay.set(roomId, text)
      this.unsaved.clear()
      await Promise.all([...this.onTheWay].map(([roomId, text]) => this.keep(`${TEXT}${roomId}:`, text === "" ? null : text)))
      this.onTheWay.clear()
    }
    this.saving = null
  }

  private async keep(slots: string, value: string | OutboxPicture | null): Promise<void> {
    const slot = slots + this.tabs.id
    if (value !== null) await this.vault.put(slot, { value, at: Date.now() } satisfies Draft<typeof value>)
    else await this.vault.remove(slot).catch(() => undefined)
  }

  private noteWriting(slots: string): void {
    this.writings.set(slots, (this.writings.get(slots) ?? 0) + 1)
  }

  private async kept<Value>(slots: string): Promise<Value | undefined> {
    const before = this.writings.get(slots)
    const own = await this.vault.get<Draft<Value>>(slots + this.tabs.id)
    return own ? own.value : await this.tabs.alone(slots, () => this.takenUp<Value>(slots, before))
  }

  /** The newest draft of a tab that is gone, now this one's. Whoever writes meanwhile goes on with that, and it is left. */
  private async takenUp<Value>(slots: string, before: number | undefined): Promise<Value | undefined> {
    const [open, all] = await Promise.all([this.tabs.open(), this.vault.all<Draft<Value>>(slots)])
    const mine = slots + this.tabs.id
    const left = all.filter(([slot]) => slot !== mine && !open?.has(slot.slice(slots.length)))
    const newest = left.sort(([, one], [, other]) => other.at - one.at)[0]
    if (!newest || this.writings.get(slots) !== before) return undefined
    const [slot, draft] = newest
    await this.vault.put(mine, draft)
    if (this.writings.get(slots) !== before) return undefined
    // Not waited for: between here and the composer nobody can type.
    void this.vault.remove(slot).catch(() => undefined)
    return draft.value
  }
}

/** The rooms, and the notes, in which something is written or chosen and not sent. */
export async function roomsWithDrafts(vault: Vault): Promise<ReadonlySet<string>> {
  const kept = await Promise.all([TEXT, PICTURE].map((prefix) => vault.all<unknown>(prefix)))
  const written = kept.flat().filter(([key]) => !ABOUT_DRAFTS.test(key))
  return new Set(written.map(([key]) => key.split(":").at(-2) ?? ""))
}
