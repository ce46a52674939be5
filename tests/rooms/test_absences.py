"""A resident who does not answer: reminded once, then a task for the unit, then, of what is urgent, the supervisor."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from chatserver.core import clock
from chatserver.core.ids import new_id
from chatserver.core.models import AuditEntry
from people import dispatch, settled
from rooms import jobs, steps, wire
from rooms.actions import absences as actions
from rooms.actions.attempts import record_attempt
from rooms.actions.custody import reassign_case
from rooms.actions.reopening import reopen_case
from rooms.actions.together import carry_out
from rooms.matching.absence import ABSENCE
from rooms.queries import absences as queries
from rooms.queries import reaching
from rooms.streams import room_stream, staff_stream, worklist_stream
from tests.rooms import absences
from tests.rooms import world as rooms
from tests.rooms.absences import (
    FIRST,
    SECOND,
    THIRD,
    go_through,
    later,
    moves,
    on_the_list,
    reminders,
    silent,
    told_of,
)
from tests.rooms.conftest import Readers
from tests.rooms.test_two_at_once import at_once
from tests.rooms.world import World, room, told
from tests.signaling.calls import Ringing

PRIORITIES = [1, 2, 3, 4, 5, None]


@pytest.fixture(autouse=True)
def connected() -> None:
    settled.connect(reaching.is_settled)


@pytest.fixture
def noon(world: World) -> Iterator[None]:
    """Far from the night, in which only what is urgent goes on. After the world: it is the database's clock."""
    del world
    now = clock.now()
    with clock.shifted(now.replace(hour=10, minute=0, second=0, microsecond=0) + timedelta(days=1) - now):
        yield


def reached(case_id: UUID) -> wire.RecordAttempt:
    return wire.RecordAttempt(type="attempt.record", id=new_id(), room_id=case_id, outcome="reached")


# --- the stages ------------------------------------------------------------------------------------------------------
@pytest.mark.usefixtures("noon")
@pytest.mark.parametrize("priority", PRIORITIES)
def test_a_silence_is_reminded_of_then_told_to_the_unit_then_of_what_is_urgent_to_the_supervisor(
    world: World, readers: Readers, caplog: pytest.LogCaptureFixture, priority: int | None
) -> None:
    absences.reachable(world)
    case_id, row = silent(world, priority), ABSENCE[priority]
    readers.follow(case_id)
    with clock.shifted(row.reminds - timedelta(minutes=1)):
        jobs.look_for_answers()
        assert moves(case_id) == []
    with later(row.reminds):
        jobs.look_for_answers()
        assert moves(case_id) == [("reminded", "")]
        assert told_of(world, case_id) is None
    at = row.reminds + row.seeks + timedelta(seconds=5)
    with later(at):
        jobs.look_for_answers()
        assert told_of(world, case_id) == "unit"
    with later(at + (row.alarms or timedelta(days=2))), caplog.at_level(logging.WARNING, "vardrum.rooms"):
        jobs.look_for_answers()
        assert told_of(world, case_id) == ("unit" if row.alarms is None else "supervisor")
    stages = ["unit"] if row.alarms is None else ["unit", "supervisor"]
    assert moves(case_id) == [("reminded", ""), *(("absent", stage) for stage in stages)]
    assert [one.message for one in caplog.records].count("case.absent") == len(stages) - 1
    assert AuditEntry.objects.filter(action="case.remind", object_id=case_id).count() == 1
    assert AuditEntry.objects.filter(action="case.absent", object_id=case_id).count() == len(stages)
    assert reminders() == ["due"]
    assert "resident.sought" not in told(room_stream(case_id))
    readers.compare()


def test_when_to_telephone_is_on_the_list_from_the_question_on(world: World) -> None:
    case_id = world.held_case(priority=1)
    assert on_the_list(world, case_id)["seek_at"] is None
    carry_out([(world.sara, rooms.say(case_id))])
    due = room(case_id).turn_at
    assert due is not None
    due += ABSENCE[1].reminds + ABSENCE[1].seeks
    assert wire.WorkItem.model_validate(on_the_list(world, case_id)).seek_at == due
    carry_out([(world.anna, rooms.say(case_id))])
    assert on_the_list(world, case_id)["seek_at"] is None


