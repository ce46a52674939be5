"""Raising and lowering the priority: by a named person, for a reason, with the deadlines that follow (I12)."""

import json
from datetime import timedelta
from uuid import UUID

import pytest
from pydantic import ValidationError

from chatserver.core import clock, events
from chatserver.core.errors import ErrorCode
from chatserver.core.models import AuditEntry
from people import targets
from rooms.actions.conclusion import conclude_case
from rooms.actions.custody import release_case
from rooms.actions.priority import prioritise_case
from rooms.models import Room
from rooms.queries.waiting import waiting
from rooms.streams import room_stream, staff_stream, worklist_stream
from tests.rooms import world as rooms
from tests.rooms.conftest import opened_room, opened_worklist
from tests.rooms.refusals import refused
from tests.rooms.world import World, conclude, prioritise, release, room, told


def deadlines(case_id: UUID) -> tuple[timedelta, timedelta, int | None]:
    case = room(case_id).case
    return case.open_by - case.arrived_at, case.assessed_by - case.arrived_at, case.target_minutes


def test_the_responsible_person_raises_it_and_the_deadlines_follow(world: World, held_id: UUID) -> None:
    arrived = room(held_id).case.arrived_at
    with clock.shifted(timedelta(minutes=20)):
        answer = prioritise_case(world.sara, prioritise(held_id, 1))
    assert (answer.stream, answer.sequence) == (staff_stream(held_id), len(told(staff_stream(held_id))))
    case = room(held_id).case
    assert (case.priority, case.arrived_at, room(held_id).holder_id) == (1, arrived, world.sara.account_id)
    # As if it had come with this priority: counted from its arrival, not from now.
    assert deadlines(held_id) == (timedelta(minutes=5), timedelta(minutes=30), 5)
    assert targets.DEFAULTS[1].opened.minutes == 5
    item = json.loads(events.after({worklist_stream(world.unit.id): 0})[-1].frame)["item"]
    assert (item["priority"], item["target_minutes"], item["holder_name"]) == (1, 5, "Sara Holm")


def test_a_supervisor_raises_what_waits_and_it_is_served_first(world: World, case_id: UUID) -> None:
    ahead = world.case(world.maria, priority=2)
    assert waiting(world.anna, case_id).place == 2
    prioritise_case(world.helena, prioritise(case_id, 1))
    assert waiting(world.anna, case_id).place == 1
    items = opened_worklist(world.sara, world.unit.id)["items"]
    assert [item["case_id"] for item in items] == [str(case_id), str(ahead)]


def test_it_may_fall_for_a_reason_and_both_are_kept(world: World, held_id: UUID) -> None:
    prioritise_case(world.sara, prioritise(held_id, 5, "Frisk och på väg till jobbet"))
    staff = opened_room(world.sara, held_id)["staff"]
    steps = [(step["move"], step["priority"], step["by_name"], step["holder_name"]) for step in staff["custody"]]
    assert steps[-2:] == [
        ("claimed", 3, "Sara Holm", "Sara Holm"),
        ("prioritised", 5, "Sara Holm", "Sara Holm"),
    ]
    assert (staff["priority"], staff["custody"][-1]["reason"]) == (5, "Frisk och på väg till jobbet")
    written = AuditEntry.objects.get(action="case.prioritise")
    assert (written.kind, written.actor_id, written.resident_id, written.unit_id, written.object_id) == (
        "write",
        world.sara.account_id,
        world.anna.account_id,
        world.unit.id,
        held_id,
    )


def test_residents_hear_nothing_of_it(world: World, held_id: UUID) -> None:
    before = events.after({room_stream(held_id): 0})
    prioritise_case(world.sara, prioritise(held_id, 2))
    assert events.after({room_stream(held_id): 0}) == before


def test_it_stays_when_the_case_is_handed_back(world: World, held_id: UUID) -> None:
    prioritise_case(world.sara, prioritise(held_id, 2))
    before = deadlines(held_id)
    release_case(world.sara, release(held_id))
    assert (room(held_id).case.priority, deadlines(held_id)) == (2, before)


def test_twice_is_once(world: World, held_id: UUID) -> None:
    command = prioritise(held_id, 2)
    first = prioritise_case(world.sara, command)
    prioritise_case(world.sara, prioritise(held_id, 4))
    before = rooms.everything()
    assert prioritise_case(world.sara, command) == first
    assert rooms.everything() == before
    assert room(held_id).case.priority == 4


def test_without_a_reason_or_out_of_range_it_is_no_command(world: World, held_id: UUID) -> None:
    del world
    for priority, reason in ((2, ""), (2, "  "), (0, "Sämre"), (6, "Sämre"), (2, "x" * 501)):
        with pytest.raises(ValidationError):
            prioritise(held_id, priority, reason)


def test_to_what_it_is_already_is_no_change(world: World, held_id: UUID) -> None:
    with refused(ErrorCode.CONFLICT, priority=3):
        prioritise_case(world.sara, prioritise(held_id, 3))


def test_an_errand_has_none(world: World) -> None:
    errand = world.held_case(priority=None, administrative=True)
    for actor in (world.sara, world.helena):
        with refused(ErrorCode.ILLEGAL_MOVE, state="active", move="prioritise"):
            prioritise_case(actor, prioritise(errand, 2))


def test_only_who_answers_for_it(world: World, held_id: UUID) -> None:
    with refused(ErrorCode.NOT_HOLDER):
        prioritise_case(world.johan, prioritise(held_id, 2))
    with refused(ErrorCode.NOT_ALLOWED):
        prioritise_case(world.anna, prioritise(held_id, 1))
    for stranger in (world.maria, world.omar):
        with refused(ErrorCode.NOT_FOUND):
            prioritise_case(stranger, prioritise(held_id, 1))


@pytest.mark.parametrize("state", ["waiting", "offered"])
def test_what_nobody_holds_is_for_supervisors(world: World, case_id: UUID, state: str) -> None:
    Room.objects.filter(case_id=case_id).update(
        state=state, offered_to_id=world.johan.account_id if state == "offered" else None
    )
    with refused(ErrorCode.NOT_HOLDER):
        prioritise_case(world.sara, prioritise(case_id, 2))
    Room.objects.filter(case_id=case_id).update(state="waiting", offered_to_id=None)
    prioritise_case(world.helena, prioritise(case_id, 2))


def test_a_paused_case_is_still_somebodys(world: World, held_id: UUID) -> None:
    Room.objects.filter(case_id=held_id).update(state="paused")
    prioritise_case(world.sara, prioritise(held_id, 2))
    Room.objects.filter(case_id=held_id).update(state="active")
    # The state was changed behind the list's back; the next row says what is true.
    prioritise_case(world.sara, prioritise(held_id, 4))


def test_a_concluded_case_is_over(world: World, held_id: UUID) -> None:
    conclude_case(world.sara, conclude(held_id))
    for actor in (world.sara, world.helena):
        with refused(ErrorCode.ROOM_CLOSED):
            prioritise_case(actor, prioritise(held_id, 1))
