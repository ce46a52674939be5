/* Generated from schema.json by `make protocol`; edit the wire types in Python instead. */

export type AnyCommand =
  | AcceptCall
  | AcceptOffer
  | AcceptTransfer
  | AcknowledgeAlarm
  | AddNote
  | AdmitGuest
  | AdvanceReceipt
  | AskCallback
  | BeginCallback
  | CallColleague
  | ClaimCase
  | CloseRoom
  | CloseWorklist
  | ComeAsColleague
  | ConcludeCase
  | CorrectMessage
  | DeclineCall
  | DeclineOffer
  | DeclineTransfer
  | EndCall
  | EndCallback
  | EndCompany
  | ForgoCallback
  | HideFile
  | IntroduceColleague
  | JoinCall
  | KeepCase
  | LeaveCall
  | MergeCases
  | NameContact
  | OfferTransfer
  | OpenRoom
  | OpenWorklist
  | PrioritiseCase
  | ReassignCase
  | RecordAttempt
  | RedactMessage
  | RefuseGuest
  | RejoinCall
  | ReleaseCase
  | RemoveFromCall
  | ReopenCase
  | ReportCall
  | SayWorse
  | SendForm
  | SendMessage
  | SettleReach
  | ShortenNames
  | StartCall
  | TakeOverflow
  | TenureCommand
  | WithdrawCase
  | WithdrawForm
  | WithdrawGuest
  | WithdrawTransfer
export type AnyEventBody =
  | AlarmAcknowledged
  | AlarmRaised
  | AttemptRecorded
  | CallChanged
  | CallbackAsked
  | CallbackBegun
  | CallbackEnded
  | CallbackForgone
  | CallbackNoted
  | CaseClaimed
  | CaseConcluded
  | CaseJoined
  | CaseListed
  | CaseQueued
  | CaseReassigned
  | CaseReleased
  | CaseReopened
  | CaseTurned
  | CaseUnlisted
  | CaseWithdrawn
  | ColleagueJoined
  | ColleagueParted
  | CompanyChanged
  | ContactNamed
  | CustodyChanged
  | EventVeiled
  | FileHidden
  | FormAdded
  | FormChanged
  | FormSent
  | GuestChanged
  | HandedListed
  | HandedUnlisted
  | HelpShown
  | MessageCorrected
  | MessageRedacted
  | MessageSent
  | NamesRedrawn
  | NamesShortened
  | NoteAdded
  | OfferEnded
  | OfferMade
  | OverflowListed
  | OverflowUnlisted
  | PresenceDeclared
  | PresenceSetAway
  | ReceiptAdvanced
  | ResidentSought
  | ResidentUnreached
  | ResidentsCallChanged
  | SummaryAdded
  | TransferChanged
  | UnitClosed
  | WorseSaid
export type AnyServerFrame =
  | Ack
  | CandidateRelayed
  | DescriptionRelayed
  | ErrorFrame
  | Heads
  | MediaStateRelayed
  | RoomSnapshot
  | StreamEnded
  | TypingShown
  | Welcome
  | WorklistSnapshot
export type ErrorCode =
  | "not_found"
  | "not_allowed"
  | "not_logged_in"
  | "login_refused"
  | "origin_refused"
  | "bad_request"
  | "unknown_command"
  | "protocol_too_old"
  | "too_large"
  | "text_too_long"
  | "too_many"
  | "too_many_open"
  | "too_many_tabs"
  | "illegal_move"
  | "choice_needed"
  | "claim_lost"
  | "offer_over"
  | "not_holder"
  | "custody_changed"
  | "room_closed"
  | "reopen_too_late"
  | "correct_too_late"
  | "corrected_too_often"
  | "message_redacted"
  | "call_busy"
  | "call_over"
  | "call_full"
  | "call_removed"
  | "file_refused"
  | "file_not_ready"
  | "answer_invalid"
  | "intake_closed"
  | "unit_required"
  | "phrase_changed"
  | "abbreviation_taken"
  | "library_full"
  | "invitation_used"
  | "invitation_over"
  | "code_locked"
  | "conflict"
  | "internal"
  | "unavailable"
export type AnySignal = Candidate | Description | MediaState | Typing
export type JsonValue = unknown

/**
 * The first tab that accepts has the call; the others stop ringing.
 */
export interface AcceptCall {
  id: string
  epoch?: number | null
  type: "call.accept"
  room_id: string
  call_id: string
  peer_id: string
}
/**
 * Takes the case that was offered. `offer_id` is the offer that stood on the screen: a later one is another.
 */
export interface AcceptOffer {
  id: string
  type: "offer.accept"
  room_id: string
  offer_id: string
}
/**
 * `transfer_id` is the one that stood on the screen: a later one has another summary.
 */
export interface AcceptTransfer {
  id: string
  type: "transfer.accept"
  room_id: string
  transfer_id: string
}
/**
 * The server's word that a command is committed; `sequence` is its event's place in `stream`, if it has one.
 */
export interface Ack {
  type: "ack"
  id: string
  stream: string | null
  sequence: number | null
  result: string | null
}
/**
 * The alarms of the room are known to whoever has opened it; others need not be alerted any more.
 */
export interface AcknowledgeAlarm {
  id: string
  type: "alarm.acknowledge"
  room_id: string
}
export interface ActorRef {
  kind: "resident" | "staff" | "guest" | "system"
  id: string | null
  name: string
}
/**
 * A browser's subscription (W3C Push API), its keys in base64url.
 */
export interface AddDevice {
  endpoint: string
  p256dh: string
  auth: string
}
export interface AddNote {
  id: string
  type: "note.add"
  room_id: string
  text: string
}
/**
 * What a form that was added to the open case told.
 */
export interface AddedSummary {
  sequence: number
  at: string
  summary: CaseSummary
  worse?: boolean
}
/**
 * The hand-off's word to staff: how to reach the resident, why this priority, what nobody has read yet.
 *
 * `place` is what the resident wrote of where they are, `where` what they chose; summaries kept from before the
 * choice was told have it in Swedish as their place. `explanation_points` are the sentences of `explanation` one
 * by one, the weightiest first; empty in summaries kept from before they were told apart. `may_call` is null
 * where nobody asked, as on the way past the emergency page; summaries kept from before that was told apart say
 * false. `prefers_video` goes with a true one.
 */
export interface CaseSummary {
  place: string
  where?: Localized | null
  country: string
  phone: string
  may_call: boolean | null
  prefers_video?: boolean
  language: string
  interpreter: boolean
  hopes: string
  free_text: string[]
  red_flags: SummaryAnswer[]
  answers: SummaryAnswer[]
  measurements: SummaryAnswer[]
  pictures: string[]
  rules: SummaryRule[]
  explanation: Localized
  explanation_points?: Localized[]
  release: string
  demonstration: boolean
  answered_wrong: boolean
}
/**
 * One text in both languages of the interface.
 */
export interface Localized {
  sv: string
  en: string
}
/**
 * One answer of the form as staff read it. `role` is the question's role in triage.
 *
 * `value` is the answer to a yes/no question as triage judged it, also where it was changed afterwards; null for other
 * questions and in summaries kept from before it was told.
 */
export interface SummaryAnswer {
  question_id: string
  question: Localized
  answer: Localized
  unknown: boolean
  role: "red_flag" | "risk" | "severity" | "context" | "after_triage" | "contact"
  value?: ("yes" | "no" | "unknown") | null
  before?: Localized | null
}
/**
 * A rule that fired, in order of weight; the first one decided.
 */
export interface SummaryRule {
  rule_id: string
  why: Localized
  decided: boolean
}
/**
 * Lets a guest in from the waiting place. They read what is said from now on.
 */
export interface AdmitGuest {
  id: string
  epoch?: number | null
  type: "guest.admit"
  room_id: string
  invitation_id: string
}
export interface AdvanceReceipt {
  id: string
  type: "receipt.advance"
  room_id: string
  delivered: number
  read: number
}
export interface AdviceView {
  title: Localized
  do: Localized[]
  seek_care: Localized[]
  call_112: Localized[]
  look_again_days: number | null
  sources: string[]
}
/**
 * Who has the case next, since `closed_unit` closed. `unit_name` is the unit that the owner is at, `opens_at` when
 * that opens: null where it is open, or where nobody knows. `held`: somebody has the case, and this comes
 * after them.
 */
export interface AfterHours {
  closed_at: string
  closed_unit: string
  owner: "unit" | "round_the_clock" | "supervisor"
  unit_name: string
  telephone: string
  opens_at: string | null
  held: boolean
}
/**
 * Somebody has opened the room or taken the case.
 */
export interface AlarmAcknowledged {
  type: "alarm.acknowledged"
  alarm: AlarmLine
}
/**
 * Alarm words of one category, for staff: how often, since when, by which pattern of which list, and who has opened
 * the room since. `message_sequence` is the newest message with one; null where it was in a form.
 */
export interface AlarmLine {
  id: string
  category: string
  title: Localized
  aim: "resident" | "staff"
  raised_at: string
  last_at: string
  times: number
  message_sequence: number | null
  list_name: string
  pattern: string
  acknowledged_at: string | null
  acknowledged_by: string | null
}
/**
 * Alarm words in what the resident wrote: new, or once more of the same.
 */
export interface AlarmRaised {
  type: "alarm.raised"
  alarm: AlarmLine
}
/**
 * From the emergency page: what it should have been. Both answers are kept and a nurse reads them first of all.
 */
export interface AnsweredWrong {
  /**
   * @maxItems 50
   */
  corrections: CorrectedAnswer[]
}
export interface CorrectedAnswer {
  question_id: string
  answer: string | number | string[] | DurationAnswer
}
export interface DurationAnswer {
  unit: "minutes" | "hours" | "days" | "weeks" | "months" | "years"
  value: number
}
/**
 * The case is to be called instead of written to; asked again, with another number or time. Place, priority and
 * arrival are kept. Both times are null for any time today, else they lie within today.
 */
