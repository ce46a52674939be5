"""Which rooms' silence of the resident has come to a new stage. Candidates only: the action looks again."""

from uuid import UUID

from django.db.models import F, Q, QuerySet

from chatserver.core import clock
from people import outbox_queries
from rooms import telling, urgency
from rooms.events import absences
from rooms.lifecycle import OPEN_STATES
from rooms.matching import absence
from rooms.matching.absence import ABSENCE, Stage
from rooms.models import Room, Turn

# What is left is the next run's, which is soon.
AT_A_TIME = 200


def in_question() -> list[UUID]:
    """The most urgent first, and no more at a time than a run can bear."""
    at = clock.now()
    rooms = list(_silent_for_long())
    quiet = outbox_queries.quiet_of_people({telling.reader_of(room) for room in rooms})
    found = []
    for room in rooms:
        silence = absences.silence(room)
        if silence is None:
            continue
        if absence.coming(room.case.priority, silence, quiet[telling.reader_of(room)], at) is not None:
            found.append(room.case)
    return [case.id for case in urgency.in_order(found)[:AT_A_TIME]]


def _silent_for_long() -> QuerySet[Room]:
    """Long enough for a reminder, and not told yet to everybody who is to be told."""
    at, long_enough = clock.now(), Q()
    for priority, row in ABSENCE.items():
        long_enough |= Q(case__priority=priority, turn_at__lte=at - row.reminds)
    told = Q(absent_since=F("turn_at"), absent_epoch=F("epoch")) & ~Q(absent_told="")
    last = Q(absent_told=Stage.SUPERVISOR.value) | ~Q(absent_by="")
    alarming = [priority for priority, row in ABSENCE.items() if row.alarms is not None]
    over = told & (last | ~Q(case__priority__in=alarming) | Q(case__priority=None))
    states = [state.value for state in OPEN_STATES]
    rooms = Room.objects.select_related("case").defer("case__summary")
    return rooms.filter(long_enough, state__in=states, turn=Turn.RESIDENT).exclude(over)
