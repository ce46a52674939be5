"""Overflow: which cases a unit that helps should be shown or be shown no more, and who helps whom now."""

from uuid import UUID

from chatserver.core import clock
from chatserver.core.actor import Actor
from people import queries as people
from people.queries import UnitCard
from rooms import lending, policy
from rooms.models import Overflow
from rooms.wire.overflow import HelpGiven, OverflowView


def to_settle() -> dict[UUID, list[UUID]]:
    """By the unit that helps: rooms, in ascending order. Candidates only: the action looks again."""
    standing: dict[UUID, set[UUID]] = {}
    for helper_id, room_id in Overflow.objects.filter(ended_at=None).values_list("to_unit_id", "room_id"):
        standing.setdefault(helper_id, set()).add(room_id)
    found = {}
    for helper_id in sorted(people.helping_units() | standing.keys()):
        lent = lending.lent(people.unit(helper_id))
        differs = lent.keys() ^ standing.get(helper_id, set())
        if differs:
            found[helper_id] = sorted(differs)
    return found


def overflow_view(actor: Actor) -> OverflowView:
    """Of the unit that was chosen at login. It shows no resident's data, so it leaves no audit row."""
    unit = people.unit(policy.unit_of(actor))
    policy.require_unit(actor, unit.id)
    helper = people.unit(unit.overflow.to_id) if unit.overflow is not None else None
    return OverflowView(
        helped_by=_help(unit, helper, helper.name) if helper is not None else None,
        helping=[_help(other, unit, other.name) for other in people.helped_by(unit.id)],
    )


def _help(unit: UnitCard, helper: UnitCard, name: str) -> HelpGiven:
    terms = unit.overflow
    if terms is None:
        raise RuntimeError("a unit that is helped has agreed on how")
    return HelpGiven(
        unit=name,
        opens=terms.opens,
        closes=terms.closes,
        after=terms.after,
        state=lending.given_now(unit, helper, clock.now()).value,
        waiting=Overflow.objects.filter(from_unit_id=unit.id, to_unit_id=helper.id, ended_at=None).count(),
    )