export interface AskCallback {
  id: string
  type: "callback.ask"
  room_id: string
  phone: string
  from_at: string | null
  until_at: string | null
}
/**
 * Whoever has the case says that they are calling now.
 */
export interface BeginCallback {
  id: string
  epoch?: number | null
  type: "callback.begin"
  room_id: string
}
/**
 * Asks whoever is on duty at the unit to read along. The first who answers comes.
 */
export interface CallColleague {
  id: string
  epoch?: number | null
  type: "colleague.call"
  room_id: string
}
export interface ClaimCase {
  id: string
  type: "case.claim"
  room_id: string
}
export interface CloseRoom {
  id: string
  type: "room.close"
  room_id: string
}
export interface CloseWorklist {
  id: string
  type: "worklist.close"
  unit_id: string
}
export interface ComeAsColleague {
  id: string
  type: "colleague.come"
  room_id: string
}
export interface ConcludeCase {
  id: string
  epoch?: number | null
  type: "case.conclude"
  room_id: string
  outcome:
    | "advice_given"
    | "visit_booked"
    | "prescription_made"
    | "referred"
    | "sent_to_emergency"
    | "withdrawn"
    | "no_contact"
    | "other"
  text: string
  seek_care: string
}
/**
 * The author's own, for a short while after it was sent.
 */
export interface CorrectMessage {
  id: string
  epoch?: number | null
  type: "message.correct"
  room_id: string
  message_id: string
  text: string
}
export interface DeclineCall {
  id: string
  epoch?: number | null
  type: "call.decline"
  room_id: string
  call_id: string
}
export interface DeclineOffer {
  id: string
  type: "offer.decline"
  room_id: string
  offer_id: string
  reason: "busy" | "leaving" | "close" | "competence" | "other"
}
/**
 * By the person who was asked, or by anybody of the unit that was; of a profession nobody speaks for all.
 */
export interface DeclineTransfer {
  id: string
  type: "transfer.decline"
  room_id: string
  transfer_id: string
  reason: "busy" | "leaving" | "close" | "competence" | "other"
}
export interface EndCall {
  id: string
  type: "call.end"
  room_id: string
  call_id: string
}
export interface EndCallback {
  id: string
  epoch?: number | null
  type: "callback.end"
  room_id: string
  attempt_id: string
  outcome: "reached" | "no_answer" | "wrong_number" | "left_message"
}
/**
 * Takes the question back, or ends what came of it: by whoever asked or whoever came.
 */
export interface EndCompany {
  id: string
  epoch?: number | null
  type: "colleague.leave"
  room_id: string
}
/**
 * Back to chat.
 */
export interface ForgoCallback {
  id: string
  type: "callback.forgo"
  room_id: string
}
/**
 * Hides a picture or document from everybody. `text` is for staff and is kept as a note.
 */
export interface HideFile {
  id: string
  type: "file.hide"
  room_id: string
  file_id: string
  reason: "wrong_person" | "wrong_picture" | "sensitive"
  text: string
}
/**
 * Tells the resident who is reading along.
 */
export interface IntroduceColleague {
  id: string
  epoch?: number | null
  type: "colleague.introduce"
  room_id: string
}
/**
 * A guest comes into a call that goes on, from this tab; from another one of theirs, they go on here.
 */
export interface JoinCall {
  id: string
  type: "call.join"
  room_id: string
  call_id: string
  peer_id: string
}
/**
 * Whoever has the case says that they are on it: it stays with them for a while more.
 */
export interface KeepCase {
  id: string
  epoch?: number | null
  type: "case.keep"
  room_id: string
}
/**
 * A guest leaves; the call goes on for the others.
 */
export interface LeaveCall {
  id: string
  type: "call.leave"
  room_id: string
  call_id: string
}
/**
 * `other_id`, another case of the same resident, is concluded and goes on in `room_id`.
 */
export interface MergeCases {
  id: string
  epoch?: number | null
  type: "case.merge"
  room_id: string
  other_id: string
}
/**
 * Names somebody of the unit the resident's permanent care contact there; null: nobody is it from now on.
 */
export interface NameContact {
  id: string
  epoch?: number | null
  type: "contact.name"
  room_id: string
  account_id: string | null
}
/**
 * The holder asks a person, whoever of a profession is free, or another unit of the care provider that is open to
 * take over. Until then nothing changes.
 */
export interface OfferTransfer {
  id: string
  epoch?: number | null
  type: "transfer.offer"
  room_id: string
  to_account_id: string | null
  profession: ("nurse" | "physician" | "physiotherapist" | "counsellor" | "medical_secretary") | null
  summary: TransferSummary
  to_unit_id?: string | null
}
/**
 * What whoever takes over has to know (SBAR). What is the matter and what is to be done cannot be left out.
 */
export interface TransferSummary {
  situation: string
  background: string
  assessment: string
  recommendation: string
}
/**
 * Asks for the room: without cursors, or too far behind, a snapshot; else the events after them.
 */
export interface OpenRoom {
  id: string
  type: "room.open"
  room_id: string
  cursors: RoomCursors | null
}
export interface RoomCursors {
  room: number
  staff: number
}
export interface OpenWorklist {
  id: string
  type: "worklist.open"
  unit_id: string
  cursor: number | null
}
/**
 * Raises or lowers the priority: by a named person, for a reason (invariant I12).
 */
export interface PrioritiseCase {
  id: string
  epoch?: number | null
  type: "case.prioritise"
  room_id: string
  priority: number
  reason: string
}
/**
 * A supervisor's one action: responsibility moves to `to_account_id` at once.
 */
export interface ReassignCase {
  id: string
  type: "case.reassign"
  room_id: string
  to_account_id: string
  reason: string
}
/**
 * Staff have telephoned the resident.
 */
export interface RecordAttempt {
  id: string
  type: "attempt.record"
  room_id: string
  outcome: "reached" | "no_answer" | "wrong_number" | "left_message"
}
/**
 * Takes a message away for everybody. The room is told `reason`; `explanation` is for staff.
 */
export interface RedactMessage {
  id: string
  epoch?: number | null
  type: "message.redact"
  room_id: string
  message_id: string
  reason: "wrong_person" | "wrong_content" | "sensitive"
  explanation: string
}
export interface RefuseGuest {
  id: string
  epoch?: number | null
  type: "guest.refuse"
  room_id: string
  invitation_id: string
}
/**
 * One of the two parties goes on in another tab, in the same one after a reload, or asks for a new connection.
 */
export interface RejoinCall {
  id: string
  type: "call.rejoin"
  room_id: string
  call_id: string
  peer_id: string
}
export interface ReleaseCase {
  id: string
  epoch?: number | null
  type: "case.release"
  room_id: string
  reason: string
}
/**
 * Staff take a guest out of the call, for as long as it lasts.
 */
export interface RemoveFromCall {
  id: string
  type: "call.remove"
  room_id: string
  call_id: string
  account_id: string
}
/**
 * A concluded case waits again. Residents give no reason; they write what they want to say in the room.
 */
export interface ReopenCase {
  id: string
  type: "case.reopen"
  room_id: string
  reason: string
}
/**
 * A browser's observation of its connection; the server decides what it means for the call. It is repeated while
 * the call lasts and renews the party's lease: silence from both ends the call.
 */
export interface ReportCall {
  id: string
  type: "call.report"
  room_id: string
  call_id: string
  observed: "connected" | "lost" | "failed"
  measured?: MeasuredPath | null
}
/**
 * A browser's counters since its last report: packets of the other side that came and that did not, and how the
 * path was. Numbers alone; nothing of what was said or shown.
 */
export interface MeasuredPath {
  received: number
  lost: number
  round_trip_ms: number
  jitter_ms: number
  quality: "good" | "uneven" | "poor"
  way: ("direct" | "relay_udp" | "relay_tcp" | "relay_tls") | null
}
/**
 * Staff hear of it at once. The ack's result is the form with the case's red flags, null where it has none.
 */
export interface SayWorse {
  id: string
  type: "worse.say"
  room_id: string
}
/**
 * Puts a form into the room, for whoever the case was opened by.
 */
export interface SendForm {
  id: string
  epoch?: number | null
  type: "form.send"
  room_id: string
  form_id: string
}
/**
 * `room_id` is where it goes; `shown_room_id` is the room whose header the writer saw (invariant I14).
 */
export interface SendMessage {
  id: string
  epoch?: number | null
  type: "message.send"
  room_id: string
  shown_room_id: string
  client_message_id: string
  text: string
  picture_id: string | null
  reply_to_id?: string | null
  copy_of_id?: string | null
}
/**
 * The resident has been reached in some other way: the task is done, until something newer reaches nobody.
 */
export interface SettleReach {
  id: string
  type: "reach.settle"
  room_id: string
}
/**
 * Residents and guests are shown staff by first names alone, also in what was said before; or by whole names
 * again.
 */
export interface ShortenNames {
  id: string
  epoch?: number | null
  type: "names.shorten"
  room_id: string
  shortened: boolean
}
/**
 * `peer_id` is the tab that calls; the room rings for everybody else in it.
 */
export interface StartCall {
  id: string
  epoch?: number | null
  type: "call.start"
  room_id: string
  peer_id: string
  video: boolean
}
/**
 * By anybody of the unit that helps, whom the case fits.
 */
export interface TakeOverflow {
  id: string
  type: "overflow.take"
  room_id: string
}
/**
 * What staff may do by having the case. `epoch` is the custody that stood on their screen, `StaffView.epoch`; under
 * another one it is refused with `custody_changed`. Clients of before leave it out, and of others it is not asked.
 */
