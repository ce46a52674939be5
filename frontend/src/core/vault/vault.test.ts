import { IDBFactory, IDBKeyRange as FakeKeyRange } from "fake-indexeddb"
import { beforeEach, expect, test, vi } from "vitest"
import { openVault } from "./vault"

beforeEach(() => {
  vi.stubGlobal("indexedDB", new IDBFactory())
  vi.stubGlobal("IDBKeyRange", FakeKeyRange)
})

test("what is put can be read after the tab was killed", async () => {
  await (await openVault("resident", "anna")).put("draft:a", "halvskri")
  const again = await openVault("resident", "anna")
  expect(again.durable).toBe(true)
  expect(await again.get("draft:a")).toBe("halvskri")
})

test("records come by prefix, in order", async () => {
  const vault = await openVault("resident", "anna")
  for (const key of ["outbox:2", "outbox:1", "draft:a"]) await vault.put(key, key)
  expect(await vault.all("outbox:")).toEqual([["outbox:1", "outbox:1"], ["outbox:2", "outbox:2"]])
})

test("nothing readable lies on the device, and the key cannot be taken out", async () => {
  const vault = await openVault("resident", "anna")
  await vault.put("draft:a", "feber sedan i går")
  const database = await new Promise<IDBDatabase>((resolve) => {
    const opening = indexedDB.open("vardrum-resident-anna")
    opening.onsuccess = () => resolve(opening.result)
  })
  const read = (store: string, key: string) =>
    new Promise<unknown>((resolve) => {
      const found = database.transaction(store).objectStore(store).get(key)
      found.onsuccess = () => resolve(found.result)
    })
  const sealed = (await read("records", "draft:a")) as { data: ArrayBuffer }
  expect(new TextDecoder().decode(sealed.data)).not.toContain("feber")
  expect(((await read("keys", "vault")) as CryptoKey).extractable).toBe(false)
})

test("people who share a device do not share records", async () => {
  await (await openVault("resident", "anna")).put("draft:a", "hej")
  expect(await (await openVault("resident", "bertil")).get("draft:a")).toBeUndefined()
})

test("after clearing nothing is left, and the vault goes on working", async () => {
  const vault = await openVault("resident", "anna")
  await vault.put("draft:a", "hej")
  await vault.clear()
  expect(await vault.all("")).toEqual([])
  await vault.put("draft:b", "ny")
  expect(await vault.get("draft:b")).toBe("ny")
  await vault.remove("draft:b")
  expect(await vault.get("draft:b")).toBeUndefined()
})

test("without storage it works in memory and does not promise more", async () => {
  vi.stubGlobal("indexedDB", undefined)
  const vault = await openVault("resident", "anna")
  await vault.put("draft:a", "hej")
  expect(vault.durable).toBe(false)
  expect(await vault.get("draft:a")).toBe("hej")
})
