/** A WebSocket whose other end is the test: what was sent, what is said, how it closes. */
export class FakeSocket {
  readonly sent: Record<string, unknown>[] = []
  onopen: (() => void) | null = null
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null
  closed = false

  send(text: string): void {
    this.sent.push(JSON.parse(text) as Record<string, unknown>)
  }

  close(): void {
    this.closed = true
  }

  says(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) })
  }

  welcomes(): void {
    this.onopen?.()
    this.says({
      type: "welcome",
      protocol: "1.0",
      connection_id: "connection",
      account_id: "account",
      heartbeat_seconds: 10,
      server_time: "2026-11-18T13:49:00Z",
    })
  }

  closes(code: number): void {
    this.onclose?.({ code })
  }

  ofType(type: string): Record<string, unknown>[] {
    return this.sent.filter((frame) => frame["type"] === type)
  }
}

/** Opens a new fake each time; `latest` is the one in use. */
export class FakeServer {
  readonly opened: FakeSocket[] = []

  readonly open = (): WebSocket => {
    const socket = new FakeSocket()
    this.opened.push(socket)
    return socket as unknown as WebSocket
  }

  get latest(): FakeSocket {
    const socket = this.opened.at(-1)
    if (!socket) throw new Error("nobody has connected")
    return socket
  }
}
