"""Scenes of silence: what lies unopened, what is not answered, whoever is on it, and residents sought in vain."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.ids import new_id
from chatserver.core.wire import Command
from rooms import wire
from rooms.actions.absences import look_for_answer
from rooms.actions.silences import look_at_silence
from rooms.models import Case, Message, Room
from tests.rooms import absences, closing_time, silences
from tests.rooms import world as rooms
from tests.rooms.world import World

LONG_AGO = timedelta(hours=10)


def unopened(world: World) -> tuple[UUID]:
    """Nobody has had the case on a screen since it came, long ago."""
    closing_time.open_unit(world)
    case_id = world.case(priority=1)
    Case.objects.filter(id=case_id).update(arrived_at=clock.now() - LONG_AGO)
    return (case_id,)


def opened_at_last(world: World) -> tuple[UUID]:
    closing_time.open_unit(world)
    case_id = world.held_case(priority=1)
    sequence = rooms.send(world.anna, case_id)
    Message.objects.filter(room_id=case_id).update(at=clock.now() - LONG_AGO)
    Room.objects.filter(case_id=case_id).update(turn_at=clock.now() - LONG_AGO)
    look_at_silence(case_id)
    silences.read(world, case_id, sequence)
    return (case_id,)


def unanswered(world: World) -> tuple[UUID]:
    closing_time.open_unit(world)
    case_id = silences.unanswered(world, 1)
    Room.objects.filter(case_id=case_id).update(turn_at=clock.now() - LONG_AGO, state_since=clock.now() - LONG_AGO)
    return (case_id,)


def run_out(world: World) -> tuple[UUID]:
    (case_id,) = unanswered(world)
    look_at_silence(case_id)
    Room.objects.filter(case_id=case_id).update(overdue_until=clock.now() - timedelta(seconds=1))
    return (case_id,)


def keeping(world: World) -> tuple[Actor, Command]:
    (case_id,) = unanswered(world)
    look_at_silence(case_id)
    return world.sara, silences.keep(case_id)


def seeking(world: World, outcome: wire.AttemptOutcome = "no_answer") -> tuple[Actor, Command]:
    case_id = world.held_case()
    return world.sara, wire.RecordAttempt(type="attempt.record", id=new_id(), room_id=case_id, outcome=outcome)


def silent(world: World) -> tuple[UUID]:
    """The resident has owed an answer for long, at priority 1."""
    case_id = absences.silent(world)
    Room.objects.filter(case_id=case_id).update(**absences.begun(LONG_AGO))
    return (case_id,)


def reminded(world: World) -> tuple[UUID]:
    (case_id,) = silent(world)
    look_for_answer(case_id)
    Room.objects.filter(case_id=case_id).update(reminded_at=clock.now() - LONG_AGO)
    return (case_id,)


def told_to_the_unit(world: World) -> tuple[UUID]:
    (case_id,) = reminded(world)
    look_for_answer(case_id)
    Room.objects.filter(case_id=case_id).update(absent_at=clock.now() - LONG_AGO)
    return (case_id,)


def taking(world: World) -> tuple[Actor, Command]:
    (case_id,) = told_to_the_unit(world)
    look_for_answer(case_id)
    return world.helena, absences.take(case_id)


def reached_at_last(world: World) -> tuple[Actor, Command]:
    (case_id,) = told_to_the_unit(world)
    return world.sara, wire.RecordAttempt(type="attempt.record", id=new_id(), room_id=case_id, outcome="reached")


Rows = Mapping[str, tuple[Callable[[World], tuple[Any, ...]], Literal["same", "again"]]]

ACTION = "rooms.actions.silences.look_at_silence"
ANSWERS = "rooms.actions.absences.look_for_answer"
SCENES: Rows = {
    ACTION: (unopened, "again"),
    f"{ACTION}, opened at last": (opened_at_last, "again"),
    f"{ACTION}, warning": (unanswered, "again"),
    f"{ACTION}, taking it back": (run_out, "again"),
    "rooms.actions.silences.keep_case": (keeping, "same"),
    ANSWERS: (silent, "again"),
    f"{ANSWERS}, telling the unit": (reminded, "again"),
    f"{ANSWERS}, telling the supervisor": (told_to_the_unit, "again"),
    "rooms.actions.absences.take_absence": (taking, "same"),
    "rooms.actions.attempts.record_attempt": (seeking, "same"),
    "rooms.actions.attempts.record_attempt, that ended a silence": (reached_at_last, "same"),
    "rooms.actions.attempts.record_attempt, that reached them": (lambda w: seeking(w, "reached"), "same"),
}
