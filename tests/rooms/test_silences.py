"""Silence of staff: what lies unopened is told before its deadline (I13); whoever does not answer loses the case."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.ids import new_id
from chatserver.core.models import AuditEntry
from rooms import jobs, wire
from rooms.actions import amending
from rooms.actions import silences as actions
from rooms.actions.custody import claim_case
from rooms.actions.messages import advance_receipt
from rooms.actions.transfers import offer_transfer
from rooms.matching.patience import PATIENCE
from rooms.models import Room
from rooms.queries import silences as queries
from rooms.queries.rooms import open_room
from rooms.queries.timeline import case_timeline
from rooms.streams import room_stream, staff_stream, worklist_stream
from signaling.actions.parties import start_call
from tests.rooms import closing_time, silences, transfers
from tests.rooms import world as rooms
from tests.rooms.conftest import opened_room, opened_worklist
from tests.rooms.silences import keep, later
from tests.rooms.world import World, room, told
from tests.signaling import calls

PRIORITIES = [1, 2, 3, 4, 5, None]


@pytest.fixture(autouse=True)
def open_round_the_clock(world: World) -> None:
    closing_time.open_unit(world)


@pytest.fixture
def noon() -> Iterator[None]:
    """Far from the end of the day, which ends what is promised the same day."""
    now = clock.now()
    with clock.shifted(now.replace(hour=8, minute=0, second=0, microsecond=0) + timedelta(days=1) - now):
        yield


def waiting_case(world: World, priority: int | None = 3) -> UUID:
    """Opened once by a colleague, so that only what is written lies there."""
    case_id = world.case(priority=priority, administrative=priority is None)
    look_in(world.johan, case_id)
    return case_id


def look_in(actor: Actor, case_id: UUID) -> None:
    open_room(actor, wire.OpenRoom(type="room.open", id=new_id(), room_id=case_id, cursors=None))


def on_the_list(world: World, case_id: UUID) -> dict[str, object]:
    [item] = [one for one in opened_worklist(world.helena, world.unit.id)["items"] if one["case_id"] == str(case_id)]
    return dict(item)


def said_of(world: World, case_id: UUID) -> object:
    mark = on_the_list(world, case_id)["unopened"]
    return mark["told"] if isinstance(mark, dict) else None


def moves(case_id: UUID) -> list[tuple[str, str]]:
    silent = ("unopened", "overdue", "kept", "silent")
    return [(step.move, step.reason) for step in room(case_id).custody.filter(move__in=silent).order_by("sequence")]


# --- what nobody opens -----------------------------------------------------------------------------------------------
@pytest.mark.usefixtures("noon")
@pytest.mark.parametrize("priority", PRIORITIES)
def test_what_lies_unopened_is_told_to_the_unit_then_to_the_supervisor(
    world: World, caplog: pytest.LogCaptureFixture, priority: int | None
) -> None:
    case_id, patience = waiting_case(world, priority), PATIENCE[priority]
    rooms.send(world.anna, case_id, "Hemligt om magen")
    with later(patience.unit - 1):
        assert said_of(world, case_id) is None
    with later(patience.unit + 0.1):
        assert said_of(world, case_id) == "unit"
        assert not [one for one in caplog.records if one.message == "case.unopened"]
    with later(patience.supervisor + 0.1), caplog.at_level(logging.WARNING, "vardrum.rooms"):
        jobs.look_at_silences()
        assert said_of(world, case_id) == "supervisor"
        heads = [*told(worklist_stream(world.unit.id)), *told(staff_stream(case_id))]
        jobs.look_at_silences()
        assert heads == [*told(worklist_stream(world.unit.id)), *told(staff_stream(case_id))]
    assert moves(case_id) == [("unopened", "unit"), ("unopened", "supervisor")]
    assert AuditEntry.objects.filter(action="case.unopened", object_id=case_id).count() == 2
    assert "Hemligt" not in caplog.text


def test_a_case_that_nobody_opens_is_told_as_well(world: World) -> None:
    case_id = world.case(priority=1)
    with later(2.1):
        assert said_of(world, case_id) == "unit"
        assert room(case_id).unopened_since == room(case_id).case.arrived_at
        look_in(world.johan, case_id)
        jobs.look_at_silences()
        assert said_of(world, case_id) is None
    with later(30):
        assert said_of(world, case_id) is None


def test_opening_it_ends_it_and_the_next_message_begins_anew(world: World) -> None:
    case_id = waiting_case(world, 1)
    rooms.send(world.anna, case_id)
    with later(4.1):
        assert said_of(world, case_id) == "supervisor"
        look_in(world.johan, case_id)
        jobs.look_at_silences()
        assert said_of(world, case_id) is None
    with clock.shifted(timedelta(minutes=10)):
        rooms.send(world.anna, case_id)
        with clock.shifted(timedelta(minutes=2, seconds=10)):
            jobs.look_at_silences()
            assert said_of(world, case_id) == "unit"
    assert moves(case_id) == [("unopened", "supervisor"), ("unopened", "unit")]


def test_what_its_holder_has_on_the_screen_is_opened(world: World) -> None:
    case_id = silences.unanswered(world, 1)
    with later(4.1):
        assert said_of(world, case_id) is None


def test_what_its_holder_has_not_on_the_screen_is_not(world: World) -> None:
    case_id = world.held_case(priority=1)
    sequence = rooms.send(world.anna, case_id)
    with later(2.1):
        assert said_of(world, case_id) == "unit"
        advance_receipt(world.sara, rooms.read_upto(case_id, sequence, sequence))
        jobs.look_at_silences()
        assert said_of(world, case_id) is None


def test_an_answer_ends_it_at_once(world: World) -> None:
    case_id = world.held_case(priority=1)
    rooms.send(world.anna, case_id)
    with later(4.1):
        assert said_of(world, case_id) == "supervisor"
        rooms.send(world.sara, case_id)
        assert said_of(world, case_id) is None
        rooms.send(world.anna, case_id)
        assert said_of(world, case_id) is None


def test_what_crossed_an_answer_is_told_once_as_well(world: World) -> None:
    """It has been on nobody's screen, and lies there since the turn came back with the next message."""
    case_id = world.held_case(priority=1)
    rooms.send(world.anna, case_id)
    with clock.shifted(timedelta(seconds=1)):
        rooms.send(world.sara, case_id)
    with clock.shifted(timedelta(seconds=2)):
        rooms.send(world.anna, case_id)
    with later(2.1):
        assert said_of(world, case_id) == "unit"
        assert room(case_id).unopened_since == room(case_id).turn_at
        jobs.look_at_silences()
        jobs.look_at_silences()
    assert moves(case_id) == [("unopened", "unit")]