def test_the_job_late_twice_or_by_a_clock_that_steps_leaves_no_stage_out_and_tells_none_twice(world: World) -> None:
    case_id = silent(world)
    with later(timedelta(days=2)):
        jobs.look_for_answers()
        assert moves(case_id) == [("reminded", "no_way")]
    # Back again: nothing is due, and nothing comes again.
    with later(THIRD):
        assert len(moves(case_id)) == 1
    with later(timedelta(days=2, minutes=6)):
        jobs.look_for_answers()
        assert told_of(world, case_id) == "unit"
    with later(timedelta(days=2, minutes=20)):
        assert told_of(world, case_id) == "supervisor"
    heads = [*told(worklist_stream(world.unit.id)), *told(staff_stream(case_id))]
    jobs.look_for_answers()
    assert heads == [*told(worklist_stream(world.unit.id)), *told(staff_stream(case_id))]


def test_a_run_takes_the_most_urgent_and_no_more_than_it_can_bear(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "AT_A_TIME", 1)
    urgent, most = silent(world, 2), silent(world, 1)
    with later(timedelta(hours=1)):
        assert [len(moves(one)) for one in (urgent, most)] == [0, 1]
        jobs.look_for_answers()
        assert [len(moves(one)) for one in (urgent, most)] == [1, 1]


def test_the_job_looks_again_under_the_lock(world: World) -> None:
    case_id = silent(world)
    with clock.shifted(FIRST + timedelta(seconds=1)):
        assert queries.in_question() == [case_id]
        rooms.send(world.anna, case_id)
        assert not actions.look_for_answer(case_id)
    assert moves(case_id) == []


@pytest.mark.usefixtures("noon")
def test_what_nobody_waits_for_any_more_is_no_candidate(world: World) -> None:
    calm, urgent = silent(world, 5), silent(world, 1)
    for days in range(1, 8):
        with later(timedelta(days=days)):
            jobs.look_for_answers()
    with clock.shifted(timedelta(days=9)):
        assert not queries._silent_for_long().exists()
    assert [moves(one)[-1] for one in (calm, urgent)] == [("absent", "unit"), ("absent", "supervisor")]


