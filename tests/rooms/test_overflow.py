"""Overflow between units: what the unit that helps is shown of another unit's waiting cases, who may take one, what
becomes of it then, and who wins where several act at once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest

from chatserver.core import clock, events
from chatserver.core.actor import SYSTEM
from chatserver.core.errors import ErrorCode
from chatserver.core.models import AuditEntry
from people import queries as people
from people.actions.units import set_overflow
from people.models import StaffProfile, Unit
from people.overflow import Overflow as Terms
from rooms import jobs, steps, wire
from rooms.actions import choice, presence, priority
from rooms.actions.custody import claim_case, reassign_case, release_case
from rooms.actions.offers import decline_offer
from rooms.actions.overflow import settle, take_overflow
from rooms.actions.withdrawal import withdraw_case
from rooms.models import Assignment, CustodyStep, Overflow
from rooms.queries import waiting
from rooms.queries.overflow import overflow_view, to_settle
from rooms.queries.timeline import case_timeline
from rooms.streams import room_stream, staff_stream, worklist_stream
from tests.rooms import closing_time, offers
from tests.rooms import world as rooms
from tests.rooms.callbacks import withdraw
from tests.rooms.conftest import Readers, opened_room, opened_worklist
from tests.rooms.overflows import helped, lent, shown, take
from tests.rooms.refusals import refused
from tests.rooms.test_two_at_once import acks, at_once, refusals
from tests.rooms.transfers import nurse_there, other_unit
from tests.rooms.world import World, room, told


@pytest.fixture
def lent_id(world: World, case_id: UUID, readers: Readers) -> UUID:
    """The case with readers, shown at Rehab Norr because nobody is here."""
    readers.follow(case_id)
    helped(world)
    jobs.look_for_help()
    assert shown(world) == [str(case_id)]
    return case_id


def why_shown(world: World) -> list[str]:
    [row] = opened_worklist(world.omar, other_unit(world).id)["overflow"]
    return [reason["code"] for reason in row["reasons"]]


def why_waiting(world: World, case_id: UUID) -> list[str]:
    return [one.code for one in waiting.waiting(world.anna, case_id).why]


def long_waiting(world: World) -> UUID:
    """A case that has waited for all that was promised."""
    return world.case(priority=2, arrived_at=clock.now() - timedelta(days=1))


# --- what is shown -------------------------------------------------------------------------------------------------
def test_with_nobody_here_the_other_unit_may_take_it_and_all_are_told_why(world: World, lent_id: UUID) -> None:
    [row] = opened_worklist(world.omar, other_unit(world).id)["overflow"]
    assert (row["resident_name"], row["from_unit"], row["profession"]) == ("Anna Lind", world.unit.name, "nurse")
    assert why_shown(world) == ["helps_nobody", "earliest_deadline"]
    [own] = opened_worklist(world.sara, world.unit.id)["items"]
    assert (own["overflow"]["to_unit"], own["state"]) == ("Rehab Norr", "waiting")
    assert "help_asked" in why_waiting(world, lent_id)
    assert [entry.action for entry in AuditEntry.objects.filter(action__startswith="overflow")] == ["overflow.begin"]
    # The room itself is shut to them.
    with refused(ErrorCode.NOT_FOUND):
        opened_room(world.omar, lent_id)


def test_while_somebody_is_here_it_is_shown_once_it_has_waited(world: World, case_id: UUID) -> None:
    helped(world)
    rooms.come_in(world.sara)
    jobs.look_for_help()
    assert shown(world) == []
    waited_id = long_waiting(world)
    jobs.look_for_help()
    assert (shown(world), why_shown(world)) == ([str(waited_id)], ["helps_waited", "priority"])


def test_whoever_comes_has_it_alone_again(world: World, lent_id: UUID) -> None:
    rooms.come_in(world.sara)
    jobs.look_for_help()
    assert (shown(world), room(lent_id).overflow) == ([], None)
    assert "help_asked" not in why_waiting(world, lent_id)
    assert Overflow.objects.get().ended_at is not None
    assert AuditEntry.objects.filter(action="overflow.end").count() == 1


def test_a_unit_that_is_away_or_busy_helps_nobody(world: World, case_id: UUID) -> None:
    helped(world)
    presence.set_presence(world.omar, wire.SetPresence(declared="busy"))
    jobs.look_for_help()
    assert shown(world) == []
    presence.set_presence(world.omar, wire.SetPresence(declared="available"))
    jobs.look_for_help()
    assert shown(world) == [str(case_id)]


def test_only_in_the_hours_agreed(world: World, case_id: UUID) -> None:
    helped(world)
    now = clock.now().astimezone(people.unit(world.unit.id).zone)
    minute = now.hour * 60 + now.minute
    # Over an hour ago and for an hour: whatever the hour is, not now.
    terms = Unit.objects.filter(id=world.unit.id)
    terms.update(overflow_opens=(minute + 60) % 1440, overflow_closes=(minute + 120) % 1440)
    jobs.look_for_help()
    assert (shown(world), state_of_help(world)) == ([], "outside")
    terms.update(overflow_opens=(minute - 60) % 1440, overflow_closes=(minute + 60) % 1440)
    jobs.look_for_help()
    assert (shown(world), state_of_help(world)) == ([str(case_id)], "now")


def state_of_help(world: World) -> str:
    told = overflow_view(world.helena).helped_by
    assert told is not None
    return told.state


def test_a_closed_unit_follows_closing_time_and_a_closed_helper_helps_nobody(world: World, case_id: UUID) -> None:
    helper = helped(world)
    closing_time.close(world)
    jobs.look_for_help()
    assert (shown(world), state_of_help(world)) == ([], "closed")
    closing_time.open_unit(world)
    closing_time.close(replace(world, unit=helper))
    jobs.look_for_help()
    assert (shown(world), state_of_help(world)) == ([], "helper_closed")


def test_own_cases_take_the_hand_first(world: World, case_id: UUID) -> None:
    helper = helped(world)
    world.case(unit_id=helper.id)
    jobs.look_for_help()
    assert shown(world) == []
    rooms.prioritise_by(world.helena, case_id, 2)
    jobs.look_for_help()
    assert shown(world) == [str(case_id)]
    world.case(unit_id=helper.id, priority=1)
    jobs.look_for_help()
    assert shown(world) == []


def test_each_is_shown_where_it_fits_somebody(world: World) -> None:
    helped(world)
    case_id = world.case(profession="physician")
    jobs.look_for_help()
    assert shown(world) == []
    StaffProfile.objects.filter(account_id=world.omar.person).update(profession="physician")
    jobs.look_for_help()
    assert shown(world) == [str(case_id)]


def test_whom_the_own_people_are_asked_about_is_not_shown(world: World) -> None:
    helped(world)
    offers.offering(world, world.sara)
    case_id = long_waiting(world)
    jobs.look_for_help()
    assert shown(world) == []
    offers.round_at(world)
    # Sara has said no: nobody here is left to be asked.
    decline_offer(world.sara, offers.decline(case_id))
    jobs.look_for_help()
    assert shown(world) == [str(case_id)]


def test_it_follows_every_change_of_the_row(world: World, lent_id: UUID) -> None:
    priority.prioritise_case(world.helena, rooms.prioritise(lent_id, 2))
    [row] = opened_worklist(world.omar, other_unit(world).id)["overflow"]
    assert row["priority"] == 2
    assert told(worklist_stream(other_unit(world).id)).count("overflow.listed") == 2


def test_a_setting_that_is_taken_back_takes_all_back(world: World, lent_id: UUID) -> None:
    set_overflow(SYSTEM, world.unit.id, None)
    jobs.look_for_help()
    assert shown(world) == []


# --- who takes it --------------------------------------------------------------------------------------------------
def test_whoever_takes_it_has_it_at_their_unit_with_all_it_had(world: World, lent_id: UUID, readers: Readers) -> None:
    before = room(lent_id).case
    take_overflow(world.omar, take(lent_id))
    now = room(lent_id)
    assert (now.unit_id, now.holder_id, now.state, now.overflow) == (
        world.omar.unit_id,
        world.omar.account_id,
        "active",
        None,
    )
    assert (now.case.priority, now.case.arrived_at, now.case.open_by) == (
        before.priority,
        before.arrived_at,
        before.open_by,
    )
    assert shown(world) == []
    assert [item["case_id"] for item in opened_worklist(world.omar, now.unit_id)["items"]] == [str(lent_id)]
    assert opened_worklist(world.sara, world.unit.id)["items"] == []
    assert Overflow.objects.get().taken_by_id == world.omar.account_id
    assert AuditEntry.objects.filter(action="overflow.take").count() == 1


def test_the_resident_reads_which_unit_answers_and_staff_why_they_have_it(world: World, lent_id: UUID) -> None:
    take_overflow(world.omar, take(lent_id))
    shown_room = opened_room(world.anna, lent_id)["room"]
    assert (shown_room["unit_name"], shown_room["holder"]["name"]) == ("Rehab Norr", "Omar Said")
    assert ("unit_took_over", "Rehab Norr") in [
        (step.what, step.name) for step in case_timeline(world.anna, lent_id).steps
    ]
    step = CustodyStep.objects.get(room_id=lent_id, move="helped")
    assert (step.reason, step.holder_name) == (world.unit.name, "Omar Said")
    assert [one["code"] for one in step.reasons or []] == ["helps_nobody", "earliest_deadline"]
    assert "custody.changed" in told(staff_stream(lent_id))
    # What the room is told names no reason.
    [moved] = [event for event in events.after({room_stream(lent_id): 0}) if event.type == "case.reassigned"]
    assert "helps" not in str(moved.frame)


def test_the_first_unit_opens_it_by_a_choice(world: World, lent_id: UUID) -> None:
    take_overflow(world.omar, take(lent_id))
    with refused(ErrorCode.CHOICE_NEEDED):
        opened_room(world.sara, lent_id)
    body = wire.MakeChoice(reason="follow_up", text="")
    choice.make_choice(world.sara, lent_id, body)
    opened_room(world.sara, lent_id)


def test_handed_back_it_waits_at_the_unit_that_took_it(world: World, lent_id: UUID) -> None:
    take_overflow(world.omar, take(lent_id))
    release_case(world.omar, rooms.release(lent_id))
    jobs.look_for_help()
    assert (room(lent_id).state, room(lent_id).unit_id, shown(world)) == ("waiting", world.omar.unit_id, [])


def test_it_is_for_those_whom_it_fits(world: World, lent_id: UUID) -> None:
    StaffProfile.objects.filter(account_id=world.omar.person).update(profession="counsellor")
    with refused(ErrorCode.CONFLICT, field="room_id", why="other_profession"):
        take_overflow(world.omar, take(lent_id))


@pytest.mark.parametrize(("who", "code"), [("sara", ErrorCode.OFFER_OVER), ("anna", ErrorCode.NOT_ALLOWED)])
def test_nobody_else_takes_it_so(world: World, lent_id: UUID, who: str, code: ErrorCode) -> None:
    params = {"holder": None} if code is ErrorCode.OFFER_OVER else {}
    with refused(code, **params):
        take_overflow(getattr(world, who), take(lent_id))


def test_what_is_not_shown_is_not_there(world: World, case_id: UUID) -> None:
    with refused(ErrorCode.NOT_FOUND):
        take_overflow(world.omar, take(case_id))


def test_whoever_is_too_late_is_told_who_has_it(world: World, lent_id: UUID) -> None:
    take_overflow(world.omar, take(lent_id))
    with refused(ErrorCode.OFFER_OVER, holder="Omar Said"):
        take_overflow(nurse_there(world), take(lent_id))


# --- what ends it --------------------------------------------------------------------------------------------------
def given_here(world: World, case_id: UUID) -> None:
    rooms.come_in(world.sara)
    reassign_case(world.helena, rooms.reassign(case_id, world.sara))


def offered_here(world: World, case_id: UUID) -> None:
    offers.offering(world, world.sara)
    offers.round_at(world)
    assert offers.asked(case_id) == world.sara.account_id


ENDINGS: dict[str, Callable[[World, UUID], object]] = {
    "claimed here": lambda world, case_id: claim_case(world.sara, rooms.claim(case_id)),
    "given here": given_here,
    "offered here": offered_here,
    "withdrawn": lambda world, case_id: withdraw_case(world.anna, withdraw(case_id)),
}


@pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS.keys())
def test_it_ends_with_what_becomes_of_the_case(
    world: World, lent_id: UUID, ending: Callable[[World, UUID], object]
) -> None:
    ending(world, lent_id)
    assert (room(lent_id).overflow, shown(world)) == (None, [])
    assert Overflow.objects.get().taken_by_id is None
    with refused(ErrorCode.NOT_FOUND):
        take_overflow(world.omar, take(lent_id))


def test_closing_time_takes_it_back_before_it_moves_the_case(world: World) -> None:
    case_id = lent(world, priority=1, arrived_at=closing_time.earlier())
    closing_time.name_another(world)
    closing_time.close(world)
    jobs.give_next_owners()
    assert (room(case_id).unit_id, room(case_id).overflow, shown(world)) == (other_unit(world).id, None, [])
    assert [item["case_id"] for item in opened_worklist(world.omar, room(case_id).unit_id)["items"]] == [str(case_id)]


# --- at once -------------------------------------------------------------------------------------------------------
def test_of_two_at_the_unit_one_has_it(world: World, lent_id: UUID) -> None:
    eva = nurse_there(world)
    outcomes = at_once(lambda: take_overflow(world.omar, take(lent_id)), lambda: take_overflow(eva, take(lent_id)))
    assert (len(acks(outcomes)), [one.code for one in refusals(outcomes)]) == (1, [ErrorCode.OFFER_OVER])


def test_of_both_units_one_has_it(world: World, lent_id: UUID) -> None:
    for _ in range(3):
        at_once(
            lambda: take_overflow(world.omar, take(lent_id)),
            lambda: claim_case(world.sara, rooms.claim(lent_id)),
            lambda: settle(other_unit(world).id, [lent_id]),
        )
        now = room(lent_id)
        held = Assignment.objects.filter(room_id=lent_id, state="accepted")
        assert [one.assignee_id for one in held] == [now.holder_id]
        at_home = now.holder_id == world.sara.account_id
        assert now.unit_id == (world.unit.id if at_home else world.omar.unit_id)
        assert (now.overflow, shown(world), Overflow.objects.filter(ended_at=None).count()) == (None, [], 0)
        if not at_home:
            return
        release_case(world.sara, rooms.release(lent_id))
        jobs.look_for_help()


def test_units_that_help_each_other_wait_for_each_other_in_one_order(world: World) -> None:
    """Each of the two lists is told of both: none holds one list and waits for the other."""
    helper = helped(world)
    set_overflow(SYSTEM, helper.id, Terms(world.unit.id, 0, 0, 0))
    set_overflow(SYSTEM, world.unit.id, Terms(helper.id, 0, 0, 0))
    rooms.come_in(world.sara)
    for _ in range(4):
        ours, theirs = world.case(priority=1), world.case(unit_id=helper.id, priority=1)
        at_once(partial(settle, helper.id, [ours]), partial(settle, world.unit.id, [theirs]))
        at_once(*[partial(_ended, helper.id, ours), partial(_ended, world.unit.id, theirs)])
        for actor, case_id in ((world.sara, ours), (world.omar, theirs)):
            rooms.claim_for(actor, case_id)
            rooms.conclude_by(actor, case_id)


def _ended(helper_id: UUID, case_id: UUID) -> int:
    return settle(helper_id, [case_id])


def test_the_same_command_twice_is_one(world: World, lent_id: UUID) -> None:
    command = take(lent_id)
    outcomes = at_once(*[lambda: take_overflow(world.omar, command)] * 3)
    assert (len(acks(outcomes)), refusals(outcomes)) == (3, [])
    assert CustodyStep.objects.filter(room_id=lent_id, move="helped").count() == 1


def test_the_job_twice_is_once(world: World, lent_id: UUID) -> None:
    before = rooms.everything()
    assert (to_settle(), settle(other_unit(world).id, [lent_id])) == ({}, 0)
    jobs.look_for_help()
    assert rooms.everything() == before


def test_what_fails_in_the_middle_leaves_it_where_it_was(
    world: World, lent_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise RuntimeError("in the middle")

    before = rooms.everything()
    with monkeypatch.context() as broken:
        broken.setattr(steps, "record", failing)
        with pytest.raises(RuntimeError):
            take_overflow(world.omar, take(lent_id))
        set_overflow(SYSTEM, world.unit.id, None)
        with pytest.raises(RuntimeError):
            settle(other_unit(world).id, [lent_id])
    assert {**rooms.everything(), "audit": before["audit"]} == before
    assert (room(lent_id).unit_id, shown(world)) == (world.unit.id, [str(lent_id)])
