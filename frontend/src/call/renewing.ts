/** A relay's credentials run out in a call; a new path is only found with good ones, so they are renewed in time. */
import type { IceServers } from "../core/protocol/wire"
import { configurationOf } from "./environment"

/** Twice in their life: one failed try is no harm. */
const TRIES = 2

/** Gives the connection new credentials before the old ones run out, until what it returns is called. */
export function renewCredentials(
  connection: Pick<RTCPeerConnection, "setConfiguration">,
  first: IceServers,
  ask: () => Promise<IceServers>,
): () => void {
  if (first.good_for <= 0) return () => undefined
  const renewing = setInterval(() => {
    ask().then(
      (servers) => connection.setConfiguration(configurationOf(servers)),
      // The server cannot be reached just now; the path that is there goes on.
      () => undefined,
    )
  }, (first.good_for * 1_000) / (TRIES + 1))
  return () => clearInterval(renewing)
}