export interface TenureCommand {
  id: string
  epoch?: number | null
}
/**
 * By the resident, or whoever acts for them. What is urgent staff look at before it is closed.
 */
export interface WithdrawCase {
  id: string
  type: "case.withdraw"
  room_id: string
  why: "better" | "elsewhere" | "too_long" | "mistake" | "other"
  text: string
}
/**
 * Takes back a form that was sent and is not answered yet.
 */
export interface WithdrawForm {
  id: string
  epoch?: number | null
  type: "form.withdraw"
  room_id: string
  sent_form_id: string
}
/**
 * Takes an invitation back, at any stage: whoever is in the room is out of it at once.
 */
export interface WithdrawGuest {
  id: string
  type: "guest.withdraw"
  room_id: string
  invitation_id: string
}
export interface WithdrawTransfer {
  id: string
  epoch?: number | null
  type: "transfer.withdraw"
  room_id: string
  transfer_id: string
}
/**
 * In the staff stream.
 */
export interface AttemptRecorded {
  type: "attempt.recorded"
  attempt: AttemptLine
}
/**
 * `made` of `needed` attempts in vain were then enough for "no answer"; the next one counted from `again_at`, null
 * where none was asked for. `routine`: not without the supervisor and the unit's routine.
 */
export interface AttemptLine {
  id: string
  at: string
  by_name: string
  outcome: "reached" | "no_answer" | "wrong_number" | "left_message"
  made: number
  needed: number
  again_at: string | null
  routine: boolean
}
/**
 * Every move of a call, and every coming and going of a guest in it: the whole state after it.
 */
export interface CallChanged {
  type:
    | "call.rang"
    | "call.accepted"
    | "call.rejoined"
    | "call.established"
    | "call.lost"
    | "call.joined"
    | "call.left"
    | "call.removed"
    | "call.ended"
  call: CallState
}
/**
 * The room's call as everybody there sees it. Peers are browser tabs; `polite_peer` yields at glare. `generation`
 * numbers the peer connection between them: it rises when one of them has to be built anew. It rings for the side that
 * did not start it: `by_resident` says whether that is staff's, and is false in calls kept from before it was told.
 *
 * With `others` every two have a connection of their own. All in the call stand in one order: who began it, who
 * answered, `others`. Of two the earlier one offers first, and the one with the lower peer id yields, as `polite_peer`
 * does. The connection of two has the sum of their own generations as its generation: a member's, `caller_generation`,
 * and for whoever answered what is left of `generation`.
 */
export interface CallState {
  id: string
  generation: number
  state: "ringing" | "connecting" | "connected" | "reconnecting" | "ended"
  started_by: string
  caller_peer: string
  answered_by: string | null
  callee_peer: string | null
  polite_peer: string | null
  video: boolean
  rings_until: string
  connected_at: string | null
  end_reason: ("declined" | "missed" | "cancelled" | "hung_up" | "failed" | "room_concluded") | null
  by_resident?: boolean
  caller_generation?: number
  others?: CallMember[]
  removed?: string[]
  ended_at?: string | null
}
/**
 * A guest who is in the call beside the two. `generation` rises with each time they come in from a page.
 */
export interface CallMember {
  account_id: string
  peer_id: string
  generation: number
}
export interface CallbackAsked {
  type: "callback.asked"
  callback: RoomCallback
}
/**
 * What everybody in the room may know of a wish that stands.
 */
export interface RoomCallback {
  state: "wanted" | "decide"
  ends_in: string
  from_at: string | null
  until_at: string | null
  again_at: string | null
}
export interface CallbackBegun {
  type: "callback.begun"
  line: CalledLine
}
/**
 * That the clinic called, neutrally: nothing of whether anybody answered.
 */
export interface CalledLine {
  sequence: number
  at: string
}
/**
 * What is left of the wish after an attempt; null when the resident was reached.
 */
export interface CallbackEnded {
  type: "callback.ended"
  callback: RoomCallback | null
}
export interface CallbackForgone {
  type: "callback.forgone"
}
/**
 * The staff's side of each change, told whole.
 */
export interface CallbackNoted {
  type: "callback.noted"
  callback: StaffCallback
}
/**
 * With every attempt ever made; `tried` are those that nobody answered since it was asked, and after `most` of them
 * somebody decides. `again_at` is when the next one comes.
 */
export interface StaffCallback {
  state: "wanted" | "decide" | "reached" | "forgone"
  phone: string
  from_at: string | null
  until_at: string | null
  asked_at: string
  asked_by: string
  tried: number
  again_at: string | null
  most: number
  attempts: CallAttemptLine[]
}
/**
 * One attempt, told whole each time; `outcome` is null while it goes on.
 */
export interface CallAttemptLine {
  id: string
  phone: string
  at: string
  by_name: string
  outcome: ("reached" | "no_answer" | "wrong_number" | "left_message") | null
  ended_at: string | null
  ended_by: string
}
export interface CaseClaimed {
  type: "case.claimed"
  state: "active"
  holder: Participant
  residents_call?: boolean | null
}
/**
 * Somebody in the room as everybody there may see them.
 */
export interface Participant {
  id: string
  role: "resident" | "guardian" | "responsible" | "colleague" | "interpreter" | "relative" | "outside"
  name: string
  title: Localized | null
  initials: string
}
export interface CaseConcluded {
  type: "case.concluded"
  state: "concluded"
  closing_card: ClosingCard
  reopen_until?: string | null
}
/**
 * What the resident keeps: what we think, what to do, when to seek care again. Of a merged case it is without
 * words, and `continues_in` is where it goes on.
 */
export interface ClosingCard {
  outcome:
    | (
        | "advice_given"
        | "visit_booked"
        | "prescription_made"
        | "referred"
        | "sent_to_emergency"
        | "withdrawn"
        | "no_contact"
        | "other"
      )
    | "merged"
  text: string
  seek_care: string
  concluded_at: string
  concluded_by: Participant
  continues_in?: CaseName | null
}
/**
 * A case as people call it.
 */
export interface CaseName {
  case_id: string
  number: number
  reason: Localized
}
/**
 * Another case of the resident goes on in this one, which has the earlier place in the queue of both.
 */
export interface CaseJoined {
  type: "case.joined"
  joined: JoinedLine
  arrived_at: string
}
/**
 * Another case of the resident was merged into this one.
 */
export interface JoinedLine {
  sequence: number
  at: string
  case: CaseName
}
/**
 * A case is new on the list or has changed: its whole row.
 */
export interface CaseListed {
  type: "case.listed"
  item: WorkItem
}
/**
 * One case on a unit's work list; among equal classes the earliest `open_by` is first.
 *
 * `turn_at` is since when it is whose turn it is.
 */
export interface WorkItem {
  case_id: string
  number: number
  state: "waiting" | "offered" | "active" | "paused" | "concluded" | "archived"
  priority: number | null
  administrative: boolean
  reason: Localized
  resident_name: string
  age: number
  guardian_name: string | null
  arrived_at: string
  open_by: string
  target_minutes: number | null
  holder_id: string | null
  holder_name: string | null
  red_flag: Localized | null
  language: string
  turn: "staff" | "resident"
  turn_at: string
  alarm?: WorkAlarm | null
  unreached?: Unreached | null
  company?: WorkCompany | null
  offer?: WorkOffer | null
  after_hours?: AfterHours | null
  transfer?: WorkTransfer | null
  wrote_at?: string | null
  worse_at?: string | null
  unopened?: WorkUnopened | null
  overdue?: WorkOverdue | null
  callback?: WorkCallback | null
  withdraw_at?: string | null
  seek_at?: string | null
  absence?: WorkAbsence | null
  overflow?: WorkOverflow | null
}
/**
 * Alarm words in what the resident wrote, by what they were about. `seen_by` has opened the room without taking the
 * case; null while nobody has.
 */
export interface WorkAlarm {
  title: Localized
  at: string
  seen_by: string | null
}
/**
 * The resident has read nothing for a day, or could be told of it by none of their ways.
 */
export interface Unreached {
  why: "unread" | "failed"
  at: string
}
/**
 * Somebody in the room asks for a colleague's company; `came` is who answered, null while nobody has.
 */
export interface WorkCompany {
  asked_by_id: string
  asked_by: string
  asked_at: string
  came: string | null
}
/**
 * Who has been asked about the case, from when until when, and why they of all.
 */
export interface WorkOffer {
  id: string
  to_id: string
  to_name: string
  made_at: string
  until: string
  reasons: OfferReason[]
}
/**
 * Why that person, as a code of `rooms.matching.reasons` and in words.
 */
export interface OfferReason {
  code: string
  says: Localized
}
/**
 * A handing over that has no answer yet, as the whole unit may see it: without its summary.
 */
export interface WorkTransfer {
  id: string
  by_id: string
  by_name: string
  to_id: string | null
  to_name: string
  profession: ("nurse" | "physician" | "physiotherapist" | "counsellor" | "medical_secretary") | null
  made_at: string
  until: string
  to_unit_id?: string | null
  from_unit?: string
}
/**
 * Nobody has opened what the resident wrote, or the case itself, since `since`; who has been told of it.
 */
export interface WorkUnopened {
  since: string
  told: "unit" | "supervisor"
}
/**
 * Whoever has the case has not answered since `since`: at `until` it goes back to the queue. `kept`: they have said
 * that they are on it, which they may say once.
 */
export interface WorkOverdue {
  since: string
  until: string
  kept: boolean
}
/**
 * On the work list. `not_before`: offered to nobody until then; what is urgent waits for no window.
 */
export interface WorkCallback {
  state: "wanted" | "decide"
  from_at: string | null
  until_at: string | null
  again_at: string | null
  not_before: string | null
  tried: number
  most: number
}
/**
 * The resident was reminded and has not answered since `since`: who has been told of it. `by_phone`: they may be
 * telephoned. `taken_by`: whoever has said that they see to it, null while nobody has.
 */
