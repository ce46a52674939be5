/** Calls and parties for the tests of this folder. */
import type { CallState } from "../../core/protocol/wire"
import type { Me } from "../callMachine"

export const NURSE: Me = { accountId: "nurse", peerId: "nurse-tab", mayAnswer: (call) => call.by_resident === true }
export const RESIDENT: Me = { accountId: "resident", peerId: "resident-tab", mayAnswer: (call) => call.by_resident !== true }

export const GUEST: Me = { accountId: "amira", peerId: "amira-tab", mayAnswer: () => false, guest: true }
export const RELATIVE: Me = { accountId: "nils", peerId: "nils-tab", mayAnswer: () => false, guest: true }

export function ringing(change: Partial<CallState> = {}): CallState {
  return {
    id: "call",
    generation: 0,
    state: "ringing",
    started_by: NURSE.accountId,
    caller_peer: NURSE.peerId,
    answered_by: null,
    callee_peer: null,
    polite_peer: null,
    video: true,
    rings_until: "2026-11-20T12:00:45Z",
    connected_at: null,
    end_reason: null,
    ...change,
  }
}

export function answered(change: Partial<CallState> = {}): CallState {
  return ringing({
    state: "connecting",
    answered_by: RESIDENT.accountId,
    callee_peer: RESIDENT.peerId,
    polite_peer: RESIDENT.peerId,
    ...change,
  })
}

export function ended(reason: NonNullable<CallState["end_reason"]>, change: Partial<CallState> = {}): CallState {
  return answered({ state: "ended", end_reason: reason, ...change })
}
