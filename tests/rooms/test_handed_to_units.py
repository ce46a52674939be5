"""Handing over to another unit: which may be asked, what the unit asked is shown before it has taken the case, what
becomes of it when it is taken, returned, left or overtaken, and of everything that hangs on the unit."""

import json
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from chatserver.core import clock, events
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.ids import new_id
from chatserver.core.models import AuditEntry
from people import queries as people
from people.models import CareProvider, OpeningHours, Unit
from rooms import jobs, policy, wire
from rooms.actions import choice, custody, messages, priority
from rooms.actions.conclusion import conclude_case
from rooms.actions.transfers import (
    accept_transfer,
    decline_transfer,
    offer_transfer,
    withdraw_transfer,
)
from rooms.models import Assignment, CustodyStep, Room
from rooms.queries.timeline import case_timeline
from rooms.queries.transfers import transfer_of, units_to_ask
from rooms.streams import room_stream, staff_stream, worklist_stream
from tests.people import world as people_world
from tests.rooms import closing_time
from tests.rooms import world as rooms
from tests.rooms.conftest import handed_rows, opened_room, opened_worklist
from tests.rooms.refusals import refused
from tests.rooms.transfers import (
    SITUATION,
    SUMMARY,
    accept,
    decline,
    gone,
    latest,
    offering,
    other_unit,
    run_out,
    state_of,
    withdraw,
)
from tests.rooms.world import World, room, told


# --- which unit ----------------------------------------------------------------------------------------------------
def test_the_units_to_ask_are_the_others_of_the_care_provider(world: World) -> None:
    elsewhere = Unit.objects.create(
        provider=CareProvider.objects.create(name="Ett annat"), name="Annan mottagning", kind="rehab", telephone=""
    )
    closed = people_world.unit("Stängd mottagning")
    OpeningHours.objects.filter(unit=closed).delete()
    [rehab, shut] = units_to_ask(world.sara).units
    assert (rehab.name, rehab.is_open, rehab.round_the_clock, rehab.closes_at) == ("Rehab Norr", True, True, None)
    assert (shut.name, shut.is_open, shut.round_the_clock, shut.opens_at) == ("Stängd mottagning", False, False, None)
    assert elsewhere.id not in {rehab.id, shut.id}
    with refused(ErrorCode.UNIT_REQUIRED):
        units_to_ask(world.anna)


def test_a_closed_unit_is_not_asked_and_it_is_said_when_it_opens(world: World, held_id: UUID) -> None:
    unit = other_unit(world)
    closing_time.close(replace(world, unit=unit))
    opening = people.unit(unit.id).opening_state
    assert opening.opens_at is not None
    with refused(ErrorCode.CONFLICT, field="to_unit_id", opens_at=opening.opens_at.isoformat()):
        offer_transfer(world.sara, offering(held_id, unit=unit))
    OpeningHours.objects.filter(unit=unit).delete()
    with refused(ErrorCode.CONFLICT, field="to_unit_id", opens_at=None):
        offer_transfer(world.sara, offering(held_id, unit=unit))


def test_no_unit_of_another_care_provider_and_not_the_own_one(world: World, held_id: UUID) -> None:
    other = other_unit(world)
    with refused(ErrorCode.CONFLICT, field="to_unit_id", unit="same"):
        offer_transfer(world.sara, offering(held_id, unit=world.unit))
    Unit.objects.filter(id=other.id).update(provider=CareProvider.objects.create(name="Ett annat"))
    with refused(ErrorCode.CONFLICT, field="to_unit_id", provider="other"):
        offer_transfer(world.sara, offering(held_id, unit=other))
    with refused(ErrorCode.NOT_FOUND):
        offer_transfer(world.sara, offering(held_id, unit=Unit(id=new_id())))


def test_only_who_has_the_case_hands_it_to_a_unit(world: World, held_id: UUID) -> None:
    for actor, code in (
        (world.johan, ErrorCode.NOT_HOLDER),
        (world.omar, ErrorCode.NOT_FOUND),
        (world.anna, ErrorCode.NOT_ALLOWED),
    ):
        with refused(code):
            offer_transfer(actor, offering(held_id, unit=other_unit(world)))


