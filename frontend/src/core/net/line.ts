/** What the socket needs of a WebSocket, and what stands in for one: the same to whoever uses it. */
export interface RequestLine {
  onopen: (() => void) | null
  onmessage: ((event: { data: string }) => void) | null
  onclose: ((event: { code: number }) => void) | null
  send: (text: string) => void
  close: () => void
}
export type Line = WebSocket | RequestLine

/** Said to the socket by the requests: WebSockets get through again. No server sends it. */
export const WAY_IS_FREE = 4900

/** A line of requests. Its code is fetched when it is needed, which on most networks is never. */
export function lineOfRequests(base: string, socketUrl: string): RequestLine {
  let closed = false
  const line: RequestLine = {
    onopen: null,
    onmessage: null,
    onclose: null,
    send: () => undefined,
    close: () => {
      closed = true
    },
  }
  import("./requests").then(
    ({ speakByRequests }) => {
      if (!closed) speakByRequests(line, base, socketUrl)
    },
    () => line.onclose?.({ code: 0 }),
  )
  return line
}
