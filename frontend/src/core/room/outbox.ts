/**
 * Messages on their way. Each is in the vault before the composer empties and leaves it on the server's ack; its ids
 * stay the same over all retries, so that it arrives once. One message of a room at a time, in the order written. All
 * tabs of a person show the same outbox, and any of them may carry what another wrote.
 */
import { asRefusal, type Refusal, type RefusalCode } from "../errors/refusal"
import type { Advice } from "../files/judge"
import type { UploadProgress } from "../files/sending"
import { backoffMs } from "../net/backoff"
import { Observable, type Watched } from "../observable"
import type { Vault } from "../vault/vault"
import { onlyTab, type OutboxNews, type Tabs } from "./tabs"
import type { Tenure } from "./tenure"

export interface OutboxPicture {
  base64: string
  mediaType: string
  width: number
  height: number
  /** Of a document, which has no sides. */
  name?: string
  /** How large it was, where it has been made smaller. */
  wasBytes?: number
  /** What would make a better picture. */
  advice?: Advice
  /** The picture of the room that it is a marked copy of. */
  copyOf?: string
}

export interface OutboxItem {
  /** Is also the command's id: a retry is the same command. */
  clientMessageId: string
  roomId: string
  /** The room whose header the writer saw; the server refuses a message that would go elsewhere. */
  shownRoomId: string
  text: string
  picture: OutboxPicture | null
  /** The message that it answers. Nothing of it is kept here: it may be taken away meanwhile. */
  replyToId?: string | null
  /** The custody that its writer of the staff had before them; under another one it is refused, for them to look again. */
  epoch?: number
  fileId: string | null
  writtenAt: number
  refusal: RefusalCode | null
  /** Why a file was refused; a code. */
  refusedFile?: string | null
  /** The server has it; the item stays only until the room shows the message itself. */
  acked: boolean
}

export type NewMessage = Pick<OutboxItem, "roomId" | "shownRoomId" | "text" | "picture" | "replyToId" | "epoch">

export interface Carrier {
  /** Resolves on the ack. */
  send: (item: OutboxItem) => Promise<unknown>
  /** Uploads the picture and resolves with its file id once the server can show it. */
  upload: (item: OutboxItem, progress: UploadProgress) => Promise<string>
}

const PREFIX = "outbox:"
const keyOf = (item: OutboxItem): string => `${PREFIX}${String(item.writtenAt).padStart(15, "0")}:${item.clientMessageId}`

export class Outbox {
  private readonly vault: Vault
  private readonly carrier: Carrier
  private readonly tabs: Tabs
  private readonly deafen: () => void
  private readonly list = new Observable<readonly OutboxItem[]>([])
  private readonly onTheWay = new Observable<ReadonlyMap<string, number>>(new Map())
  private readonly busyRooms = new Set<string>()
  private readonly attempts = new Map<string, number>()
  private readonly retries = new Map<string, ReturnType<typeof setTimeout>>()
  private stopped = false

  constructor(vault: Vault, carrier: Carrier, tabs: Tabs = onlyTab()) {
    this.vault = vault
    this.carrier = carrier
    this.tabs = tabs
    this.deafen = tabs.listen((news) => this.hear(news))
  }

  get items(): Watched<readonly OutboxItem[]> {
    return this.list
  }

  /** How much of its picture has gone, from 0 to 1, by the message's id; only of what is being sent right now. */
  get shares(): Watched<ReadonlyMap<string, number>> {
    return this.onTheWay
  }

  get durable(): boolean {
    return this.vault.durable
  }

  /** The keys of what is in this page alone; `isKept` asks it of a message. */
  get inPage(): Vault["inPage"] {
    return this.vault.inPage
  }

  /** Whether the message outlives the page. */
  isKept(item: OutboxItem): boolean {
    return !this.vault.inPage.get().has(keyOf(item))
  }

  /** Takes up what an earlier tab left behind, or what another one has written. */
  async restore(): Promise<void> {
    const kept = await this.vault.all<OutboxItem>(PREFIX)
    if (this.stopped) return
    const now = new Map(this.list.get().map((item) => [item.clientMessageId, item]))
    for (const [, item] of kept) if (!now.get(item.clientMessageId)?.acked) now.set(item.clientMessageId, item)
    this.list.set([...now.values()].sort((one, other) => one.writtenAt - other.writtenAt))
    this.flush()
  }

  /** Resolves when the message is as safe as it can be here; only then may the composer empty. */
  async add(message: NewMessage): Promise<OutboxItem> {
    const item: OutboxItem = {
      ...message,
      clientMessageId: crypto.randomUUID(),
      fileId: null,
      writtenAt: this.nextTime(),
      refusal: null,
      acked: false,
    }
    await this.vault.put(keyOf(item), item)
    this.list.set([...this.list.get(), item])
    this.tabs.tell({ what: "changed" })
    void this.pump(item.roomId)
    return item
  }

  /** Everything that waits is tried now: the network is back. */
  flush(): void {
    for (const room of new Set(this.list.get().map((item) => item.roomId))) void this.pump(room)
  }

  /** The room shows these messages itself now. */
  confirm(clientMessageIds: ReadonlySet<string>): void {
    const shown = this.list.get().filter((item) => clientMessageIds.has(item.clientMessageId))
    if (shown.length === 0) return
    this.list.set(this.list.get().filter((item) => !clientMessageIds.has(item.clientMessageId)))
    for (const item of shown) void this.forget(item)
  }