def test_it_waits_as_for_a_profession_and_no_longer_than_the_unit_is_open(world: World) -> None:
    until = {}
    for urgency in (1, 3):
        case_id = world.held_case(priority=urgency)
        offer_transfer(world.sara, offering(case_id, unit=other_unit(world)))
        until[urgency] = latest(case_id).until - latest(case_id).made_at
    assert until == {1: timedelta(minutes=5), 3: timedelta(minutes=30)}
    closes_at = closing_time.close_in(replace(world, unit=other_unit(world)), timedelta(minutes=10))
    case_id = world.held_case()
    offer_transfer(world.sara, offering(case_id, unit=other_unit(world)))
    assert latest(case_id).until == closes_at


# --- what is shown before it is taken ------------------------------------------------------------------------------
def test_the_unit_has_a_row_that_says_from_where_and_by_whom(world: World, to_rehab: UUID) -> None:
    [row] = handed_rows(world)
    assert (row["case_id"], row["resident_name"], row["priority"]) == (str(to_rehab), "Anna Lind", 3)
    handed = row["transfer"]
    assert (handed["from_unit"], handed["by_name"], handed["to_name"]) == (world.unit.name, "Sara Holm", "Rehab Norr")
    assert SITUATION not in json.dumps(row)
    [own] = [item for item in opened_worklist(world.helena, world.unit.id)["items"]]
    assert own["transfer"]["to_unit_id"] == str(world.omar.unit_id)


def test_the_case_is_its_givers_and_shut_to_the_unit_but_for_the_summary(world: World, to_rehab: UUID) -> None:
    assert state_of(to_rehab) == ("active", world.sara.account_id, True)
    messages.send_message(world.sara, rooms.say(to_rehab))
    for act in (
        lambda: policy.read_room(world.omar, to_rehab),
        lambda: messages.send_message(world.omar, rooms.say(to_rehab)),
        lambda: custody.claim_case(world.omar, rooms.claim(to_rehab)),
    ):
        with refused(ErrorCode.NOT_FOUND):
            act()
    assert not policy.may_hear(world.omar, room_stream(to_rehab))
    assert not policy.may_hear(world.omar, staff_stream(to_rehab))
    assert transfer_of(world.omar, to_rehab).summary == SUMMARY
    read = AuditEntry.objects.get(action="transfer.read")
    assert (read.actor_id, read.unit_id, read.resident_id) == (
        world.omar.person,
        world.omar.unit_id,
        world.anna.person,
    )


def test_nobody_else_reads_or_answers_it(world: World, to_rehab: UUID) -> None:
    administrator = replace(world.omar, profession="administrator")
    giver_there = replace(world.sara, unit_id=world.omar.unit_id)
    for actor, code in (
        (administrator, ErrorCode.NOT_FOUND),
        (giver_there, ErrorCode.NOT_ALLOWED),
        (world.johan, ErrorCode.NOT_ALLOWED),
        (world.anna, ErrorCode.NOT_ALLOWED),
    ):
        with refused(code):
            accept_transfer(actor, accept(to_rehab))
        with refused(code):
            decline_transfer(actor, decline(to_rehab))
        with pytest.raises(DomainError):
            transfer_of(actor, to_rehab)


def test_the_row_follows_the_case(world: World, to_rehab: UUID) -> None:
    priority.prioritise_case(world.sara, rooms.prioritise(to_rehab, 1))
    [row] = handed_rows(world)
    assert row["priority"] == 1
    assert told(worklist_stream(other_unit(world).id))[-1] == "handed.listed"


def test_nothing_of_it_reaches_the_resident_before_it_is_taken(world: World, to_rehab: UUID) -> None:
    assert told(room_stream(to_rehab)) == ["case.queued", "case.claimed"]
    assert "Rehab" not in json.dumps(opened_room(world.anna, to_rehab))


