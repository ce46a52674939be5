/**
 * Who is in a call, and the connection that each two of them have. Pure, and the same at every side: all stand in one
 * order, so that of two both know who offers first, who yields, and of which generation their connection is.
 */
import type { CallState } from "../core/protocol/wire"

export interface Party {
  readonly accountId: string
  readonly peerId: string
}

export interface Member extends Party {
  /** Rises with each page of theirs; the sum of two is their connection's generation. */
  readonly generation: number
}

export interface Pair extends Party {
  /** Makes the first offer and is the first to repair: whoever stands before the other. */
  readonly calls: boolean
  readonly polite: boolean
  readonly generation: number
  /** Of the two whose call it is: their connection is the call's own. */
  readonly main: boolean
}

/** Who began it, who answered, then the guests in the order in which they came; nobody while it rings. */
export function membersOf(call: CallState): Member[] {
  if (call.answered_by === null || call.callee_peer === null) return []
  const byCaller = call.caller_generation ?? 0
  return [
    { accountId: call.started_by, peerId: call.caller_peer, generation: byCaller },
    { accountId: call.answered_by, peerId: call.callee_peer, generation: call.generation - byCaller },
    ...(call.others ?? []).map((one) => ({ accountId: one.account_id, peerId: one.peer_id, generation: one.generation })),
  ]
}

/** This page's connections, the weightiest first; null where it is not in the call. */
export function pairsOf(me: Party, call: CallState): Pair[] | null {
  const members = membersOf(call)
  const place = members.findIndex((one) => one.accountId === me.accountId && one.peerId === me.peerId)
  const mine = members[place]
  if (mine === undefined) return null
  return members.flatMap((other, at): Pair[] => {
    if (at === place) return []
    const main = place < 2 && at < 2
    return [
      {
        accountId: other.accountId,
        peerId: other.peerId,
        calls: place < at,
        polite: main ? call.polite_peer === me.peerId : me.peerId < other.peerId,
        generation: mine.generation + other.generation,
        main,
      },
    ]
  })
}
