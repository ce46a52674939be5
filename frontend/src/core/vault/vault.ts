/**
 * What must survive a killed tab and must not lie readable on the device: unsent messages, drafts, answers. Records
 * are encrypted with an AES-GCM key that the browser keeps and never hands out. Without IndexedDB they live in memory,
 * and so does what a full device will not take; the interface says which.
 */
import { Observable, type Watched } from "../observable"

/** Where a record came: on the device, or in this page alone, where it ends with the page. */
export type Place = "device" | "page"

export interface Vault {
  /** False when nothing that is put here outlives the page; the interface must not promise more. */
  readonly durable: boolean
  /** The keys of what is in this page alone. */
  readonly inPage: Watched<ReadonlySet<string>>
  /** Never refuses: what the device does not take stays in the page, and goes to the device when that has room. */
  put(key: string, value: unknown): Promise<Place>
  get<Value>(key: string): Promise<Value | undefined>
  /** All records whose key begins with `prefix`, by key. */
  all<Value>(prefix: string): Promise<[key: string, value: Value][]>
  remove(key: string): Promise<void>
  /** Forgets everything, the key with it: on logout nothing may be left. */
  clear(): Promise<void>
}

const RECORDS = "records"
const KEYS = "keys"
const KEY_NAME = "vault"

interface Sealed {
  iv: Uint8Array<ArrayBuffer>
  data: ArrayBuffer
}

// A login that ends and begins again in the same page finds what only the page could keep.
const pages = new Map<string, MemoryVault>()

/** `owner` keeps the records of people who share a device apart. */
export async function openVault(surface: string, owner: string): Promise<Vault> {
  const name = `vardrum-${surface}-${owner}`
  const page = pages.get(name) ?? new MemoryVault()
  pages.set(name, page)
  try {
    const database = await openDatabase(name)
    return new SealedVault(database, await keyOf(database), page)
  } catch {
    // Private windows and locked-down browsers refuse storage; the room must work there too.
    return page
  }
}

export class MemoryVault implements Vault {
  readonly durable = false
  private readonly records = new Map<string, unknown>()
  private readonly keys = new Observable<ReadonlySet<string>>(new Set())

  get inPage(): Watched<ReadonlySet<string>> {
    return this.keys
  }

  put(key: string, value: unknown): Promise<Place> {
    this.records.set(key, structuredClone(value))
    this.changed()
    return Promise.resolve("page")
  }

  get<Value>(key: string): Promise<Value | undefined> {
    return Promise.resolve(this.records.get(key) as Value | undefined)
  }

  all<Value>(prefix: string): Promise<[string, Value][]> {
    const found = [...this.records].filter(([key]) => key.startsWith(prefix))
    return Promise.resolve(byKey(found as [string, Value][]))
  }

  remove(key: string): Promise<void> {
    if (this.records.delete(key)) this.changed()
    return Promise.resolve()
  }

  clear(): Promise<void> {
    this.records.clear()
    this.changed()
    return Promise.resolve()
  }

  private changed(): void {
    this.keys.set(new Set(this.records.keys()))
  }
}

class SealedVault implements Vault {
  readonly durable = true
  private readonly database: IDBDatabase
  private readonly page: MemoryVault
  private key: CryptoKey
  private writing: Promise<unknown> = Promise.resolve()

  constructor(database: IDBDatabase, key: CryptoKey, page: MemoryVault) {
    this.database = database
    this.key = key
    this.page = page
  }

  get inPage(): Watched<ReadonlySet<string>> {
    return this.page.inPage
  }

  put(key: string, value: unknown): Promise<Place> {
    return this.inTurn(async () => {
      if (!(await this.taken(key, value))) return await this.page.put(key, value)
      await this.page.remove(key)
      await this.moveIn()
      return "device"
    })
  }