export interface WorkAbsence {
  since: string
  told: "unit" | "supervisor"
  by_phone: boolean
  taken_by: string | null
}
/**
 * On the row of the unit whose case it is: who may take it too, since when and why.
 */
export interface WorkOverflow {
  to_unit_id: string
  to_unit: string
  since: string
  reasons: OfferReason[]
}
/**
 * The first event of a room.
 */
export interface CaseQueued {
  type: "case.queued"
  state: "waiting"
}
/**
 * By a supervisor, or taken over from whoever handed it over.
 */
export interface CaseReassigned {
  type: "case.reassigned"
  state: "active"
  holder: Participant
  handed_over?: boolean
  unit_name?: string | null
  residents_call?: boolean | null
}
export interface CaseReleased {
  type: "case.released"
  state: "waiting"
  reason: "handed_back" | "holder_away" | "put_back" | "call_unanswered"
}
/**
 * The case waits again with its priority and arrival time; its closing card becomes an earlier one.
 */
export interface CaseReopened {
  type: "case.reopened"
  state: "waiting"
}
/**
 * Somebody wrote, and the turn is another's: what follows from it takes the place of the fields of that name on the
 * case's row, also where it is null. The row itself, five times as long, is said when anything else changes.
 */
export interface CaseTurned {
  type: "case.turned"
  case_id: string
  turn: "staff" | "resident"
  turn_at: string
  wrote_at?: string | null
  worse_at?: string | null
  unopened?: WorkUnopened | null
  overdue?: WorkOverdue | null
  withdraw_at?: string | null
  seek_at?: string | null
  absence?: WorkAbsence | null
}
export interface CaseUnlisted {
  type: "case.unlisted"
  case_id: string
  unit_name?: string | null
}
/**
 * That it was said; `case.concluded` comes beside it where the case ended by it.
 */
export interface CaseWithdrawn {
  type: "case.withdrawn"
  line: WithdrawalLine
}
/**
 * One time that the resident, or whoever acts for them, did not want the case any more. `concluded`: it ended by
 * it; else staff look at it first.
 */
export interface WithdrawalLine {
  sequence: number
  at: string
  by: Participant
  why: "better" | "elsewhere" | "too_long" | "mistake" | "other"
  text: string
  concluded: boolean
}
/**
 * In the room stream: somebody of the staff who reads along was introduced.
 */
export interface ColleagueJoined {
  type: "colleague.joined"
  participant: Participant
}
export interface ColleagueParted {
  type: "colleague.parted"
  participant: Participant
}
/**
 * In the staff stream; the whole line takes the place of the one before.
 */
export interface CompanyChanged {
  type: "colleague.called" | "colleague.came" | "colleague.introduced" | "colleague.left"
  company: CompanyLine
}
/**
 * A colleague asked to keep somebody company in the room, told whole each time. `came_id` is null until somebody
 * has answered, and stays so if nobody did. Residents are told of whoever came from `introduced_at` on.
 */
export interface CompanyLine {
  id: string
  asked_by_id: string
  asked_by: string
  asked_at: string
  came_id: string | null
  came: string
  came_at: string | null
  introduced_at: string | null
  ended_at: string | null
  ended_by: string
}
/**
 * In the staff stream of each of the resident's cases at the unit, and of a case that has come to another one.
 */
export interface ContactNamed {
  type: "contact.named"
  contact: PermanentContact | null
}
/**
 * Whom the resident of the room has at its unit, who named them and when.
 */
export interface PermanentContact {
  account_id: string
  name: string
  title: Localized
  named_by: string
  named_at: string
}
/**
 * The staff's side of a move: why, by whom, and what the priority is after it.
 */
export interface CustodyChanged {
  type: "custody.changed"
  move:
    | "queued"
    | "claimed"
    | "released"
    | "reassigned"
    | "transferred"
    | "concluded"
    | "reopened"
    | "prioritised"
    | "offered"
    | "accepted"
    | "declined"
    | "missed"
    | "withdrawn"
    | "closed"
    | "worse"
    | "unopened"
    | "overdue"
    | "kept"
    | "silent"
    | "call_asked"
    | "call_forgone"
    | "call_begun"
    | "call_ended"
    | "withdraw_ask"
    | "reminded"
    | "absent"
    | "seeking"
    | "helped"
  holder_name: string | null
  reason: string
  priority: number | null
  reasons?: OfferReason[]
  epoch?: number | null
}
/**
 * In place of an event that is not for guests, so that their sequence has no hole.
 */
export interface EventVeiled {
  type: "event.veiled"
}
/**
 * A picture or document of a message or a form is gone from view, for everybody.
 */
export interface FileHidden {
  type: "file.hidden"
  file_id: string
  reason: "wrong_person" | "wrong_picture" | "sensitive"
}
/**
 * A form was added to the open case, instead of opening another about the same.
 */
export interface FormAdded {
  type: "form.added"
  form: FormLine
}
/**
 * A form that was added to the case while it was open; what it says is for staff (`AddedSummary`).
 */
export interface FormLine {
  sequence: number
  at: string
  by: Participant
  reason: Localized
  worse?: boolean
}
/**
 * The form was opened, answered or withdrawn, or the case was concluded before it was answered.
 */
export interface FormChanged {
  type: "form.changed"
  form: SentForm
}
/**
 * A form that staff sent into the room, told whole each time. Only `to_id` answers it. `told` is empty until it is
 * answered; pictures among the answers are counted, and shown where the case is.
 */
export interface SentForm {
  id: string
  sequence: number
  at: string
  by: Participant
  to_id: string
  form_id: string
  title: Localized
  state: "sent" | "opened" | "answered" | "withdrawn" | "expired"
  changed_at: string
  told: ToldAnswer[]
  pictures: number
}
/**
 * One answer as everybody in the room reads it. What was written freely is in one language and stands in both.
 */
export interface ToldAnswer {
  question: Localized
  answer: Localized
}
/**
 * Staff ask something by a form; its card stands in the conversation.
 */
export interface FormSent {
  type: "form.sent"
  form: SentForm
}
/**
 * A guest was invited, arrived at the waiting place, was admitted or refused, was shown out, left; their time ran
 * out, or the case was concluded. The whole line takes the place of the one before.
 */
export interface GuestChanged {
  type:
    | "guest.invited"
    | "guest.arrived"
    | "guest.admitted"
    | "guest.refused"
    | "guest.withdrawn"
    | "guest.left"
    | "guest.expired"
    | "guest.ended"
  guest: GuestLine
}
/**
 * A guest as everybody in the room may see them; `at` is since when the state is what it is. `language` is what an
 * interpreter interprets, as it was written.
 */
export interface GuestLine {
  id: string
  account_id: string
  name: string
  role: "interpreter" | "relative" | "outside"
  language: string
  state: "invited" | "waiting" | "admitted" | "refused" | "withdrawn" | "left" | "expired" | "ended"
  may_write: boolean
  may_call: boolean
  invited_by: string
  expires_at: string
  at: string
}
/**
 * On the work list of the unit that is asked: its whole row, new or changed.
 */
export interface HandedListed {
  type: "handed.listed"
  handed: HandedCase
}
/**
 * A case of another unit that this one is asked to take over, on its work list: as much as is needed to choose what
 * to read first. The case itself opens to them when one of them has taken it.
 */
export interface HandedCase {
  case_id: string
  number: number
  priority: number | null
  administrative: boolean
  reason: Localized
  resident_name: string
  age: number
  arrived_at: string
  open_by: string
  red_flag: Localized | null
  transfer: WorkTransfer
}
/**
 * It has been answered, has run out or was taken back. Who has taken it over has it as `case.listed`.
 */
export interface HandedUnlisted {
  type: "handed.unlisted"
  case_id: string
}
/**
 * The resident is shown where to call; the newest card takes the place of the one before.
 */
export interface HelpShown {
  type: "help.shown"
  card: HelpCard
}
/**
 * The same in a room; `sequence` is its own place in the room stream.
 */
export interface HelpCard {
  says: Localized[]
  lines: HelpLine[]
  sequence: number
  at: string
}
/**
 * A number to call, and when to call it.
 */
export interface HelpLine {
  number: string
  name: Localized
  says: Localized
}
/**
 * The author wrote it anew; author, time and place are the message's own, which stands at `message_sequence`.
 * `line` is what replies quote now.
 */
export interface MessageCorrected {
  type: "message.corrected"
  message_id: string
  text: string
  line: string
  message_sequence?: number
}
/**
 * Nobody is shown the message any more, nor what replies quote of it.
 */
export interface MessageRedacted {
  type: "message.redacted"
  message_id: string
  redacted: Redacted
}
/**
 * That staff took a message away: when, by whom as the room may know them, and why.
 */
export interface Redacted {
  at: string
  by_name: string
  reason: "wrong_person" | "wrong_content" | "sensitive"
}
/**
 * The sender has thereby delivered and read up to this sequence.
 */
export interface MessageSent {
  type: "message.sent"
  id: string
  client_message_id: string
  sender: Participant
  text: string
  picture: PictureRef | null
  document?: DocumentRef | null
  reply_to?: Quote | null
  copy_of?: CopyOf | null
}
/**
 * A picture that is ready; its bytes are at /api/<audience>/files/<id>.
 */
export interface PictureRef {
  id: string
  media_type: string
  width: number
  height: number
}
/**
 * A PDF to download, at the same address as a picture. `name` is its sender's, made safe; it may be empty.
 */
export interface DocumentRef {
  id: string
  name: string
  pages: number
  size: number
}
/**
 * The message that a reply answers, in one line. Of one that was redacted there is nothing but that it was.
 */
