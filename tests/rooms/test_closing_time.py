"""Closing time: every open case has a next owner, whatever stops the job, and nothing of it is lost."""

import logging
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError
from people.models import Unit
from rooms import jobs, policy, wire
from rooms.actions import closing, offers
from rooms.models import Case, Room
from rooms.queries.closing import closing_view, without_next_owner
from rooms.queries.timeline import case_timeline
from rooms.queries.worklist import open_rooms
from rooms.streams import room_stream, worklist_stream
from tests.rooms import closing_time
from tests.rooms import offers as offering
from tests.rooms import world as rooms
from tests.rooms.conftest import Readers, opened_room, opened_worklist
from tests.rooms.world import World, room, told
from tests.support.hours import hours_around

EARLIER = timedelta(hours=1)


def open_case(world: World, priority: int | None = 3, author: Actor | None = None) -> UUID:
    return world.case(author, arrived_at=clock.now() - EARLIER, priority=priority, administrative=priority is None)


def shut(world: World) -> datetime:
    at = closing_time.close(world)
    jobs.give_next_owners()
    return at


def said(case_id: UUID) -> wire.AfterHours:
    return wire.AfterHours.model_validate(room(case_id).after_hours)


def steps_of(case_id: UUID) -> list[tuple[str, str]]:
    return [(step.move, step.reason) for step in room(case_id).custody.order_by("sequence")]


# --- Show 5 --------------------------------------------------------------------------------------------------------
def test_closing_time_passes_over_forty_open_rooms(
    world: World, readers: Readers, caplog: pytest.LogCaptureFixture
) -> None:
    """Show 5. Twelve of forty are somebody's, six are of priority 1 and 2, of which one is somebody's."""
    closing_time.close_in(world, timedelta(minutes=20))
    priorities = [1, 1, 2, 2, 2, 1] + [3, 4, 5, None] * 8 + [3, 4]
    cases = [open_case(world, priority, (world.anna, world.maria)[n % 2]) for n, priority in enumerate(priorities)]
    held = [*cases[5:6], *cases[6:17]]
    rooms.come_in(world.sara)
    for case_id in held:
        rooms.claim_for(world.sara, case_id)
    for case_id in (cases[0], cases[6], cases[30]):
        readers.follow(case_id)
    before = promised()
    jobs.give_next_owners()
    assert not Room.objects.exclude(after_hours=None).exists()
    with clock.shifted(timedelta(minutes=21)), caplog.at_level(logging.WARNING, "vardrum.rooms"):
        rooms.come_in(world.sara)
        jobs.give_next_owners()
        opens_at = world_unit_opens(world)
        owners = {case_id: said(case_id).owner for case_id in cases}
        assert [owners[one] for one in cases] == ["supervisor"] * 6 + ["unit"] * 34
        assert {said(case_id).opens_at for case_id in cases} == {opens_at}
        assert all(room(case_id).holder_id == world.sara.person for case_id in held)
        alarmed = [record for record in caplog.records if record.message == "case.unresolved_at_closing"]
        assert {UUID(str(record.__dict__["room"])) for record in alarmed} == set(cases[:5])
        listed = {item["case_id"]: item for item in opened_worklist(world.helena, world.unit.id)["items"]}
        assert {listed[str(one)]["after_hours"]["owner"] for one in cases[:6]} == {"supervisor"}
        for case_id in cases:
            assert steps_of(case_id)[-1] == ("closed", owners[case_id])
            author = world.anna if room(case_id).case.author_id == world.anna.person else world.maria
            assert case_timeline(author, case_id).steps[-1].what == "closed"
            assert opened_room(author, case_id)["room"]["after_hours"]["owner"] == owners[case_id]
        assert promised() == before
        readers.compare()
        heads = told_of(world)
        jobs.give_next_owners()
        assert told_of(world) == heads


def promised() -> set[tuple[object, ...]]:
    return set(Case.objects.values_list("id", "priority", "arrived_at", "open_by", "assessed_by"))


def world_unit_opens(world: World) -> datetime | None:
    return closing_view(world.helena, world.unit.id).opens_at


def told_of(world: World) -> list[str]:
    return [*told(worklist_stream(world.unit.id)), *(kind for one in world.cases for kind in told(room_stream(one)))]


# --- the rule ------------------------------------------------------------------------------------------------------
def test_what_can_wait_is_the_units_own_when_it_opens_again(world: World) -> None:
    case_id = open_case(world, 4)
    closed_at = shut(world)
    next_owner = said(case_id)
    assert (next_owner.owner, next_owner.closed_at, next_owner.unit_name) == ("unit", closed_at, world.unit.name)
    assert next_owner.opens_at == closed_at + timedelta(hours=2)
    assert room(case_id).state == "waiting"


