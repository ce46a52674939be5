"""Overflow: what the unit that helps is shown of another unit's waiting cases, and how one of them is taken. Nobody but
staff is told of it, except that a resident's reasons to wait name the unit."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from chatserver.core.wire import Command, EventBody, Localized, Wire
from rooms.urgency import NO_ALARM
from rooms.wire.reasons import OfferReason
from rooms.wire.transfers import CareProfession


class WorkOverflow(Wire):
    """On the row of the unit whose case it is: who may take it too, since when and why."""

    to_unit_id: UUID
    to_unit: str
    since: datetime
    reasons: list[OfferReason]


class OverflowCase(Wire):
    """A case that waits at another unit, on the work list of the one that helps: as much as is needed to choose. The
    case itself opens to whoever has taken it."""

    case_id: UUID
    number: int
    priority: int | None
    administrative: bool
    reason: Localized
    resident_name: str
    age: int
    arrived_at: datetime
    open_by: datetime
    red_flag: Localized | None
    # Who it needs: others are refused.
    profession: CareProfession
    from_unit: str
    reasons: list[OfferReason]

    @property
    def alarm_rank(self) -> int:
        """Alarm words are for those who have the case."""
        return NO_ALARM


class HelpGiven(Wire):
    """What two units have agreed, and whether it holds now: `state` says what is against it. `opens` and `closes` are
    minutes after midnight, the same twice for the whole day; `after` is percent of what was promised; `waiting`
    is how many cases may be taken now."""

    unit: str
    opens: int
    closes: int
    after: int
    state: Literal["now", "closed", "helper_closed", "outside"]
    waiting: int


class OverflowView(Wire):
    """Of a unit: who helps it, and whom it helps."""

    helped_by: HelpGiven | None
    helping: list[HelpGiven]


class TakeOverflow(Command):
    """By anybody of the unit that helps, whom the case fits."""

    type: Literal["overflow.take"]
    room_id: UUID


class OverflowListed(EventBody):
    """On the work list of the unit that helps: its whole row, new or changed."""

    type: Literal["overflow.listed"]
    overflow: OverflowCase


class OverflowUnlisted(EventBody):
    """It has been taken, is its own unit's alone again, or waits no more. Who has taken it has it as `case.listed`."""

    type: Literal["overflow.unlisted"]
    case_id: UUID
