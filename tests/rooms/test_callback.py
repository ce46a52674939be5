"""Calling back by telephone: who may ask and call, what is kept, when the case is offered, who is told what."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from pydantic import ValidationError

from chatserver.core import clock, events
from chatserver.core.errors import ErrorCode
from rooms import gathering, steps
from rooms.actions.callback import ask_callback, begin_callback, end_callback, forgo_callback
from rooms.actions.conclusion import conclude_case
from rooms.actions.messages import send_message
from rooms.actions.priority import prioritise_case
from rooms.actions.reopening import reopen_case
from rooms.models import CallAttempt, CustodyStep
from rooms.queries.timeline import case_timeline
from rooms.queries.waiting import waiting
from rooms.streams import room_stream, worklist_stream
from rooms.wire import callback
from tests.rooms import callbacks, offers
from tests.rooms.callbacks import NUMBER, ask, begin, end, forgo, in_an_hour
from tests.rooms.conftest import Readers, opened_room
from tests.rooms.refusals import refused
from tests.rooms.test_two_at_once import acks, at_once
from tests.rooms.world import (
    World,
    claim_for,
    come_in,
    conclude,
    guardian_of,
    prioritise,
    release_by,
    reopen,
    room,
    say,
    told,
)


@pytest.fixture(autouse=True)
def ten(world: World) -> Iterator[datetime]:
    del world  # PostgreSQL's clock is the database's.
    with callbacks.by_day() as ten:
        yield ten


def on_list(case_id: UUID) -> callback.WorkCallback | None:
    """As the latest row of the work list has it."""
    stream = worklist_stream(room(case_id).unit_id)
    rows = [json.loads(event.frame) for event in events.after({stream: 0})]
    row = next(row["item"] for row in reversed(rows) if row.get("item", {}).get("case_id") == str(case_id))
    return callback.WorkCallback.model_validate(row["callback"]) if row["callback"] else None


def kept(case_id: UUID) -> callback.CallbackWish:
    return callback.CallbackWish.model_validate(room(case_id).callback)


def ended(case_id: UUID) -> datetime:
    """When the latest attempt did."""
    at = CallAttempt.objects.filter(room_id=case_id).latest("sequence").ended_at
    assert at is not None
    return at


def offered_now(world: World, case_id: UUID) -> bool:
    offers.round_at(world)
    return room(case_id).state == "offered"


# --- asking ----------------------------------------------------------------------------------------------------------
def test_asking_keeps_place_priority_and_arrival(world: World, readers: Readers) -> None:
    first, case_id, last = world.case(), world.case(), world.case()
    readers.follow(case_id)
    before = room(case_id)
    ask_callback(world.anna, ask(case_id))
    after = room(case_id)
    assert (after.state, after.epoch, after.state_since) == ("waiting", before.epoch, before.state_since)
    assert (after.case.arrived_at, after.case.priority, after.case.open_by) == (
        before.case.arrived_at, before.case.priority, before.case.open_by,
    )  # fmt: skip
    assert after.case.contact_form == "telephone"
    assert [waiting(world.anna, one).place for one in (first, case_id, last)] == [1, 2, 3]
    readers.compare()


def test_the_number_is_kept_as_it_is_called_and_the_room_is_told_its_end(world: World, case_id: UUID) -> None:
    ask_callback(world.anna, ask(case_id, "0701-74 06 05"))
    assert kept(case_id).phone == "+46701740605"
    assert opened_room(world.anna, case_id)["room"]["callback"]["ends_in"] == "05"
    assert opened_room(world.helena, case_id)["staff"]["callback"]["phone"] == "+46701740605"
    said = "\n".join(event.frame for event in events.after({room_stream(case_id): 0}))
    assert "701740605" not in said


@pytest.mark.parametrize("phone", ["hej", "12", "+46 900 123 45 67", "070-17A", "+4670174060500000000"])
def test_what_is_no_number_is_refused(world: World, case_id: UUID, phone: str) -> None:
    with refused(ErrorCode.BAD_REQUEST, field="phone"):
        ask_callback(world.anna, ask(case_id, phone))


def test_times_are_a_part_of_today(world: World, case_id: UUID, ten: datetime) -> None:
    hour = timedelta(hours=1)
    for from_at, until_at in ((ten + hour, ten), (ten - 2 * hour, ten - hour), (ten + hour, ten + 14 * hour)):
        with refused(ErrorCode.BAD_REQUEST, field="until_at"):
            ask_callback(world.anna, ask(case_id, NUMBER, from_at, until_at))
    with pytest.raises(ValidationError):
        ask(case_id, NUMBER, ten.replace(tzinfo=None), ten.replace(tzinfo=None) + hour)


def test_a_guardian_asks_for_the_child_and_nobody_else_does(world: World) -> None:
    case_id = world.child_case()
    for stranger in (world.anna, guardian_of(world.leo_id)):
        with refused(ErrorCode.NOT_FOUND):
            ask_callback(stranger, ask(case_id))
    with refused(ErrorCode.NOT_ALLOWED):
        ask_callback(world.sara, ask(case_id))
    ask_callback(world.maria, ask(case_id))
    assert kept(case_id).asked_by == "Maria Nyberg"


def test_asked_twice_it_is_written_once(world: World, case_id: UUID) -> None:
    command = ask(case_id)
    assert ask_callback(world.anna, command) == ask_callback(world.anna, command)
    assert CustodyStep.objects.filter(room_id=case_id, move="call_asked").count() == 1


def test_back_to_chat(world: World, readers: Readers) -> None:
    case_id = callbacks.wanted(world)
    readers.follow(case_id)
    forgo_callback(world.anna, forgo(case_id))
    assert (room(case_id).case.contact_form, on_list(case_id)) == ("chat", None)
    with refused(ErrorCode.CONFLICT, field="room_id"):
        forgo_callback(world.anna, forgo(case_id))
    readers.compare()


def test_of_a_concluded_case_nothing_can_be_asked(world: World, held_id: UUID) -> None:
    conclude_case(world.sara, conclude(held_id))
    with refused(ErrorCode.ROOM_CLOSED):
        ask_callback(world.anna, ask(held_id))


# --- when it is offered ----------------------------------------------------------------------------------------------
def test_a_case_is_offered_at_its_time_and_not_before(world: World, case_id: UUID, ten: datetime) -> None:
    offers.offering(world, world.sara)
    ask_callback(world.anna, ask(case_id, NUMBER, ten + timedelta(hours=1), ten + timedelta(hours=3)))
    assert not offered_now(world, case_id)
    with clock.shifted(timedelta(hours=1)):
        come_in(world.sara)
        assert offered_now(world, case_id)


def test_a_window_that_is_over_holds_nothing_back(world: World, case_id: UUID, ten: datetime) -> None:
    offers.offering(world, world.sara)
    ask_callback(world.anna, ask(case_id, NUMBER, ten + timedelta(hours=1), ten + timedelta(hours=2)))
    with clock.shifted(timedelta(days=1)):
        come_in(world.sara)
        assert offered_now(world, case_id)


@pytest.mark.parametrize("priority", [1, 2])
def test_what_is_urgent_waits_for_no_window_and_the_list_says_it(world: World, priority: int, ten: datetime) -> None:
    offers.offering(world, world.sara)
    case_id = world.case(priority=priority)
    ask_callback(world.anna, ask(case_id, NUMBER, ten + timedelta(hours=1), ten + timedelta(hours=3)))
    listed = on_list(case_id)
    assert listed is not None
    assert (listed.from_at, listed.not_before) == (ten + timedelta(hours=1), None)
    assert offered_now(world, case_id)


def test_an_offer_that_now_comes_too_early_is_withdrawn(world: World, case_id: UUID, ten: datetime) -> None:
    offers.offering(world, world.sara)
    assert offered_now(world, case_id)
    ask_callback(world.anna, ask(case_id, NUMBER, ten + timedelta(hours=1), ten + timedelta(hours=3)))
    assert (room(case_id).state, room(case_id).offer_id) == ("waiting", None)


def test_an_offer_that_fits_stands(world: World, case_id: UUID) -> None:
    offers.offering(world, world.sara)
    assert offered_now(world, case_id)
    ask_callback(world.anna, ask(case_id))
    assert room(case_id).state == "offered"


def test_the_resident_reads_that_it_is_not_time_yet(world: World, case_id: UUID, ten: datetime) -> None:
    ask_callback(world.anna, ask(case_id, NUMBER, in_an_hour(), ten + timedelta(hours=3)))
    assert [why.code for why in gathering.why_waiting(room(case_id), 0)] == ["called_later"]


# --- calling ---------------------------------------------------------------------------------------------------------
def test_the_resident_is_told_that_the_clinic_called_and_nothing_more(world: World, readers: Readers) -> None:
    case_id = callbacks.taken(world)
    readers.follow(case_id)
    begin_callback(world.sara, begin(case_id))
    frame = json.loads(events.after({room_stream(case_id): 0})[-1].frame)
    assert (frame["type"], frame["by"]["name"], set(frame["line"])) == (
        "callback.begun", world.unit.name, {"sequence", "at"},
    )  # fmt: skip
    assert "callback_begun" in [step.what for step in case_timeline(world.anna, case_id).steps]
    [attempt] = CallAttempt.objects.filter(room_id=case_id)
    assert (attempt.by_id, attempt.by_name, attempt.phone) == (world.sara.account_id, "Sara Holm", "+46701740605")
    readers.compare()


def test_only_whoever_has_the_case_calls_and_one_at_a_time(world: World) -> None:
    case_id = callbacks.ringing(world)
    with refused(ErrorCode.NOT_HOLDER):
        begin_callback(world.johan, begin(case_id))
    with refused(ErrorCode.CONFLICT, field="attempt_id"):
        begin_callback(world.sara, begin(case_id))
    with refused(ErrorCode.NOT_ALLOWED):
        end_callback(world.anna, end(case_id))


def test_nobody_is_called_who_did_not_ask(world: World, held_id: UUID) -> None:
    with refused(ErrorCode.CONFLICT, field="room_id"):
        begin_callback(world.sara, begin(held_id))


def test_no_answer_puts_the_case_back_with_its_arrival_and_a_time(world: World, readers: Readers) -> None:
    case_id = callbacks.ringing(world)
    readers.follow(case_id)
    before = room(case_id).case
    end_callback(world.sara, end(case_id, "no_answer"))
    after = room(case_id)
    assert (after.state, after.holder_id) == ("waiting", None)
    assert (after.case.arrived_at, after.case.priority, after.case.open_by) == (
        before.arrived_at, before.priority, before.open_by,
    )  # fmt: skip
    listed = on_list(case_id)
    assert listed is not None
    assert (listed.tried, listed.most, listed.not_before) == (1, 3, ended(case_id) + timedelta(minutes=30))
    assert "callback_waits" in [step.what for step in case_timeline(world.anna, case_id).steps]
    readers.compare()


def test_it_is_offered_again_when_it_is_time(world: World) -> None:
    case_id = callbacks.ringing(world)
    end_callback(world.sara, end(case_id, "left_message"))
    offers.offering(world, world.johan)
    assert not offered_now(world, case_id)
    with clock.shifted(timedelta(minutes=30, seconds=1)):
        come_in(world.johan)
        assert offered_now(world, case_id)


def test_a_case_that_has_risen_is_not_held_back_by_the_distance_it_had(world: World) -> None:
    case_id = callbacks.ringing(world)
    end_callback(world.sara, end(case_id))
    prioritise_case(world.helena, prioritise(case_id, 1))
    listed = on_list(case_id)
    assert listed is not None
    assert listed.not_before == ended(case_id) + timedelta(minutes=2)


def test_after_the_last_attempt_somebody_decides(world: World, readers: Readers) -> None:
    case_id = callbacks.wanted(world)
    readers.follow(case_id)
    for attempt in range(3):
        claim_for(world.sara, case_id)
        begin_callback(world.sara, begin(case_id))
        end_callback(world.sara, end(case_id))
        assert room(case_id).state == ("active" if attempt == 2 else "waiting")
    listed = on_list(case_id)
    assert listed is not None
    assert (listed.state, listed.tried, listed.not_before) == ("decide", 3, None)
    readers.compare()
    # The decision may be to try once more, or that nobody could be reached.
    begin_callback(world.sara, begin(case_id))
    end_callback(world.sara, end(case_id))
    conclude_case(world.sara, conclude(case_id))


def test_a_wrong_number_is_decided_on_and_another_one_begins_anew(world: World) -> None:
    case_id = callbacks.ringing(world)
    end_callback(world.sara, end(case_id, "wrong_number"))
    listed = on_list(case_id)
    assert listed is not None
    assert (listed.state, room(case_id).state) == ("decide", "active")
    ask_callback(world.anna, ask(case_id, "070-174 06 06"))
    listed = on_list(case_id)
    assert listed is not None
    assert (listed.state, listed.tried) == ("wanted", 0)
    assert CallAttempt.objects.filter(room_id=case_id).count() == 1


def test_reached_goes_on_in_the_same_room(world: World, readers: Readers) -> None:
    case_id = callbacks.ringing(world)
    readers.follow(case_id)
    end_callback(world.sara, end(case_id, "reached"))
    assert (room(case_id).state, room(case_id).holder_id, on_list(case_id)) == ("active", world.sara.account_id, None)
    assert opened_room(world.anna, case_id)["room"]["callback"] is None
    send_message(world.sara, say(case_id, "Tack för samtalet"))
    conclude_case(world.sara, conclude(case_id))
    readers.compare()


def test_whoever_takes_over_in_the_middle_says_how_it_ended(world: World) -> None:
    case_id = callbacks.ringing(world)
    release_by(world.sara, case_id)
    claim_for(world.johan, case_id)
    with refused(ErrorCode.CONFLICT, field="attempt_id"):
        begin_callback(world.johan, begin(case_id))
    end_callback(world.johan, end(case_id, "reached"))
    [attempt] = CallAttempt.objects.filter(room_id=case_id)
    assert (attempt.by_name, attempt.ended_by_name) == ("Sara Holm", "Johan Lager")


def test_whoever_chose_chat_in_the_middle_of_an_attempt_has_chosen(world: World, readers: Readers) -> None:
    case_id = callbacks.ringing(world)
    readers.follow(case_id)
    forgo_callback(world.anna, forgo(case_id))
    end_callback(world.sara, end(case_id, "no_answer"))
    assert (room(case_id).state, room(case_id).case.contact_form, on_list(case_id)) == ("active", "chat", None)
    readers.compare()


def test_an_attempt_ends_once(world: World) -> None:
    case_id = callbacks.ringing(world)
    command = end(case_id, "reached")
    assert end_callback(world.sara, command) == end_callback(world.sara, command)
    with refused(ErrorCode.CONFLICT, field="attempt_id"):
        end_callback(world.sara, end(case_id, "no_answer"))


def test_a_reopened_case_is_called_where_it_was_left(world: World) -> None:
    case_id = callbacks.taken(world)
    conclude_case(world.sara, conclude(case_id))
    reopen_case(world.anna, reopen(case_id))
    assert on_list(case_id) is not None


def test_two_ends_at_once_are_one(world: World) -> None:
    case_id = callbacks.ringing(world)
    commands = [end(case_id, "no_answer"), end(case_id, "reached")]
    outcomes = at_once(*[lambda one=one: end_callback(world.sara, one) for one in commands])
    assert len(acks(outcomes)) == 1


def test_two_begin_at_once_and_one_calls(world: World) -> None:
    case_id = callbacks.taken(world)
    outcomes = at_once(*[lambda: begin_callback(world.sara, begin(case_id))] * 2)
    assert len(acks(outcomes)) == 1
    assert CallAttempt.objects.filter(room_id=case_id).count() == 1


def test_a_rollback_tells_nobody(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id = callbacks.ringing(world)
    command, heard = end(case_id), told(room_stream(case_id))

    def broken(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("the last write fails")

    monkeypatch.setattr(steps, "record", broken)
    with pytest.raises(RuntimeError):
        end_callback(world.sara, command)
    assert (room(case_id).state, told(room_stream(case_id))) == ("active", heard)
