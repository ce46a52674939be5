"""The wire types of rooms: what a client may say, what it is told, and the snapshots that events build upon.

Three streams: `room:<case>` for everybody in the room, `staff:<case>` for staff alone, `worklist:<unit>` with case
moves. A snapshot at cursor a and the events after it give the snapshot at b (law 4).
"""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field

from chatserver.core.wire import Command, EventBody, Localized, Signal, Wire

MAX_TEXT = 4_000
MAX_REASON = 500
MAX_CLOSING_TEXT = 4_000
HISTORY_PAGE = 50

CaseState = Literal["waiting", "offered", "active", "paused", "concluded", "archived"]
ParticipantRole = Literal["resident", "guardian", "responsible", "colleague"]
Outcome = Literal[
    "advice_given",
    "visit_booked",
    "prescription_made",
    "referred",
    "sent_to_emergency",
    "withdrawn",
    "no_contact",
    "other",
]
ReleaseReason = Literal["handed_back", "holder_away"]
CustodyMove = Literal["queued", "claimed", "released", "reassigned", "concluded"]
Turn = Literal["staff", "resident"]
FileState = Literal["announced", "received", "scanning", "ready", "refused", "withdrawn"]


def _storable(text: str) -> str:
    # PostgreSQL's text cannot hold it, and no keyboard makes it.
    if "\x00" in text:
        raise ValueError("a null character")
    return text


def _said(text: str) -> str:
    if not text.strip():
        raise ValueError("nothing but space")
    return text


AnyText = AfterValidator(_storable)
SomeText = AfterValidator(_said)
Text = Annotated[str, Field(min_length=1, max_length=MAX_TEXT), AnyText, SomeText]
Reason = Annotated[str, Field(max_length=MAX_REASON), AnyText]


# --- what a case carries from triage -------------------------------------------------------------------------------
class SummaryAnswer(Wire):
    """One answer of the form as staff read it. `role` is the question's role in triage."""

    question_id: str
    question: Localized
    answer: Localized
    unknown: bool
    role: Literal["red_flag", "risk", "severity", "context", "after_triage", "contact"]


class SummaryRule(Wire):
    """A rule that fired, in order of weight; the first one decided."""

    rule_id: str
    why: Localized
    decided: bool


class CaseSummary(Wire):
    """The hand-off's word to staff: how to reach the resident, why this priority, what nobody has read yet."""

    place: str
    country: str
    phone: str
    may_call: bool
    language: str
    interpreter: bool
    hopes: str
    free_text: list[str]
    red_flags: list[SummaryAnswer]
    answers: list[SummaryAnswer]
    measurements: list[SummaryAnswer]
    pictures: list[UUID]
    rules: list[SummaryRule]
    explanation: Localized
    release: str
    demonstration: bool
    answered_wrong: bool


# --- parts of snapshots --------------------------------------------------------------------------------------------
class Participant(Wire):
    """Somebody in the room as everybody there may see them."""

    id: UUID
    role: ParticipantRole
    name: str
    title: Localized | None
    initials: str


class PictureRef(Wire):
    """A picture that is ready; its bytes are at /api/<audience>/files/<id>."""

    id: UUID
    media_type: str
    width: int
    height: int


class Message(Wire):
    id: UUID
    client_message_id: UUID
    sequence: int
    sender: Participant
    at: datetime
    text: str
    picture: PictureRef | None


class Receipt(Wire):
    """How far a participant has come; both figures are sequences of the room stream and only rise."""

    participant_id: UUID
    delivered: int
    read: int


class ClosingCard(Wire):
    """What the resident keeps: what we think, what to do, when to seek care again."""

    outcome: Outcome
    text: str
    seek_care: str
    concluded_at: datetime
    concluded_by: Participant


