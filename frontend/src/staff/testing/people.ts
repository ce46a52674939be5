/** Fictional cases and rooms for tests of the desk. */
import type { CaseSummary, CustodyStep, Message, Note, Participant, Phrase, Phrases, RoomView, StaffView, WorkItem } from "../../core/protocol/wire"
import type { StaffMe } from "../../core/protocol/wire"

export const SARA: Participant = {
  id: "00000000-0000-7000-8000-00000000005a",
  role: "responsible",
  name: "Sara Holm",
  title: { sv: "Sjuksköterska", en: "Nurse" },
  initials: "SH",
}

export const PETER: Participant = {
  id: "00000000-0000-7000-8000-0000000000fe",
  role: "colleague",
  name: "Peter Åkesson",
  title: { sv: "Läkare", en: "Physician" },
  initials: "PÅ",
}

export const ANNA: Participant = {
  id: "00000000-0000-7000-8000-0000000000aa",
  role: "resident",
  name: "Anna Lind",
  title: null,
  initials: "AL",
}

export const ROOM_ID = "00000000-0000-7000-8000-000000004812"
export const UNIT_ID = "00000000-0000-7000-8000-0000000000c1"

export function staffMe(change: Partial<StaffMe> = {}): StaffMe {
  const unit = { id: UNIT_ID, name: "Björkdalens vårdcentral", kind: "health_centre" as const }
  return {
    account_id: SARA.id,
    name: SARA.name,
    given_name: "Sara",
    title: { sv: "Sjuksköterska", en: "Nurse" },
    profession: "nurse",
    initials: SARA.initials,
    languages: ["sv"],
    capacity: 8,
    unit,
    units: [unit],
    roles: [],
    ...change,
  }
}

export function workItem(change: Partial<WorkItem> = {}): WorkItem {
  return {
    case_id: ROOM_ID,
    number: 4812,
    state: "waiting",
    priority: 2,
    administrative: false,
    reason: { sv: "Ont i halsen", en: "Sore throat" },
    resident_name: ANNA.name,
    age: 34,
    guardian_name: null,
    arrived_at: "2026-11-18T14:00:00Z",
    open_by: "2026-11-18T14:15:00Z",
    target_minutes: 15,
    holder_id: null,
    holder_name: null,
    red_flag: null,
    language: "sv",
    turn: "staff",
    turn_at: "2026-11-18T13:49:00Z",
    ...change,
  }
}

export function message(sequence: number, sender: Participant, text: string): Message {
  return {
    id: `message-${sequence}`,
    client_message_id: `client-${sequence}`,
    sequence,
    sender,
    at: `2026-11-18T14:${String(40 + sequence)}:00Z`,
    text,
    picture: null, reply_to: null, corrected_at: null, redacted: null,
  }
}

export function roomView(change: Partial<RoomView> = {}): RoomView {
  return {
    id: ROOM_ID,
    number: 4812,
    state: "active",
    reason: { sv: "Ont i halsen", en: "Sore throat" },
    resident: ANNA,
    unit_name: "Björkdalens vårdcentral",
    holder: SARA,
    participants: [ANNA, SARA],
    receipts: [],
    closing_card: null,
    earlier_cards: [],
    help: null,
    reopen_until: null,
    forms: [],
    sent_forms: [],
    call: null,
    arrived_at: "2026-11-18T14:00:00Z",
    ...change,
  }
}

export function caseSummary(change: Partial<CaseSummary> = {}): CaseSummary {
  return {
    place: "Hemma i Björkdalen, ensam",
    country: "SE",
    phone: "070-174 06 12",
    may_call: false,
    language: "sv",
    interpreter: false,
    hopes: "Råd",
    free_text: ["Det känns som att halsen svullnar mer på höger sida."],
    red_flags: [
      {
        question_id: "open_mouth",
        question: { sv: "Svårt att öppna munnen", en: "Hard to open the mouth" },
        answer: { sv: "Vet inte", en: "Don't know" },
        unknown: true,
        role: "red_flag",
      },
    ],
    answers: [],
    measurements: [
      {
        question_id: "temperature",
        question: { sv: "Temperatur", en: "Temperature" },
        answer: { sv: "38,9 grader", en: "38.9 degrees" },
        unknown: false,
        role: "severity",
      },
    ],
    pictures: [],
    rules: [
      { rule_id: "fever_rash", why: { sv: "Feber och utslag vid ont i halsen.", en: "Fever and rash." }, decided: true },
    ],
    explanation: { sv: "", en: "" },
    release: "demo-1",
    demonstration: true,
    answered_wrong: false,
    ...change,
  }
}

export function staffView(change: Partial<StaffView> = {}): StaffView {
  return {
    personal_number: "19920314-9829",
    age: 34,
    guardian: null,
    priority: 2,
    administrative: false,
    summary: caseSummary(),
    added: [],
    notes: [],
    custody: [],
    alarms: [],
    ...change,
  }
}

export function custodyStep(change: Partial<CustodyStep> = {}): CustodyStep {
  return { sequence: 1, at: "2026-11-18T14:00:00Z", move: "queued", by_name: ANNA.name, holder_name: null, reason: "", priority: 2, ...change }
}

export const PETERS_NOTE: Note = { id: "note-2", sequence: 2, author: PETER, at: "2026-11-18T14:05:00Z", text: "Minns inte vaccinationer." }

export function phraseNamed(abbreviation: string, change: Partial<Phrase> = {}): Phrase {
  return {
    id: abbreviation,
    library: "unit",
    abbreviation,
    title: { sv: abbreviation, en: abbreviation },
    text: { sv: abbreviation, en: abbreviation },
    version: 1,
    changed_at: "2026-11-18T14:00:00Z",
    changed_by: "Helena Strand",
    ...change,
  }
}

export function bookOf(phrases: Phrase[], change: Partial<Phrases> = {}): Phrases {
  const unit = { name: "Björkdalens vårdcentral", phone: "0920-123 45", address: "Ekvägen 4", hours: [] }
  return { unit, phrases, editable: ["own"], revision: "0.0.0", ...change }
}
