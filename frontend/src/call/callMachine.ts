/**
 * What a call is to this tab: the server's call, told from where this tab stands. Pure: no clock, no connection. The
 * server owns the call's state; only the state of the path between the tabs is this tab's own observation.
 */
import type { CallMember, CallState } from "../core/protocol/wire"
import { type Pair, pairsOf, type Party } from "./mesh"

export type EndReason = NonNullable<CallState["end_reason"]>

/** `peerId` names this tab, `mayAnswer` says whether this call rings for whoever is here. A guest may join what goes on. */
export interface Me {
  readonly accountId: string
  readonly peerId: string
  readonly mayAnswer: (call: CallState) => boolean
  readonly guest?: boolean
}

/** The path between the two tabs as this one observes it; `since` in milliseconds of this tab's clock. */
export type Path =
  | { readonly is: "connecting"; readonly since: number }
  | { readonly is: "connected" }
  | { readonly is: "reconnecting"; readonly since: number }

export type CallView =
  | { readonly phase: "idle" }
  /** It rings here. */
  | { readonly phase: "incoming"; readonly call: CallState }
  /** Accepted here, not yet confirmed. */
  | { readonly phase: "answering"; readonly call: CallState }
  /** This tab calls and waits for an answer. */
  | { readonly phase: "calling"; readonly call: CallState }
  /** This account is in the call, but not this page: another tab has it, or the page was reloaded. */
  | { readonly phase: "elsewhere"; readonly call: CallState }
  /** Others are in the call. */
  | { readonly phase: "others"; readonly call: CallState }
  /** A guest may join it; `out`: they were in it, and are no more without having left; `barred`: they were taken out for good. */
  | { readonly phase: "joinable"; readonly call: CallState; readonly out: boolean; readonly barred: boolean }
  | {
      readonly phase: "talking"
      readonly call: CallState
      readonly other: Party
      readonly calls: boolean
      readonly polite: boolean
      /** Every connection of this page, the one with `other` first. */
      readonly pairs: readonly Pair[]
      readonly path: Path
    }
  | { readonly phase: "ended"; readonly callId: string; readonly reason: EndReason; readonly calledMe: boolean }

/** What this page itself has taken part in, from which generation on: earlier ones belonged to a page before it. */
export interface Joined {
  readonly callId: string
  readonly generation: number
}

/**
 * `starting`: a call was begun here and has no id yet. `left`: the call that was ended here, which holds at once, even
 * where the server has not heard of it yet. `rang`: the call that rang here, whose end must be told.
 */
export interface Machine {
  readonly me: Me
  readonly call: CallState | null
  readonly starting: boolean
  readonly joined: Joined | null
  readonly left: string | null
  readonly path: Path
  readonly rang: string | null
  readonly dismissed: string | null
  /** The call that this page was put out of. */
  readonly out: string | null
}

export type Fact =
  | { readonly fact: "told"; readonly call: CallState | null; readonly at: number }
  | { readonly fact: "starting" }
  | { readonly fact: "joining"; readonly joined: Joined }
  | { readonly fact: "refused" }
  | { readonly fact: "left" }
  | { readonly fact: "path.connected" }
  | { readonly fact: "path.lost"; readonly at: number }
  | { readonly fact: "dismissed" }

/** `dismissed` is the call whose end was seen on an earlier page. */
export function initial(me: Me, dismissed: string | null = null): Machine {
  const path: Path = { is: "connecting", since: 0 }
  return { me, call: null, starting: false, joined: null, left: null, path, rang: null, dismissed, out: null }
}

export function reduce(machine: Machine, fact: Fact): Machine {
  switch (fact.fact) {
    case "told":
      return told(machine, fact.call, fact.at)
    case "starting":
      return { ...machine, starting: true }
    case "joining":
      return { ...machine, joined: fact.joined, left: machine.me.guest === true ? null : machine.left, out: null }
    case "refused":
      return { ...machine, starting: false, joined: null }
    case "left":
      return { ...machine, left: machine.call?.id ?? null }
    case "path.connected":
      return { ...machine, path: { is: "connected" } }
    case "path.lost":
      return machine.path.is === "connected"
        ? { ...machine, path: { is: "reconnecting", since: fact.at } }
        : machine
    case "dismissed":
      return { ...machine, dismissed: machine.call?.id ?? null, joined: null }
  }
}

function told(machine: Machine, call: CallState | null, at: number): Machine {
  const earlier = machine.call
  if (call !== null && earlier?.id === call.id && isOlder(call, earlier)) return machine
  const begun = machine.starting && isHere(machine.me, call) && (call.state !== "ended" || call.id !== earlier?.id)
  const joined = begun ? { callId: call.id, generation: call.generation } : machine.joined
  const answered = call !== null && call.state !== "ringing" && call.state !== "ended"
  const sameConnection = earlier?.id === call?.id && earlier?.generation === call?.generation
  const wasAnswered = earlier !== null && earlier.state !== "ringing"
  const next = { ...machine, call, joined, starting: machine.starting && !begun, path: machine.path }
  // A new connection of a running call is a repair, not a beginning: whoever talked is told so.
  if (answered && !(sameConnection && wasAnswered)) {
    const repaired = wasAnswered && earlier.id === call.id && machine.path.is !== "connecting"
    next.path = { is: repaired ? "reconnecting" : "connecting", since: sinceOf(machine.path, repaired, at) }
  }
  if (machine.me.guest === true) return toldGuest(machine, next, at)
  const view = viewOf(next)
  const rings = view.phase === "incoming" || view.phase === "calling"
  return { ...next, rang: rings ? view.call.id : machine.rang }
}

