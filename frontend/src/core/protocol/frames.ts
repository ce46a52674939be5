/** The unions that the generated wire types leave open: what a server may send and what each stream carries. */
import type {
  Ack,
  AlarmAcknowledged,
  AlarmRaised,
  AttemptRecorded,
  CallChanged,
  CallbackAsked,
  CallbackBegun,
  CallbackEnded,
  CallbackForgone,
  CallbackNoted,
  CandidateRelayed,
  CaseClaimed,
  CaseConcluded,
  CaseJoined,
  CaseListed,
  CaseQueued,
  CaseReassigned,
  CaseReleased,
  CaseReopened,
  CaseTurned,
  CaseUnlisted,
  CaseWithdrawn,
  ColleagueJoined,
  ColleagueParted,
  CompanyChanged,
  ContactNamed,
  CustodyChanged,
  DescriptionRelayed,
  ErrorFrame,
  EventHeader,
  EventVeiled,
  FileHidden,
  FormAdded,
  FormChanged,
  FormSent,
  GuestChanged,
  HandedListed,
  HandedUnlisted,
  Heads,
  HelpShown,
  MediaStateRelayed,
  MessageCorrected,
  MessageRedacted,
  MessageSent,
  NamesRedrawn,
  NamesShortened,
  NoteAdded,
  OfferEnded,
  OfferMade,
  OverflowListed,
  OverflowUnlisted,
  PresenceDeclared,
  PresenceSetAway,
  ReceiptAdvanced,
  ResidentSought,
  ResidentsCallChanged,
  ResidentUnreached,
  RoomSnapshot,
  StreamEnded,
  SummaryAdded,
  TransferChanged,
  TypingShown,
  UnitClosed,
  Welcome,
  WorklistSnapshot,
  WorseSaid,
} from "./wire"

export const PROTOCOL_MAJOR = 1

/** An event frame is a body and its header, side by side. */
type Sent<Body> = Body & EventHeader

export type RoomStreamEvent = Sent<
  | CaseQueued
  | CaseClaimed
  | CaseReleased
  | CaseReassigned
  | CaseConcluded
  | CaseReopened
  | CaseJoined
  | OfferMade
  | OfferEnded
  | FormAdded
  | FormChanged
  | FormSent
  | MessageSent
  | MessageCorrected
  | MessageRedacted
  | FileHidden
  | ReceiptAdvanced
  | CallChanged
  | HelpShown
  | UnitClosed
  | ResidentsCallChanged
  | ResidentSought
  | GuestChanged
  | EventVeiled
  | NamesRedrawn
  | ColleagueJoined
  | ColleagueParted
  | WorseSaid
  | CaseWithdrawn
  | CallbackAsked
  | CallbackForgone
  | CallbackBegun
  | CallbackEnded
>
export type StaffStreamEvent = Sent<NoteAdded | AttemptRecorded | CallbackNoted | CustodyChanged | SummaryAdded | AlarmRaised | AlarmAcknowledged | ResidentUnreached | NamesShortened | CompanyChanged | TransferChanged | ContactNamed>
export type RoomEvent = RoomStreamEvent | StaffStreamEvent
export type WorklistEvent = Sent<CaseListed | CaseTurned | CaseUnlisted | HandedListed | HandedUnlisted | OverflowListed | OverflowUnlisted | PresenceSetAway | PresenceDeclared>
export type EventFrame = RoomEvent | WorklistEvent

export type SignalFrame = TypingShown | DescriptionRelayed | CandidateRelayed | MediaStateRelayed
export type SnapshotFrame = RoomSnapshot | WorklistSnapshot

export type ServerFrame = Welcome | Heads | Ack | ErrorFrame | StreamEnded | SnapshotFrame | EventFrame | SignalFrame

export function isEvent(frame: ServerFrame): frame is EventFrame {
  return "sequence" in frame && "stream" in frame && "by" in frame
}

export const roomStream = (roomId: string): string => `room:${roomId}`
export const staffStream = (roomId: string): string => `staff:${roomId}`
export const worklistStream = (unitId: string): string => `worklist:${unitId}`
