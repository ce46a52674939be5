/** Frames as a server would send them, for tests: small, valid, and alike but for what a test is about. */
import type { RoomStreamEvent, StaffStreamEvent } from "../protocol/frames"
import type { CallState, Message, Participant, RoomSnapshot, RoomView, StaffView, WorkItem } from "../protocol/wire"

export const ROOM = "00000000-0000-7000-8000-00000000000a"
export const RESIDENT = "00000000-0000-7000-8000-000000000001"
export const NURSE = "00000000-0000-7000-8000-000000000002"
export const OTHER_NURSE = "00000000-0000-7000-8000-000000000003"
export const AT = "2026-11-18T13:49:00Z"
export const REOPEN_UNTIL = "2026-11-25T13:49:00Z"

export const resident: Participant = { id: RESIDENT, role: "resident", name: "Anna Lind", title: null, initials: "AL" }

export function nurse(id = NURSE, name = "Sara Holm"): Participant {
  return { id, role: "responsible", name, title: { sv: "Sjuksköterska", en: "Nurse" }, initials: "SH" }
}

export function roomView(change: Partial<RoomView> = {}): RoomView {
  return {
    id: ROOM,
    number: 7,
    state: "waiting",
    reason: { sv: "Ont i halsen", en: "Sore throat" },
    resident,
    unit_name: "Björkdalens vårdcentral",
    holder: null,
    participants: [resident],
    receipts: [],
    closing_card: null,
    earlier_cards: [],
    help: null,
    reopen_until: null,
    forms: [],
    sent_forms: [],
    call: null,
    arrived_at: AT,
    ...change,
  }
}

export function snapshot(room: Partial<RoomView> = {}, change: Partial<RoomSnapshot> = {}): RoomSnapshot {
  return {
    type: "room.snapshot",
    cursors: { room: 1, staff: 0 },
    room: roomView(room),
    messages: [],
    earlier: false,
    staff: null,
    ...change,
  }
}

const header = (stream: string, sequence: number, by: Participant) => ({
  stream,
  sequence,
  at: AT,
  by: { kind: by.role === "resident" ? ("resident" as const) : ("staff" as const), id: by.id, name: by.name },
})

export function namesRedrawn(sequence: number): RoomStreamEvent {
  return { type: "names.redrawn", shortened: true, names: [], ...header(`room:${ROOM}`, sequence, nurse()) }
}

export function messageSent(sequence: number, text: string, sender: Participant = resident): RoomStreamEvent & { type: "message.sent" } {
  return {
    type: "message.sent",
    id: `message-${sequence}`,
    client_message_id: `client-${sequence}`,
    sender,
    text,
    picture: null,
    reply_to: null,
    ...header(`room:${ROOM}`, sequence, sender),
  }
}

/** A nurse's reply to a message by its place. */
export function replySent(sequence: number, text: string, to: number): RoomStreamEvent & { type: "message.sent" } {
  const answered = messageSent(to, "hej")
  const quote = { message_id: answered.id, sequence: to, sender: answered.sender, line: answered.text, picture: false, redacted: false }
  return { ...messageSent(sequence, text, nurse()), reply_to: quote }
}

export function messageCorrected(sequence: number, place: number, text: string): RoomStreamEvent & { type: "message.corrected" } {
  return { type: "message.corrected", message_id: `message-${place}`, text, line: text, ...header(`room:${ROOM}`, sequence, resident) }
}

export function messageRedacted(sequence: number, place: number): RoomStreamEvent & { type: "message.redacted" } {
  const redacted = { at: AT, by_name: "Sara Holm", reason: "wrong_person" as const }
  return { type: "message.redacted", message_id: `message-${place}`, redacted, ...header(`room:${ROOM}`, sequence, nurse()) }
}

export function claimed(sequence: number, holder: Participant = nurse()): RoomStreamEvent {
  return { type: "case.claimed", state: "active", holder, ...header(`room:${ROOM}`, sequence, holder) }
}

export function reassigned(sequence: number, holder: Participant): RoomStreamEvent {
  return { type: "case.reassigned", state: "active", holder, ...header(`room:${ROOM}`, sequence, holder) }
}

export function residentsCall(sequence: number, residents_call: boolean): RoomStreamEvent {
  return { type: "unit.residents_call", residents_call, ...header(`room:${ROOM}`, sequence, nurse()) }
}