export interface Quote {
  message_id: string
  sequence: number
  sender: Participant
  line: string
  picture: boolean
  redacted: boolean
}
/**
 * The picture that a marked copy was drawn on: when it came, and the message it stands in (null: a form). It is as
 * it was when the copy was sent; whether the original is shown still is seen where it stands.
 */
export interface CopyOf {
  file_id: string
  at: string
  message_id: string | null
  sequence: number | null
}
/**
 * In the room stream: whoever is not staff has seen other names, and opens the room anew without a cursor. `names`
 * are those of the staff, for the server; nobody else is sent any.
 */
export interface NamesRedrawn {
  type: "names.redrawn"
  shortened: boolean
  names: string[]
}
/**
 * In the staff stream: null once they are shown again.
 */
export interface NamesShortened {
  type: "names.shortened"
  hidden_surnames: HiddenSurnames | null
}
/**
 * That residents and guests are shown staff by first names alone in this room: by whose wish and since when.
 */
export interface HiddenSurnames {
  by_name: string
  at: string
}
export interface NoteAdded {
  type: "note.added"
  id: string
  author: Participant
  text: string
}
/**
 * Declined, run out or withdrawn: the case waits where it waited.
 */
export interface OfferEnded {
  type: "offer.ended"
  state: "waiting"
}
/**
 * Somebody has been asked about the case. Who it is stands on the work list.
 */
export interface OfferMade {
  type: "offer.made"
  state: "offered"
}
/**
 * On the work list of the unit that helps: its whole row, new or changed.
 */
export interface OverflowListed {
  type: "overflow.listed"
  overflow: OverflowCase
}
/**
 * A case that waits at another unit, on the work list of the one that helps: as much as is needed to choose. The
 * case itself opens to whoever has taken it.
 */
export interface OverflowCase {
  case_id: string
  number: number
  priority: number | null
  administrative: boolean
  reason: Localized
  resident_name: string
  age: number
  arrived_at: string
  open_by: string
  red_flag: Localized | null
  profession: "nurse" | "physician" | "physiotherapist" | "counsellor" | "medical_secretary"
  from_unit: string
  reasons: OfferReason[]
}
/**
 * It has been taken, is its own unit's alone again, or waits no more. Who has taken it has it as `case.listed`.
 */
export interface OverflowUnlisted {
  type: "overflow.unlisted"
  case_id: string
}
/**
 * Whoever was set away has declared something themselves.
 */
export interface PresenceDeclared {
  type: "presence.declared"
  account_id: string
}
/**
 * Somebody let offers pass, and is asked about nothing until they declare something themselves.
 */
export interface PresenceSetAway {
  type: "presence.set_away"
  account_id: string
}
export interface ReceiptAdvanced {
  type: "receipt.advanced"
  receipt: Receipt
}
/**
 * How far a participant has come; both figures are sequences of the room stream and only rise.
 */
export interface Receipt {
  participant_id: string
  delivered: number
  read: number
}
/**
 * In the room's stream: the clinic has tried to reach the resident. By which way, and why, is not told.
 */
export interface ResidentSought {
  type: "resident.sought"
}
/**
 * The resident has not been reached, or has been by now.
 */
export interface ResidentUnreached {
  type: "resident.unreached"
  unreached: Unreached | null
}
/**
 * Whether residents may begin calls with whoever has their case, from now on.
 */
export interface ResidentsCallChanged {
  type: "unit.residents_call"
  residents_call: boolean
}
/**
 * What the form that was added told.
 */
export interface SummaryAdded {
  type: "summary.added"
  added: AddedSummary
}
/**
 * In the staff stream; the whole line takes the place of the one before.
 */
export interface TransferChanged {
  type: "transfer.offered" | "transfer.accepted" | "transfer.declined" | "transfer.expired" | "transfer.withdrawn"
  transfer: TransferLine
}
/**
 * One handing over, told whole each time. It goes to a person, to a profession or to another unit;
 * the others are null, and `to_name` is the person's or the unit's. `ended_by` is
 * empty where the house ended it, because nobody answered or the case moved on; `declined_for` is a code.
 */
export interface TransferLine {
  id: string
  state: "offered" | "accepted" | "declined" | "expired" | "withdrawn"
  by_id: string
  by_name: string
  to_id: string | null
  to_name: string
  profession: ("nurse" | "physician" | "physiotherapist" | "counsellor" | "medical_secretary") | null
  summary: TransferSummary
  made_at: string
  until: string
  ended_at: string | null
  ended_by: string
  declined_for: string
  to_unit_id?: string | null
  from_unit?: string
}
/**
 * The unit has closed. `unit_name` is the unit that has the case now; it is another one where the case has moved.
 * What is said holds until the case changes hands.
 */
export interface UnitClosed {
  type: "unit.closed"
  state: "waiting" | "offered" | "active" | "paused" | "concluded" | "archived"
  unit_name: string
  after_hours: AfterHours
}
/**
 * Told to everybody in the room at once; what is answered afterwards comes as a form that is added.
 */
export interface WorseSaid {
  type: "worse.said"
  line: WorseLine
}
/**
 * One time that the resident, or whoever acts for them, said that it is worse.
 */
export interface WorseLine {
  sequence: number
  at: string
  by: Participant
}
export interface CandidateRelayed {
  type: "call.candidate.relayed"
  room_id: string
  call_id: string
  generation: number
  from_peer: string
  from_account: string
  candidate: string | null
  mid: string | null
  line: number | null
  ufrag: string | null
}
/**
 * `from_account` is the sender's login, set by the server: a tab id can be claimed, a login cannot. The receiver
 * drops what does not come from the other party of its call; so with the other relayed frames.
 */
export interface DescriptionRelayed {
  type: "call.description.relayed"
  room_id: string
  call_id: string
  generation: number
  offer: number
  from_peer: string
  from_account: string
  kind: "offer" | "answer"
  sdp: string
}
export interface ErrorFrame {
  type: "error"
  id: string | null
  code: ErrorCode
  params: {
    [k: string]: string | number | boolean | null
  }
  retryable: boolean
}
/**
 * The answer to a heartbeat: the head of each stream this connection has open, read from the database.
 */
export interface Heads {
  type: "heads"
  heads: {
    [k: string]: number
  }
  server_time: string
}
export interface MediaStateRelayed {
  type: "call.media.relayed"
  room_id: string
  call_id: string
  from_peer: string
  from_account: string
  sound: boolean
  picture: boolean
}
/**
 * `messages` are the newest, in order; `earlier` says that history holds more. `staff` is null for residents.
 */
export interface RoomSnapshot {
  type: "room.snapshot"
  cursors: RoomCursors
  room: RoomView
  messages: Message[]
  earlier: boolean
  staff: StaffView | null
}
/**
 * What resident and staff both see of a room.
 *
 * `closing_card` is null while the case is open; the cards of conclusions that were reopened stay in `earlier_cards`.
 * `reopen_until` is set while it is concluded. `forms` are those added later, not the first. `guests` are all that
 * were ever invited, those in the room among the participants too; `interpreter_asked` is the language as the resident
 * wrote it. A guest is shown neither why the case is there nor what was said before they came in. `residents_call` is
 * whether the resident may call whoever has the case. `voice` is false for whoever asked to be written to or
 * signs: nothing may then lead them to a call of sound alone or to a telephone.
 */
export interface RoomView {
  id: string
  number: number
  state: "waiting" | "offered" | "active" | "paused" | "concluded" | "archived"
  reason: Localized
  resident: Participant
  unit_name: string
  holder: Participant | null
  participants: Participant[]
  receipts: Receipt[]
  closing_card: ClosingCard | null
  earlier_cards: ClosingCard[]
  reopen_until: string | null
  forms: FormLine[]
  sent_forms: SentForm[]
  call: CallState | null
  help: HelpCard | null
  arrived_at: string
  guests?: GuestLine[]
  interpreter_asked?: Localized | null
  said_before?: number
  residents_call?: boolean
  voice?: boolean
  after_hours?: AfterHours | null
  worse?: WorseLine[]
  joined?: JoinedLine[]
  sought?: number
  callback?: RoomCallback | null
  called?: CalledLine[]
  withdrawals?: WithdrawalLine[]
}
/**
 * A message as it stands now: `text` is the corrected one, and empty once it is redacted.
 */
export interface Message {
  id: string
  client_message_id: string
  sequence: number
  sender: Participant
  at: string
  text: string
  picture: PictureRef | null
  reply_to: Quote | null
  corrected_at: string | null
  redacted: Redacted | null
  document?: DocumentRef | null
  hidden?: HiddenFile | null
  copy_of?: CopyOf | null
}
/**
 * In place of a picture or document that staff have hidden from everybody.
 */
export interface HiddenFile {
  reason: "wrong_person" | "wrong_picture" | "sensitive"
  at: string
}
/**
 * What only staff see: who the resident is, triage's answers, notes, custody and the number of its last change.
 */
export interface StaffView {
  personal_number: string
  age: number
  guardian: Participant | null
  priority: number | null
  administrative: boolean
  summary: CaseSummary
  added: AddedSummary[]
  notes: Note[]
  custody: CustodyStep[]
  alarms: AlarmLine[]
  unreached?: Unreached | null
  hidden_surnames?: HiddenSurnames | null
  companies?: CompanyLine[]
  transfers?: TransferLine[]
  attempts?: AttemptLine[]
  callback?: StaffCallback | null
  contact?: PermanentContact | null
  epoch?: number | null
}
export interface Note {
  id: string
  sequence: number
  author: Participant
  at: string
  text: string
}
/**
 * One change of responsibility or priority with who did it and why, for staff; `priority` is the one after it.
 * `reasons` are those of an offer: why that person was asked.
 */