/** A guest's own coming and going in a call that is others'. */
function toldGuest(machine: Machine, next: Machine, at: number): Machine {
  const { me, call } = next
  const before = machine.call?.id === call?.id ? membershipOf(me, machine.call) : undefined
  const now = membershipOf(me, call)
  if (call === null || call.state === "ended") return next
  if (now === undefined) {
    const out = before !== undefined && before.peer_id === me.peerId && machine.left !== call.id
    return before === undefined ? next : { ...next, joined: null, left: null, out: out ? call.id : next.out }
  }
  if (before?.generation === now.generation) return next
  const path: Path = { is: before === undefined ? "connecting" : "reconnecting", since: at }
  return { ...next, path }
}

function membershipOf(me: Me, call: CallState | null): CallMember | undefined {
  return call?.others?.find((one) => one.account_id === me.accountId)
}

/** A snapshot read before an event was applied must not undo it: a call never leaves its end or an earlier generation. */
function isOlder(call: CallState, than: CallState): boolean {
  return than.state === "ended" || call.generation < than.generation
}

function sinceOf(path: Path, repaired: boolean, at: number): number {
  return repaired && path.is === "reconnecting" ? path.since : at
}

/** Begun here, or answered here by pressing "call" while the other side rang: two wishes are one call. */
function isHere(me: Me, call: CallState | null): call is CallState {
  if (call === null) return false
  const begun = call.started_by === me.accountId && call.caller_peer === me.peerId
  return begun || (call.answered_by === me.accountId && call.callee_peer === me.peerId)
}

export function viewOf(machine: Machine): CallView {
  const { call, me } = machine
  if (call === null) return { phase: "idle" }
  if (call.state === "ended") return ended(machine, call, call.end_reason ?? "failed")
  if (machine.left === call.id && machine.me.guest !== true) return ended(machine, call, leavingReason(me, call))
  if (me.guest === true) return viewOfGuest(machine, call)
  const joined = machine.joined?.callId === call.id && call.generation >= machine.joined.generation
  if (call.state === "ringing") return ringing(me, call, joined)
  if (call.started_by !== me.accountId && call.answered_by !== me.accountId) return { phase: "others", call }
  return (joined ? talking(machine, call) : null) ?? { phase: "elsewhere", call }
}

function viewOfGuest(machine: Machine, call: CallState): CallView {
  const { me, joined, left, out } = machine
  if (call.state === "ringing") return { phase: "idle" }
  const mine = membershipOf(me, call)
  const wished = joined?.callId === call.id && left !== call.id
  if (call.removed?.includes(me.accountId)) return { phase: "joinable", call, out: true, barred: true }
  if (mine === undefined || left === call.id) return wished ? { phase: "answering", call } : { phase: "joinable", call, out: out === call.id, barred: false }
  if (!wished) return { phase: "elsewhere", call }
  if (mine.generation < joined.generation) return { phase: "answering", call }
  return talking(machine, call) ?? { phase: "elsewhere", call }
}

/** The nearest of the others: of the two whose call it is the other one, for a guest whoever began it. */
function talking(machine: Machine, call: CallState): CallView | null {
  const pairs = pairsOf(machine.me, call)
  const first = pairs?.[0]
  if (pairs === null || first === undefined) return null
  const other: Party = { accountId: first.accountId, peerId: first.peerId }
  return { phase: "talking", call, other, calls: first.calls, polite: first.polite, pairs, path: machine.path }
}

/** This page is in a call, or has asked for one and waits to be told: camera and microphone are in use. */
export function isEngaged(machine: Machine): boolean {
  const { phase } = viewOf(machine)
  if (phase === "calling" || phase === "answering" || phase === "talking" || machine.starting) return true
  return phase === "elsewhere" && machine.joined?.callId === machine.call?.id && awaitsGeneration(machine)
}

function awaitsGeneration({ joined, call }: Machine): boolean {
  return joined !== null && call !== null && joined.generation > call.generation
}

function ended(machine: Machine, call: CallState, reason: EndReason): CallView {
  const missed = reason === "missed" && machine.me.mayAnswer(call)
  const concernsMe = machine.joined?.callId === call.id || machine.rang === call.id || missed
  if (!concernsMe || machine.dismissed === call.id) return { phase: "idle" }
  return { phase: "ended", callId: call.id, reason, calledMe: machine.me.mayAnswer(call) }
}

function leavingReason(me: Me, call: CallState): EndReason {
  if (call.state !== "ringing") return "hung_up"
  return call.started_by === me.accountId ? "cancelled" : "declined"
}

function ringing(me: Me, call: CallState, joined: boolean): CallView {
  if (call.started_by === me.accountId) {
    const here = joined && call.caller_peer === me.peerId
    return { phase: here ? "calling" : "elsewhere", call }
  }
  if (!me.mayAnswer(call)) return { phase: "others", call }
  return { phase: joined ? "answering" : "incoming", call }
}