def test_a_rollback_leaves_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    absences.reachable(world)
    case_id = silent(world)

    def failing(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(steps, "record", failing)
    with clock.shifted(FIRST + timedelta(seconds=1)):
        before = rooms.everything()
        with pytest.raises(RuntimeError):
            actions.look_for_answer(case_id)
        assert rooms.everything() == before
    assert (reminders(), room(case_id).reminded_at) == ([], None)


# --- the reminder ----------------------------------------------------------------------------------------------------
def test_a_reminder_goes_out_neutrally_and_not_to_who_has_answered_meanwhile(world: World) -> None:
    absences.reachable(world)
    waiting, answered = silent(world), silent(world)
    with later(FIRST):
        rooms.send(world.anna, answered)
        dispatch.send_due()
    assert sorted(reminders()) == ["cancelled", "sent"]
    assert moves(waiting) == [("reminded", "")]


def test_it_waits_for_the_end_of_the_residents_quiet_hours(world: World) -> None:
    start = clock.now()
    at = start.replace(hour=10, minute=0, second=0, microsecond=0) + timedelta(days=1)
    with clock.shifted(at - start):
        quiet = {"time_zone": "UTC", "quiet_begins": 11 * 60, "quiet_ends": 14 * 60}
        absences.reachable(world, **quiet)
        calm, urgent = silent(world, 3), silent(world, 2)
        with later(timedelta(hours=3)):
            assert [len(moves(one)) for one in (calm, urgent)] == [0, 1]
        with later(timedelta(hours=4)):
            assert moves(calm) == [("reminded", "")]


@pytest.mark.parametrize("choices", [{"opted_out": True}, {"phone": ""}])
def test_whom_nothing_reaches_is_said_not_to_have_been_reminded(world: World, choices: dict[str, object]) -> None:
    absences.reachable(world, **choices)
    case_id = silent(world)
    go_through(THIRD)
    assert moves(case_id) == [("reminded", "no_way"), ("absent", "unit"), ("absent", "supervisor")]
    assert reminders() == []


def test_each_silence_is_reminded_of_once_also_in_other_hands(world: World) -> None:
    absences.reachable(world)
    case_id = silent(world)
    go_through(SECOND)
    with clock.shifted(SECOND + timedelta(minutes=1)):
        rooms.come_in(world.johan)
        reassign_case(world.helena, rooms.reassign(case_id, world.johan))
        assert told_of(world, case_id) is None
    with later(SECOND + timedelta(minutes=3)):
        assert told_of(world, case_id) is None
    with later(SECOND + timedelta(minutes=7)):
        assert told_of(world, case_id) == "unit"
    assert moves(case_id) == [("reminded", ""), ("absent", "unit"), ("absent", "unit")]


# --- what ends it ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("together", [False, True])
def test_an_answer_at_any_point_begins_it_anew(world: World, readers: Readers, together: bool) -> None:
    absences.reachable(world)
    case_id = silent(world)
    readers.follow(case_id)
    go_through(THIRD)
    assert told_of(world, case_id) == "supervisor"
    with clock.shifted(THIRD + timedelta(minutes=1)):
        for actor in (world.anna, world.sara):
            if together:
                carry_out([(actor, rooms.say(case_id))])
            else:
                rooms.send(actor, case_id)
            assert told_of(world, case_id) is None
        jobs.look_for_answers()
    assert len(moves(case_id)) == 3
    with later(THIRD + timedelta(minutes=1) + FIRST):
        assert moves(case_id)[3:] == [("reminded", "")]
    assert len(reminders()) == 2
    readers.compare()


def test_who_was_reached_by_telephone_is_silent_from_then_on(world: World, readers: Readers) -> None:
    case_id = silent(world)
    readers.follow(case_id)
    go_through(THIRD)
    with clock.shifted(THIRD + timedelta(minutes=1)):
        command = reached(case_id)
        assert record_attempt(world.sara, command) == record_attempt(world.sara, command)
        assert told_of(world, case_id) is None
        jobs.look_for_answers()
        assert len(moves(case_id)) == 3
    with later(THIRD + timedelta(minutes=1) + FIRST):
        assert moves(case_id)[3:] == [("reminded", "no_way")]
    readers.compare()


def test_an_attempt_in_vain_ends_nothing(world: World) -> None:
    case_id = silent(world)
    go_through(SECOND)
    with clock.shifted(SECOND + timedelta(minutes=1)):
        record_attempt(world.sara, reached(case_id).model_copy(update={"outcome": "no_answer"}))
        assert told_of(world, case_id) == "unit"


def test_reaching_somebody_whose_turn_it_is_not_changes_no_turn(world: World) -> None:
    case_id = world.held_case(priority=1)
    before = room(case_id).turn_at
    record_attempt(world.sara, reached(case_id))
    assert (room(case_id).turn, room(case_id).turn_at) == ("staff", before)


def test_a_call_is_no_silence_and_the_next_one_begins_at_its_end(world: World, readers: Readers) -> None:
    case_id = silent(world)
    readers.follow(case_id)
    call = Ringing(world, case_id).established()
    with later(FIRST):
        assert moves(case_id) == []
    with clock.shifted(THIRD):
        call.ended(world.sara)
        jobs.look_for_answers()
        assert moves(case_id) == []
        readers.compare()


def test_a_case_that_is_over_is_sought_no_more(world: World) -> None:
    case_id = silent(world)
    go_through(SECOND)
    with clock.shifted(SECOND + timedelta(minutes=1)):
        rooms.conclude_by(world.sara, case_id)
        jobs.look_for_answers()
    with later(timedelta(hours=3)):
        assert len(moves(case_id)) == 2
        reopen_case(world.anna, rooms.reopen(case_id))
        assert told_of(world, case_id) is None
    with later(timedelta(hours=4)):
        assert len(moves(case_id)) == 2


def test_a_merged_case_takes_its_silence_with_it(world: World) -> None:
    kept, other = silent(world), silent(world)
    go_through(SECOND)
    with clock.shifted(SECOND + timedelta(minutes=1)):
        rooms.merge_by(world.sara, rooms.merge(kept, other))
    with later(timedelta(hours=1)):
        assert ("absent", "supervisor") not in moves(other)
        assert room(other).state == "concluded"


def test_a_case_that_goes_back_is_staffs_turn(world: World) -> None:
    case_id = silent(world)
    go_through(SECOND)
    rooms.release_by(world.sara, case_id)
    assert (told_of(world, case_id), on_the_list(world, case_id)["seek_at"]) == (None, None)


def test_who_may_not_be_rung_is_not_sought_by_telephone_and_yet_missed(world: World) -> None:
    case_id = silent(world, summary=rooms.empty_summary(may_call=False))
    go_through(THIRD)
    item = wire.WorkItem.model_validate(on_the_list(world, case_id))
    assert item.seek_at is None
    assert item.absence is not None
    assert (item.absence.told, item.absence.by_phone) == ("supervisor", False)


def test_the_job_in_two_processes_at_once_reminds_once(world: World) -> None:
    absences.reachable(world)
    case_id = silent(world)

    def looking() -> bool:
        with clock.shifted(FIRST + timedelta(seconds=1)):
            return actions.look_for_answer(case_id)

    assert sorted(map(str, at_once(looking, looking))) == ["False", "True"]
    assert (moves(case_id), reminders()) == ([("reminded", "")], ["due"])
