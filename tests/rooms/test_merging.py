"""Two open cases of one resident that become one: which may, what is kept, and what everybody is told."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from chatserver.core import clock
from chatserver.core.errors import ErrorCode
from chatserver.core.models import AuditEntry
from people.models import Guardianship
from rooms.actions.merging import merge_cases
from rooms.actions.messages import send_message
from rooms.actions.reopening import reopen_case
from rooms.models import EarlierCard, JoinedCase
from rooms.queries.earlier import earlier_cases
from rooms.queries.timeline import case_timeline
from rooms.streams import room_stream
from tests.rooms import offers
from tests.rooms import world as rooms
from tests.rooms.conftest import Readers, opened_room, opened_worklist
from tests.rooms.refusals import refused
from tests.rooms.test_two_at_once import acks, at_once, refusals
from tests.rooms.world import World, merge, reopen, room, say, told

HOUR = timedelta(hours=1)


@pytest.fixture
def two(world: World, readers: Readers) -> Iterator[tuple[UUID, UUID]]:
    """The one that goes on, of today, and an earlier one: both Sara's. Law 4 is asserted when the test is over."""
    other = world.held_case(arrived_at=clock.now() - HOUR, priority=2)
    one = world.held_case(priority=4)
    for case_id in (one, other):
        readers.follow(case_id)
    yield one, other
    readers.compare()


def test_the_other_is_concluded_and_says_where_it_goes_on(world: World, two: tuple[UUID, UUID]) -> None:
    one, other = two
    answer = merge_cases(world.sara, merge(one, other))
    assert (answer.stream, told(room_stream(one))[(answer.sequence or 0) - 1]) == (room_stream(one), "case.joined")
    card = opened_room(world.anna, other)["room"]["closing_card"]
    assert (room(other).state, card["outcome"], card["text"]) == ("concluded", "merged", "")
    assert card["continues_in"]["case_id"] == str(one)
    [line] = opened_room(world.anna, one)["room"]["joined"]
    assert line["case"]["case_id"] == str(other)
    assert [item["case_id"] for item in opened_worklist(world.helena, world.unit.id)["items"]] == [str(one)]


def test_the_earlier_arrival_the_higher_priority_and_the_red_flag_are_kept(world: World, readers: Readers) -> None:
    flag = rooms.REASON
    other = world.held_case(arrived_at=clock.now() - HOUR, priority=2, red_flag=flag)
    one = world.held_case(priority=4)
    readers.follow(one)
    arrived, due = room(other).case.arrived_at, room(other).case.open_by
    merge_cases(world.sara, merge(one, other))
    case = room(one).case
    assert (case.arrived_at, case.priority, case.open_by, case.red_flag_sv) == (arrived, 2, due, flag.sv)
    readers.compare()


def test_what_weighs_less_changes_no_place(world: World) -> None:
    one = world.held_case(arrived_at=clock.now() - HOUR, priority=2)
    before = room(one).case
    merge_cases(world.sara, merge(one, world.held_case(priority=5)))
    after = room(one).case
    assert (after.arrived_at, after.priority, after.open_by) == (before.arrived_at, before.priority, before.open_by)


def test_whoever_waits_for_an_answer_in_the_other_still_waits(world: World, two: tuple[UUID, UUID]) -> None:
    one, other = two
    send_message(world.sara, say(one))
    send_message(world.anna, say(other, "Svarar här"))
    assert (room(one).turn, room(other).turn) == ("resident", "staff")
    merge_cases(world.sara, merge(one, other))
    assert room(one).turn == "staff"


def test_one_that_waits_is_taken_first(world: World, readers: Readers) -> None:
    one, other = world.held_case(), world.case()
    readers.follow(other)
    merge_cases(world.sara, merge(one, other))
    assert told(room_stream(other)) == ["case.queued", "case.claimed", "case.concluded"]
    assert room(other).holder_id == world.sara.account_id
    readers.compare()


def test_one_that_somebody_is_asked_about_is_taken_as_from_the_list(world: World) -> None:
    _, profession = offers.specialist(world)
    other = world.case(profession=profession)
    offers.round_at(world)
    assert room(other).state == "offered"
    one = world.held_case()
    merge_cases(world.sara, merge(one, other))
    assert (room(other).state, room(other).offered_to_id) == ("concluded", None)


def test_what_was_said_is_where_it_was_and_the_resident_is_led_on(world: World, two: tuple[UUID, UUID]) -> None:
    one, other = two
    send_message(world.anna, say(other, "Det kliar också"))
    merge_cases(world.sara, merge(one, other))
    assert [message["text"] for message in opened_room(world.anna, other)["messages"]] == ["Det kliar också"]
    assert opened_room(world.anna, one)["messages"] == []
    with refused(ErrorCode.ROOM_CLOSED):
        send_message(world.anna, say(other))
    with refused(ErrorCode.CONFLICT, field="room_id"):
        reopen_case(world.anna, reopen(other))
    [step] = [step for step in case_timeline(world.anna, one).steps if step.what == "joined"]
    assert step.reason == rooms.REASON


