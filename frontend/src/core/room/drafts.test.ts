import { expect, test, vi } from "vitest"
import { MemoryVault, type Place } from "../vault/vault"
import { Drafts, roomsWithDrafts } from "./drafts"
import { onlyTab, type Tabs } from "./tabs"

/** A disk that takes its time: each write waits until it is let through. */
class SlowVault extends MemoryVault {
  readonly puts: unknown[] = []
  private letThrough: (() => void)[] = []

  override async put(key: string, value: unknown): Promise<Place> {
    this.puts.push((value as { value: unknown }).value)
    await new Promise<void>((resolve) => this.letThrough.push(resolve))
    return super.put(key, value)
  }

  next(): void {
    this.letThrough.shift()?.()
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

test("the first letter is on its way at once, and what is written meanwhile goes together", async () => {
  const vault = new SlowVault()
  const drafts = new Drafts(vault)
  drafts.write("anna", "V")
  await Promise.resolve()
  await Promise.resolve()
  expect(vault.puts).toEqual(["V"])
  drafts.write("anna", "Vi")
  drafts.write("anna", "Vila")
  expect(await drafts.read("anna")).toBe("Vila")
  const kept = drafts.save()
  vault.next()
  await settled()
  vault.next()
  await kept
  expect(vault.puts).toEqual(["V", "Vila"])
  expect(await new Drafts(vault).read("anna")).toBe("Vila")
})

test("a draft on its way is read as it is, not as the disk has it", async () => {
  const vault = new SlowVault()
  const drafts = new Drafts(vault)
  drafts.write("anna", "Vila")
  await settled()
  expect(await drafts.read("anna")).toBe("Vila")
  expect(await drafts.read("bertil")).toBe("")
})

/** Tabs of one person; `close` is what killing one of them does. */
class Browser {
  readonly vault = new MemoryVault()
  private readonly alive = new Set<string>()

  tab(id: string): Drafts {
    this.alive.add(id)
    const tabs: Tabs = { ...onlyTab(id), open: () => Promise.resolve(new Set(this.alive)) }
    return new Drafts(this.vault, tabs)
  }

  close(id: string): void {
    this.alive.delete(id)
  }
}

async function written(drafts: Drafts, roomId: string, text: string): Promise<void> {
  drafts.write(roomId, text)
  await drafts.save()
}

test("two tabs do not write over each other's draft, nor take it away by sending", async () => {
  const browser = new Browser()
  const [one, other] = [browser.tab("one"), browser.tab("other")]
  await written(one, "anna", "Vila och")
  expect(await other.read("anna")).toBe("")
  await written(other, "anna", "Drick mycket")
  expect(await browser.tab("one").read("anna")).toBe("Vila och")
  await written(other, "anna", "")
  expect(await browser.tab("one").read("anna")).toBe("Vila och")
})

test("what killed tabs had begun is taken up again, the newest first, and nothing is lost", async () => {
  vi.useFakeTimers({ toFake: ["Date"] })
  const browser = new Browser()
  await written(browser.tab("one"), "anna", "äldre")
  vi.setSystemTime(Date.now() + 1_000)
  await written(browser.tab("other"), "anna", "nyare")
  browser.close("one")
  browser.close("other")
  const fresh = browser.tab("fresh")
  expect(await fresh.read("anna")).toBe("nyare")
  expect(await browser.tab("second").read("anna")).toBe("äldre")
  expect(await fresh.read("bertil")).toBe("")
  expect(await browser.vault.all("draft:")).toHaveLength(2)
  vi.useRealTimers()
})

test("what is written while an older draft is looked for stays", async () => {
  const browser = new Browser()
  await written(browser.tab("killed"), "anna", "äldre")
  browser.close("killed")
  const fresh = browser.tab("fresh")
  const found = fresh.read("anna")
  await written(fresh, "anna", "nytt")
  await found
  expect(await fresh.read("anna")).toBe("nytt")
  expect(await browser.vault.all("draft:anna:")).toHaveLength(2)
})

test("a room counts as written in by its text, its note and its picture, not by what is said of them", async () => {
  const browser = new Browser()
  const drafts = browser.tab("one")
  await written(drafts, "anna", "Vila")
  await written(drafts, "note:bertil", "Ring")
  await written(drafts, "seen:cecilia", "4")
  await drafts.writePicture("david", { base64: "AA==", mediaType: "image/png", width: 1, height: 1 })
  expect([...(await roomsWithDrafts(browser.vault))].sort()).toEqual(["anna", "bertil", "david"])
})

test("which message a draft answers is there again after a reload, and is no text that somebody wrote", async () => {
  const vault = new MemoryVault()
  await new Drafts(vault).writeAnswered("anna", "message-1")
  expect(await new Drafts(vault).readAnswered("anna")).toBe("message-1")
  expect(await new Drafts(vault).readAnswered("bo")).toBeNull()
  expect([...(await roomsWithDrafts(vault))]).toEqual([])
  await new Drafts(vault).writeAnswered("anna", null)
  expect(await new Drafts(vault).readAnswered("anna")).toBeNull()
})
