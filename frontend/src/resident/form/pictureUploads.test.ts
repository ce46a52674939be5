import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { Refusal } from "../../core/errors/refusal"
import type { Sending } from "../../core/files/sending"
import { MemoryVault } from "../../core/vault/vault"
import { PictureUploads } from "./pictureUploads"

const sent: ((answer: string | Error) => void)[] = []
const names: string[] = []

vi.mock("../../core/net/http", () => ({
  request: () => Promise.resolve({ id: "file", state: "ready", refusal: null, picture: null }),
}))
vi.mock("../../core/files/sending", () => ({
  sendInParts: (_bytes: Blob, { name }: Sending) =>
    new Promise((resolve, reject) => {
      names.push(name)
      sent.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer)))
    }),
}))

const heic = (): File => new File(["bytes"], "IMG_0001.HEIC", { type: "" })

let vault: MemoryVault
let uploads: PictureUploads
let taken: [fileId: string, instead: string | null][]

beforeEach(() => {
  sent.length = 0
  names.length = 0
  taken = []
  vault = new MemoryVault()
  vi.stubGlobal("createImageBitmap", () => Promise.reject(new Error("unknown format")))
  uploads = new PictureUploads("intake", "throat", vault)
})

afterEach(() => {
  uploads.stop()
  vi.unstubAllGlobals()
})

const take = (fileId: string, instead: string | null): Promise<void> => {
  taken.push([fileId, instead])
  return Promise.resolve()
}

test("a phone's own format goes without being seen first, is kept while it goes, and leaves the vault as an answer", async () => {
  await uploads.start(take)
  await uploads.add(heic(), "old")
  expect(uploads.uploads.get()).toMatchObject([{ source: null, state: "sending", instead: "old" }])
  expect(await vault.all("picture:intake:throat:")).toHaveLength(1)
  sent[0]?.("file")
  await vi.waitFor(() => expect(uploads.uploads.get()).toEqual([]))
  expect(taken).toEqual([["file", "old"]])
  expect(await vault.all("picture:")).toEqual([])
})

test("a killed tab takes the picture up again", async () => {
  await uploads.start(take)
  await uploads.add(heic())
  uploads.stop()
  uploads = new PictureUploads("intake", "throat", vault)
  await uploads.start(take)
  expect(sent).toHaveLength(2)
  // By its name the server knows how much of it has come.
  expect(names[1]).toBe(names[0])
  sent[1]?.("file")
  await vi.waitFor(() => expect(taken).toEqual([["file", null]]))
})

test("without a network it waits, and is sent when it is back", async () => {
  await uploads.start(take)
  await uploads.add(heic())
  sent[0]?.(new Refusal("no_connection", {}, true))
  await vi.waitFor(() => expect(uploads.uploads.get()[0]?.state).toBe("waiting"))
  uploads.wake()
  await vi.waitFor(() => expect(sent).toHaveLength(2))
})

test("a refusal says why, and is not tried again by another visit", async () => {
  await uploads.start(take)
  await uploads.add(heic())
  sent[0]?.(new Refusal("file_refused", { refusal: "too_many_pixels" }))
  await vi.waitFor(() => expect(uploads.uploads.get()[0]?.state).toBe("refused"))
  expect(uploads.uploads.get()[0]?.problem?.()).toMatch(/för många bildpunkter/)
  await vi.waitFor(async () => expect(await vault.all("picture:")).toEqual([]))
})

test("what is no picture is refused before it costs data", async () => {
  await uploads.start(take)
  await uploads.add(new File(["text"], "letter.txt", { type: "text/plain" }))
  expect(sent).toEqual([])
  expect(uploads.uploads.get()[0]?.problem?.()).toMatch(/^Filen är/)
})
