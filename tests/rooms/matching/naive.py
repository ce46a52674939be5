"""What matching is meant to do, as plainly as it can be said: everybody is looked at for everything. No heap, no index,
nothing kept between questions. The engine must give the same."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from rooms.matching.eligibility import Eligible, eligibility
from rooms.matching.parties import STAFF_TURN, Clinician, Need

People = dict[UUID, Clinician]


def naive_match(cases: Iterable[Need], people: Iterable[Clinician], now: datetime) -> list[tuple[UUID, UUID]]:
    crew = {person.id: person for person in people}
    waiting = sorted(cases, key=lambda case: case.rank)
    everything: list[tuple[Need, UUID]] = []
    while True:
        given = _one_round(waiting, crew, now)
        if not given:
            break
        everything += given
        waiting = [case for case in waiting if case.id not in {one.id for one, _ in given}]
    everything.sort(key=lambda one: one[0].rank)
    return [(case.id, person_id) for case, person_id in everything]


def _one_round(waiting: list[Need], crew: People, now: datetime) -> list[tuple[Need, UUID]]:
    holder: dict[UUID, UUID] = {}
    served: list[Need] = []
    for case in waiting:
        able = [person for person in crew.values() if isinstance(eligibility(case, person, now), Eligible)]
        if able:
            chosen = min(able, key=lambda person: person.turn)
            crew[chosen.id] = hold(chosen, STAFF_TURN)
            holder[case.id] = chosen.id
            served.append(case)
    for case in served:
        for wanted in case.preferred:
            if wanted == holder[case.id] or _bring_together(case, wanted, holder, served, crew, now):
                break
    return [(case, holder[case.id]) for case in served]


def _bring_together(
    case: Need, wanted: UUID, holder: dict[UUID, UUID], served: list[Need], crew: People, now: datetime
) -> bool:
    if wanted not in crew or not would_fit(case, crew[wanted], now):
        return False
    present = holder[case.id]
    if crew[wanted].room:
        crew[present] = hold(crew[present], -STAFF_TURN)
        crew[wanted] = hold(crew[wanted], STAFF_TURN)
        holder[case.id] = wanted
        return True
    for other in reversed(served):
        if holder[other.id] == wanted and wanted not in other.preferred and would_fit(other, crew[present], now):
            holder[other.id], holder[case.id] = present, wanted
            return True
    return False


def hold(person: Clinician, halves: int) -> Clinician:
    hands = halves // STAFF_TURN
    asks = None if person.asks is None else person.asks - hands
    return replace(person, load=person.load + halves, given=person.given + hands, asks=asks)


def would_fit(case: Need, person: Clinician, now: datetime) -> bool:
    """Fits but for how much the person holds."""
    return isinstance(eligibility(case, replace(person, load=0, capacity=1, asks=None), now), Eligible)
