"""What overflow says now: which cases of the units that a unit helps its people may take. One place for the job that
looks for them, the action that looks again under its locks, and the page that tells of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from chatserver.core import clock
from people import queries as people
from people.queries import StaffMember, UnitCard
from rooms import gathering
from rooms.matching import explain, overflow
from rooms.matching.eligibility import Refused, eligibility
from rooms.matching.engine import match
from rooms.matching.overflow import Help
from rooms.matching.parties import Need
from rooms.matching.reasons import Code, Reason
from rooms.models import Room

# Somebody who is busy may take one more if they wish, as from their own list.
_OF_NOW = (Code.HANDS_FULL, Code.NOT_AVAILABLE)


@dataclass(frozen=True, slots=True)
class Lent:
    """A case that people of the other unit have a hand free for, and why it is shown to them."""

    need: Need
    why: list[Reason]


def lent(helper: UnitCard) -> dict[UUID, Lent]:
    """By case. Own cases that wait are counted first (`Need.rank`), so that never more is shown than there are hands
    left over, and each to a unit where it fits somebody."""
    own = gathering.crowd(helper)
    if not any(person.available and person.room for person in own.people.values()):
        return {}
    outside = {one.need.id: one for unit in people.helped_by(helper.id) for one in _of_unit(unit, helper, own.at)}
    needs = [*own.needs.values(), *(one.need for one in outside.values())]
    given = match(needs, own.people.values(), own.at) if outside else []
    return {one.case_id: outside[one.case_id] for one in given if one.case_id in outside}


def _of_unit(unit: UnitCard, helper: UnitCard, at: datetime) -> Iterator[Lent]:
    terms = unit.overflow
    if terms is None or given_now(unit, helper, at) is not Help.NOW:
        return
    there = gathering.crowd(unit)
    # Whom the own people are asked about now goes first to them.
    theirs = {case.id for case, _ in there.given()} if unit.offers else set()
    anybody = any(person.available for person in there.people.values())
    for need in there.needs.values():
        why = overflow.because(need, unit, terms, at, anybody=anybody)
        if why is not None and need.id not in theirs:
            yield Lent(_at(need, helper), explain.why_helping(need, why))


def _at(need: Need, helper: UnitCard) -> Need:
    """The same case, asked of the people of the unit that helps. None of them is known to be one whom it has met."""
    return replace(need, unit_id=helper.id, outside=True, permanent=None, known=())


def given_now(unit: UnitCard, helper: UnitCard, at: datetime) -> Help:
    """Of a unit that names `helper`."""
    if unit.overflow is None:
        return Help.OUTSIDE
    open_now, helper_open = unit.opening_state.is_open, helper.opening_state.is_open
    return overflow.given(unit.overflow, unit, at, unit_open=open_now, helper_open=helper_open)


def against(room: Room, helper: UnitCard, member: StaffMember) -> list[Code]:
    """What is against this person taking the case, by the rule that would give it to them."""
    at = clock.now()
    case, person = gathering.pair(room, helper, member, at)
    answer = eligibility(_at(case, helper), person, at)
    return [one.code for one in answer.reasons if one.code not in _OF_NOW] if isinstance(answer, Refused) else []
