/**
 * A room as one reader sees it, and what each event makes of it. Pure: snapshot at a and the events after it give the
 * snapshot at b (law 4), which the server's tests assert with this very code through replay.ts.
 */
import { type RoomEvent, type RoomStreamEvent, roomStream, type StaffStreamEvent } from "../protocol/frames"
import type { AlarmLine, CaseClaimed, CaseReassigned, CaseSummary, CompanyLine, Message, Participant, Receipt, RoomSnapshot, RoomView, SentForm, TransferLine } from "../protocol/wire"
import { amended } from "./amending"
import { withGuest } from "./guests"

export type RoomState = Omit<RoomSnapshot, "type">

export type Applied =
  | { outcome: "applied"; state: RoomState }
  | { outcome: "old" }
  /** Something before this event is missing: ask for what lies after the cursor. */
  | { outcome: "gap" }

/** How many messages a snapshot carries; the rest is history. */
export const SNAPSHOT_MESSAGES = 50

export function stateOf(snapshot: RoomSnapshot): RoomState {
  const { type: _, ...state } = snapshot
  return state
}

export function applyRoomEvent(state: RoomState, event: RoomEvent): Applied {
  const inRoom = event.stream === roomStream(state.room.id)
  const cursor = inRoom ? state.cursors.room : state.cursors.staff
  if (event.sequence <= cursor) return { outcome: "old" }
  if (event.sequence > cursor + 1) return { outcome: "gap" }
  const moved: RoomState = {
    ...state,
    cursors: inRoom ? { ...state.cursors, room: event.sequence } : { ...state.cursors, staff: event.sequence },
  }
  return { outcome: "applied", state: inRoom ? afterRoomEvent(moved, event as RoomStreamEvent) : afterStaffEvent(moved, event as StaffStreamEvent) }
}

function afterRoomEvent(state: RoomState, event: RoomStreamEvent): RoomState {
  if (isOfColleague(event)) return withRoom(state, withColleague(state.room, event))
  if (isOfGuest(event)) return withRoom(state, withGuest(state.room, event.guest))
  if (isOfCall(event)) return withRoom(state, { call: event.call })
  if (isOfResident(event)) return withRoom(state, withResident(state.room, event))
  switch (event.type) {
    case "case.queued":
    case "offer.made":
    case "offer.ended":
      return withRoom(state, { state: event.state, holder: null, participants: withoutResponsible(state.room), residents_call: false })
    case "case.released":
      return withRoom(state, { state: event.state, holder: null, participants: withoutResponsible(state.room), after_hours: null, residents_call: false })
    case "case.reassigned":
      return withHolder(withRoom(state, { unit_name: event.unit_name ?? state.room.unit_name }), event)
    case "case.claimed":
      return withHolder(state, event)
    case "case.concluded":
      return withRoom(state, { state: event.state, closing_card: event.closing_card, reopen_until: event.reopen_until ?? null, after_hours: null, residents_call: false })
    case "case.reopened":
      return afterReopening(state, event)
    case "case.joined":
      return afterJoining(state, event)
    case "unit.closed":
      return withRoom(state, { unit_name: event.unit_name, after_hours: event.after_hours })
    case "unit.residents_call":
      return withRoom(state, { residents_call: event.residents_call })
    case "help.shown":
      return withRoom(state, { help: event.card })
    case "form.added":
      return withRoom(state, { forms: [...state.room.forms, event.form] })
    case "form.sent":
    case "form.changed":
      return withRoom(state, { sent_forms: withSentForm(state.room.sent_forms, event.form) })
    case "message.sent":
      return afterMessage(state, event)
    case "message.corrected":
    case "message.redacted":
      return { ...state, messages: amended(state.messages, event) }
    case "file.hidden":
      return withoutFile(state, event)
    case "receipt.advanced":
      return withRoom(state, { receipts: withReceipt(state.room.receipts, event.receipt) })
    default:
      // An event of a newer protocol: the cursor has moved, the rest stands.
      return state
  }
}

function withHolder(state: RoomState, event: CaseClaimed | CaseReassigned): RoomState {
  const residents_call = event.residents_call ?? state.room.residents_call ?? false
  return withRoom(state, { state: event.state, holder: event.holder, participants: [...withoutResponsible(state.room), event.holder], after_hours: null, residents_call })
}

