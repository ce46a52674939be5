import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import type { IceServers } from "../core/protocol/wire"
import { configurationOf } from "./environment"
import { renewCredentials } from "./renewing"

function servers(username: string, relay_only = false): IceServers {
  return { ice_servers: [{ urls: ["turn:turn.example"], username, credential: "c" }], relay_only, good_for: 600 }
}

describe("credentials of a relay", () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it("are renewed before they run out, until the connection is closed", async () => {
    const given: RTCConfiguration[] = []
    const connection = { setConfiguration: (configuration: RTCConfiguration) => void given.push(configuration) }
    const stop = renewCredentials(connection, servers("first"), () => Promise.resolve(servers("second", true)))
    await vi.advanceTimersByTimeAsync(599_000)
    expect(given.length).toBeGreaterThan(0)
    expect(given[0]?.iceServers?.[0]?.username).toBe("second")
    expect(given[0]?.iceTransportPolicy).toBe("relay")
    const before = given.length
    stop()
    await vi.advanceTimersByTimeAsync(600_000)
    expect(given).toHaveLength(before)
  })

  it("are asked for again when the server did not answer", async () => {
    let asked = 0
    const setConfiguration = vi.fn()
    const stop = renewCredentials({ setConfiguration }, servers("first"), () => {
      asked += 1
      return asked === 1 ? Promise.reject(new Error("away")) : Promise.resolve(servers("second"))
    })
    await vi.advanceTimersByTimeAsync(599_000)
    expect(setConfiguration).toHaveBeenCalledTimes(1)
    stop()
  })

  it("are asked for only where the unit lets no other path be found", () => {
    expect(configurationOf(servers("a", true)).iceTransportPolicy).toBe("relay")
    expect(configurationOf(servers("a", false)).iceTransportPolicy).toBe("all")
  })
})
