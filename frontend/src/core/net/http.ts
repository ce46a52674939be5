/** Requests to the API: JSON both ways, a deadline on each, and refusals with codes. Holds no state. */
import { noConnection, Refusal, type RefusalCode } from "../errors/refusal"
import { language } from "../language"
import type { ErrorBody } from "../protocol/wire"

const DEADLINE_MS = 15_000
const UPLOAD_DEADLINE_MS = 120_000

type Method = "GET" | "POST" | "PUT" | "DELETE"

interface Patience {
  deadlineMs?: number
  /** The caller does not want the answer any more. */
  signal?: AbortSignal
}

export async function request<Answer>(method: Method, path: string, body?: unknown, patience: Patience = {}): Promise<Answer> {
  const headers: Record<string, string> = { "Accept-Language": language.get() }
  if (body !== undefined) headers["Content-Type"] = "application/json"
  let response: Response
  let text: string
  try {
    response = await fetch(path, {
      method,
      headers,
      credentials: "same-origin",
      // Nothing of ours is kept, and a browser that might keep it lets the same question wait until the first is answered.
      cache: "no-store",
      signal: within(patience),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    text = await response.text()
  } catch {
    throw noConnection()
  }
  return decoded<Answer>(response.status, text)
}

/** A file of ours, to be saved. */
export async function requestFile(path: string, deadlineMs: number): Promise<Blob> {
  let response: Response
  let bytes: Blob
  try {
    response = await fetch(path, { headers: { "Accept-Language": language.get() }, credentials: "same-origin", signal: within({ deadlineMs }) })
    bytes = await response.blob()
  } catch {
    throw noConnection()
  }
  if (!response.ok) throw refusalOf(response.status, await bytes.text())
  return bytes
}

function within({ deadlineMs = DEADLINE_MS, signal }: Patience): AbortSignal {
  const deadline = AbortSignal.timeout(deadlineMs)
  if (!signal) return deadline
  // AbortSignal.any is younger than some of the telephones that come here.
  const either = new AbortController()
  for (const one of [signal, deadline]) one.addEventListener("abort", () => either.abort(), { once: true })
  return either.signal
}

interface SendingPatience extends Patience {
  /** How many of the bytes have gone so far. */
  onSent?: (bytes: number) => void
}

/** Sends bytes, or none, and gives the headers of the answer. fetch tells nothing about what has gone, so XMLHttpRequest. */
export function sendBytes(
  method: "POST" | "PATCH",
  path: string,
  headers: Record<string, string>,
  bytes: Blob | null,
  { signal, onSent, deadlineMs = UPLOAD_DEADLINE_MS }: SendingPatience = {},
): Promise<{ header: (name: string) => string | null }> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest()
    xhr.open(method, path)
    xhr.timeout = deadlineMs
    for (const [name, value] of Object.entries({ "Accept-Language": language.get(), ...headers })) xhr.setRequestHeader(name, value)
    if (onSent) xhr.upload.onprogress = (event) => onSent(event.loaded)
    xhr.onload = () => {
      if (xhr.status >= 200 && xhr.status < 300) resolve({ header: (name) => xhr.getResponseHeader(name) })
      else reject(refusalOf(xhr.status, xhr.responseText))
    }
    const lost = (): void => reject(noConnection())
    xhr.onerror = lost
    xhr.ontimeout = lost
    xhr.onabort = lost
    if (signal?.aborted) {
      lost()
      return
    }
    signal?.addEventListener("abort", () => xhr.abort(), { once: true })
    xhr.send(bytes)
  })
}

function decoded<Answer>(status: number, text: string): Answer {
  if (status >= 200 && status < 300) return (text === "" ? undefined : JSON.parse(text)) as Answer
  throw refusalOf(status, text)
}

function refusalOf(status: number, text: string): Refusal {
  try {
    const body = JSON.parse(text) as Partial<ErrorBody>
    if (body.code) return new Refusal(body.code, body.params ?? {}, body.retryable ?? false)
  } catch {
    // A proxy's page instead of an answer of ours: the status is all there is.
  }
  return new Refusal(codeOf(status), {}, status >= 500 || status === 429)
}

function codeOf(status: number): RefusalCode {
  if (status === 401) return "not_logged_in"
  if (status === 403) return "not_allowed"
  if (status === 404) return "not_found"
  if (status === 413) return "too_large"
  if (status === 429) return "too_many"
  return status >= 500 ? "unavailable" : "bad_request"
}