# --- taken ---------------------------------------------------------------------------------------------------------
def test_taking_it_moves_the_case_in_one_step(world: World, to_rehab: UUID) -> None:
    before = room(to_rehab)
    accept_transfer(world.omar, accept(to_rehab))
    now = room(to_rehab)
    assert state_of(to_rehab) == ("active", world.omar.account_id, False)
    assert (now.unit_id, now.case.unit_id) == (world.omar.unit_id, world.unit.id)
    kept = ("priority", "arrived_at", "open_by", "assessed_by", "target_minutes")
    assert [getattr(now.case, name) for name in kept] == [getattr(before.case, name) for name in kept]
    standing = Assignment.objects.filter(room_id=to_rehab, state="accepted")
    assert [one.assignee_id for one in standing] == [world.omar.account_id]
    assert CustodyStep.objects.filter(room_id=to_rehab).latest("sequence").move == "transferred"
    messages.send_message(world.omar, rooms.say(to_rehab))
    line = opened_room(world.omar, to_rehab)["staff"]["transfers"][0]
    assert (line["state"], line["summary"]["situation"]) == ("accepted", SITUATION)


def test_both_lists_are_told_and_say_where_it_is(world: World, to_rehab: UUID) -> None:
    accept_transfer(world.omar, accept(to_rehab))
    assert opened_worklist(world.helena, world.unit.id)["items"] == []
    there = opened_worklist(world.omar, other_unit(world).id)
    assert ([item["case_id"] for item in there["items"]], there["handed"]) == ([str(to_rehab)], [])
    gone_from = json.loads(events.after({worklist_stream(world.unit.id): 0})[-1].frame)
    assert (gone_from["type"], gone_from["unit_name"]) == ("case.unlisted", "Rehab Norr")


def test_the_resident_is_told_which_unit_answers_now(world: World, to_rehab: UUID) -> None:
    accept_transfer(world.omar, accept(to_rehab))
    steps = case_timeline(world.anna, to_rehab).steps
    assert (steps[-1].what, steps[-1].name) == ("unit_took_over", "Rehab Norr")
    assert [step.at_unit for step in steps if step.what == "arrived"] == [world.unit.name]
    shown = opened_room(world.anna, to_rehab)["room"]
    assert (shown["unit_name"], shown["holder"]["name"]) == ("Rehab Norr", "Omar Said")
    assert SITUATION not in "".join(event.frame for event in events.after({room_stream(to_rehab): 0}))


def test_the_first_unit_reads_it_no_more_but_by_a_choice(world: World, to_rehab: UUID) -> None:
    accept_transfer(world.omar, accept(to_rehab))
    for actor in (world.sara, world.johan, world.helena):
        assert not policy.may_follow(actor, room_stream(to_rehab))
        with refused(ErrorCode.CHOICE_NEEDED):
            policy.read_room(actor, to_rehab)
    choice.make_choice(world.sara, to_rehab, wire.MakeChoice(reason="follow_up", text=""))
    assert policy.read_room(world.sara, to_rehab).relations == {"chosen"}
    with refused(ErrorCode.NOT_HOLDER):
        messages.send_message(world.sara, rooms.say(to_rehab))
    # A unit that never had it has no choice.
    stranger = rooms.at_place(world.johan, people_world.unit("Telefonenheten", always_open=True))
    with refused(ErrorCode.NOT_FOUND):
        policy.read_room(stranger, to_rehab)


def test_the_next_one_hands_it_on_or_back_as_any_case(world: World, to_rehab: UUID) -> None:
    accept_transfer(world.omar, accept(to_rehab))
    offer_transfer(world.omar, offering(to_rehab, unit=world.unit))
    accept_transfer(world.johan, accept(to_rehab))
    assert (room(to_rehab).unit_id, room(to_rehab).holder_id) == (world.unit.id, world.johan.account_id)
    with refused(ErrorCode.CHOICE_NEEDED):
        policy.read_room(world.omar, to_rehab)


# --- returned, taken back, left, overtaken -------------------------------------------------------------------------
def test_anybody_of_the_unit_returns_it_with_a_reason(world: World, to_rehab: UUID) -> None:
    decline_transfer(world.omar, decline(to_rehab, "competence"))
    assert state_of(to_rehab) == ("active", world.sara.account_id, False)
    assert (room(to_rehab).unit_id, handed_rows(world)) == (world.unit.id, [])
    [line] = opened_room(world.sara, to_rehab)["staff"]["transfers"]
    assert (line["state"], line["declined_for"], line["to_name"]) == ("declined", "competence", "Rehab Norr")
    assert line["summary"] == SUMMARY.model_dump()
    with refused(ErrorCode.NOT_FOUND):
        accept_transfer(world.omar, accept(to_rehab))


