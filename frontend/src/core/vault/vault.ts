/**
 * What must survive a killed tab and must not lie readable on the device: unsent messages, drafts, answers. Records
 * are encrypted with an AES-GCM key that the browser keeps and never hands out. Without IndexedDB they live in memory.
 */
export interface Vault {
  /** True when what is put here outlives the tab; the interface must not promise more. */
  readonly durable: boolean
  put(key: string, value: unknown): Promise<void>
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

/** `owner` keeps the records of people who share a device apart. */
export async function openVault(surface: string, owner: string): Promise<Vault> {
  try {
    const database = await openDatabase(`vardrum-${surface}-${owner}`)
    return new SealedVault(database, await keyOf(database))
  } catch {
    // Private windows and locked-down browsers refuse storage; the room must work there too.
    return new MemoryVault()
  }
}

export class MemoryVault implements Vault {
  readonly durable = false
  private readonly records = new Map<string, unknown>()

  put(key: string, value: unknown): Promise<void> {
    this.records.set(key, structuredClone(value))
    return Promise.resolve()
  }

  get<Value>(key: string): Promise<Value | undefined> {
    return Promise.resolve(this.records.get(key) as Value | undefined)
  }

  all<Value>(prefix: string): Promise<[string, Value][]> {
    const found = [...this.records].filter(([key]) => key.startsWith(prefix)).sort(([one], [other]) => (one < other ? -1 : 1))
    return Promise.resolve(found as [string, Value][])
  }

  remove(key: string): Promise<void> {
    this.records.delete(key)
    return Promise.resolve()
  }

  clear(): Promise<void> {
    this.records.clear()
    return Promise.resolve()
  }
}

class SealedVault implements Vault {
  readonly durable = true
  private readonly database: IDBDatabase
  private key: CryptoKey

  constructor(database: IDBDatabase, key: CryptoKey) {
    this.database = database
    this.key = key
  }

  async put(key: string, value: unknown): Promise<void> {
    const sealed = await this.seal(value)
    await this.write((store) => store.put(sealed, key))
  }

  async get<Value>(key: string): Promise<Value | undefined> {
    const sealed = (await answered(this.read().get(key))) as Sealed | undefined
    return sealed && this.unseal<Value>(sealed)
  }

  async all<Value>(prefix: string): Promise<[string, Value][]> {
    const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`)
    const store = this.read()
    const [keys, sealed] = await Promise.all([answered(store.getAllKeys(range)), answered(store.getAll(range))])
    const values = await Promise.all((sealed as Sealed[]).map((record) => this.unseal<Value>(record)))
    return keys.flatMap((key, place): [string, Value][] => {
      const value = values[place]
      return value === undefined ? [] : [[key as string, value]]
    })
  }

  async remove(key: string): Promise<void> {
    await this.write((store) => store.delete(key))
  }

  async clear(): Promise<void> {
    await this.write((store) => store.clear())
    this.key = await newKey(this.database)
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
