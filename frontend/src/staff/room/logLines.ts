/** The conversation in the order it is read: days, messages, staff's notes where they fell, and what is on its way. Pure. */
import type { CalledLine, JoinedLine, Message, Note, SentForm, WithdrawalLine, WorseLine } from "../../core/protocol/wire"
import { isGuest } from "../../core/room/guests"
import type { OutboxItem } from "../../core/room/outbox"
import { dayAndMonth } from "../../core/times"

export type LogLine =
  | { kind: "day"; key: string; at: string }
  | { kind: "message"; key: string; message: Message; isNew: boolean }
  | { kind: "note"; key: string; note: Note }
  | { kind: "asked"; key: string; form: SentForm }
  | { kind: "worse"; key: string; worse: WorseLine }
  | { kind: "joined"; key: string; joined: JoinedLine }
  | { kind: "called"; key: string; called: CalledLine }
  | { kind: "withdrawn"; key: string; withdrawal: WithdrawalLine }
  | { kind: "unsent"; key: string; item: OutboxItem }

interface Told {
  messages: readonly Message[]
  notes: readonly Note[]
  asked?: readonly SentForm[]
  worse?: readonly WorseLine[]
  joined?: readonly JoinedLine[]
  called?: readonly CalledLine[]
  withdrawals?: readonly WithdrawalLine[]
  unsent: readonly OutboxItem[]
  /** Sequence up to which this person had read when the room was opened; null when they do not read for the clinic. */
  readBefore: number | null
}

export function logLines({ messages, notes, asked = [], worse = [], joined = [], called = [], withdrawals = [], unsent, readBefore }: Told): LogLine[] {
  // What has been answered is not new any more.
  const answered = messages.findLast(isFromStaff)?.sequence ?? 0
  const unseen = (message: Message): boolean => readBefore !== null && message.sequence > Math.max(readBefore, answered)
  const said: LogLine[] = messages.map((message) => ({
    kind: "message",
    key: message.client_message_id,
    message,
    isNew: unseen(message) && !isFromStaff(message),
  }))
  const noted: LogLine[] = notes.map((note) => ({ kind: "note", key: note.id, note }))
  // A stable sort: messages keep the order of their sequences whatever their clocks say.
  const forms: LogLine[] = asked.map((form) => ({ kind: "asked", key: form.id, form }))
  const worsened: LogLine[] = worse.map((line) => ({ kind: "worse", key: `worse-${line.sequence}`, worse: line }))
  const others: LogLine[] = joined.map((line) => ({ kind: "joined", key: `joined-${line.sequence}`, joined: line }))
  const rung: LogLine[] = called.map((line) => ({ kind: "called", key: `called-${line.sequence}`, called: line }))
  const withdrawn: LogLine[] = withdrawals.map((line) => ({ kind: "withdrawn", key: `withdrawn-${line.sequence}`, withdrawal: line }))
  const merged = [noted, forms, worsened, others, rung, withdrawn].reduce<readonly LogLine[]>(mergeByTime, said)
  const shown = new Set(messages.map((message) => message.client_message_id))
  const waiting: LogLine[] = unsent
    .filter((item) => !shown.has(item.clientMessageId))
    .map((item) => ({ kind: "unsent", key: item.clientMessageId, item }))
  return [...withDays(merged), ...waiting]
}

function isFromResident(message: Message): boolean {
  return message.sender.role === "resident" || message.sender.role === "guardian"
}

/** A guest speaks for nobody: what they say answers nothing. */
export function isFromStaff(message: Message): boolean {
  return !isFromResident(message) && !isGuest(message.sender)
}

function timeOf(line: LogLine): string {
  if (line.kind === "message") return line.message.at
  if (line.kind === "asked") return line.form.at
  if (line.kind === "worse") return line.worse.at
  if (line.kind === "joined") return line.joined.at
  if (line.kind === "called") return line.called.at
  if (line.kind === "withdrawn") return line.withdrawal.at
  return line.kind === "note" ? line.note.at : ""
}

function mergeByTime(said: readonly LogLine[], noted: readonly LogLine[]): LogLine[] {
  const merged: LogLine[] = []
  let next = 0
  for (const line of said) {
    for (let note = noted[next]; note !== undefined && timeOf(note) < timeOf(line); note = noted[next]) {
      merged.push(note)
      next += 1
    }
    merged.push(line)
  }
  return [...merged, ...noted.slice(next)]
}

function withDays(lines: readonly LogLine[]): LogLine[] {
  let day = ""
  return lines.flatMap((line): LogLine[] => {
    const at = timeOf(line)
    const its = dayAndMonth(at)
    if (its === day) return [line]
    day = its
    return [{ kind: "day", key: `day-${its}`, at }, line]
  })
}