function afterStaffEvent(state: RoomState, event: StaffStreamEvent): RoomState {
  const staff = state.staff
  if (staff === null) return state
  switch (event.type) {
    case "note.added": {
      const note = { id: event.id, sequence: event.sequence, author: event.author, at: event.at, text: event.text }
      return { ...state, staff: { ...staff, notes: [...staff.notes, note] } }
    }
    case "custody.changed": {
      // Of a server that does not tell it, the number is not known: then it is not said either.
      const { sequence, at, move, holder_name, reason, priority, reasons = [], epoch = null } = event
      const step = { sequence, at, move, by_name: event.by.name, holder_name, reason, priority, reasons }
      return { ...state, staff: { ...staff, priority, custody: [...staff.custody, step], epoch } }
    }
    case "callback.noted":
      return { ...state, staff: { ...staff, callback: event.callback } }
    case "contact.named":
      return { ...state, staff: { ...staff, contact: event.contact } }
    case "resident.unreached":
      return { ...state, staff: { ...staff, unreached: event.unreached } }
    case "attempt.recorded":
      return { ...state, staff: { ...staff, attempts: [...(staff.attempts ?? []), event.attempt] } }
    case "alarm.raised":
    case "alarm.acknowledged":
      return { ...state, staff: { ...staff, alarms: withAlarm(staff.alarms, event.alarm) } }
    case "names.shortened":
      return { ...state, staff: { ...staff, hidden_surnames: event.hidden_surnames } }
    case "colleague.called":
    case "colleague.came":
    case "colleague.introduced":
    case "colleague.left":
      return { ...state, staff: { ...staff, companies: withCompany(staff.companies ?? [], event.company) } }
    case "transfer.offered":
    case "transfer.accepted":
    case "transfer.declined":
    case "transfer.expired":
    case "transfer.withdrawn":
      return { ...state, staff: { ...staff, transfers: withTransfer(staff.transfers ?? [], event.transfer) } }
    case "summary.added":
      return { ...state, staff: { ...staff, added: [...staff.added, event.added] } }
    default:
      return state
  }
}

/** Another case goes on in this one, which has the earlier arrival of both. */
function afterJoining(state: RoomState, { joined, arrived_at }: Extract<RoomStreamEvent, { type: "case.joined" }>): RoomState {
  return withRoom(state, { joined: [...(state.room.joined ?? []), joined], arrived_at })
}

/** It waits again, with nobody responsible; what was said on its conclusion is kept among the earlier cards. */
function afterReopening(state: RoomState, event: Extract<RoomStreamEvent, { type: "case.reopened" }>): RoomState {
  const { closing_card: card, earlier_cards: earlier } = state.room
  return withRoom(state, {
    state: event.state,
    holder: null,
    participants: withoutResponsible(state.room),
    closing_card: null,
    earlier_cards: card ? [...earlier, card] : earlier,
    reopen_until: null,
    after_hours: null,
  })
}

function afterMessage(state: RoomState, event: Extract<RoomStreamEvent, { type: "message.sent" }>): RoomState {
  const message: Message = {
    id: event.id,
    client_message_id: event.client_message_id,
    sequence: event.sequence,
    sender: event.sender,
    at: event.at,
    text: event.text,
    picture: event.picture,
    document: event.document ?? null,
    hidden: null,
    reply_to: event.reply_to ?? null,
    copy_of: event.copy_of ?? null,
    corrected_at: null,
    redacted: null,
  }
  return withRoom({ ...state, messages: [...state.messages, message] }, { receipts: withOwnMessage(state, message) })
}

/** Gone from the conversation, and from what the forms told staff. */
function withoutFile(state: RoomState, { file_id: id, reason, at }: Extract<RoomStreamEvent, { type: "file.hidden" }>): RoomState {
  const messages = state.messages.map((message) =>
    message.picture?.id === id || message.document?.id === id ? { ...message, picture: null, document: null, copy_of: null, hidden: { reason, at } } : message,
  )
  const without = (summary: CaseSummary): CaseSummary => ({ ...summary, pictures: summary.pictures.filter((one) => one !== id) })
  const staff = state.staff && {
    ...state.staff,
    summary: without(state.staff.summary),
    added: state.staff.added.map((form) => ({ ...form, summary: without(form.summary) })),
  }
  return { ...state, messages, staff }
}

/** As the server does: a writer who has read all that stood above has read their own too. What crossed it is not read. */
function withOwnMessage(state: RoomState, { sender, sequence }: Message): Receipt[] {
  const { receipts } = state.room
  const read = receipts.find((receipt) => receipt.participant_id === sender.id)?.read ?? 0
  const above = state.messages.at(-1)?.sequence ?? state.room.said_before ?? 0
  return read < above ? receipts : withReceipt(receipts, { participant_id: sender.id, delivered: sequence, read: sequence })
}

