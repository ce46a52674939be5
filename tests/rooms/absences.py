"""Residents who do not answer, for tests: rooms whose turn has been theirs for a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from chatserver.core import clock
from chatserver.core.ids import new_id
from people.models import Notice, Reach
from people.outbox import Kind
from rooms import jobs
from rooms.matching.absence import ABSENCE
from rooms.wire.absences import TakeAbsence
from tests.rooms import world as rooms
from tests.rooms.conftest import opened_worklist
from tests.rooms.world import World, room

A_MOMENT = timedelta(seconds=1)
# After so long a silence of priority 1 the resident is reminded, the unit and the supervisor are told.
FIRST, SECOND = ABSENCE[1].reminds, ABSENCE[1].reminds + ABSENCE[1].seeks + timedelta(seconds=5)
THIRD = SECOND + (ABSENCE[1].alarms or timedelta(0)) + timedelta(seconds=5)


@contextmanager
def later(after: timedelta) -> Iterator[None]:
    """So long after now, and a moment; the job has been by."""
    with clock.shifted(after + A_MOMENT):
        jobs.look_for_answers()
        yield


def take(case_id: UUID) -> TakeAbsence:
    return TakeAbsence(type="absence.take", id=new_id(), room_id=case_id)


def begun(ago: timedelta) -> dict[str, datetime]:
    """The columns of a room whose turn changed so long ago, with the same holder since."""
    return {"turn_at": clock.now() - ago, "state_since": clock.now() - ago}


def reachable(world: World, **choices: object) -> None:
    """Anna has a number, and never any quiet hours."""
    given = {"phone": "+46701740605", "quiet_begins": 0, "quiet_ends": 0, **choices}
    Reach.objects.create(account_id=world.anna.person, **given)


def silent(world: World, priority: int | None = 1, **changes: Any) -> UUID:
    """Sara has the case and has just asked something."""
    case_id = world.held_case(priority=priority, administrative=priority is None, **changes)
    rooms.send(world.sara, case_id, "Hur är det nu?")
    return case_id


def on_the_list(world: World, case_id: UUID) -> dict[str, object]:
    [item] = [one for one in opened_worklist(world.helena, world.unit.id)["items"] if one["case_id"] == str(case_id)]
    return dict(item)


def told_of(world: World, case_id: UUID) -> object:
    mark = on_the_list(world, case_id)["absence"]
    return mark["told"] if isinstance(mark, dict) else None


def moves(case_id: UUID) -> list[tuple[str, str]]:
    ours = ("reminded", "absent", "seeking")
    return [(step.move, step.reason) for step in room(case_id).custody.filter(move__in=ours).order_by("sequence")]


def reminders() -> list[str]:
    return list(Notice.objects.filter(kind=Kind.REMINDER.value).order_by("id").values_list("state", flat=True))


def go_through(until: timedelta) -> None:
    """The job at each stage up to then."""
    for stage in (FIRST, SECOND, THIRD):
        if stage <= until:
            with later(stage):
                pass
