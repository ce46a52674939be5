/**
 * Brings a file to the server in parts (tus 1.0.0), from wherever an earlier try ended: the server knows it by the name
 * that lies with it in the vault, and says how far it has come. A lost line is for the caller to wait for.
 */
import { asRefusal, Refusal } from "../errors/refusal"
import { sendBytes } from "../net/http"

/** What a break may cost: five seconds of the worst line there is (50 kbit/s). */
export const FIRST_PART = 32 * 1024
const SMALLEST_PART = 16 * 1024
export const LARGEST_PART = 1024 * 1024
const PART_MS = 4_000
// Another tab brings the same file, or the server has forgotten what it had of it.
const MOST_RESTARTS = 3
const PART_TYPE = "application/offset+octet-stream"

export interface UploadProgress {
  /** From 0 to 1, with what is on the way. */
  share: (share: number) => void
  /** One more part is with the server: it is worth trying again at once. */
  part: () => void
}

export interface Sending {
  /** The address of the uploads of a room or form. */
  to: string
  /** The same over all tries: a UUID. */
  name: string
  /** What a document is called. */
  fileName?: string
  progress: UploadProgress
  signal?: AbortSignal
}

interface Begun {
  address: string
  offset: number
}

/** Resolves with the file's id once all of it has come. */
export async function sendInParts(bytes: Blob, sending: Sending): Promise<string> {
  for (let restarts = 0; ; restarts += 1) {
    const begun = await begin(bytes, sending)
    try {
      await sendRest(bytes, begun, sending)
      return begun.address.slice(begun.address.lastIndexOf("/") + 1)
    } catch (thrown) {
      const { code } = asRefusal(thrown)
      if (restarts === MOST_RESTARTS || (code !== "conflict" && code !== "not_found")) throw thrown
    }
  }
}

async function begin(bytes: Blob, { to, name, fileName, progress, signal }: Sending): Promise<Begun> {
  const called = fileName ? `,filename ${base64Of(fileName)}` : ""
  const headers = { "Upload-Length": String(bytes.size), "Upload-Metadata": `client_id ${btoa(name)}${called}` }
  const answer = await sendBytes("POST", to, tus(headers), null, signal ? { signal } : {})
  const begun = { address: answer.header("Location") ?? "", offset: Number(answer.header("Upload-Offset") ?? Number.NaN) }
  // A proxy that takes headers away: nothing can come of this.
  if (begun.address === "" || Number.isNaN(begun.offset)) throw new Refusal("unavailable", {}, true)
  progress.share(begun.offset / bytes.size)
  return begun
}

async function sendRest(bytes: Blob, begun: Begun, { progress, signal }: Sending): Promise<void> {
  let { offset } = begun
  let size = FIRST_PART
  while (offset < bytes.size) {
    const part = bytes.slice(offset, offset + size)
    const from = offset
    const started = performance.now()
    const answer = await sendBytes("PATCH", begun.address, tus({ "Upload-Offset": String(from), "Content-Type": PART_TYPE }), part, {
      ...(signal ? { signal } : {}),
      onSent: (sent) => progress.share(Math.min(1, (from + Math.min(sent, part.size)) / bytes.size)),
    })
    const reached = Number(answer.header("Upload-Offset"))
    // Without this a server that says nothing of use would be sent the same for ever.
    if (!(reached > offset)) throw new Refusal("unavailable", {}, true)
    offset = reached
    size = nextSize(size, performance.now() - started)
    progress.share(offset / bytes.size)
    progress.part()
  }
}

/** As much as goes through in PART_MS, and at most twice or half of what was tried last. */
export function nextSize(size: number, tookMs: number): number {
  const fitting = (size * PART_MS) / Math.max(tookMs, 1)
  const near = Math.min(size * 2, Math.max(size / 2, fitting))
  return Math.round(Math.min(LARGEST_PART, Math.max(SMALLEST_PART, near)))
}

/** btoa takes letters of one byte. */
const base64Of = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text.slice(-200))))

const tus = (headers: Record<string, string>): Record<string, string> => ({ "Tus-Resumable": "1.0.0", ...headers })
