import { afterEach, describe, expect, it, vi } from "vitest"
import { Drafts } from "../../core/room/drafts"
import { MemoryVault } from "../../core/vault/vault"
import { PhraseBook } from "../desk/phraseBook"
import { bookOf, phraseNamed } from "../testing/people"
import { changed, draftOf } from "./draft"
import { Shelf } from "./shelf"

const phrase = phraseNamed("vila")
const draft = changed(draftOf(phrase), { abbreviation: "vila2" })

/** Answers by the end of the address. */
function server(answers: Record<string, [number, object]>): { asked: string[] } {
  const asked: string[] = []
  vi.stubGlobal("fetch", (address: string, { method, body }: { method: string; body?: string }) => {
    asked.push(`${method} ${address} ${body ?? ""}`)
    const [status, answer] = Object.entries(answers).find(([end]) => `${method} ${address}`.endsWith(end))?.[1] ?? [404, {}]
    return Promise.resolve(new Response(JSON.stringify(answer), { status }))
  })
  return { asked }
}

const ALWAYS: Record<string, [number, object]> = { "GET /api/staff/phrases": [200, bookOf([phrase])], "/withdrawn": [200, { phrases: [] }] }

afterEach(() => vi.unstubAllGlobals())

describe("what is written and not saved", () => {
  it("outlives the page", async () => {
    const vault = new MemoryVault()
    const drafts = new Drafts(vault)
    new Shelf(new PhraseBook(), drafts).keep(draft)
    await drafts.save()
    const next = new Shelf(new PhraseBook(), new Drafts(vault))
    await next.restore()
    expect(next.unsaved.get().get(draft.id)).toEqual(draft)
  })
  it("is gone once it is saved, and there when it was not", async () => {
    const shelf = new Shelf(new PhraseBook(), new Drafts(new MemoryVault()))
    shelf.keep(draft)
    server({})
    expect(await shelf.save(draft)).toMatchObject({ kind: "refused", refusal: { code: "not_found" } })
    expect(shelf.unsaved.get().has(draft.id)).toBe(true)
    const { asked } = server({ ...ALWAYS, "PUT /api/staff/phrases/vila": [200, { ...phrase, version: 2 }] })
    expect(await shelf.save(draft)).toMatchObject({ kind: "saved", phrase: { version: 2 } })
    expect(asked[0]).toContain(`"save_id":"${draft.saveId}","based_on":1`)
    expect(shelf.unsaved.get().has(draft.id)).toBe(false)
  })
  it("meets what somebody else saved meanwhile", async () => {
    const shelf = new Shelf(new PhraseBook(), new Drafts(new MemoryVault()))
    shelf.keep(draft)
    const theirs = { number: 2, by: "Helena Strand" }
    server({ ...ALWAYS, "PUT /api/staff/phrases/vila": [409, { code: "phrase_changed", params: { version: 2 }, retryable: false }], "/versions": [200, { versions: [theirs] }] })
    expect(await shelf.save(draft)).toEqual({ kind: "changed", theirs })
    expect(shelf.unsaved.get().get(draft.id)).toEqual(draft)
  })
})

describe("the book", () => {
  it("is fetched again when somebody has changed a phrase, and only then", async () => {
    vi.useFakeTimers()
    const book = new PhraseBook()
    const { asked } = server({ ...ALWAYS, "/revision": [200, { revision: "0.0.0" }] })
    book.start()
    await vi.advanceTimersByTimeAsync(9_000)
    expect(asked.map((one) => one.trim())).toEqual(["GET /api/staff/phrases", "GET /api/staff/phrases/revision"])
    server({ "GET /api/staff/phrases": [200, bookOf([], { revision: "0.1.0" })], "/revision": [200, { revision: "0.1.0" }] })
    await vi.advanceTimersByTimeAsync(9_000)
    expect(book.now.get()).toMatchObject({ phase: "here", phrases: { revision: "0.1.0" } })
    book.stop()
    vi.useRealTimers()
  })
})