def test_what_is_urgent_moves_to_the_unit_that_never_closes(world: World) -> None:
    other = closing_time.name_another(world)
    case_id, calm_id = open_case(world, 1), open_case(world, 3)
    before = room(case_id)
    shut(world)
    moved = room(case_id)
    assert (moved.unit_id, moved.state, moved.epoch) == (other.id, "waiting", before.epoch + 1)
    assert (moved.case.arrived_at, moved.case.open_by) == (before.case.arrived_at, before.case.open_by)
    next_owner = said(case_id)
    assert (next_owner.owner, next_owner.unit_name, next_owner.opens_at) == ("round_the_clock", other.name, None)
    assert [one.case_id for one in open_rooms(world.unit.id)] == [calm_id]
    # Whoever is there now may take it, and those who were may not look on.
    assert opened_room(world.anna, case_id)["room"]["unit_name"] == other.name
    assert not policy.may_follow(world.sara, room_stream(case_id))
    rooms.claim_for(world.omar, case_id)
    assert opened_room(world.anna, case_id)["room"]["after_hours"] is None


def test_a_named_unit_that_is_closed_too_is_nobody(world: World) -> None:
    other = closing_time.name_another(world)
    closing_time.set_hours(other, hours_around(clock.now() - timedelta(minutes=1)))
    case_id = open_case(world, 2)
    shut(world)
    assert (said(case_id).owner, room(case_id).unit_id) == ("supervisor", world.unit.id)


def test_alarm_words_that_nobody_knows_of_are_urgent(world: World) -> None:
    case_id = open_case(world, 4)
    rooms.send(world.anna, case_id, "Jag vill dö")
    shut(world)
    assert said(case_id).owner == "supervisor"


def test_whoever_has_a_case_keeps_it_and_what_comes_next_is_said(world: World) -> None:
    rooms.come_in(world.sara)
    closing_time.name_another(world)
    case_id = open_case(world, 1)
    rooms.claim_for(world.sara, case_id)
    shut(world)
    assert (room(case_id).holder_id, said(case_id).owner) == (world.sara.person, "round_the_clock")
    assert room(case_id).unit_id == world.unit.id
    # Once she hands it back nobody has it, and it moves.
    rooms.release_by(world.sara, case_id)
    jobs.give_next_owners()
    assert (room(case_id).holder_id, room(case_id).unit_id) == (None, Unit.objects.exclude(id=world.unit.id).get().id)


def test_an_alarm_ends_when_somebody_takes_the_case_and_comes_again_when_they_leave_it(world: World) -> None:
    rooms.come_in(world.sara)
    case_id = open_case(world, 1)
    shut(world)
    rooms.claim_for(world.sara, case_id)
    jobs.give_next_owners()
    assert [step for step in steps_of(case_id) if step[0] == "closed"] == [("closed", "supervisor")]
    assert row_of(world, case_id)["after_hours"] is None
    rooms.release_by(world.sara, case_id)
    jobs.give_next_owners()
    assert row_of(world, case_id)["after_hours"]["owner"] == "supervisor"


def row_of(world: World, case_id: UUID) -> dict[str, dict[str, str]]:
    items = opened_worklist(world.helena, world.unit.id)["items"]
    return next(item for item in items if item["case_id"] == str(case_id))


def test_an_alarm_stands_after_the_unit_has_opened_until_it_is_handled(world: World) -> None:
    case_id = open_case(world, 2)
    shut(world)
    closing_time.open_unit(world)
    jobs.give_next_owners()
    assert row_of(world, case_id)["after_hours"]["owner"] == "supervisor"
    rooms.claim_for(world.johan, case_id)
    assert row_of(world, case_id)["after_hours"] is None


def test_what_is_raised_or_lowered_after_closing_time_is_judged_anew(world: World) -> None:
    case_id = open_case(world, 3)
    shut(world)
    rooms.prioritise_by(world.helena, case_id, 1)
    jobs.give_next_owners()
    assert said(case_id).owner == "supervisor"
    rooms.prioritise_by(world.helena, case_id, 4)
    jobs.give_next_owners()
    assert said(case_id).owner == "unit"


def test_who_comes_after_closing_time_was_told_so_but_what_is_urgent_needs_somebody(world: World) -> None:
    closing_time.close(world)
    calm_id, urgent_id = world.case(priority=3), world.case(priority=2)
    jobs.give_next_owners()
    assert room(calm_id).after_hours is None
    assert said(urgent_id).owner == "supervisor"