export interface CustodyStep {
  sequence: number
  at: string
  move:
    | "queued"
    | "claimed"
    | "released"
    | "reassigned"
    | "transferred"
    | "concluded"
    | "reopened"
    | "prioritised"
    | "offered"
    | "accepted"
    | "declined"
    | "missed"
    | "withdrawn"
    | "closed"
    | "worse"
    | "unopened"
    | "overdue"
    | "kept"
    | "silent"
    | "call_asked"
    | "call_forgone"
    | "call_begun"
    | "call_ended"
    | "withdraw_ask"
    | "reminded"
    | "absent"
    | "seeking"
    | "helped"
  by_name: string
  holder_name: string | null
  reason: string
  priority: number | null
  reasons?: OfferReason[]
}
/**
 * Nothing more will come from this stream: the reader's membership is over.
 */
export interface StreamEnded {
  type: "stream.ended"
  stream: string
}
/**
 * Somebody is writing; it fades by itself after a few seconds.
 */
export interface TypingShown {
  type: "typing.shown"
  room_id: string
  participant_id: string
  name: string
}
export interface Welcome {
  type: "welcome"
  protocol: string
  connection_id: string
  account_id: string
  heartbeat_seconds: number
  server_time: string
}
/**
 * All open cases of the unit in the order of service. `set_away` are those of its staff who let offers pass and
 * have declared nothing since.
 */
export interface WorklistSnapshot {
  type: "worklist.snapshot"
  unit_id: string
  unit_name: string
  cursor: number
  items: WorkItem[]
  set_away?: string[]
  handed?: HandedCase[]
  overflow?: OverflowCase[]
}
/**
 * `candidate` is null at the end of candidates; `ufrag` ties it to one ICE round (RFC 8838, section 12).
 */
export interface Candidate {
  room_id: string
  type: "call.candidate"
  call_id: string
  generation: number
  to_peer: string
  candidate: string | null
  mid: string | null
  line: number | null
  ufrag: string | null
}
/**
 * An offer or answer for one peer. Frames of another generation are dropped by the receiver. `offer` is the number
 * that the offering side gave its offer; an answer repeats it, so that a repeated offer is answered once.
 */
export interface Description {
  room_id: string
  type: "call.description"
  call_id: string
  generation: number
  offer: number
  to_peer: string
  kind: "offer" | "answer"
  sdp: string
}
/**
 * Whether this side sends sound and picture, so that the other side can say so in words.
 */
export interface MediaState {
  room_id: string
  type: "call.media"
  call_id: string
  to_peer: string
  sound: boolean
  picture: boolean
}
export interface Typing {
  room_id: string
  type: "typing.show"
}
/**
 * A question that concerns this person, with the answer given so far and that answer in words.
 */
export interface AskedQuestion {
  question: QuestionView
  answer: string | number | string[] | DurationAnswer | null
  answer_words: Localized | null
}
/**
 * One screen. `none` is the text of "none of these" for a question with several answers.
 */
export interface QuestionView {
  id: string
  kind: "yes_no" | "one_of" | "many_of" | "number" | "duration" | "scale" | "text" | "image"
  label: Localized
  text: Localized
  help: Localized | null
  why: Localized | null
  role: "red_flag" | "risk" | "severity" | "context" | "after_triage" | "contact"
  block: "danger" | "symptoms" | "background" | "picture" | "contact"
  options: OptionView[]
  none: Localized | null
  unit: ("celsius" | "months" | "per_minute" | "days") | null
  minimum: number | null
  maximum: number | null
  low: Localized | null
  high: Localized | null
  format: ("line" | "long" | "phone") | null
  can_be_unknown: boolean
}
export interface OptionView {
  id: string
  text: Localized
}
/**
 * The body of `POST events`. No seconds are a greeting, answered at once by a welcome.
 */
export interface AwaitEvents {
  hello: Hello
  /**
   * @maxItems 64
   */
  follows: Follow[]
  seconds: number
}
/**
 * The first frame of a client. `peer_id` names the browser tab and survives its reconnects.
 */
export interface Hello {
  type: "hello"
  protocol: number
  peer_id: string
}
/**
 * A stream that this login has opened, by the ticket it got for it, and the last sequence applied of it.
 */
export interface Follow {
  ticket: string
  cursor: number
}
/**
 * The browser's offer for the server's own media peer, with all its candidates in it.
 */
export interface BeginCheck {
  check_id: string
  offer: string
}
/**
 * A case's calls and its resident's newest connection check, newest first.
 */
export interface CallHistory {
  calls: CallRecord[]
  check: ConnectionCheckView | null
}
/**
 * One call of the case, after it: when, for how long, how it ended, and what it was like.
 */
export interface CallRecord {
  call_id: string
  started_at: string
  answered_at: string | null
  ended_at: string | null
  talked_seconds: number
  video: boolean
  end_reason: string
  parties: PartyQuality[]
}
/**
 * What a call was like for one party: shares in permille, means over the samples of the call.
 */
export interface PartyQuality {
  account_id: string
  lost_permille: number
  round_trip_ms: number
  worst_round_trip_ms: number
  jitter_ms: number
  uneven_permille: number
  poor_permille: number
  way: ("direct" | "relay_udp" | "relay_tcp" | "relay_tls") | null
}
/**
 * A check as it is shown to whoever is about to call.
 */
export interface ConnectionCheckView {
  made_at: string
  result: CheckResult
}
/**
 * What a check found. The measured are null where nothing could be reached. `lost_permille` is the worse of the two
 * directions; `down_kbit` and `up_kbit` are what the path carried while it was filled, up to the check's own bound.
 */
export interface CheckResult {
  check_id: string
  ways: WayFound[]
  verdict: "good" | "uneven" | "poor" | "none"
  round_trip_ms: number | null
  jitter_ms: number | null
  lost_permille: number | null
  down_kbit: number | null
  up_kbit: number | null
}
/**
 * One way of reaching us: whether it works, and after how long it did.
 */
export interface WayFound {
  way: "stun" | "turn_udp" | "turn_tcp" | "turn_tls"
  works: boolean
  ms: number | null
}
/**
 * As it is kept. `phone` is E.164; `from_at` and `until_at` are both null for any time today.
 */
export interface CallbackWish {
  state: "wanted" | "decide" | "reached" | "forgone"
  phone: string
  from_at: string | null
  until_at: string | null
  asked_at: string
  asked_by: string
}
/**
 * The forms that a case was made from and that were added to it, as they were sent, the first one first.
 */
export interface CaseForms {
  forms: IntakeView[]
}
/**
 * The whole form: what has been asked, which question is next (null: check your answers), where it led.
 *
 * `asked` holds every answered question and the next one, in order, so that going back needs no request. `receivers`
 * are the units to choose among before it is sent; empty where listing decides. `wants_contact`: it led to advice for
 * home, and was opened again.
 */
export interface IntakeView {
  id: string
  state: "open" | "emergency" | "urgent_care" | "self_care" | "handed_off" | "abandoned"
  wants_contact: boolean
  reason: ReasonView
  subject: IntakeSubject
  asked: AskedQuestion[]
  next_question_id: string | null
  answered: number
  left_estimate: number
  outcome: OutcomePage | null
  receiver: Receiver | null
  receivers: Receiver[]
  case_id: string | null
  demonstration: boolean
  asked_in_room_id: string | null
  updated_at: string
  worse_of_case_id?: string | null
  help: HelpNumbers | null
}
export interface ReasonView {
  id: string
  title: Localized
  administrative: boolean
  synonyms: string[]
}
export interface IntakeSubject {
  id: string
  name: string
  is_self: boolean
}
/**
 * Emergency, urgent care and self-care have a page of their own; `why` is in the resident's own answers.
 */
export interface OutcomePage {
  outcome: "emergency" | "urgent_care" | "self_care"
  title: Localized
  lead: Localized
  why: Localized[]
  then: Localized[]
  advice: AdviceView | null
  called_112: boolean
}
/**
 * The unit that will have the case, and what its clock says; `notice` is shown when nobody is there in time.
 */
export interface Receiver {
  unit_id: string
  name: string
  is_open: boolean
  closes_at: string | null
  opens_at: string | null
  notice: Localized | null
}
/**
 * What a resident is shown at once when alarm words are in what they wrote, at any hour. It says nothing of whether
 * anybody has read it.
 */
export interface HelpNumbers {
  says: Localized[]
  lines: HelpLine[]
}
/**
 * One of a resident's cases in "my cases".
 */
export interface CaseLine {
  id: string
  number: number
  state: "waiting" | "offered" | "active" | "paused" | "concluded" | "archived"
  reason: Localized
  resident_name: string
  is_self: boolean
  unit_name: string
  holder: Participant | null
  arrived_at: string
  last_at: string
  unread: number
}
export interface CaseLines {
  cases: CaseLine[]
}
/**
 * In the order in which it happened. Messages are not among the steps: the conversation has them.
 */
export interface CaseTimeline {
  steps: TimelineStep[]
  waiting: WaitingView | null
}
/**
 * One thing that has happened to a case, as its resident is told of it. `name` is whoever did it, or has it now.
 */
export interface TimelineStep {
  at: string
  what:
    | "arrived"
    | "opened"
    | "taken"
    | "handed_back"
    | "holder_away"
    | "put_back"
    | "given"
    | "taken_over"
    | "unit_took_over"
    | "concluded"
    | "reopened"
    | "joined"
    | "form_added"
    | "call_answered"
    | "call_unanswered"
    | "call_joined"
    | "help_shown"
    | "guest_entered"
    | "guest_left"
    | "colleague_introduced"
    | "colleague_left"
    | "closed"
    | "worse_said"
    | "worse_answered"
    | "sought"
    | "callback_asked"
    | "callback_forgone"
    | "callback_begun"
    | "callback_waits"
    | "withdrawn"
  name: string
  by_resident: boolean
  reason: Localized | null
  seconds: number | null
  after_hours?: AfterHours | null
  at_unit?: string | null
}
/**
 * The waiting room: place in the order of service among those who wait at the unit, 1 is next.
 */
