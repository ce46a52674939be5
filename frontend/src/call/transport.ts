/**
 * What a call needs from the world: the room's call as the server last said, a way to send, and what the other tab
 * relays. roomTransport.ts makes it of the room's socket; tests script it.
 */
import type { Refusal } from "../core/errors/refusal"
import type { Watched } from "../core/observable"
import type {
  AcceptCall,
  CallState,
  Candidate,
  CandidateRelayed,
  DeclineCall,
  Description,
  DescriptionRelayed,
  EndCall,
  IceServers,
  JoinCall,
  LeaveCall,
  MediaState,
  MediaStateRelayed,
  RejoinCall,
  RemoveFromCall,
  ReportCall,
  StartCall,
} from "../core/protocol/wire"

type Unnumbered<Kind> = Kind extends { id: string } ? Omit<Kind, "id"> : never

export type CallCommand = Unnumbered<StartCall | AcceptCall | RejoinCall | DeclineCall | EndCall | JoinCall | LeaveCall | RemoveFromCall | ReportCall>
export type CallSignal = Description | Candidate | MediaState
export type CallRelayed = DescriptionRelayed | CandidateRelayed | MediaStateRelayed

export type Answered = { readonly done: true } | { readonly done: false; readonly refusal: Refusal }

export interface CallTransport {
  readonly roomId: string
  readonly accountId: string
  /** Names this browser tab; the same that it says in its hello. */
  readonly peerId: string
  /** Whether this call rings for whoever is here: a call rings for the side that did not start it. */
  readonly mayAnswer: (call: CallState) => boolean
  /** A guest joins calls that go on between others. */
  readonly guest: boolean
  /** False where nothing may lead to a call of sound alone or to a telephone. */
  readonly voice: () => boolean
  /** The room's call: from the snapshot and every event since. */
  readonly call: Watched<CallState | null>
  /** Whether signals get through now: the room is open over a connection. Media goes on without it. */
  readonly online: Watched<boolean>
  /** Numbers the command, sends it, and settles with the server's answer. It never rejects. */
  command(command: CallCommand): Promise<Answered>
  /** Media has gone silent: finds out soon whether the server is still reached, and reaches it anew if not. */
  prove(): void
  /** Until what is returned is called, a server that is away is looked for often: both sides must learn of the call's end. */
  hurry(): () => void
  /** Sent if the socket is open, lost if it is not. */
  signal(signal: CallSignal): void
  onSignal(hear: (signal: CallRelayed) => void): () => void
  /** GET /api/<audience>/ice?call_id=…; rejects if the server cannot be reached. */
  iceServers(callId: string): Promise<IceServers>
  /** Puts a text of one's own into the room, as a message. */
  keepText(text: string): void
  /** Puts a picture on its way into the room; false if it cannot be sent. */
  keepPicture(file: File): Promise<boolean>
}
