import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import type { LocalMedia } from "./media"
import { type LinkNews, PeerLink } from "./peerLink"
import { asRtc, FakeRtc } from "./testing/fakeRtc"

const STEP_MS = 100
const nobody = { stream: null, audioTrack: null, videoTrack: null } as unknown as LocalMedia

interface Watching {
  readonly connection: FakeRtc
  /** What was told, with the instant since the beginning. */
  readonly told: [number, LinkNews["news"]][]
  close(): void
}

const RELAYS = [{ urls: ["stun:turn.vardrum.test"] }, { urls: "turn:turn.vardrum.test?transport=tcp", username: "a", credential: "b" }]

function watching(servers: readonly RTCIceServer[] = RELAYS): Watching {
  const connection = new FakeRtc("link", servers)
  const begun = Date.now()
  const told: [number, LinkNews["news"]][] = []
  const link = new PeerLink({
    connection: asRtc(connection),
    media: nobody,
    polite: true,
    calls: true,
    now: () => Date.now(),
    say: { description: () => undefined, candidate: () => undefined },
    tell: ({ news }) => told.push([Date.now() - begun, news]),
  })
  return { connection, told, close: () => link.close() }
}

/** A connected link to which something comes ten times a second, until the given instant. */
async function hears({ connection }: Watching, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += STEP_MS) {
    connection.bytesReceived += 100
    await vi.advanceTimersByTimeAsync(STEP_MS)
  }
}

let link: Watching

beforeEach(() => {
  vi.useFakeTimers()
  link = watching()
})

afterEach(() => {
  link.close()
  vi.useRealTimers()
})

const times = (news: LinkNews["news"]): number[] => link.told.filter(([, one]) => one === news).map(([at]) => at)

describe("a link", () => {
  it("judges once a second, by what came in that second", async () => {
    link.connection.become("connected")
    await hears(link, 5_000)
    expect(times("judged")).toEqual([1_500, 2_500, 3_500, 4_500])
    expect(times("silent")).toEqual([])
  })

  it("doubts the way to the server at the second look without a byte, and calls the path lost a second later", async () => {
    link.connection.become("connected")
    await hears(link, 2_000)
    await vi.advanceTimersByTimeAsync(3_000)
    expect([times("silent"), times("lost")]).toEqual([[3_000], [4_000]])
  })

  it("does not take one look without a byte for a silence", async () => {
    link.connection.become("connected")
    await hears(link, 2_000)
    await vi.advanceTimersByTimeAsync(900)
    await hears(link, 2_000)
    expect([times("silent"), times("lost")]).toEqual([[], []])
  })

  it("doubts it at once where the browser itself calls the path lost, and once only", async () => {
    link.connection.become("connected")
    await hears(link, 2_100)
    link.connection.become("disconnected")
    expect(link.told.slice(-2)).toEqual([
      [2_100, "lost"],
      [2_100, "silent"],
    ])
    await vi.advanceTimersByTimeAsync(1_500)
    expect(times("silent")).toEqual([2_100])
  })

  it("doubts it anew in the next silence", async () => {
    link.connection.become("connected")
    await hears(link, 2_000)
    await vi.advanceTimersByTimeAsync(1_500)
    await hears(link, 1_000)
    await vi.advanceTimersByTimeAsync(1_500)
    expect(times("silent")).toEqual([3_000, 5_500])
  })

  it("is looked for again soon where no relay answered, and waits for one that did", async () => {
    link.connection.become("connected")
    await hears(link, 2_000)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(times("lost")).toEqual([4_000])
    await vi.advanceTimersByTimeAsync(2_000)
    expect(link.connection.restarts).toBe(1)
    link.connection.gathers("host")
    link.connection.gathers(null)
    await vi.advanceTimersByTimeAsync(3_000)
    expect(link.connection.restarts).toBe(2)
    link.connection.gathers("relay")
    link.connection.gathers(null)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(link.connection.restarts).toBe(2)
  })

  it("without relays takes its time, and at its beginning too", async () => {
    const bare = watching([])
    bare.connection.become("connected")
    await hears(bare, 2_000)
    await vi.advanceTimersByTimeAsync(4_000)
    bare.connection.gathers(null)
    await vi.advanceTimersByTimeAsync(3_000)
    expect(bare.connection.restarts).toBe(1)
    bare.close()
    const first = watching()
    first.connection.gathers(null)
    await vi.advanceTimersByTimeAsync(6_000)
    expect(first.connection.restarts).toBe(0)
    first.close()
  })

  it("that was never there is no reason to doubt it before it is looked for again", async () => {
    await vi.advanceTimersByTimeAsync(6_500)
    expect(link.told).toEqual([])
    await vi.advanceTimersByTimeAsync(1_000)
    expect(times("silent")).toEqual([7_000])
  })
})