def test_an_offer_of_what_can_wait_is_withdrawn_and_an_urgent_one_stands(world: World) -> None:
    for priority, state in ((4, "waiting"), (1, "offered")):
        closing_time.open_unit(world)
        _, profession = offering.specialist(world)
        case_id = world.case(arrived_at=clock.now() - EARLIER, priority=priority, profession=profession)
        offers.make_offers(world.unit.id, [case_id])
        assert room(case_id).state == "offered"
        shut(world)
        assert room(case_id).state == state
        assert said(case_id).owner == ("supervisor" if priority == 1 else "unit")


def test_guests_of_the_unit_that_closed_do_not_come_along(world: World) -> None:
    closing_time.name_another(world)
    rooms.come_in(world.sara)
    case_id = open_case(world, 2)
    rooms.claim_for(world.sara, case_id)
    rooms.guest_in(world.sara, case_id)
    rooms.release_by(world.sara, case_id)
    shut(world)
    assert not room(case_id).participations.filter(role="interpreter", left_sequence=None).exists()


def test_concluded_cases_and_units_without_hours_are_left_alone(world: World) -> None:
    rooms.come_in(world.sara)
    case_id = open_case(world)
    rooms.claim_for(world.sara, case_id)
    rooms.conclude_by(world.sara, case_id)
    other_id = open_case(world)
    shut(world)
    assert room(case_id).after_hours is None
    closing_time.set_hours(world.unit, [])
    third_id = open_case(world, 1)
    jobs.give_next_owners()
    assert room(third_id).after_hours is None
    assert said(other_id).owner == "unit"


# --- late, twice, interrupted --------------------------------------------------------------------------------------
def test_a_job_that_dies_between_two_cases_leaves_the_rest_to_the_next_run(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = [open_case(world, priority) for priority in (4, 2, 3)]
    closing_time.close(world)
    give = closing.give_next_owner
    monkeypatch.setattr(closing, "give_next_owner", dying_after(2, give))
    with pytest.raises(RuntimeError):
        jobs.give_next_owners()
    # The most urgent first: whatever stops it stops it after those.
    assert [room(case_id).after_hours is not None for case_id in cases] == [False, True, True]
    monkeypatch.setattr(closing, "give_next_owner", give)
    jobs.give_next_owners()
    assert [steps_of(case_id).count(("closed", said(case_id).owner)) for case_id in cases] == [1, 1, 1]
    assert without_next_owner() == []


def dying_after(count: int, give: object) -> object:
    left = [count]

    def dying(room_id: UUID) -> bool:
        if left[0] == 0:
            raise RuntimeError("the worker is gone")
        left[0] -= 1
        assert callable(give)
        return bool(give(room_id))

    return dying


def test_a_job_that_comes_a_night_late_says_what_is_true_then(world: World) -> None:
    case_id = open_case(world, 1)
    closed_at = closing_time.close(world)
    with clock.shifted(timedelta(hours=2, minutes=5)):
        jobs.give_next_owners()
        assert room(case_id).after_hours is None
    with clock.shifted(timedelta(hours=4)):
        jobs.give_next_owners()
        assert said(case_id).closed_at == closed_at + timedelta(hours=3)


def test_a_claim_before_the_lock_is_seen(world: World) -> None:
    rooms.come_in(world.sara)
    case_id = open_case(world, 1)
    closing_time.name_another(world)
    closing_time.close(world)
    [candidate] = without_next_owner()
    rooms.claim_for(world.sara, candidate)
    assert closing.give_next_owner(candidate)
    assert (room(case_id).holder_id, room(case_id).unit_id) == (world.sara.person, world.unit.id)


# --- what is foretold ----------------------------------------------------------------------------------------------
def test_before_closing_time_it_is_shown_what_will_become_of_each(world: World) -> None:
    closing_time.close_in(world, timedelta(minutes=20))
    calm, urgent = open_case(world, 3), open_case(world, 1)
    seen = closing_view(world.sara, world.unit.id)
    assert (seen.soon, seen.closed_at, seen.round_the_clock) == (True, None, None)
    assert [(one.case_id, one.owner) for one in seen.rooms] == [(urgent, "supervisor"), (calm, "unit")]
    assert seen.closes_at is not None
    assert seen.opens_at is not None
    other = closing_time.name_another(world)
    seen = closing_view(world.sara, world.unit.id)
    assert (seen.round_the_clock, seen.rooms[0].owner) == (other.name, "round_the_clock")
    with pytest.raises(DomainError):
        closing_view(world.omar, world.unit.id)


def test_long_before_it_and_where_it_never_closes_there_is_nothing_to_look_at(world: World) -> None:
    assert closing_view(world.sara, world.unit.id).closes_at is None
    closing_time.close_in(world, timedelta(hours=3))
    assert not closing_view(world.sara, world.unit.id).soon
