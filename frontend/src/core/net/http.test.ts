import { afterEach, expect, test, vi } from "vitest"
import { request } from "./http"

afterEach(() => vi.unstubAllGlobals())

function answers(status: number, body: string): ReturnType<typeof vi.fn> {
  const fetch = vi.fn(() => Promise.resolve(new Response(status === 204 ? null : body, { status })))
  vi.stubGlobal("fetch", fetch)
  return fetch
}

test("sends JSON with the language and reads JSON", async () => {
  const fetch = answers(200, '{"cases":[]}')
  await expect(request("POST", "/api/resident/intakes", { reason_id: "x" })).resolves.toEqual({ cases: [] })
  const [path, init] = fetch.mock.calls[0] as [string, RequestInit]
  expect(path).toBe("/api/resident/intakes")
  expect(init).toMatchObject({ method: "POST", body: '{"reason_id":"x"}', cache: "no-store", headers: { "Accept-Language": "sv" } })
})

test("an empty answer is undefined", async () => {
  answers(204, "")
  await expect(request("POST", "/x")).resolves.toBeUndefined()
})

test("a refusal keeps its code and parameters", async () => {
  answers(422, '{"code":"answer_invalid","params":{"question":"q"},"retryable":false}')
  await expect(request("PUT", "/x", {})).rejects.toMatchObject({ code: "answer_invalid", params: { question: "q" }, retryable: false })
})

test.each([
  [401, "not_logged_in", false],
  [403, "not_allowed", false],
  [404, "not_found", false],
  [413, "too_large", false],
  [429, "too_many", true],
  [502, "unavailable", true],
  [400, "bad_request", false],
])("a proxy's page with status %i is %s", async (status, code, retryable) => {
  answers(status, "<html>")
  await expect(request("GET", "/x")).rejects.toMatchObject({ code, retryable })
})

test("no answer is no connection", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("failed")))
  await expect(request("GET", "/x")).rejects.toMatchObject({ code: "no_connection", retryable: true })
})
