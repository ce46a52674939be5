"""Seeking a resident who does not answer: attempts are kept without content, and end a case only when enough."""

from datetime import timedelta
from uuid import UUID

import pytest

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.ids import new_id
from chatserver.core.models import AuditEntry
from rooms import wire
from rooms.actions.attempts import record_attempt
from rooms.actions.conclusion import conclude_case
from rooms.actions.reopening import reopen_case
from rooms.matching.pursuit import PURSUIT, sought
from rooms.queries.timeline import case_timeline
from rooms.streams import room_stream, staff_stream
from tests.rooms import world as rooms
from tests.rooms.conftest import opened_room
from tests.rooms.world import World, room, told

PRIORITIES = [1, 2, 3, 4, 5, None]
A_MOMENT = timedelta(seconds=1)


def attempt(case_id: UUID, outcome: wire.AttemptOutcome = "no_answer") -> wire.RecordAttempt:
    return wire.RecordAttempt(type="attempt.record", id=new_id(), room_id=case_id, outcome=outcome)


def ring(world: World, case_id: UUID, after: timedelta, outcome: wire.AttemptOutcome = "no_answer") -> None:
    with clock.shifted(after):
        record_attempt(world.sara, attempt(case_id, outcome))


def end(actor: Actor, case_id: UUID) -> None:
    conclude_case(actor, rooms.conclude(case_id).model_copy(update={"outcome": "no_contact"}))


def refusal_of_ending(world: World, case_id: UUID, after: timedelta) -> DomainError:
    with clock.shifted(after), pytest.raises(DomainError) as refused:
        end(world.sara, case_id)
    return refused.value


# --- the table -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("priority", PRIORITIES)
def test_enough_are_so_many_so_far_apart(priority: int | None) -> None:
    row, at = PURSUIT[priority], clock.now()
    spread = [at + row.apart * n for n in range(row.attempts)]
    for n in range(row.attempts):
        found = sought(priority, spread[:n])
        assert (found.made, found.of, found.is_enough) == (n, row.attempts, False)
        assert found.again_at == (spread[n] if n else None)
    assert sought(priority, spread).is_enough
    assert sought(priority, spread).again_at is None
    # Close together they are one; in any order they are the same.
    assert sought(priority, [at + A_MOMENT * n for n in range(9)]).made == 1
    assert sought(priority, reversed(spread)) == sought(priority, spread)


def test_only_what_is_urgent_asks_for_the_units_routine_and_nothing_ends_unsought() -> None:
    assert [priority for priority in PRIORITIES if PURSUIT[priority].routine] == [1, 2]
    assert all(row.attempts >= 2 for row in PURSUIT.values())


# --- the action ------------------------------------------------------------------------------------------------------
def test_an_attempt_is_told_to_staff_whole_and_to_the_resident_neutrally(world: World, held_id: UUID) -> None:
    command = attempt(held_id, "left_message")
    assert record_attempt(world.sara, command) == record_attempt(world.sara, command)
    [line] = opened_room(world.helena, held_id)["staff"]["attempts"]
    assert (line["outcome"], line["by_name"], line["made"], line["needed"]) == ("left_message", "Sara Holm", 1, 2)
    assert told(staff_stream(held_id))[-1] == "attempt.recorded"
    seen = opened_room(world.anna, held_id)
    assert (seen["room"]["sought"], seen["staff"]) == (1, None)
    assert "left_message" not in str(seen)
    step = case_timeline(world.anna, held_id).steps[-1]
    assert (step.what, step.name) == ("sought", "")
    assert AuditEntry.objects.filter(action="attempt.record", object_id=held_id).count() == 1


def test_who_was_reached_is_told_nothing(world: World, held_id: UUID) -> None:
    before = told(room_stream(held_id))
    record_attempt(world.sara, attempt(held_id, "reached"))
    assert told(room_stream(held_id)) == before
    assert opened_room(world.anna, held_id)["room"]["sought"] == 0


def test_whoever_of_the_unit_has_rung_records_it_and_nobody_else(world: World) -> None:
    case_id = world.case()
    record_attempt(world.johan, attempt(case_id))
    for actor, code in ((world.anna, ErrorCode.NOT_ALLOWED), (world.omar, ErrorCode.NOT_FOUND)):
        before = rooms.everything()
        with pytest.raises(DomainError) as refused:
            record_attempt(actor, attempt(case_id))
        assert refused.value.code == code
        assert rooms.everything() == before


def test_a_concluded_case_is_sought_no_more(world: World) -> None:
    case_id = world.held_case()
    rooms.conclude_by(world.sara, case_id)
    with pytest.raises(DomainError) as refused:
        record_attempt(world.sara, attempt(case_id))
    assert refused.value.code == ErrorCode.ROOM_CLOSED


# --- no answer -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("priority", PRIORITIES)
def test_a_case_ends_as_no_answer_only_when_it_was_sought_enough(world: World, priority: int | None) -> None:
    case_id = world.held_case(priority=priority, administrative=priority is None)
    row = PURSUIT[priority]
    for n in range(row.attempts):
        refused = refusal_of_ending(world, case_id, row.apart * n + A_MOMENT)
        assert (refused.code, refused.params["made"], refused.params["needed"]) == (
            ErrorCode.CONFLICT,
            n,
            row.attempts,
        )
        ring(world, case_id, row.apart * n + A_MOMENT * 2)
    with clock.shifted(row.apart * row.attempts):
        end(world.sara, case_id)
    assert room(case_id).state == "concluded"


def test_a_reply_and_a_call_that_reached_them_begin_it_anew(world: World) -> None:
    case_id, apart = world.held_case(priority=1), PURSUIT[1].apart
    for n in range(3):
        ring(world, case_id, apart * n + A_MOMENT)
    with clock.shifted(apart * 3):
        rooms.send(world.anna, case_id)
    assert refusal_of_ending(world, case_id, apart * 4).params["made"] == 0
    for n in range(4, 7):
        ring(world, case_id, apart * n)
    ring(world, case_id, apart * 8, "reached")
    assert refusal_of_ending(world, case_id, apart * 9).params["made"] == 0


def test_what_staff_write_between_does_not_take_attempts_away(world: World) -> None:
    case_id, apart = world.held_case(priority=1), PURSUIT[1].apart
    for n in range(3):
        ring(world, case_id, apart * n + A_MOMENT)
        with clock.shifted(apart * n + A_MOMENT * 2):
            rooms.send(world.sara, case_id)
    with clock.shifted(apart * 3):
        end(world.sara, case_id)
    with clock.shifted(apart * 4):
        reopen_case(world.anna, rooms.reopen(case_id))
    assert room(case_id).state == "waiting"


def test_who_may_not_be_rung_is_not_asked_to_be(world: World) -> None:
    case_id = world.held_case(summary=rooms.empty_summary(may_call=False))
    end(world.sara, case_id)
    assert room(case_id).state == "concluded"


def test_every_other_outcome_needs_no_attempt(world: World) -> None:
    case_id = world.held_case()
    rooms.conclude_by(world.sara, case_id)
    assert room(case_id).state == "concluded"
