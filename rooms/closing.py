"""Who has an open case next when its unit has closed: one rule, for the job that writes it and the pages that foretell
it. The rule: the unit itself when it opens again; what is urgent goes to the unit that never closes, where the unit
names one that is open; else nobody has it yet, and the supervisor is alarmed.
"""

from datetime import datetime

from people import hours
from people import queries as people
from people.queries import UnitCard
from rooms import urgency, wire
from rooms.models import Case, Room

# Before closing time: those who have cases are shown what will become of each.
SOON_SECONDS = 30 * 60


def is_urgent(case: Case) -> bool:
    """Priority 1 and 2, and alarm words that nobody responsible knows of."""
    return urgency.service_class(case.priority) < urgency.SHARED_CLASS or case.alarm_at is not None


def round_the_clock(unit: UnitCard) -> UnitCard | None:
    """The unit that has what is urgent, if one is named and it is open now."""
    if unit.round_the_clock_id is None:
        return None
    other = people.unit(unit.round_the_clock_id)
    return other if other.opening_state.is_open else None


def owner_of(case: Case, other: UnitCard | None) -> wire.NextOwner:
    if not is_urgent(case):
        return "unit"
    return "supervisor" if other is None else "round_the_clock"


def next_of(room: Room, unit: UnitCard, other: UnitCard | None, at: datetime) -> wire.AfterHours | None:
    """None while the unit is open. Whoever came with something that can wait after it had closed was told so then."""
    case, closed_at = room.case, unit.closed_since(at)
    if closed_at is None or (case.arrived_at >= closed_at and not is_urgent(case)):
        return None
    owner = owner_of(case, other)
    moves = owner == "round_the_clock" and other is not None
    to = other if moves and other is not None else unit
    return wire.AfterHours(
        closed_at=closed_at,
        closed_unit=unit.name,
        owner=owner,
        unit_name=to.name,
        telephone=to.telephone,
        opens_at=None if moves else opens_after(unit, at),
        held=room.holder_id is not None,
    )


def opens_after(unit: UnitCard, at: datetime) -> datetime | None:
    return hours.state(unit.spans, unit.zone, at).opens_at


def is_told(room: Room, told: wire.AfterHours) -> bool:
    """Whether the room has been told just this. Whoever has the case by now is not told again of the same closing."""
    stored = room.after_hours
    if stored is None:
        return False
    if room.holder_id is not None and wire.AfterHours.model_validate(stored).closed_at == told.closed_at:
        return True
    return room.after_hours_epoch == room.epoch and stored == told.model_dump(mode="json")