export interface WaitingView {
  place: number | null
  staff_available: number
  unit_open: boolean
  opens_at: string | null
  closes_at: string | null
  open_by: string
  opened_at: string | null
  expected?: ExpectedWait | null
  why?: WaitReason[]
  contact?: Participant | null
}
/**
 * When somebody is likely to take the case, as an interval that is right for eight of ten. It rests on `people` at
 * work, and on how long `alike` past cases with as much before them waited.
 */
export interface ExpectedWait {
  asked_at: string
  earliest: string
  likely: string
  latest: string
  people: number
  alike: number
}
/**
 * What stands between a resident and an answer. It names nobody, and says nothing of what others are there for.
 */
export interface WaitReason {
  code: string
  says: Localized
}
/**
 * The media peer's answer, and for how long it listens.
 */
export interface CheckAnswer {
  answer: string
  seconds: number
}
/**
 * What a check begins with: its own id, and servers with credentials that are bound to it.
 */
export interface CheckServers {
  check_id: string
  servers: IceServers
}
/**
 * `relay_only`: the unit's calls go through its relay alone, so no other candidates are to be gathered. Credentials
 * run out after `good_for` seconds; whoever is still in the call asks again before.
 */
export interface IceServers {
  ice_servers: IceServer[]
  relay_only: boolean
  good_for: number
}
/**
 * As RTCIceServer of WebRTC 1.0, section 4.2.5.
 */
export interface IceServer {
  urls: string[]
  username: string | null
  credential: string | null
}
/**
 * Without `order_id` the order is started and completed in one go.
 */
export interface ChooseFictional {
  person_id: string
  order_id?: string | null
  return_to?: string
}
/**
 * Equal quiet minutes mean never quiet.
 */
export interface ChooseReach {
  /**
   * @maxItems 3
   */
  ways:
    | []
    | ["push" | "email" | "sms"]
    | ["push" | "email" | "sms", "push" | "email" | "sms"]
    | ["push" | "email" | "sms", "push" | "email" | "sms", "push" | "email" | "sms"]
  quiet_begins: number
  quiet_ends: number
  opted_out: boolean
}
export interface ChooseUnit {
  unit_id: string
}
/**
 * One open case and who would have it next.
 */
export interface ClosingRoom {
  case_id: string
  owner: "unit" | "round_the_clock" | "supervisor"
}
/**
 * What closing time does to the unit's open cases, before it (`closes_at`) and after it (`closed_at`); both are
 * null for a unit that never closes. `opens_at` is when it opens again, `round_the_clock` the unit that would have
 * what is urgent. `soon`: it is time to look.
 */
export interface ClosingView {
  closes_at: string | null
  closed_at: string | null
  opens_at: string | null
  round_the_clock: string | null
  soon: boolean
  rooms: ClosingRoom[]
}
/**
 * The newest first. `next` asks for the page after this one; null on the last.
 */
export interface ConcludedCases {
  cases: ConcludedLine[]
  next: string | null
}
export interface ConcludedLine {
  case_id: string
  number: number
  reason: Localized
  resident_name: string
  age: number
  outcome:
    | (
        | "advice_given"
        | "visit_booked"
        | "prescription_made"
        | "referred"
        | "sent_to_emergency"
        | "withdrawn"
        | "no_contact"
        | "other"
      )
    | "merged"
  concluded_at: string
  concluded_by_name: string
  reopen_until: string
}
/**
 * An e-mail address, or a telephone number as people write it, to be confirmed by a code.
 */
export interface ConfirmAddress {
  way: "email" | "sms"
  address: string
}
export interface ConfirmationStarted {
  confirmation_id: string
}
/**
 * One case of the resident at the care provider. `needs_choice`: it opens for this login after an active choice.
 */
export interface EarlierCase {
  case_id: string
  number: number
  reason: Localized
  state: "waiting" | "offered" | "active" | "paused" | "concluded" | "archived"
  unit_name: string
  own_unit: boolean
  arrived_at: string
  concluded_at: string | null
  outcome:
    | (
        | "advice_given"
        | "visit_booked"
        | "prescription_made"
        | "referred"
        | "sent_to_emergency"
        | "withdrawn"
        | "no_contact"
        | "other"
      )
    | "merged"
    | null
  needs_choice: boolean
  mergeable?: boolean
}
/**
 * All but the one that was asked about, the newest first.
 */
export interface EarlierCases {
  cases: EarlierCase[]
}
/**
 * A way to log in. `is_test` must be shown; `people` are those of the test e-ID, empty for a real one.
 */
export interface EidChoice {
  provider: string
  is_test: boolean
  people: FictionalChoice[]
}
/**
 * A person of the test e-ID.
 */
export interface FictionalChoice {
  person_id: string
  name: string
  age: number
}
export interface EidChoices {
  providers: EidChoice[]
}
export interface EidStarted {
  order_id: string
  send_to: string
}
/**
 * Uses the invitation up and binds it to this browser. `promises` is the undertaking of confidentiality.
 */
export interface EnterAsGuest {
  key: GuestKey
  promises: true
}
/**
 * What the guest was given: the link's token or the code, exactly one of them.
 */
export interface GuestKey {
  token?: string | null
  code?: string | null
}
/**
 * The body of every refused HTTP request.
 */
export interface ErrorBody {
  code: ErrorCode
  params: {
    [k: string]: string | number | boolean | null
  }
  retryable: boolean
}
/**
 * Every event frame is a body and these four fields, side by side in one object.
 */
export interface EventHeader {
  stream: string
  sequence: number
  at: string
  by: ActorRef
}
/**
 * An uploaded file and what became of it; `refusal` is a code when the state is refused.
 */
export interface FileView {
  id: string
  state: "announced" | "received" | "scanning" | "ready" | "refused" | "withdrawn" | "hidden"
  refusal: string | null
  picture: PictureRef | null
  document?: DocumentRef | null
}
/**
 * A form that staff can send into a room: what it asks, in the order of the form.
 */
export interface FollowUp {
  id: string
  title: Localized
  asks: Localized[]
}
/**
 * Those that concern the person the case is about.
 */
export interface FollowUps {
  forms: FollowUp[]
  release: string
  demonstration: boolean
}
/**
 * A message in which all the words stand, with what stands around the first of them.
 */
export interface FoundMessage {
  room_id: string
  number: number
  reason: Localized
  resident_name: string
  message_id: string
  sequence: number
  at: string
  sender: Participant
  before: string
  hit: string
  after: string
}
/**
 * The newest first. `whole` is false when there may be more than what was looked through or is shown.
 */
export interface FoundMessages {
  found: FoundMessage[]
  whole: boolean
}
/**
 * The answer to both: what the socket would have said, in order; which streams were opened and closed by it.
 */
export interface Frames {
  frames: {
    [k: string]: JsonValue
  }[]
  opened: {
    [k: string]: Follow
  }
  closed: string[]
}
/**
 * PUT of one answer; the same answer again changes nothing.
 */
export interface GiveAnswer {
  answer: string | number | string[] | DurationAnswer
}
export interface GiveCode {
  confirmation_id: string
  code: string
}
/**
 * The body of `POST commands`: what the socket would carry, carried out one after the other.
 */
export interface GiveCommands {
  hello: Hello
  /**
   * @minItems 1
   * @maxItems 32
   */
  frames: [
    {
      [k: string]: JsonValue
    },
    ...{
      [k: string]: JsonValue
    }[]
  ]
}
/**
 * Who the invitation is for and who made it, before it is used. It says nothing of the resident or the case.
 */
export interface GuestGreeting {
  invitation_id: string
  state: "invited" | "waiting" | "admitted" | "refused" | "withdrawn" | "left" | "expired" | "ended"
  name: string
  role: "interpreter" | "relative" | "outside"
  language: string
  unit_name: string
  invited_by: string
  expires_at: string
}
/**
 * The one time the secrets are told. `path` is the link without the site's own name; `code` can be read out.
 */
export interface GuestInvited {
  guest: GuestLine
  path: string
  code: string
  sent: boolean
}
/**
 * The guest of this browser, also when it is over. `room_id` is null until they have been let in.
 */
export interface GuestMe {
  invitation_id: string
  account_id: string
  state: "invited" | "waiting" | "admitted" | "refused" | "withdrawn" | "left" | "expired" | "ended"
  name: string
  role: "interpreter" | "relative" | "outside"
  language: string
  unit_name: string
  invited_by: string
  may_write: boolean
  may_call: boolean
  expires_at: string
  room_id: string | null
}
export interface Heartbeat {
  type: "heartbeat"
}
/**
 * What two units have agreed, and whether it holds now: `state` says what is against it. `opens` and `closes` are
 * minutes after midnight, the same twice for the whole day; `after` is percent of what was promised; `waiting`
 * is how many cases may be taken now.
 */
export interface HelpGiven {
  unit: string
  opens: number
  closes: number
  after: number
  state: "now" | "closed" | "helper_closed" | "outside"
  waiting: number
}
/**
 * An older page of messages, in order.
 */
export interface History {
  messages: Message[]
  earlier: boolean
}
/**
 * An unfinished form, or advice that can be read again.
 */
export interface IntakeLine {
  id: string
  state: "open" | "emergency" | "urgent_care" | "self_care" | "handed_off" | "abandoned"
  reason_id: string
  reason: Localized
  subject: IntakeSubject
  updated_at: string
}
export interface Intakes {
  intakes: IntakeLine[]
}
/**
 * `id` is made by the client and kept over its retries: the same invitation is answered alike.
 */