def test_the_residents_own_reading_opens_nothing(world: World) -> None:
    case_id = waiting_case(world, 1)
    sequence = rooms.send(world.anna, case_id)
    look_in(world.anna, case_id)
    advance_receipt(world.anna, rooms.read_upto(case_id, sequence, sequence))
    with later(2.1):
        assert said_of(world, case_id) == "unit"


def test_a_message_that_was_taken_away_lies_there_for_nobody(world: World) -> None:
    case_id = waiting_case(world, 1)
    message = rooms.sent(world.anna, case_id)
    amending.redact_message(world.helena, rooms.redact(message))
    with later(10):
        assert said_of(world, case_id) is None


def test_a_clock_that_steps_back_takes_nothing_back(world: World) -> None:
    case_id = waiting_case(world, 1)
    rooms.send(world.anna, case_id)
    with later(4.1):
        pass
    jobs.look_at_silences()
    assert said_of(world, case_id) == "supervisor"
    assert moves(case_id) == [("unopened", "supervisor")]


def test_a_run_takes_the_most_urgent_and_no_more_than_it_can_bear(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "AT_A_TIME", 2)
    cases = [world.case(priority=priority) for priority in (3, 1, 2)]
    with later(60):
        assert [said_of(world, case_id) for case_id in cases] == [None, "supervisor", "supervisor"]
        jobs.look_at_silences()
        assert said_of(world, cases[0]) == "supervisor"


# --- whoever has it and does not answer ------------------------------------------------------------------------------
@pytest.mark.usefixtures("noon")
@pytest.mark.parametrize("priority", PRIORITIES)
def test_whoever_does_not_answer_is_warned_and_then_loses_the_case(world: World, priority: int | None) -> None:
    case_id, patience = silences.unanswered(world, priority), PATIENCE[priority]
    before = room(case_id).case
    with later(patience.warns - 1):
        assert on_the_list(world, case_id)["overdue"] is None
    with later(patience.warns + 0.1):
        assert on_the_list(world, case_id)["overdue"] is not None
        assert room(case_id).holder_id == world.sara.person
    with later(patience.warns + patience.grace + 1):
        back = room(case_id)
        assert (back.state, back.holder_id) == ("waiting", None)
        assert (back.case.priority, back.case.arrived_at, back.case.open_by) == (
            before.priority,
            before.arrived_at,
            before.open_by,
        )
        assert on_the_list(world, case_id)["overdue"] is None
    assert moves(case_id) == [("overdue", ""), ("silent", "")]
    assert AuditEntry.objects.filter(action="case.release", object_id=case_id).count() == 1