  async get<Value>(key: string): Promise<Value | undefined> {
    const newer = await this.page.get<Value>(key)
    if (newer !== undefined) return newer
    const sealed = (await answered(this.read().get(key))) as Sealed | undefined
    return sealed && this.unseal<Value>(sealed)
  }

  async all<Value>(prefix: string): Promise<[string, Value][]> {
    const newer = await this.page.all<Value>(prefix)
    const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`)
    const store = this.read()
    const [keys, sealed] = await Promise.all([answered(store.getAllKeys(range)), answered(store.getAll(range))])
    const values = await Promise.all((sealed as Sealed[]).map((record) => this.unseal<Value>(record)))
    const kept = keys.flatMap((key, place): [string, Value][] => {
      const value = values[place]
      return value === undefined ? [] : [[key as string, value]]
    })
    return newer.length === 0 ? kept : byKey([...new Map([...kept, ...newer])])
  }

  remove(key: string): Promise<void> {
    return this.inTurn(async () => {
      await this.page.remove(key)
      await this.write((store) => store.delete(key))
    })
  }

  clear(): Promise<void> {
    return this.inTurn(async () => {
      await this.page.clear()
      await this.write((store) => store.clear())
      this.key = await newKey(this.database)
    })
  }

  /** One change after the other, so that the newest is the one that stays. */
  private inTurn<Result>(change: () => Promise<Result>): Promise<Result> {
    const done = this.writing.then(change, change)
    this.writing = done.catch(() => undefined)
    return done
  }

  /** False when the device has no room, or its store has been taken away under the page. */
  private async taken(key: string, value: unknown): Promise<boolean> {
    try {
      const sealed = await this.seal(value)
      await this.write((store) => store.put(sealed, key))
      return true
    } catch {
      return false
    }
  }

  private async moveIn(): Promise<void> {
    for (const [key, value] of await this.page.all<unknown>("")) {
      if (!(await this.taken(key, value))) return
      await this.page.remove(key)
    }
  }

  private async seal(value: unknown): Promise<Sealed> {
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const plain = new TextEncoder().encode(JSON.stringify(value))
    return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, this.key, plain) }
  }

  /** A record that an older key sealed cannot be read by anybody: it is as good as absent. */
  private async unseal<Value>(sealed: Sealed): Promise<Value | undefined> {
    try {
      const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.iv }, this.key, sealed.data)
      return JSON.parse(new TextDecoder().decode(plain)) as Value
    } catch {
      return undefined
    }
  }

  private read(): IDBObjectStore {
    return this.database.transaction(RECORDS).objectStore(RECORDS)
  }

  private write(change: (store: IDBObjectStore) => IDBRequest): Promise<void> {
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction(RECORDS, "readwrite", { durability: "strict" })
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => reject(transaction.error ?? new Error("aborted"))
      change(transaction.objectStore(RECORDS))
    })
  }
}

const byKey = <Value>(records: [string, Value][]): [string, Value][] => records.sort(([one], [other]) => (one < other ? -1 : 1))

function openDatabase(name: string): Promise<IDBDatabase> {
  const opening = indexedDB.open(name, 1)
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore(RECORDS)
    opening.result.createObjectStore(KEYS)
  }
  return answered(opening)
}

/** Two tabs may open the vault at once: within one transaction the first key wins, and both use it. */
async function keyOf(database: IDBDatabase): Promise<CryptoKey> {
  const fresh = await freshKey()
  const store = database.transaction(KEYS, "readwrite").objectStore(KEYS)
  const kept = (await answered(store.get(KEY_NAME))) as CryptoKey | undefined
  if (kept) return kept
  await answered(store.put(fresh, KEY_NAME))
  return fresh
}

async function newKey(database: IDBDatabase): Promise<CryptoKey> {
  const key = await freshKey()
  await answered(database.transaction(KEYS, "readwrite").objectStore(KEYS).put(key, KEY_NAME))
  return key
}

function freshKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"])
}

function answered<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error("refused"))
  })
}
