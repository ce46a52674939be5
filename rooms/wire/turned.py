"""What a message changes on the unit's work list."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from chatserver.core.wire import EventBody
from rooms.wire.absences import WorkAbsence
from rooms.wire.silences import WorkOverdue, WorkUnopened
from rooms.wire.vocabulary import Turn


class CaseTurned(EventBody):
    """Somebody wrote, and the turn is another's: what follows from it takes the place of the fields of that name on the
    case's row, also where it is null. The row itself, five times as long, is said when anything else changes."""

    type: Literal["case.turned"]
    case_id: UUID
    turn: Turn
    turn_at: datetime
    wrote_at: datetime | None = None
    worse_at: datetime | None = None
    unopened: WorkUnopened | None = None
    overdue: WorkOverdue | None = None
    withdraw_at: datetime | None = None
    seek_at: datetime | None = None
    absence: WorkAbsence | None = None

    def told(self) -> str:
        """Each goes to every desk of the unit, and most of it is null."""
        return self.model_dump_json(exclude_defaults=True)