export function released(sequence: number): RoomStreamEvent {
  return { type: "case.released", state: "waiting", reason: "handed_back", ...header(`room:${ROOM}`, sequence, nurse()) }
}

export function concluded(sequence: number): RoomStreamEvent {
  const closing_card = { outcome: "advice_given" as const, text: "Vila.", seek_care: "", concluded_at: AT, concluded_by: nurse() }
  return { type: "case.concluded", state: "concluded", closing_card, reopen_until: REOPEN_UNTIL, ...header(`room:${ROOM}`, sequence, nurse()) }
}

export function reopened(sequence: number): RoomStreamEvent {
  return { type: "case.reopened", state: "waiting", ...header(`room:${ROOM}`, sequence, resident) }
}

export function formAdded(sequence: number): RoomStreamEvent {
  const form = { sequence, at: AT, by: resident, reason: { sv: "Ont i halsen", en: "Sore throat" } }
  return { type: "form.added", form, ...header(`room:${ROOM}`, sequence, resident) }
}

export function worseSaid(sequence: number): RoomStreamEvent {
  return { type: "worse.said", line: { sequence, at: AT, by: resident }, ...header(`room:${ROOM}`, sequence, resident) }
}

export function fileHidden(sequence: number, fileId: string): RoomStreamEvent {
  return { type: "file.hidden", file_id: fileId, reason: "wrong_person", ...header(`room:${ROOM}`, sequence, nurse()) }
}

export function receiptAdvanced(sequence: number, participant: string, read: number): RoomStreamEvent {
  const receipt = { participant_id: participant, delivered: read, read }
  return { type: "receipt.advanced", receipt, ...header(`room:${ROOM}`, sequence, nurse()) }
}

export function callChanged(sequence: number, type: "call.rang" | "call.ended", call: CallState): RoomStreamEvent {
  return { type, call, ...header(`room:${ROOM}`, sequence, nurse()) }
}

export function noteAdded(sequence: number, text: string): StaffStreamEvent {
  return { type: "note.added", id: `note-${sequence}`, author: nurse(), text, ...header(`staff:${ROOM}`, sequence, nurse()) }
}

export function custodyChanged(sequence: number, priority: number | null, epoch?: number): StaffStreamEvent {
  const body = { type: "custody.changed" as const, move: "claimed" as const, holder_name: "Sara Holm", reason: "", priority }
  return { ...body, ...(epoch === undefined ? {} : { epoch }), ...header(`staff:${ROOM}`, sequence, nurse()) }
}

export function summaryAdded(sequence: number): StaffStreamEvent {
  const added = { sequence, at: AT, summary: staffView().summary }
  return { type: "summary.added", added, ...header(`staff:${ROOM}`, sequence, resident) }
}

export function staffView(): StaffView {
  return {
    personal_number: "19920314-9829",
    age: 34,
    guardian: null,
    priority: 2,
    administrative: false,
    summary: {
      place: "Hemma",
      country: "SE",
      phone: "070-174 06 12",
      may_call: false,
      language: "sv",
      interpreter: false,
      hopes: "",
      free_text: [],
      red_flags: [],
      answers: [],
      measurements: [],
      pictures: [],
      rules: [],
      explanation: { sv: "", en: "" },
      release: "0.1.0",
      demonstration: true,
      answered_wrong: false,
    },
    added: [],
    notes: [],
    custody: [],
    alarms: [],
  }
}

export function message(sequence: number, sender: Participant = resident): Message {
  const { type: _type, stream: _stream, by: _by, ...fields } = messageSent(sequence, "hej", sender)
  return { ...fields, reply_to: fields.reply_to ?? null, corrected_at: null, redacted: null, copy_of: null, document: null, hidden: null }
}

export function workItem(number: number, change: Partial<WorkItem> = {}): WorkItem {
  return {
    case_id: `case-${number}`,
    number,
    state: "waiting",
    priority: 3,
    administrative: false,
    reason: { sv: "Ont i halsen", en: "Sore throat" },
    resident_name: "Anna Lind",
    age: 34,
    guardian_name: null,
    arrived_at: AT,
    open_by: AT,
    target_minutes: 60,
    holder_id: null,
    holder_name: null,
    red_flag: null,
    language: "sv",
    turn: "staff",
    turn_at: AT,
    ...change,
  }
}
