/** Which ways lead to us: each of the servers is asked by itself for a candidate of its own (RFC 8445, section 5.1.1). */
import type { IceServer, IceServers, WayFound } from "../../core/protocol/wire"
import { configurationOf } from "../environment"

export type WayName = WayFound["way"]

export interface Way {
  readonly name: WayName
  readonly server: IceServer
}

/** A way that needs longer than this carries no conversation. */
const PATIENCE_MS = 5_000
const ORDER: readonly WayName[] = ["stun", "turn_udp", "turn_tcp", "turn_tls"]

/** The first server of each way, in the order in which a call would rather have them. */
export function waysOf(servers: IceServers): Way[] {
  const found = new Map<WayName, Way>()
  for (const server of servers.ice_servers) {
    for (const url of server.urls) {
      const name = nameOf(url)
      if (name !== null && !found.has(name)) found.set(name, { name, server: { ...server, urls: [url] } })
    }
  }
  return ORDER.flatMap((name) => found.get(name) ?? [])
}

export function nameOf(url: string): WayName | null {
  const tcp = /[?&]transport=tcp\b/i.test(url)
  if (/^stun:/i.test(url)) return "stun"
  if (/^turns:/i.test(url)) return "turn_tls"
  if (/^turn:/i.test(url)) return tcp ? "turn_tcp" : "turn_udp"
  return null
}

/** Whether the way gives a candidate, and after how many milliseconds. */
export async function tryWay(way: Way, patienceMs = PATIENCE_MS): Promise<WayFound> {
  const relay = way.name !== "stun"
  const connection = new RTCPeerConnection(configurationOf({ ice_servers: [way.server], relay_only: relay, good_for: 0 }))
  const began = performance.now()
  try {
    const ms = await new Promise<number | null>((resolve) => {
      const late = setTimeout(() => resolve(null), patienceMs)
      connection.onicecandidate = ({ candidate }) => {
        if (candidate !== null && candidate.type !== (relay ? "relay" : "srflx")) return
        clearTimeout(late)
        resolve(candidate === null ? null : Math.round(performance.now() - began))
      }
      connection.createDataChannel("way")
      void connection.setLocalDescription()
    })
    return { way: way.name, works: ms !== null, ms }
  } finally {
    connection.close()
  }
}
