"""What rooms answer over HTTP."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from chatserver.core.wire import Localized, Wire
from rooms.wire.closing import AfterHours
from rooms.wire.parts import DocumentRef, Participant, PictureRef
from rooms.wire.reasons import WaitReason
from rooms.wire.snapshots import StaffLoad
from rooms.wire.vocabulary import CaseState, FileState, RedactionReason

TimelineWhat = Literal[
    "arrived",
    "opened",
    "taken",
    "handed_back",
    "holder_away",
    "put_back",
    "given",
    "taken_over",
    "unit_took_over",
    "concluded",
    "reopened",
    "joined",
    "form_added",
    "call_answered",
    "call_unanswered",
    "call_joined",
    "help_shown",
    "guest_entered",
    "guest_left",
    "colleague_introduced",
    "colleague_left",
    "closed",
    "worse_said",
    "worse_answered",
    "sought",
    "callback_asked",
    "callback_forgone",
    "callback_begun",
    "callback_waits",
    "withdrawn",
]


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


class ExpectedWait(Wire):
    """When somebody is likely to take the case, as an interval that is right for eight of ten. It rests on `people` at
    work, and on how long `alike` past cases with as much before them waited."""

    asked_at: datetime
    earliest: datetime
    likely: datetime
    latest: datetime
    people: int
    alike: int


class WaitingView(Wire):
    """The waiting room: place in the order of service among those who wait at the unit, 1 is next."""

    place: int | None
    staff_available: int
    unit_open: bool
    opens_at: datetime | None
    closes_at: datetime | None
    # What the unit has promised: the latest time at which somebody opens the case, by its priority and hours.
    open_by: datetime
    # When somebody at the clinic first opened the case; null while nobody has.
    opened_at: datetime | None
    # Null where nothing honest can be said: closed, nobody here, too few past cases, or out of the queue.
    expected: ExpectedWait | None = None
    # Why it takes the time it takes, the most telling first; empty out of the queue.
    why: list[WaitReason] = []
    # The resident's permanent care contact at the unit.
    contact: Participant | None = None


class TimelineStep(Wire):
    """One thing that has happened to a case, as its resident is told of it. `name` is whoever did it, or has it now."""

    at: datetime
    what: TimelineWhat
    name: str
    by_resident: bool
    # Of a form that was added, or of a case that was merged into this one.
    reason: Localized | None
    # Of a call that was answered.
    seconds: int | None
    # Of closing time: who has the case next.
    after_hours: AfterHours | None = None
    # Of the arrival: where it came to, once another unit has the case.
    at_unit: str | None = None


class CaseTimeline(Wire):
    """In the order in which it happened. Messages are not among the steps: the conversation has them."""

    steps: list[TimelineStep]
    # With the way so far of a case that waits, since its page shows both at once; null when it does not wait.
    waiting: WaitingView | None


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
    document: DocumentRef | None = None


class MessageVersion(Wire):
    """What stood in a message until it was corrected."""

    text: str
    until: datetime


class RedactionView(Wire):
    """Who took a message away, as staff may know it."""

    at: datetime
    by_name: str
    reason: RedactionReason
    explanation: str


class MessageVersions(Wire):
    """What stood in a message before, the first one first; nothing of one that was redacted, but who did it and why."""

    versions: list[MessageVersion]
    redaction: RedactionView | None
