"""Calling back for tests: the commands, an hour of the day that holds, and cases that want to be called."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from uuid import UUID

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.ids import new_id
from people import age
from rooms.actions.callback import ask_callback, begin_callback
from rooms.models import CallAttempt
from rooms.wire import callback
from rooms.wire.vocabulary import WithdrawReason
from rooms.wire.withdrawal import WithdrawCase
from tests.rooms import world as rooms
from tests.rooms.world import World

NUMBER = "070-174 06 05"


@contextmanager
def by_day() -> Iterator[datetime]:
    """It is ten o'clock at home: a part of today lies before and behind, at whatever hour the tests are run."""
    now = clock.now()
    ten = datetime.combine(age.home_date(now), time(10), age.HOME_ZONE)
    with clock.shifted(ten - now):
        yield ten


def ask(
    case_id: UUID, phone: str = NUMBER, from_at: datetime | None = None, until_at: datetime | None = None
) -> callback.AskCallback:
    return callback.AskCallback(
        type="callback.ask", id=new_id(), room_id=case_id, phone=phone, from_at=from_at, until_at=until_at
    )


def forgo(case_id: UUID) -> callback.ForgoCallback:
    return callback.ForgoCallback(type="callback.forgo", id=new_id(), room_id=case_id)


def begin(case_id: UUID) -> callback.BeginCallback:
    return callback.BeginCallback(type="callback.begin", id=new_id(), room_id=case_id)


def end(case_id: UUID, outcome: callback.CallOutcomeName = "no_answer") -> callback.EndCallback:
    """Of the attempt that goes on, or the latest there was."""
    attempt = CallAttempt.objects.filter(room_id=case_id).latest("sequence")
    return callback.EndCallback(
        type="callback.end", id=new_id(), room_id=case_id, attempt_id=attempt.id, outcome=outcome
    )


def withdraw(case_id: UUID, why: WithdrawReason = "better", text: str = "") -> WithdrawCase:
    return WithdrawCase(type="case.withdraw", id=new_id(), room_id=case_id, why=why, text=text)


def wanted(world: World, priority: int | None = 3) -> UUID:
    """Anna's case, which waits to be called."""
    case_id = world.case(priority=priority, administrative=priority is None)
    ask_callback(world.anna, ask(case_id))
    return case_id


def taken(world: World, by: Actor | None = None, priority: int | None = 3) -> UUID:
    case_id = wanted(world, priority)
    rooms.claim_for(by or world.sara, case_id)
    return case_id


def ringing(world: World) -> UUID:
    case_id = taken(world)
    begin_callback(world.sara, begin(case_id))
    return case_id


def in_an_hour() -> datetime:
    return clock.now() + timedelta(hours=1)
