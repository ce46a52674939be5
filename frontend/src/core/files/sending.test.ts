import { beforeEach, expect, test, vi } from "vitest"
import { noConnection, Refusal } from "../errors/refusal"
import { FIRST_PART, LARGEST_PART, nextSize, sendInParts } from "./sending"

interface Asked {
  method: string
  path: string
  headers: Record<string, string>
  bytes: Blob | null
  onSent?: (bytes: number) => void
}

/** A server that keeps what comes, under the name it comes by; `faults` are met one after the other. */
class Server {
  came = 0
  forgets = false
  readonly asked: Asked[] = []
  readonly faults: (Error | "lost answer" | null)[] = []

  answer(asked: Asked): Promise<{ header: (name: string) => string | null }> {
    this.asked.push(asked)
    const fault = this.faults.shift() ?? null
    if (fault instanceof Error) return Promise.reject(fault)
    if (this.forgets) this.came = 0
    if (asked.method === "PATCH") {
      if (Number(asked.headers["Upload-Offset"]) !== this.came) return Promise.reject(new Refusal("conflict"))
      asked.onSent?.(asked.bytes?.size ?? 0)
      this.came += asked.bytes?.size ?? 0
    }
    if (fault === "lost answer") return Promise.reject(noConnection())
    const headers: Record<string, string> = { Location: "/api/resident/rooms/room/uploads/file", "Upload-Offset": String(this.came) }
    return Promise.resolve({ header: (name) => headers[name] ?? null })
  }
}

let server: Server
let shares: number[]
let parts: number

vi.mock("../net/http", () => ({
  sendBytes: (method: string, path: string, headers: Record<string, string>, bytes: Blob | null, patience: { onSent?: (bytes: number) => void }) =>
    server.answer({ method, path, headers, bytes, ...patience }),
}))

beforeEach(() => {
  server = new Server()
  shares = []
  parts = 0
})

const picture = new Blob([new Uint8Array(200_000)])
const NAME = "0b5f2f5e-1c1f-4b0f-9d55-0d9b2b8f7d11"
const send = (): Promise<string> =>
  sendInParts(picture, { to: "/api/resident/rooms/room/uploads", name: NAME, progress: { share: (share) => shares.push(share), part: () => (parts += 1) } })

test("a file goes in parts and is known by the upload's id", async () => {
  await expect(send()).resolves.toBe("file")
  expect(server.came).toBe(picture.size)
  const [begun, first] = server.asked
  expect(begun).toMatchObject({ method: "POST", headers: { "Tus-Resumable": "1.0.0", "Upload-Length": "200000", "Upload-Metadata": `client_id ${btoa(NAME)}` } })
  expect(first).toMatchObject({ method: "PATCH", headers: { "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream" } })
  expect(first?.bytes?.size).toBe(FIRST_PART)
  expect(shares[0]).toBe(0)
  expect(shares.at(-1)).toBe(1)
  expect([...shares].sort((one, other) => one - other)).toEqual(shares)
  expect(parts).toBeGreaterThan(1)
})

test("after a break it goes on where it was, with no byte twice", async () => {
  server.faults.push(null, null, noConnection())
  await expect(send()).rejects.toMatchObject({ code: "no_connection" })
  expect(server.came).toBe(FIRST_PART)
  await expect(send()).resolves.toBe("file")
  const sent = server.asked.filter(({ method }) => method === "PATCH").map(({ headers }) => headers["Upload-Offset"])
  expect(sent[2]).toBe(String(FIRST_PART))
  expect(server.came).toBe(picture.size)
})

test("an answer that is lost costs nothing", async () => {
  server.faults.push(null, "lost answer")
  await expect(send()).rejects.toMatchObject({ code: "no_connection" })
  await expect(send()).resolves.toBe("file")
  expect(server.came).toBe(picture.size)
})

test("where somebody else has brought a part, it asks how far it has come", async () => {
  server.faults.push(null, new Refusal("conflict"))
  await expect(send()).resolves.toBe("file")
})

test("what the server has forgotten is sent again, a few times", async () => {
  server.faults.push(null, null, new Refusal("not_found"))
  await expect(send()).resolves.toBe("file")
  server.forgets = true
  await expect(send()).rejects.toMatchObject({ code: "conflict" })
})

test("a refusal is the caller's", async () => {
  server.faults.push(new Refusal("too_large"))
  await expect(send()).rejects.toMatchObject({ code: "too_large" })
  server.faults.push(null, new Refusal("room_closed"))
  await expect(send()).rejects.toMatchObject({ code: "room_closed" })
})

test("parts grow on a good line and shrink on a bad one", () => {
  expect(nextSize(FIRST_PART, 100)).toBe(2 * FIRST_PART)
  expect(nextSize(FIRST_PART, 4_000)).toBe(FIRST_PART)
  expect(nextSize(FIRST_PART, 60_000)).toBe(FIRST_PART / 2)
  expect(nextSize(LARGEST_PART, 1)).toBe(LARGEST_PART)
})
