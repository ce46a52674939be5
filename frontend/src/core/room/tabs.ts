/**
 * The tabs that one person has open on one device. Each has drafts of its own; the outbox is common to them: one carries
 * a room's messages at a time, and all are told what becomes of them. Without Web Locks each tab works as if alone, and
 * the server's ids still keep a message from arriving twice.
 */
export type OutboxNews =
  /** Something was put into the outbox or changed there: it is in the vault. */
  | { what: "changed" }
  /** The server has it. */
  | { what: "sent"; clientMessageId: string }
  /** Its writer gave it up. */
  | { what: "discarded"; clientMessageId: string }

export interface Tabs {
  /** This tab's own id, the same after a reload. */
  readonly id: string
  /** The ids of the tabs that are open, or null where nobody can tell. */
  open(): Promise<ReadonlySet<string> | null>
  /** Does the work while no other tab does work of that name. */
  alone<Result>(name: string, work: () => Promise<Result>): Promise<Result>
  tell(news: OutboxNews): void
  listen(heard: (news: OutboxNews) => void): () => void
  close(): void
}

// A tab that the telephone has put to sleep may hold a lock for as long as it sleeps: nobody's message waits for that.
const PATIENCE_MS = 30_000
const ALIVE = "vardrum.tab."

/** `person` keeps those who share a device apart. */
export function openTabs(id: string, person: string): Tabs {
  if (!("locks" in navigator) || !("BroadcastChannel" in window)) return onlyTab(id)
  stayAlive(id)
  const channel = new BroadcastChannel(`vardrum.outbox.${person}`)
  return {
    id,
    open: async () => {
      const { held } = await navigator.locks.query()
      const names = (held ?? []).map((lock) => lock.name ?? "").filter((name) => name.startsWith(ALIVE))
      return new Set(names.map((name) => name.slice(ALIVE.length)))
    },
    alone: (name, work) => alone(`vardrum.${person}.${name}`, work),
    tell: (news) => channel.postMessage(news),
    listen: (heard) => {
      const hear = ({ data }: MessageEvent<OutboxNews>): void => heard(data)
      channel.addEventListener("message", hear)
      return () => channel.removeEventListener("message", hear)
    },
    close: () => channel.close(),
  }
}

export function onlyTab(id = "only"): Tabs {
  return {
    id,
    open: () => Promise.resolve(null),
    alone: (_name, work) => work(),
    tell: () => undefined,
    listen: () => () => undefined,
    close: () => undefined,
  }
}

const alive = new Set<string>()

/** Held until the page is gone, however it goes. */
function stayAlive(id: string): void {
  if (alive.has(id)) return
  alive.add(id)
  void navigator.locks.request(ALIVE + id, () => new Promise(() => undefined))
}

async function alone<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const waits = new AbortController()
  const patience = setTimeout(() => waits.abort(), PATIENCE_MS)
  const begin = (): Promise<Result> => {
    clearTimeout(patience)
    return work()
  }
  try {
    return await navigator.locks.request(name, { signal: waits.signal }, begin)
  } catch (thrown) {
    // What the work itself refuses is its caller's; only the waiting is given up.
    if (!waits.signal.aborted) throw thrown
    return work()
  }
}
