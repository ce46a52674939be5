import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { noConnection, Refusal } from "../errors/refusal"
import { MemoryVault } from "../vault/vault"
import { Drafts } from "./drafts"
import { type Carrier, type NewMessage, Outbox, type OutboxItem } from "./outbox"
import { onlyTab, type OutboxNews, type Tabs } from "./tabs"

let vault: MemoryVault
let outbox: Outbox
let tries: OutboxItem[]
let answers: (() => Promise<unknown>)[]

const carrier: Carrier = {
  send: (item) => {
    tries.push(item)
    return (answers.shift() ?? (() => Promise.resolve()))()
  },
  upload: () => Promise.resolve("file-1"),
}

const written = (text: string, change: Partial<NewMessage> = {}): NewMessage => ({
  roomId: "room",
  shownRoomId: "room",
  text,
  picture: null,
  ...change,
})

beforeEach(() => {
  vi.useFakeTimers()
  vault = new MemoryVault()
  tries = []
  answers = []
  outbox = new Outbox(vault, carrier)
})

afterEach(() => {
  outbox.stop()
  vi.useRealTimers()
})

const kept = () => vault.all<OutboxItem>("outbox:")

test("a message is in the vault before it counts as written, and leaves it on the ack", async () => {
  answers = [() => new Promise(() => undefined)]
  await outbox.add(written("hej"))
  expect(await kept()).toHaveLength(1)
  outbox.stop()
  outbox = new Outbox(vault, carrier)
  await outbox.restore()
  await vi.advanceTimersByTimeAsync(0)
  expect(await kept()).toHaveLength(0)
  expect(outbox.items.get()[0]?.acked).toBe(true)
})

test("a retry is the same command", async () => {
  answers = [() => Promise.reject(noConnection()), () => Promise.reject(noConnection())]
  await outbox.add(written("hej"))
  await vi.advanceTimersByTimeAsync(10_000)
  expect(tries).toHaveLength(3)
  expect(new Set(tries.map((item) => item.clientMessageId)).size).toBe(1)
})

test("messages of a room go in the order they were written, one at a time", async () => {
  answers = [() => Promise.reject(noConnection())]
  await outbox.add(written("ett"))
  await outbox.add(written("två"))
  await vi.advanceTimersByTimeAsync(10_000)
  expect(tries.map((item) => item.text)).toEqual(["ett", "ett", "två"])
})

test("rooms do not wait for one another", async () => {
  answers = [() => new Promise(() => undefined)]
  await outbox.add(written("fast"))
  await outbox.add(written("fri", { roomId: "other", shownRoomId: "other" }))
  await vi.advanceTimersByTimeAsync(0)
  expect(tries.map((item) => item.roomId)).toEqual(["room", "other"])
})

test("a refusal for good keeps the text, lets the next one pass, and can be given up", async () => {
  answers = [() => Promise.reject(new Refusal("room_closed"))]
  const item = await outbox.add(written("för sent"))
  await outbox.add(written("nästa"))
  await vi.advanceTimersByTimeAsync(0)
  expect(outbox.items.get()[0]).toMatchObject({ text: "för sent", refusal: "room_closed" })
  expect(tries.map((one) => one.text)).toEqual(["för sent", "nästa"])
  expect(await kept()).toHaveLength(1)
  await outbox.discard(item.clientMessageId)
  expect(await kept()).toHaveLength(0)
})

test("a message keeps the custody it was written under over retries and pages, until its writer chooses again", async () => {
  answers = [() => Promise.reject(noConnection())]
  const item = await outbox.add(written("hej", { epoch: 1 }))
  await vi.advanceTimersByTimeAsync(0)
  outbox.stop()
  answers = [() => Promise.reject(new Refusal("custody_changed"))]
  outbox = new Outbox(vault, carrier)
  await outbox.restore()
  await vi.advanceTimersByTimeAsync(0)
  expect(outbox.items.get()[0]).toMatchObject({ refusal: "custody_changed" })
  outbox.tryAgain(item.clientMessageId, { epoch: 3 })
  await vi.advanceTimersByTimeAsync(0)
  expect(tries.map((one) => one.epoch)).toEqual([1, 1, 3])
  expect(new Set(tries.map((one) => one.clientMessageId)).size).toBe(1)
  expect(outbox.items.get()[0]).toMatchObject({ refusal: null, acked: true })
})

test("an ended login is no refusal: the message waits for the next one", async () => {
  answers = [() => Promise.reject(new Refusal("not_logged_in"))]
  await outbox.add(written("hej"))
  await vi.advanceTimersByTimeAsync(10_000)
  expect(tries).toHaveLength(2)
})

test("a picture is uploaded once and its message carries the file", async () => {
  answers = [() => Promise.reject(noConnection())]
  const upload = vi.spyOn(carrier, "upload")
  await outbox.add(written("", { picture: { base64: "AA==", mediaType: "image/png", width: 1, height: 1 } }))
  await vi.advanceTimersByTimeAsync(10_000)
  expect(upload).toHaveBeenCalledTimes(1)
  expect(tries.map((item) => item.fileId)).toEqual(["file-1", "file-1"])
})

test("a server that asks for a minute is left alone for a minute", async () => {
  answers = [() => Promise.reject(new Refusal("too_many", { retry_after: 60 }, true))]
  await outbox.add(written("hej"))
  await vi.advanceTimersByTimeAsync(59_999)
  expect(tries).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(tries).toHaveLength(2)
})