class CallState(Wire):
    """The room's call as everybody there sees it. Peers are browser tabs; `polite_peer` yields at glare. `generation`
    numbers the peer connection between them: it rises when one of them has to be built anew."""

    id: UUID
    generation: int
    state: Literal["ringing", "connecting", "connected", "reconnecting", "ended"]
    started_by: UUID
    caller_peer: UUID
    answered_by: UUID | None
    callee_peer: UUID | None
    polite_peer: UUID | None
    video: bool
    rings_until: datetime
    connected_at: datetime | None
    end_reason: Literal["declined", "missed", "cancelled", "hung_up", "failed", "room_concluded"] | None


class RoomView(Wire):
    """What resident and staff both see of a room."""

    id: UUID
    number: int
    state: CaseState
    reason: Localized
    resident: Participant
    unit_name: str
    holder: Participant | None
    participants: list[Participant]
    receipts: list[Receipt]
    closing_card: ClosingCard | None
    call: CallState | None
    arrived_at: datetime


class Note(Wire):
    id: UUID
    sequence: int
    author: Participant
    at: datetime
    text: str


class CustodyStep(Wire):
    """One change of responsibility with who did it and why, for staff."""

    sequence: int
    at: datetime
    move: CustodyMove
    by_name: str
    holder_name: str | None
    reason: str


class StaffView(Wire):
    """What only staff see: who the resident is, triage's answers, notes, custody."""

    personal_number: str
    age: int
    guardian: Participant | None
    priority: int | None
    administrative: bool
    summary: CaseSummary
    notes: list[Note]
    custody: list[CustodyStep]


# --- opening -------------------------------------------------------------------------------------------------------
class RoomCursors(Wire):
    room: Annotated[int, Field(ge=0)]
    staff: Annotated[int, Field(ge=0)]


class OpenRoom(Command):
    """Asks for the room: without cursors, or too far behind, a snapshot; else the events after them."""

    type: Literal["room.open"]
    room_id: UUID
    cursors: RoomCursors | None


class CloseRoom(Command):
    type: Literal["room.close"]
    room_id: UUID


class OpenWorklist(Command):
    type: Literal["worklist.open"]
    unit_id: UUID
    cursor: int | None


class CloseWorklist(Command):
    type: Literal["worklist.close"]
    unit_id: UUID


class RoomSnapshot(Wire):
    """`messages` are the newest, in order; `earlier` says that history holds more. `staff` is null for residents."""

    type: Literal["room.snapshot"]
    cursors: RoomCursors
    room: RoomView
    messages: list[Message]
    earlier: bool
    staff: StaffView | None


class WorkItem(Wire):
    """One case on a unit's work list. `rank_at` orders cases of equal class: the earliest deadline first."""

    case_id: UUID
    number: int
    state: CaseState
    priority: int | None
    administrative: bool
    reason: Localized
    resident_name: str
    age: int
    guardian_name: str | None
    arrived_at: datetime
    open_by: datetime
    target_minutes: int | None
    holder_id: UUID | None
    holder_name: str | None
    red_flag: Localized | None
    language: str
    turn: Turn


class StaffLoad(Wire):
    """A staff member of the unit who can be given cases: who, and whether they are here."""

    account_id: UUID
    name: str
    title: Localized
    initials: str
    presence: Literal["offline", "available", "busy", "away"]
    holding: int
    capacity: int


class WorklistSnapshot(Wire):
    """All open cases of the unit in the order of service. Staff with their load are hints, read at the cursor."""

    type: Literal["worklist.snapshot"]
    unit_id: UUID
    unit_name: str
    cursor: int
    items: list[WorkItem]


class History(Wire):
    """An older page of messages, in order."""

    messages: list[Message]
    earlier: bool


# --- commands ------------------------------------------------------------------------------------------------------
class SendMessage(Command):
    """`room_id` is where it goes; `shown_room_id` is the room whose header the writer saw (invariant I14)."""

    type: Literal["message.send"]
    room_id: UUID
    shown_room_id: UUID
    client_message_id: UUID
    text: Annotated[str, Field(max_length=MAX_TEXT), AnyText]
    picture_id: UUID | None


class AdvanceReceipt(Command):
    type: Literal["receipt.advance"]
    room_id: UUID
    delivered: Annotated[int, Field(ge=0)]
    read: Annotated[int, Field(ge=0)]