  /**
   * What was refused may be let through now: the case is open again, or the picture can be read after all. `tenure` is
   * the custody that its writer has before them as they choose so.
   */
  tryAgain(clientMessageId: string, tenure: Tenure = {}): void {
    const item = this.list.get().find((one) => one.clientMessageId === clientMessageId)
    if (!item) return
    const again = this.replace(item, { refusal: null, ...tenure })
    void this.vault.put(keyOf(again), again)
    void this.pump(item.roomId)
  }

  /** The writer gives a refused message up. */
  async discard(clientMessageId: string): Promise<void> {
    const item = this.list.get().find((one) => one.clientMessageId === clientMessageId)
    if (!item) return
    this.drop(clientMessageId)
    await this.forget(item)
    this.tabs.tell({ what: "discarded", clientMessageId })
  }

  stop(): void {
    this.stopped = true
    this.deafen()
    for (const timer of this.retries.values()) clearTimeout(timer)
    this.retries.clear()
  }

  private async pump(roomId: string): Promise<void> {
    if (this.busyRooms.has(roomId) || this.stopped) return
    this.busyRooms.add(roomId)
    clearTimeout(this.retries.get(roomId))
    this.retries.delete(roomId)
    try {
      await this.tabs.alone(`carries:${roomId}`, () => this.carryAll(roomId))
    } finally {
      this.busyRooms.delete(roomId)
    }
  }

  private async carryAll(roomId: string): Promise<void> {
    let next = this.nextOf(roomId)
    while (next && !this.stopped && (await this.carried(next))) next = this.nextOf(roomId)
    if (!next) this.attempts.delete(roomId)
  }

  /** True when the next message may be tried. A refusal for good stops its message only, not those after it. */
  private async carried(item: OutboxItem): Promise<boolean> {
    try {
      // While this tab waited its turn another may have brought it there, or its picture.
      const kept = await this.vault.get<OutboxItem>(keyOf(item)).catch(() => item)
      if (kept === undefined) {
        this.replace(item, { acked: true })
        return true
      }
      let current = this.replace(item, { fileId: item.fileId ?? kept.fileId })
      if (current.picture && current.fileId === null) {
        current = this.replace(current, { fileId: await this.uploaded(current) })
        await this.vault.put(keyOf(current), current)
      }
      await this.carrier.send(current)
      this.replace(current, { acked: true })
      await this.forget(current)
      this.tabs.tell({ what: "sent", clientMessageId: current.clientMessageId })
      return true
    } catch (thrown) {
      const refusal = asRefusal(thrown)
      if (refusal.retryable || refusal.code === "not_logged_in") {
        this.retryLater(item.roomId, askedToWait(refusal))
        return false
      }
      const refused = this.replace(item, { refusal: refusal.code, refusedFile: fileRefusal(refusal) })
      await this.vault.put(keyOf(refused), refused)
      this.tabs.tell({ what: "changed" })
      return true
    }
  }

  private async uploaded(item: OutboxItem): Promise<string> {
    const shares = (share: number | null): void => {
      const others = [...this.onTheWay.get()].filter(([id]) => id !== item.clientMessageId)
      this.onTheWay.set(new Map(share === null ? others : [...others, [item.clientMessageId, share]]))
    }
    try {
      return await this.carrier.upload(item, { share: shares, part: () => this.attempts.delete(item.roomId) })
    } finally {
      shares(null)
    }
  }

  private hear(news: OutboxNews): void {
    if (news.what === "changed") void this.restore()
    else if (news.what === "discarded") this.drop(news.clientMessageId)
    else {
      const item = this.list.get().find((one) => one.clientMessageId === news.clientMessageId)
      if (item) this.replace(item, { acked: true })
    }
  }

  private drop(clientMessageId: string): void {
    this.list.set(this.list.get().filter((one) => one.clientMessageId !== clientMessageId))
  }

  private async forget(item: OutboxItem): Promise<void> {
    try {
      await this.vault.remove(keyOf(item))
    } catch {
      // A store that lets nothing go: the message is sent again with the next page, as the same command.
    }
  }

  /** Never before the server wants to hear of it again. */
  private retryLater(roomId: string, askedMs: number): void {
    if (this.stopped) return
    const attempt = this.attempts.get(roomId) ?? 0
    this.attempts.set(roomId, attempt + 1)
    const timer = setTimeout(() => void this.pump(roomId), Math.max(askedMs, 500 + backoffMs(attempt)))
    this.retries.set(roomId, timer)
  }

  private nextOf(roomId: string): OutboxItem | undefined {
    return this.list.get().find((item) => item.roomId === roomId && item.refusal === null && !item.acked)
  }

  private replace(item: OutboxItem, change: Partial<OutboxItem>): OutboxItem {
    const changed = { ...item, ...change }
    this.list.set(this.list.get().map((one) => (one.clientMessageId === item.clientMessageId ? changed : one)))
    return changed
  }

  /** Two messages within a millisecond still keep their order. */
  private nextTime(): number {
    const newest = this.list.get().at(-1)?.writtenAt ?? 0
    return Math.max(Date.now(), newest + 1)
  }
}

const fileRefusal = ({ params }: Refusal): string | null => (typeof params["refusal"] === "string" ? params["refusal"] : null)

/** What a server that has had too much asks for; less than a command's own patience has been waited for by the socket. */
function askedToWait({ params }: Refusal): number {
  const seconds = params["retry_after"]
  return typeof seconds === "number" ? seconds * 1000 : 0
}