def test_one_that_runs_out_comes_back(world: World, to_rehab: UUID) -> None:
    run_out(to_rehab)
    jobs.end_overdue_transfers()
    assert state_of(to_rehab) == ("active", world.sara.account_id, False)
    assert (latest(to_rehab).state, handed_rows(world)) == ("expired", [])


def test_it_is_taken_back(world: World, to_rehab: UUID) -> None:
    withdraw_transfer(world.sara, withdraw(to_rehab))
    assert (state_of(to_rehab)[2], handed_rows(world)) == (False, [])
    offer_transfer(world.sara, offering(to_rehab, unit=other_unit(world)))
    assert len(handed_rows(world)) == 1


@pytest.mark.parametrize("how", ["silent", "handed back", "given away", "concluded", "merged"])
def test_it_ends_with_its_holder(world: World, to_rehab: UUID, how: str) -> None:
    rooms.come_in(world.helena)
    if how == "silent":
        gone(to_rehab)
        assert custody.release_if_away(to_rehab)
    if how == "handed back":
        custody.release_case(world.sara, rooms.release(to_rehab))
    if how == "given away":
        custody.reassign_case(world.helena, rooms.reassign(to_rehab, world.helena))
    if how == "concluded":
        conclude_case(world.sara, rooms.conclude(to_rehab))
    if how == "merged":
        goes_on = world.held_case()
        rooms.merge_by(world.sara, rooms.merge(goes_on, to_rehab))
    assert (latest(to_rehab).state, Room.objects.get(case_id=to_rehab).transfer) == ("withdrawn", None)
    assert (room(to_rehab).unit_id, handed_rows(world)) == (world.unit.id, [])
    with refused(ErrorCode.NOT_FOUND):
        accept_transfer(world.omar, accept(to_rehab))


def test_what_goes_on_in_it_by_merging_is_on_the_units_row(world: World, to_rehab: UUID) -> None:
    other = world.held_case(priority=2)
    rooms.merge_by(world.sara, rooms.merge(to_rehab, other))
    [row] = handed_rows(world)
    assert row["priority"] == 2


def test_cases_of_two_units_are_not_merged(world: World, to_rehab: UUID) -> None:
    left = world.held_case()
    accept_transfer(world.omar, accept(to_rehab))
    with refused(ErrorCode.CHOICE_NEEDED):
        rooms.merge_by(world.sara, rooms.merge(left, to_rehab))


# --- closing time --------------------------------------------------------------------------------------------------
def test_when_the_giver_closes_it_is_still_taken(world: World) -> None:
    to_rehab = world.held_case(arrived_at=closing_time.earlier())
    offer_transfer(world.sara, offering(to_rehab, unit=other_unit(world)))
    closing_time.close(world)
    jobs.give_next_owners()
    kept = room(to_rehab)
    assert (kept.holder_id, kept.transfer is not None, kept.after_hours is not None) == (
        world.sara.account_id,
        True,
        True,
    )
    accept_transfer(world.omar, accept(to_rehab))
    assert opened_room(world.anna, to_rehab)["room"]["after_hours"] is None
    jobs.give_next_owners()
    assert room(to_rehab).unit_id == world.omar.unit_id


def test_when_the_unit_asked_closes_it_comes_back(world: World, held_id: UUID) -> None:
    unit = other_unit(world)
    closes_at = closing_time.close_in(replace(world, unit=unit), timedelta(minutes=5))
    offer_transfer(world.sara, offering(held_id, unit=unit))
    with clock.shifted(closes_at - clock.now()):
        jobs.end_overdue_transfers()
    assert (latest(held_id).state, room(held_id).holder_id) == ("expired", world.sara.account_id)


def test_the_new_units_closing_time_holds_for_it(world: World) -> None:
    to_rehab = world.held_case(arrived_at=closing_time.earlier())
    offer_transfer(world.sara, offering(to_rehab, unit=other_unit(world)))
    accept_transfer(world.omar, accept(to_rehab))
    closing_time.close(replace(world, unit=other_unit(world)))
    jobs.give_next_owners()
    after = room(to_rehab).after_hours
    assert after is not None
    assert (after["closed_unit"], after["held"]) == ("Rehab Norr", True)
