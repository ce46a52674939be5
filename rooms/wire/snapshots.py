"""What a reader is shown on opening: a room or a work list at one cursor, and older pages."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from chatserver.core.wire import Localized, Wire
from people.competences import Competence
from rooms.urgency import NO_ALARM, OPENED, UNOPENED
from rooms.wire.absences import WorkAbsence
from rooms.wire.callback import WorkCallback
from rooms.wire.closing import AfterHours
from rooms.wire.overflow import OverflowCase, WorkOverflow
from rooms.wire.parts import Message, RoomView, StaffView, Unreached
from rooms.wire.reasons import OfferReason
from rooms.wire.silences import WorkOverdue, WorkUnopened
from rooms.wire.transfers import HandedCase, WorkTransfer
from rooms.wire.vocabulary import CaseState, Turn


class RoomCursors(Wire):
    room: Annotated[int, Field(ge=0)]
    staff: Annotated[int, Field(ge=0)]


class RoomSnapshot(Wire):
    """`messages` are the newest, in order; `earlier` says that history holds more. `staff` is null for residents."""

    type: Literal["room.snapshot"]
    cursors: RoomCursors
    room: RoomView
    messages: list[Message]
    earlier: bool
    staff: StaffView | None


class WorkAlarm(Wire):
    """Alarm words in what the resident wrote, by what they were about. `seen_by` has opened the room without taking the
    case; null while nobody has."""

    title: Localized
    at: datetime
    seen_by: str | None


class WorkCompany(Wire):
    """Somebody in the room asks for a colleague's company; `came` is who answered, null while nobody has."""

    asked_by_id: UUID
    asked_by: str
    asked_at: datetime
    came: str | None


class WorkOffer(Wire):
    """Who has been asked about the case, from when until when, and why they of all."""

    id: UUID
    to_id: UUID
    to_name: str
    made_at: datetime
    until: datetime
    reasons: list[OfferReason]


class WorkItem(Wire):
    """One case on a unit's work list; among equal classes the earliest `open_by` is first.

    `turn_at` is since when it is whose turn it is.
    """

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
    turn_at: datetime
    # Before everything else in the order. Not in what was told before there were alarm words.
    alarm: WorkAlarm | None = None
    unreached: Unreached | None = None
    company: WorkCompany | None = None
    # Not in what was told before cases were offered.
    offer: WorkOffer | None = None
    # Not in what was told before closing time was a rule.
    after_hours: AfterHours | None = None
    # Not in what was told before cases were handed over.
    transfer: WorkTransfer | None = None
    # When the resident wrote while nobody had the case, until somebody has it or has written.
    wrote_at: datetime | None = None
    # When the resident said that they are worse, until somebody of the unit has written to them.
    worse_at: datetime | None = None
    # Not in what was told before silence had an end.
    unopened: WorkUnopened | None = None
    overdue: WorkOverdue | None = None
    # While the resident waits to be called by telephone.
    callback: WorkCallback | None = None
    # When the resident asked for it to be closed, until somebody has looked: closed it or written.
    withdraw_at: datetime | None = None
    # When the resident is to be sought by telephone if they have not answered: null while the turn is staff's, and of
    # whoever may not be rung.
    seek_at: datetime | None = None
    absence: WorkAbsence | None = None
    # Not in what was told before units helped each other.
    overflow: WorkOverflow | None = None

    @property
    def alarm_rank(self) -> int:
        if self.alarm is None:
            return NO_ALARM
        return UNOPENED if self.alarm.seen_by is None else OPENED


class StaffLoad(Wire):
    """A staff member of the unit who can be given cases: who, and whether they are here."""

    account_id: UUID
    name: str
    title: Localized
    initials: str
    presence: Literal["offline", "available", "busy", "away"]
    holding: int
    capacity: int
    # Not in what was told before cases were handed over to a profession.
    profession: str = ""
    # Not in what was told before a unit's topics could ask for them.
    competences: list[Competence] = []


class WorklistSnapshot(Wire):
    """All open cases of the unit in the order of service. `set_away` are those of its staff who let offers pass and
    have declared nothing since."""

    type: Literal["worklist.snapshot"]
    unit_id: UUID
    unit_name: str
    cursor: int
    items: list[WorkItem]
    set_away: list[UUID] = []
    # Cases of other units that this one is asked to take over, in the same order.
    handed: list[HandedCase] = []
    # Cases that wait at other units and may be taken here, in the same order.
    overflow: list[OverflowCase] = []


class History(Wire):
    """An older page of messages, in order."""

    messages: list[Message]
    earlier: bool