test("a picture says how far it has come while it goes, and a part that came is worth trying again at once", async () => {
  const waits: number[] = []
  const setTimer = vi.spyOn(globalThis, "setTimeout")
  vi.spyOn(carrier, "upload").mockImplementation((item, progress) => {
    progress.share(0.25)
    waits.push(outbox.shares.get().get(item.clientMessageId) ?? -1)
    progress.part()
    return waits.length < 4 ? Promise.reject(noConnection()) : Promise.resolve("file-1")
  })
  vi.spyOn(Math, "random").mockReturnValue(0.999)
  await outbox.add(written("", { picture: { base64: "AA==", mediaType: "image/png", width: 1, height: 1 } }))
  await vi.advanceTimersByTimeAsync(10_000)
  expect(waits).toEqual([0.25, 0.25, 0.25, 0.25])
  expect(outbox.shares.get().size).toBe(0)
  expect(setTimer.mock.calls.map(([, wait]) => wait).filter((wait) => wait === undefined || wait > 1_000)).toEqual([])
  expect(tries.map((item) => item.fileId)).toEqual(["file-1"])
  vi.restoreAllMocks()
})

test("what the room shows itself is no longer in the outbox", async () => {
  const item = await outbox.add(written("hej"))
  await vi.advanceTimersByTimeAsync(0)
  outbox.confirm(new Set([item.clientMessageId]))
  expect(outbox.items.get()).toEqual([])
})

test("what the vault kept in the page alone is said to be, and is sent all the same", async () => {
  answers = [() => new Promise(() => undefined)]
  const item = await outbox.add(written("hej"))
  expect(outbox.isKept(item)).toBe(false)
  await vi.advanceTimersByTimeAsync(0)
  expect(tries).toHaveLength(1)
})

/** Tabs on one vault; what one tells the others hear, and a lock is held by one of them. */
class Browser {
  private readonly heard = new Set<(news: OutboxNews) => void>()
  private turn: Promise<unknown> = Promise.resolve()

  tab(): Outbox {
    const listening = new Set<(news: OutboxNews) => void>()
    const tabs: Tabs = {
      ...onlyTab(),
      alone: (_name, work) => {
        const done = this.turn.then(work)
        this.turn = done.catch(() => undefined)
        return done
      },
      tell: (news) => [...this.heard].filter((hear) => !listening.has(hear)).forEach((hear) => hear(news)),
      listen: (hear) => {
        listening.add(hear)
        this.heard.add(hear)
        return () => this.heard.delete(hear)
      },
    }
    return new Outbox(vault, carrier, tabs)
  }
}

const textsOf = (shown: Outbox): string[] => shown.items.get().map((item) => item.text)

test("all tabs show a message that waits, one sends it, and none sends it again", async () => {
  const browser = new Browser()
  const [one, other] = [browser.tab(), browser.tab()]
  let reached = (): void => undefined
  answers = [() => new Promise<void>((resolve) => (reached = resolve))]
  const first = await one.add(written("ett"))
  await one.add(written("två"))
  await vi.advanceTimersByTimeAsync(0)
  expect(textsOf(other)).toEqual(["ett", "två"])
  other.flush()
  reached()
  await vi.advanceTimersByTimeAsync(0)
  expect(tries.map((item) => item.text)).toEqual(["ett", "två"])
  expect(other.items.get().map((item) => item.acked)).toEqual([true, true])
  other.confirm(new Set([first.clientMessageId]))
  expect(textsOf(other)).toEqual(["två"])
})

test("another tab goes on with what a killed one had not sent, and with the picture it had uploaded", async () => {
  const browser = new Browser()
  const killed = browser.tab()
  const upload = vi.spyOn(carrier, "upload")
  answers = [() => Promise.reject(noConnection())]
  await killed.add(written("", { picture: { base64: "AA==", mediaType: "image/png", width: 1, height: 1 } }))
  await vi.advanceTimersByTimeAsync(0)
  killed.stop()
  const next = browser.tab()
  await next.restore()
  await vi.advanceTimersByTimeAsync(0)
  expect(upload).toHaveBeenCalledTimes(1)
  expect(tries.map((item) => item.fileId)).toEqual(["file-1", "file-1"])
  expect(await kept()).toEqual([])
})

test("what one tab gives up is gone in the other", async () => {
  const browser = new Browser()
  const [one, other] = [browser.tab(), browser.tab()]
  answers = [() => Promise.reject(new Refusal("room_closed"))]
  const item = await one.add(written("för sent"))
  await vi.advanceTimersByTimeAsync(0)
  expect(other.items.get()[0]).toMatchObject({ text: "för sent", refusal: "room_closed" })
  await other.discard(item.clientMessageId)
  expect(one.items.get()).toEqual([])
})

test("a draft belongs to its room and survives the tab", async () => {
  const drafts = new Drafts(vault)
  drafts.write("room", "halvskri")
  drafts.write("other", "något annat")
  expect(await drafts.read("room")).toBe("halvskri")
  await drafts.save()
  expect(await new Drafts(vault).read("room")).toBe("halvskri")
  drafts.write("room", "")
  await vi.advanceTimersByTimeAsync(400)
  expect(await new Drafts(vault).read("room")).toBe("")
  expect(await new Drafts(vault).read("other")).toBe("något annat")
})
