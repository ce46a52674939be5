import { IDBFactory, IDBKeyRange as FakeKeyRange, IDBObjectStore } from "fake-indexeddb"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { openVault } from "./vault"

beforeEach(() => {
  vi.stubGlobal("indexedDB", new IDBFactory())
  vi.stubGlobal("IDBKeyRange", FakeKeyRange)
})

afterEach(() => vi.restoreAllMocks())

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

/** A device that takes nothing more until the test says so. */
function fullDevice(): () => void {
  const put = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError")
  })
  return () => put.mockRestore()
}

test("what a full device does not take stays in the page, is said to, and moves in when there is room", async () => {
  const vault = await openVault("resident", "full")
  expect(await vault.put("draft:a", "gammalt")).toBe("device")
  const roomAgain = fullDevice()
  expect(await vault.put("draft:a", "nytt")).toBe("page")
  expect(await vault.put("outbox:1", "brev")).toBe("page")
  expect(await vault.get("draft:a")).toBe("nytt")
  expect(await vault.all("")).toEqual([["draft:a", "nytt"], ["outbox:1", "brev"]])
  expect([...vault.inPage.get()]).toEqual(["draft:a", "outbox:1"])
  expect(await (await openVault("resident", "full")).get("outbox:1")).toBe("brev")
  roomAgain()
  expect(await vault.put("draft:b", "mer")).toBe("device")
  expect([...vault.inPage.get()]).toEqual([])
  expect(await vault.all("")).toEqual([["draft:a", "nytt"], ["draft:b", "mer"], ["outbox:1", "brev"]])
})

test("what was taken back does not come back from the page", async () => {
  const vault = await openVault("resident", "taken-back")
  await vault.put("draft:a", "gammalt")
  const roomAgain = fullDevice()
  await vault.put("draft:a", "nytt")
  await vault.remove("draft:a")
  roomAgain()
  expect(await vault.all("")).toEqual([])
  fullDevice()
  await vault.put("draft:b", "nytt")
  await vault.clear().catch(() => undefined)
  expect(await vault.all("")).toEqual([])
})
