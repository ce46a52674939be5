"""What a browser holds of a person: everything that a page of ours can read back, as text to search in."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

# Bytes are read as both encodings a text may have been written in.
READ_ALL = """
async () => {
  const texts = []
  const keys = []
  const say = async (value) => {
    if (value instanceof CryptoKey) {
      const exported = await crypto.subtle.exportKey('raw', value).then(() => true, () => false)
      keys.push({ extractable: value.extractable, exported })
    } else if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      for (const encoding of ['utf-8', 'utf-16le']) texts.push(new TextDecoder(encoding).decode(value))
    } else if (value instanceof Blob) {
      await say(await value.arrayBuffer())
    } else if (value !== null && typeof value === 'object') {
      for (const [name, inside] of Object.entries(value)) { texts.push(name); await say(inside) }
    } else {
      texts.push(String(value))
    }
  }
  const answered = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  let records = 0
  for (const { name } of await indexedDB.databases()) {
    texts.push(name)
    const database = await answered(indexedDB.open(name))
    for (const store of database.objectStoreNames) {
      const all = database.transaction(store).objectStore(store)
      const [names, values] = await Promise.all([answered(all.getAllKeys()), answered(all.getAll())])
      if (store !== 'keys') records += values.length
      for (const value of [...names, ...values]) await say(value)
    }
    database.close()
  }
  for (const kept of [localStorage, sessionStorage]) texts.push(...Object.entries(kept).flat())
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    for (const request of await cache.keys()) texts.push(request.url, await (await cache.match(request)).text())
  }
  texts.push(document.cookie)
  return { texts, keys, records }
}
"""

HAS_DRAFT = """
async () => {
  for (const { name } of await indexedDB.databases()) {
    const opening = indexedDB.open(name)
    await new Promise((resolve) => { opening.onsuccess = resolve; opening.onerror = resolve })
    const database = opening.result
    if (!database.objectStoreNames.contains('records')) { database.close(); continue }
    const keys = database.transaction('records').objectStore('records').getAllKeys()
    await new Promise((resolve) => { keys.onsuccess = resolve; keys.onerror = resolve })
    database.close()
    if (keys.result.some((key) => String(key).startsWith('draft:'))) return true
  }
  return false
}
"""
# As a browser that has storage switched off.
NO_STORE = "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('no', 'SecurityError') } })"
# Something else on the device takes what room there is, until not even a little more goes in.
FILL_UP = """
async () => {
  const opening = indexedDB.open('holiday-pictures', 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore('all', { autoIncrement: true })
  await new Promise((resolve, reject) => { opening.onsuccess = resolve; opening.onerror = reject })
  const goesIn = (size) => new Promise((resolve) => {
    const transaction = opening.result.transaction('all', 'readwrite', { durability: 'strict' })
    transaction.oncomplete = () => resolve(true)
    transaction.onabort = () => resolve(false)
    transaction.objectStore('all').put(crypto.getRandomValues(new Uint8Array(size)))
  })
  for (const size of [50000, 5000, 500, 50, 1]) while (await goesIn(size));
  opening.result.close()
}
"""


@dataclass(frozen=True)
class Storage:
    texts: list[str]
    keys: list[dict[str, Any]]
    # Of the vaults, without their keys.
    records: int

    def holds(self, words: str) -> bool:
        return any(words in text for text in self.texts)


def fill_up(page: Page) -> None:
    page.evaluate(FILL_UP)


def set_quota(page: Page, size: int) -> None:
    """What the browser lets our pages keep, in bytes. What it has measured before holds for half a minute."""
    session = page.context.new_cdp_session(page)
    origin = page.url.split("/", 3)
    session.send("Storage.overrideQuotaForOrigin", {"origin": "/".join(origin[:3]), "quotaSize": size})


def await_draft(page: Page) -> None:
    """Until what stands in a composer is on the device too: a script reloads sooner than any person would."""
    page.wait_for_function(HAS_DRAFT)


def storage_of(page: Page) -> Storage:
    return Storage(**page.evaluate(READ_ALL))