def test_the_resident_is_told_neutrally(world: World) -> None:
    case_id = silences.unanswered(world, 1)
    for minutes in (6, 12):
        with later(minutes):
            pass
    assert case_timeline(world.anna, case_id).steps[-1].what == "put_back"
    assert "silent" not in str(opened_room(world.anna, case_id))
    assert told(room_stream(case_id))[-1] == "case.released"


def test_whoever_is_on_it_keeps_it_once(world: World) -> None:
    case_id = silences.unanswered(world, 1)
    with later(5.1):
        command = keep(case_id)
        assert actions.keep_case(world.sara, command) == actions.keep_case(world.sara, command)
        with pytest.raises(DomainError) as refused:
            actions.keep_case(world.sara, keep(case_id))
        assert refused.value.code == ErrorCode.CONFLICT
    with later(10.05):
        assert room(case_id).holder_id == world.sara.person
    with later(10.2):
        assert room(case_id).holder_id is None
    assert moves(case_id) == [("overdue", ""), ("kept", ""), ("silent", "")]
    assert AuditEntry.objects.filter(action="case.keep", object_id=case_id).count() == 1


def test_nobody_keeps_what_nobody_has_been_warned_of(world: World) -> None:
    case_id = silences.unanswered(world, 1)
    before = rooms.everything()
    with pytest.raises(DomainError) as refused:
        actions.keep_case(world.sara, keep(case_id))
    assert refused.value.code == ErrorCode.CONFLICT
    assert rooms.everything() == before


def test_a_colleague_keeps_nothing(world: World) -> None:
    case_id = silences.unanswered(world, 1)
    with later(5.1):
        for actor, code in ((world.johan, ErrorCode.NOT_HOLDER), (world.anna, ErrorCode.NOT_ALLOWED)):
            with pytest.raises(DomainError) as refused:
                actions.keep_case(actor, keep(case_id))
            assert refused.value.code == code


def test_an_answer_ends_the_warning(world: World) -> None:
    case_id = silences.unanswered(world, 1)
    with later(5.1):
        rooms.send(world.sara, case_id)
        assert on_the_list(world, case_id)["overdue"] is None
    with later(60):
        assert room(case_id).holder_id == world.sara.person


def test_whoever_has_just_taken_it_has_their_own_time(world: World) -> None:
    case_id = silences.unanswered(world, 1)
    for minutes in (5.1, 10.2):
        with later(minutes):
            pass
    with clock.shifted(timedelta(minutes=11)):
        claim_case(world.johan, rooms.claim(case_id))
    with later(15):
        assert on_the_list(world, case_id)["overdue"] is None
    with later(16.1):
        assert on_the_list(world, case_id)["overdue"] is not None


def test_a_call_and_a_case_on_its_way_are_no_silence(world: World) -> None:
    talking, handed = silences.unanswered(world, 1), silences.unanswered(world, 1)
    with later(5.1):
        rooms.come_in(world.johan)
        start_call(world.sara, calls.start(talking, new_id()))
        offer_transfer(world.sara, transfers.offering(handed, world.johan))
    with later(5.2):
        assert [on_the_list(world, one)["overdue"] for one in (talking, handed)] == [None, None]
    with later(20):
        assert room(talking).holder_id == room(handed).holder_id == world.sara.person


def test_nobody_loses_a_case_unwarned_when_the_clock_steps_or_no_server_ran(world: World) -> None:
    case_id = silences.unanswered(world, 1)
    with later(600):
        jobs.look_at_silences()
        assert room(case_id).holder_id == world.sara.person
    # Back again: the warning stands, and nothing is given away early.
    jobs.look_at_silences()
    assert room(case_id).holder_id == world.sara.person
    assert moves(case_id) == [("overdue", "")]


def test_what_is_urgent_by_the_clock_is_looked_at_while_the_unit_is_closed_and_the_rest_is_not(world: World) -> None:
    urgent, calm = waiting_case(world, 1), waiting_case(world, 3)
    for case_id in (urgent, calm):
        rooms.send(world.anna, case_id)
    closing_time.close(world)
    with later(100):
        assert [said_of(world, one) for one in (urgent, calm)] == ["supervisor", None]


def test_the_job_looks_again_under_the_lock(world: World) -> None:
    case_id = waiting_case(world, 1)
    rooms.send(world.anna, case_id)
    with clock.shifted(timedelta(minutes=3)):
        assert queries.in_question() == [case_id]
        look_in(world.johan, case_id)
        assert not actions.look_at_silence(case_id)
    assert Room.objects.get(case_id=case_id).unopened_since is None