def test_staff_take_it_out_again(world: World, two: tuple[UUID, UUID]) -> None:
    one, other = two
    merge_cases(world.sara, merge(one, other))
    reopen_case(world.sara, reopen(other, "Hörde inte ihop"))
    assert (room(other).state, room(one).state) == ("waiting", "active")
    assert EarlierCard.objects.get().continues_in_id == one
    merge_cases(world.sara, merge(one, other))
    assert JoinedCase.objects.filter(room_id=one, other_id=other).count() == 2


def test_it_is_offered_where_it_may_be_done(world: World) -> None:
    one, other, errand = world.held_case(), world.case(), world.held_case(administrative=True, priority=None)
    rooms.claim_for(world.johan, world.case())
    mergeable = {found.case_id: found.mergeable for found in earlier_cases(world.sara, one).cases}
    assert [mergeable[other], mergeable[errand]] == [True, True]
    assert list(mergeable.values()).count(False) == 1
    assert not any(found.mergeable for found in earlier_cases(world.sara, errand).cases)
    assert not any(found.mergeable for found in earlier_cases(world.johan, one).cases)


# --- who may, and which --------------------------------------------------------------------------------------------
def test_cases_of_others_do_not_go_on_in_each_other(world: World) -> None:
    one, theirs = world.held_case(), world.held_case(author=world.maria)
    with refused(ErrorCode.CONFLICT, field="other_id"):
        merge_cases(world.sara, merge(one, theirs))
    with refused(ErrorCode.CONFLICT, field="other_id"):
        merge_cases(world.sara, merge(one, one))


def test_what_one_guardian_wrote_is_not_shown_to_the_other(world: World) -> None:
    nils = rooms.guardian_of(world.leo_id)
    one = world.case(world.maria, world.leo_id)
    other = world.case(nils, world.leo_id)
    assert Guardianship.objects.filter(child_id=world.leo_id).count() == 2
    rooms.claim_for(world.sara, one)
    with refused(ErrorCode.CONFLICT, field="other_id"):
        merge_cases(world.sara, merge(one, other))


def test_what_is_urgent_does_not_hide_in_an_errand(world: World) -> None:
    errand, case_id = world.held_case(administrative=True, priority=None), world.held_case()
    with refused(ErrorCode.CONFLICT, field="other_id"):
        merge_cases(world.sara, merge(errand, case_id))
    merge_cases(world.sara, merge(case_id, errand))
    assert room(case_id).case.priority == 3


def test_a_colleagues_case_is_theirs(world: World) -> None:
    one, theirs = world.held_case(), world.held_case(world.johan)
    with refused(ErrorCode.CLAIM_LOST, holder="Johan Lager"):
        merge_cases(world.sara, merge(one, theirs))
    with refused(ErrorCode.NOT_HOLDER):
        merge_cases(world.sara, merge(theirs, one))


@pytest.mark.parametrize("who", ["anna", "omar"])
def test_nobody_else_may(world: World, who: str) -> None:
    one, other = world.held_case(), world.case()
    code = ErrorCode.NOT_ALLOWED if who == "anna" else ErrorCode.NOT_FOUND
    with refused(code):
        merge_cases(getattr(world, who), merge(one, other))


def test_a_concluded_case_goes_on_nowhere(world: World) -> None:
    one, other = world.held_case(), world.held_case()
    rooms.conclude_by(world.sara, other)
    with refused(ErrorCode.ROOM_CLOSED):
        merge_cases(world.sara, merge(one, other))
    with refused(ErrorCode.ROOM_CLOSED):
        merge_cases(world.sara, merge(other, one))


def test_both_are_in_the_log(world: World, two: tuple[UUID, UUID]) -> None:
    merge_cases(world.sara, merge(*two))
    written = AuditEntry.objects.filter(action="case.merge")
    assert {entry.object_id for entry in written} == set(two)
    assert {(entry.kind, entry.actor_id) for entry in written} == {("write", world.sara.account_id)}


def test_each_into_the_other_at_once_is_one_merging(world: World, two: tuple[UUID, UUID]) -> None:
    one, other = two
    outcomes = at_once(
        lambda: merge_cases(world.sara, merge(one, other)), lambda: merge_cases(world.sara, merge(other, one))
    )
    [refusal] = refusals(outcomes)
    assert (len(acks(outcomes)), refusal.code) == (1, ErrorCode.ROOM_CLOSED)
    assert sorted([room(one).state, room(other).state]) == ["active", "concluded"]


def test_the_same_command_twice_is_one_merging(world: World, two: tuple[UUID, UUID]) -> None:
    command = merge(*two)
    assert merge_cases(world.sara, command) == merge_cases(world.sara, command)
    assert JoinedCase.objects.count() == 1
