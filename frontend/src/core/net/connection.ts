/** The states of the one socket, and what its end means. Pure: socket.ts acts on it. */
import type { Welcome } from "../protocol/wire"

export type Connection =
  | { state: "idle" }
  | { state: "connecting"; attempt: number }
  | { state: "online"; welcome: Welcome }
  /** `closeCode` is the server's reason, 0 where it gave none. */
  | { state: "waiting"; attempt: number; closeCode: number }
  | { state: "ended"; reason: EndReason }

/** Why no new attempt is made: the person has to do something first. */
export type EndReason = "login_ended" | "outdated" | "closed"

/** As in the server's close_codes.py: more connections than one person may have. */
export const TOO_MANY = 4029
const LOGIN_ENDED = 4401
const PROTOCOL = 4009

/** Every other close, ours or the network's, is followed by another attempt. */
export function endReason(closeCode: number): EndReason | null {
  if (closeCode === LOGIN_ENDED) return "login_ended"
  if (closeCode === PROTOCOL) return "outdated"
  return null
}