export interface InviteGuest {
  id: string
  name: string
  role: "interpreter" | "relative" | "outside"
  language: string
  may_write: boolean
  may_call: boolean
  hours?: number
  send_to?: SendTo | null
  epoch?: number | null
}
/**
 * Where the link is sent as well, and in which language.
 */
export interface SendTo {
  channel: "sms" | "email"
  language?: "sv" | "en"
  address: string
}
/**
 * Why a case is opened that is concluded or another unit's. `text` must say it when the reason is `other`.
 */
export interface MakeChoice {
  reason: "ongoing_care" | "follow_up" | "asked_by_resident" | "other"
  text: string
}
/**
 * What stood in a message until it was corrected.
 */
export interface MessageVersion {
  text: string
  until: string
}
/**
 * What stood in a message before, the first one first; nothing of one that was redacted, but who did it and why.
 */
export interface MessageVersions {
  versions: MessageVersion[]
  redaction: RedactionView | null
}
/**
 * Who took a message away, as staff may know it.
 */
export interface RedactionView {
  at: string
  by_name: string
  reason: "wrong_person" | "wrong_content" | "sensitive"
  explanation: string
}
/**
 * What became of one notice; `failed` are ways that did not reach the person.
 */
export interface NoticeLine {
  id: string
  kind: "your_turn" | "new_answer" | "missed_call" | "form" | "reminder" | "visit" | "test" | "code" | "invitation"
  state: "due" | "sending" | "sent" | "failed" | "cancelled"
  channel: ("push" | "email" | "sms") | null
  at: string
  failed: ("push" | "email" | "sms")[]
}
/**
 * Where a click on a notice leads.
 */
export interface NoticeTarget {
  case_id: string
}
/**
 * `You already have a case about ...`: asked for before submission.
 */
export interface OpenCaseNotice {
  case_id: string
  number: number
  reason: Localized
}
export interface OpenCaseNotices {
  cases: OpenCaseNotice[]
}
/**
 * Of a unit: who helps it, and whom it helps.
 */
export interface OverflowView {
  helped_by: HelpGiven | null
  helping: HelpGiven[]
}
/**
 * How the resident of a case can be reached, for staff: `ways` that work now, in their order. `seen_at`: the minute
 * in which they last had Vårdrum open; null where that is unknown, and of those with protected identity.
 */
export interface PersonReach {
  ways: ("push" | "email" | "sms")[]
  opted_out: boolean
  notices: NoticeLine[]
  seen_at?: string | null
}
/**
 * Variables: `{resident_first_name} {resident_name} {staff_first_name} {staff_name} {staff_title} {unit_name}
 * {unit_phone} {unit_address} {opening_hours} {reason}` and `{answer:<question_id>}`. One that cannot be filled
 * becomes a blank named after it. A language in which there is no text has an empty one.
 */
export interface Phrase {
  id: string
  library: "own" | "unit" | "shared"
  abbreviation: string
  title: Localized
  text: Localized
  version: number
  changed_at: string
  changed_by: string | null
}
/**
 * What the unit's own variables are filled with; an address may be empty.
 */
export interface PhraseUnit {
  name: string
  phone: string
  address: string
  hours: WeekdayHours[]
}
/**
 * Minutes after local midnight; weekday 0 is Monday, 1440 is the end of the day.
 */
export interface WeekdayHours {
  weekday: number
  opens: number
  closes: number
}
/**
 * One save: `by` is null where the demonstration or the upgrade brought it.
 */
export interface PhraseVersion {
  number: number
  at: string
  by: string | null
  abbreviation: string
  title: Localized
  text: Localized
  withdrawn: boolean
  restores: number | null
}
/**
 * The newest first, as many as are shown.
 */
export interface PhraseVersions {
  versions: PhraseVersion[]
}
/**
 * One's own, those of the unit that was chosen at login, and those that its care provider's units share; each in
 * its order. `editable` are the libraries that this person may change; `revision` is another after each change.
 */
export interface Phrases {
  unit: PhraseUnit
  phrases: Phrase[]
  editable: ("own" | "unit" | "shared")[]
  revision: string
}
export interface PhrasesRevision {
  revision: string
}
/**
 * One's own choices. `ways` in the order of trying; `possible` are switched on here; minutes after local midnight;
 * `push_key` is what a browser subscribes with, null where there is no push.
 */
export interface ReachSettings {
  ways: ("push" | "email" | "sms")[]
  possible: ("push" | "email" | "sms")[]
  email: string
  phone: string
  quiet_begins: number
  quiet_ends: number
  opted_out: boolean
  devices: number
  push_key: string | null
}
/**
 * Those that concern the person the case will be about.
 */
export interface Reasons {
  reasons: ReasonView[]
  demonstration: boolean
}
export interface RemoveDevice {
  endpoint: string
}
export interface ResidentLoggedIn {
  me: ResidentMe
  return_to: string
}
/**
 * Who is logged in.
 */
export interface ResidentMe {
  account_id: string
  name: string
  given_name: string
  age: number
  language: string
  phone: string
  listed_unit_id: string | null
}
/**
 * A new version; version 0 is what a new phrase is based on. `save_id` is chosen by the client and kept over its
 * retries. `restores` names the earlier version whose words these are.
 */
export interface SavePhrase {
  save_id: string
  library: "own" | "unit" | "shared"
  abbreviation: string
  title: WrittenTitle
  text: WrittenText
  based_on: number
  restores: number | null
}
export interface WrittenTitle {
  sv: string
  en: string
}
export interface WrittenText {
  sv: string
  en: string
}
/**
 * `room_id` is null for all rooms that whoever asks may read without more ado.
 */
export interface SearchMessages {
  words: string
  room_id: string | null
}
/**
 * All that somebody can do at the unit beyond their profession, each once.
 */
export interface SetCompetences {
  competences: ("asthma_copd" | "child_health" | "diabetes" | "psychosocial" | "wound_care")[]
}
export interface SetPresence {
  declared: "available" | "busy" | "away"
}
/**
 * `residents_call`: None leaves it as it is.
 */
export interface SetUnitCalls {
  relay_only: boolean
  residents_call?: boolean | null
}
/**
 * A staff member of the unit who can be given cases: who, and whether they are here.
 */
export interface StaffLoad {
  account_id: string
  name: string
  title: Localized
  initials: string
  presence: "offline" | "available" | "busy" | "away"
  holding: number
  capacity: number
  profession?: string
  competences?: ("asthma_copd" | "child_health" | "diabetes" | "psychosocial" | "wound_care")[]
}
export interface StaffLoads {
  staff: StaffLoad[]
}
export interface StaffLoggedIn {
  step: "logged_in"
  me: StaffMe
}
/**
 * Who is logged in, at which unit, and as what there.
 */
export interface StaffMe {
  account_id: string
  name: string
  given_name: string
  title: Localized
  profession: "nurse" | "physician" | "physiotherapist" | "counsellor" | "medical_secretary" | "administrator"
  initials: string
  languages: string[]
  capacity: number
  unit: UnitChoice
  units: UnitChoice[]
  roles: ("supervisor" | "administrator")[]
}
export interface UnitChoice {
  id: string
  name: string
  kind: "health_centre" | "rehab" | "telephone" | "out_of_hours"
}
/**
 * `unit_id` is for staff of several units who have chosen already.
 */
export interface StaffLogin {
  user_name: string
  password: string
  unit_id?: string | null
}
/**
 * `return_to` is a path of this site; anything else leads to the start page.
 */
export interface StartEid {
  return_to: string
}
export interface StartIntake {
  reason_id: string
  subject_id: string
}
/**
 * Somebody a case can be about: oneself, or a child one acts for.
 */
export interface SubjectChoice {
  id: string
  name: string
  given_name: string
  age: number
  is_self: boolean
  listed_unit_id: string | null
}
export interface SubjectChoices {
  subjects: SubjectChoice[]
}
/**
 * `add_to_case_id` adds the form to one of the `OpenCaseNotices` instead of opening a new case.
 *
 * `unit_id` is one of the form's `receivers`, where there are any.
 */
export interface SubmitIntake {
  add_to_case_id: string | null
  unit_id?: string | null
}
/**
 * How the unit that was chosen at login wants its calls. `has_relay`: this server has one; without it calls that
 * go through nothing else come about nowhere. `residents_call`: residents may ring whoever has their case.
 */
export interface UnitCallsView {
  relay_only: boolean
  has_relay: boolean
  residents_call?: boolean
  changed_at: string | null
  changed_by: string | null
}
/**
 * `closes_at` is set while open, unless it never closes; `opens_at` while closed, unless it never opens.
 */
export interface UnitInfo {
  id: string
  name: string
  kind: "health_centre" | "rehab" | "telephone" | "out_of_hours"
  telephone: string
  address: string
  time_zone: string
  is_open: boolean
  closes_at: string | null
  opens_at: string | null
  hours: WeekdayHours[]
}
/**
 * A unit that cases can be handed over to. Open: until `closes_at`, which is null where it never closes; closed:
 * until `opens_at`, which is null where nobody knows.
 */
export interface UnitToAsk {
  id: string
  name: string
  is_open: boolean
  closes_at: string | null
  opens_at: string | null
  round_the_clock: boolean
}
/**
 * The password was right; a unit has to be chosen before anything else.
 */
export interface UnitWanted {
  step: "choose_unit"
  units: UnitChoice[]
}
export interface Units {
  units: UnitInfo[]
}
export interface UnitsToAsk {
  units: UnitToAsk[]
}
export interface WithdrawPhrase {
  save_id: string
  based_on: number
}
/**
 * Of the libraries that this person may change; saving one brings it back.
 */
export interface WithdrawnPhrases {
  phrases: Phrase[]
}
