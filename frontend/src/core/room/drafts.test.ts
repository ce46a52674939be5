import { expect, test } from "vitest"
import { MemoryVault } from "../vault/vault"
import { Drafts } from "./drafts"

/** A disk that takes its time: each write waits until it is let through. */
class SlowVault extends MemoryVault {
  readonly puts: unknown[] = []
  private letThrough: (() => void)[] = []

  override async put(key: string, value: unknown): Promise<void> {
    this.puts.push(value)
    await new Promise<void>((resolve) => this.letThrough.push(resolve))
    await super.put(key, value)
  }

  next(): void {
    this.letThrough.shift()?.()
  }
}

class FullVault extends MemoryVault {
  full = true

  override put(key: string, value: unknown): Promise<void> {
    return this.full ? Promise.reject(new Error("QuotaExceededError")) : super.put(key, value)
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

test("a full device is said, and tried again with the next writing", async () => {
  const vault = new FullVault()
  const drafts = new Drafts(vault)
  drafts.write("anna", "Vila")
  await drafts.save()
  expect(drafts.full.get()).toBe(true)
  expect(await drafts.read("anna")).toBe("Vila")
  vault.full = false
  drafts.write("bertil", "Hej")
  await drafts.save()
  expect(drafts.full.get()).toBe(false)
  expect(await new Drafts(vault).read("anna")).toBe("Vila")
})