class AddNote(Command):
    type: Literal["note.add"]
    room_id: UUID
    text: Text


class ClaimCase(Command):
    type: Literal["case.claim"]
    room_id: UUID


class ReleaseCase(Command):
    type: Literal["case.release"]
    room_id: UUID
    reason: Reason


class ReassignCase(Command):
    """A supervisor's one action: responsibility moves to `to_account_id` at once."""

    type: Literal["case.reassign"]
    room_id: UUID
    to_account_id: UUID
    reason: Reason


class ConcludeCase(Command):
    type: Literal["case.conclude"]
    room_id: UUID
    outcome: Outcome
    text: Annotated[str, Field(min_length=1, max_length=MAX_CLOSING_TEXT), AnyText, SomeText]
    seek_care: Annotated[str, Field(max_length=MAX_CLOSING_TEXT), AnyText]


# --- events of the room stream -------------------------------------------------------------------------------------
class CaseQueued(EventBody):
    """The first event of a room."""

    type: Literal["case.queued"]
    state: Literal["waiting"]


class CaseClaimed(EventBody):
    type: Literal["case.claimed"]
    state: Literal["active"]
    holder: Participant


class CaseReleased(EventBody):
    type: Literal["case.released"]
    state: Literal["waiting"]
    reason: ReleaseReason


class CaseReassigned(EventBody):
    type: Literal["case.reassigned"]
    state: Literal["active"]
    holder: Participant


class CaseConcluded(EventBody):
    type: Literal["case.concluded"]
    state: Literal["concluded"]
    closing_card: ClosingCard


class MessageSent(EventBody):
    """The sender has thereby delivered and read up to this sequence."""

    type: Literal["message.sent"]
    id: UUID
    client_message_id: UUID
    sender: Participant
    text: str
    picture: PictureRef | None


class ReceiptAdvanced(EventBody):
    type: Literal["receipt.advanced"]
    receipt: Receipt


# --- events of the staff stream ------------------------------------------------------------------------------------
class NoteAdded(EventBody):
    type: Literal["note.added"]
    id: UUID
    author: Participant
    text: str


class CustodyChanged(EventBody):
    """The staff's side of a move: why, by whom, and what the priority is after it."""

    type: Literal["custody.changed"]
    move: CustodyMove
    holder_name: str | None
    reason: str
    priority: int | None


# --- events of a work list -----------------------------------------------------------------------------------------
class CaseListed(EventBody):
    """A case is new on the list or has changed: its whole row."""

    type: Literal["case.listed"]
    item: WorkItem


class CaseUnlisted(EventBody):
    type: Literal["case.unlisted"]
    case_id: UUID


# --- signals -------------------------------------------------------------------------------------------------------
class Typing(Signal):
    type: Literal["typing.show"]


class TypingShown(Wire):
    """Somebody is writing; it fades by itself after a few seconds."""

    type: Literal["typing.shown"]
    room_id: UUID
    participant_id: UUID
    name: str


# --- HTTP ----------------------------------------------------------------------------------------------------------
class CaseLine(Wire):
    """One of a resident's cases in "my cases"."""

    id: UUID
    number: int
    state: CaseState
    reason: Localized
    resident_name: str
    is_self: bool
    unit_name: str
    holder: Participant | None
    arrived_at: datetime
    last_at: datetime
    unread: int


class CaseLines(Wire):
    cases: list[CaseLine]


class WaitingView(Wire):
    """The waiting room: place in the order of service among those who wait at the unit, 1 is next."""

    place: int | None
    staff_available: int
    unit_open: bool
    opens_at: datetime | None


class StaffLoads(Wire):
    staff: list[StaffLoad]


class SetPresence(Wire):
    declared: Literal["available", "busy", "away"]


class FileView(Wire):
    """An uploaded file and what became of it; `refusal` is a code when the state is refused."""

    id: UUID
    state: FileState
    refusal: str | None
    picture: PictureRef | None