function withRoom(state: RoomState, change: Partial<RoomView>): RoomState {
  return { ...state, room: { ...state.room, ...change } }
}

function withoutResponsible(room: RoomView): Participant[] {
  return room.participants.filter((participant) => participant.role !== "responsible")
}

type ColleagueEvent = Extract<RoomStreamEvent, { type: "colleague.joined" | "colleague.parted" }>

const isOfColleague = (event: RoomStreamEvent): event is ColleagueEvent => event.type === "colleague.joined" || event.type === "colleague.parted"

type CallEvent = Extract<RoomStreamEvent, { call: unknown }>

const isOfCall = (event: RoomStreamEvent): event is CallEvent => event.type.startsWith("call.") && "call" in event

type GuestEvent = Extract<RoomStreamEvent, { guest: unknown }>

const isOfGuest = (event: RoomStreamEvent): event is GuestEvent => event.type.startsWith("guest.")

type ResidentEvent = Extract<RoomStreamEvent, { type: "resident.sought" | "worse.said" | "case.withdrawn" | "callback.asked" | "callback.forgone" | "callback.begun" | "callback.ended" }>

const isOfResident = (event: RoomStreamEvent): event is ResidentEvent =>
  event.type === "worse.said" || event.type === "resident.sought" || event.type === "case.withdrawn" || event.type.startsWith("callback.")

/** What residents say beside the conversation, and that the clinic called because of it. */
function withResident({ worse = [], withdrawals = [], called = [], sought = 0 }: RoomView, event: ResidentEvent): Partial<RoomView> {
  switch (event.type) {
    case "worse.said":
      return { worse: [...worse, event.line] }
    case "resident.sought":
      return { sought: sought + 1 }
    case "case.withdrawn":
      return { withdrawals: [...withdrawals, event.line] }
    case "callback.begun":
      return { called: [...called, event.line] }
    case "callback.forgone":
      return { callback: null }
    case "callback.asked":
    case "callback.ended":
      return { callback: event.callback }
    default:
      // An event of a newer protocol.
      return {}
  }
}

/** Somebody of the staff reads along, and the room knows it. */
function withColleague({ participants }: RoomView, { type, participant }: ColleagueEvent): Pick<RoomView, "participants"> {
  const others = participants.filter((one) => one.id !== participant.id || one.role !== participant.role)
  return { participants: type === "colleague.joined" ? [...others, participant] : others }
}

/** As with alarms: told whole, each time. */
function withCompany(companies: readonly CompanyLine[], news: CompanyLine): CompanyLine[] {
  return [...companies.filter((company) => company.id !== news.id), news]
}

/** As with alarms: told whole, each time. */
function withTransfer(transfers: readonly TransferLine[], news: TransferLine): TransferLine[] {
  return [...transfers.filter((transfer) => transfer.id !== news.id), news]
}

/** An alarm is told whole, each time: it takes the place of what was known of it. */
function withAlarm(alarms: readonly AlarmLine[], news: AlarmLine): AlarmLine[] {
  const known = alarms.some((alarm) => alarm.id === news.id)
  return known ? alarms.map((alarm) => (alarm.id === news.id ? news : alarm)) : [...alarms, news]
}

/** As with alarms: its card is told whole, each time. */
function withSentForm(forms: readonly SentForm[], news: SentForm): SentForm[] {
  const known = forms.some((form) => form.id === news.id)
  return known ? forms.map((form) => (form.id === news.id ? news : form)) : [...forms, news]
}

/** Both figures only rise. */
function withReceipt(receipts: readonly Receipt[], news: Receipt): Receipt[] {
  const place = receipts.findIndex((receipt) => receipt.participant_id === news.participant_id)
  const known = receipts[place]
  if (!known) return [...receipts, news]
  const raised = {
    participant_id: news.participant_id,
    delivered: Math.max(known.delivered, news.delivered),
    read: Math.max(known.read, news.read),
  }
  return receipts.map((receipt, index) => (index === place ? raised : receipt))
}

/** An older page in front of what is there; what both hold is there once. */
export function withHistory(state: RoomState, messages: readonly Message[], earlier: boolean): RoomState {
  const first = state.messages[0]?.sequence ?? Number.POSITIVE_INFINITY
  return { ...state, messages: [...messages.filter((message) => message.sequence < first), ...state.messages], earlier }
}

/** The state as a snapshot taken now would show it: the newest messages only. */
export function asSnapshot(state: RoomState): RoomSnapshot {
  const messages = state.messages.slice(-SNAPSHOT_MESSAGES)
  const earlier = state.earlier || state.messages.length > messages.length
  return { type: "room.snapshot", ...state, messages, earlier }
}
