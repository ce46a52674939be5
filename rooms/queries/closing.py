"""Closing time: which cases have no next owner yet, and what will become of each."""

from datetime import datetime, timedelta
from uuid import UUID

from chatserver.core import clock
from chatserver.core.actor import Actor
from people import queries as people
from people.queries import UnitCard
from rooms import closing, policy, urgency, wire
from rooms.queries import worklist

SOON = timedelta(seconds=closing.SOON_SECONDS)


def without_next_owner() -> list[UUID]:
    """Open cases of units that have closed, the most urgent first. Candidates only: the action looks again."""
    at = clock.now()
    closed = [unit for unit in people.units() if unit.closed_since(at) is not None]
    return [room_id for unit in closed for room_id in _of_unit(unit, at)]


def _of_unit(unit: UnitCard, at: datetime) -> list[UUID]:
    other = closing.round_the_clock(unit)
    found = []
    for room in worklist.open_rooms(unit.id):
        told = closing.next_of(room, unit, other, at)
        if told is not None and not closing.is_told(room, told):
            found.append(room.case)
    return [case.id for case in urgency.in_order(found)]


def closing_view(actor: Actor, unit_id: UUID) -> wire.ClosingView:
    """Of the unit that was chosen at login. It holds ids and rules and shows no resident's data, so it leaves no audit
    row."""
    policy.require_unit(actor, unit_id)
    at, unit = clock.now(), people.unit(unit_id)
    closes_at = unit.opening_state.closes_at
    closed_at = unit.closed_since(at)
    if closes_at is None and closed_at is None:
        return wire.ClosingView(
            closes_at=None, closed_at=None, opens_at=None, round_the_clock=None, soon=False, rooms=[]
        )
    other = closing.round_the_clock(unit)
    cases = urgency.in_order(room.case for room in worklist.open_rooms(unit_id))
    return wire.ClosingView(
        closes_at=closes_at,
        closed_at=closed_at,
        opens_at=closing.opens_after(unit, closes_at or at),
        round_the_clock=other.name if other is not None else None,
        soon=closed_at is not None or (closes_at is not None and closes_at - at <= SOON),
        rooms=[wire.ClosingRoom(case_id=case.id, owner=closing.owner_of(case, other)) for case in cases],
    )
