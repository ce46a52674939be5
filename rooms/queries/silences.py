"""Which rooms have come to a new stage of silence. Candidates only: the action looks again."""

from uuid import UUID

from chatserver.core import clock
from people import queries as people
from rooms import silences, urgency

# What is left is the next run's, which is soon.
AT_A_TIME = 200


def in_question() -> list[UUID]:
    """The most urgent first, and no more at a time than a run can bear."""
    at = clock.now()
    units = {unit.id: unit for unit in people.units()}
    found = []
    for room in silences.waiting_for_staff():
        unit, since = units[room.unit_id], silences.unopened_since(room)
        told = silences.told_of(room, unit, since, at)
        if (
            not silences.is_told(room, since, told)
            or silences.is_to_warn(room, unit, at)
            or silences.is_to_end(room, at)
        ):
            found.append(room.case)
    return [case.id for case in urgency.in_order(found)[:AT_A_TIME]]
