"""What is told when a unit closes: who has each open case next. Of nobody's care, only whose and when."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from chatserver.core.wire import EventBody, Wire
from rooms.wire.vocabulary import CaseState

# The unit itself when it opens again; a unit that never closes; nobody yet, of which the supervisor is alarmed.
NextOwner = Literal["unit", "round_the_clock", "supervisor"]


class AfterHours(Wire):
    """Who has the case next, since `closed_unit` closed. `unit_name` is the unit that the owner is at, `opens_at` when
    that opens: null where it is open, or where nobody knows. `held`: somebody has the case, and this comes
    after them."""

    closed_at: datetime
    closed_unit: str
    owner: NextOwner
    unit_name: str
    telephone: str
    opens_at: datetime | None
    held: bool


class UnitClosed(EventBody):
    """The unit has closed. `unit_name` is the unit that has the case now; it is another one where the case has moved.
    What is said holds until the case changes hands."""

    type: Literal["unit.closed"]
    state: CaseState
    unit_name: str
    after_hours: AfterHours


class ClosingRoom(Wire):
    """One open case and who would have it next."""

    case_id: UUID
    owner: NextOwner


class ClosingView(Wire):
    """What closing time does to the unit's open cases, before it (`closes_at`) and after it (`closed_at`); both are
    null for a unit that never closes. `opens_at` is when it opens again, `round_the_clock` the unit that would have
    what is urgent. `soon`: it is time to look."""

    closes_at: datetime | None
    closed_at: datetime | None
    opens_at: datetime | None
    round_the_clock: str | None
    soon: bool
    rooms: list[ClosingRoom]
