/**
 * Under which custody staff give a command: the number that stands on their screen. Whoever has lost the case and has it
 * again has it under another one, and what was on its way is refused (docs/adr/0049). Pure.
 */
import type {
  AcceptCall,
  AdmitGuest,
  BeginCallback,
  CallColleague,
  ConcludeCase,
  CorrectMessage,
  DeclineCall,
  EndCallback,
  EndCompany,
  IntroduceColleague,
  KeepCase,
  MergeCases,
  NameContact,
  OfferTransfer,
  PrioritiseCase,
  RedactMessage,
  RefuseGuest,
  ReleaseCase,
  SendForm,
  SendMessage,
  ShortenNames,
  StartCall,
  WithdrawForm,
  WithdrawTransfer,
} from "../protocol/wire"
import type { RoomState } from "./roomState"

/** Nothing of it where it is not known, and on a resident's or guest's screen: a server of before takes no more. */
export interface Tenure {
  epoch?: number
}

type Tenured =
  | AcceptCall
  | AdmitGuest
  | BeginCallback
  | CallColleague
  | ConcludeCase
  | CorrectMessage
  | DeclineCall
  | EndCallback
  | EndCompany
  | IntroduceColleague
  | KeepCase
  | MergeCases
  | NameContact
  | OfferTransfer
  | PrioritiseCase
  | RedactMessage
  | RefuseGuest
  | ReleaseCase
  | SendForm
  | SendMessage
  | ShortenNames
  | StartCall
  | WithdrawForm
  | WithdrawTransfer

const TENURED: Record<Tenured["type"], true> = {
  "call.accept": true,
  "call.decline": true,
  "call.start": true,
  "callback.begin": true,
  "callback.end": true,
  "case.conclude": true,
  "case.keep": true,
  "case.merge": true,
  "case.prioritise": true,
  "case.release": true,
  "colleague.call": true,
  "colleague.introduce": true,
  "colleague.leave": true,
  "contact.name": true,
  "form.send": true,
  "form.withdraw": true,
  "guest.admit": true,
  "guest.refuse": true,
  "message.correct": true,
  "message.redact": true,
  "message.send": true,
  "names.shorten": true,
  "transfer.offer": true,
  "transfer.withdraw": true,
}

export function tenureOf(state: RoomState | null): Tenure {
  const epoch = state?.staff?.epoch ?? null
  return epoch === null ? {} : { epoch }
}

/** The command with what stands on the screen, if it hangs on custody and the room is open here. */
export function underTenure<Body extends { type: string }>(body: Body, state: RoomState | null): Body & Tenure {
  return body.type in TENURED ? { ...body, ...tenureOf(state) } : body
}
