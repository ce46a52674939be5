"""What rooms answer over HTTP."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from chatserver.core.wire import Localized, Wire
from rooms.wire.parts import Participant, PictureRef
from rooms.wire.snapshots import StaffLoad
from rooms.wire.vocabulary import CaseState, FileState


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
