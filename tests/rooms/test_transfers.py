"""Handing over: who may be asked, what acceptance, refusal and silence lead to, who is told what, and who wins where
several act at once. Whoever hands over has the case until somebody has taken it."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from pydantic import ValidationError

from chatserver.core import clock, events
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.models import AuditEntry
from people.models import StaffProfile
from rooms import jobs, policy, wire
from rooms.actions.conclusion import conclude_case
from rooms.actions.custody import claim_case, reassign_case, release_case, release_if_away
from rooms.actions.messages import send_message
from rooms.actions.transfers import (
    accept_transfer,
    decline_transfer,
    expire_transfer,
    offer_transfer,
    withdraw_transfer,
)
from rooms.models import Assignment, CustodyStep, Room, Transfer
from rooms.queries.timeline import case_timeline
from rooms.queries.transfers import transfer_of
from rooms.streams import room_stream, staff_stream, worklist_stream
from tests.rooms.conftest import opened_room
from tests.rooms.refusals import refused
from tests.rooms.test_two_at_once import acks, at_once, refusals
from tests.rooms.transfers import (
    ADVICE,
    PHYSICIAN,
    SITUATION,
    SUMMARY,
    accept,
    as_physician,
    decline,
    gone,
    latest,
    offering,
    run_out,
    state_of,
    withdraw,
)
from tests.rooms.world import World, claim, come_in, conclude, reassign, release, room, say, told


@pytest.fixture
def to_johan(world: World, held_id: UUID) -> UUID:
    """Sara's case with readers, which she wants Johan to take over."""
    come_in(world.johan)
    offer_transfer(world.sara, offering(held_id, world.johan))
    return held_id


@pytest.fixture
def to_physicians(world: World, held_id: UUID) -> UUID:
    """Johan is the only physician."""
    as_physician(world)
    offer_transfer(world.sara, offering(held_id, profession=PHYSICIAN))
    return held_id


# --- asking ----------------------------------------------------------------------------------------------------------
def test_whoever_hands_over_has_the_case_until_it_is_taken(world: World, to_johan: UUID) -> None:
    assert state_of(to_johan) == ("active", world.sara.account_id, True)
    send_message(world.sara, say(to_johan, "Jag frågar en kollega"))
    with refused(ErrorCode.NOT_HOLDER):
        send_message(world.johan, say(to_johan, "Hej"))


def test_the_list_says_who_is_asked_by_whom_and_nothing_of_why(world: World, to_johan: UUID) -> None:
    item = json.loads(events.after({worklist_stream(world.unit.id): 0})[-1].frame)["item"]
    assert (item["transfer"]["by_name"], item["transfer"]["to_name"]) == ("Sara Holm", "Johan Lager")
    told_to_all = "".join(event.frame for event in events.after({worklist_stream(world.unit.id): 0}))
    assert SITUATION not in told_to_all
    assert ADVICE not in told_to_all


def test_nothing_of_it_reaches_the_resident(world: World, to_johan: UUID) -> None:
    assert told(room_stream(to_johan)) == ["case.queued", "case.claimed"]
    assert "transfer" not in json.dumps(opened_room(world.anna, to_johan))
    decline_transfer(world.johan, decline(to_johan))
    assert told(room_stream(to_johan)) == ["case.queued", "case.claimed"]


def test_only_who_has_the_case_hands_it_over(world: World, held_id: UUID) -> None:
    come_in(world.johan, world.helena)
    for actor, code in (
        (world.johan, ErrorCode.NOT_HOLDER),
        (world.helena, ErrorCode.NOT_HOLDER),
        (world.omar, ErrorCode.NOT_FOUND),
        (world.anna, ErrorCode.NOT_ALLOWED),
    ):
        with refused(code):
            offer_transfer(actor, offering(held_id, world.helena))


def test_nobody_is_asked_who_cannot_take_it(world: World, held_id: UUID) -> None:
    with refused(ErrorCode.CONFLICT, presence="offline"):
        offer_transfer(world.sara, offering(held_id, world.johan))
    with refused(ErrorCode.CONFLICT, holder="Sara Holm"):
        offer_transfer(world.sara, offering(held_id, world.sara))
    with refused(ErrorCode.NOT_FOUND, field="to_account_id"):
        offer_transfer(world.sara, offering(held_id, world.omar))
    with refused(ErrorCode.CONFLICT, field="profession"):
        offer_transfer(world.sara, offering(held_id, profession=PHYSICIAN))


def test_to_one_and_with_what_is_needed(world: World, held_id: UUID) -> None:
    with pytest.raises(ValidationError):
        offering(held_id)
    with pytest.raises(ValidationError):
        offering(held_id, world.johan, PHYSICIAN)
    for part in ("situation", "recommendation"):
        with pytest.raises(ValidationError):
            wire.TransferSummary.model_validate(SUMMARY.model_dump() | {part: " "})


def test_one_stands_at_a_time(world: World, to_johan: UUID) -> None:
    come_in(world.helena)
    with refused(ErrorCode.CONFLICT, field="room_id"):
        offer_transfer(world.sara, offering(to_johan, world.helena))
    withdraw_transfer(world.sara, withdraw(to_johan))
    offer_transfer(world.sara, offering(to_johan, world.helena))
    assert Transfer.objects.filter(room_id=to_johan).count() == 2


def test_what_is_urgent_comes_back_sooner(world: World) -> None:
    come_in(world.johan)
    until = {}
    for priority in (1, 3):
        case_id = world.held_case(priority=priority)
        offer_transfer(world.sara, offering(case_id, world.johan))
        found = latest(case_id)
        until[priority] = found.until - found.made_at
    assert until == {1: timedelta(minutes=2), 3: timedelta(minutes=10)}


# --- reading before taking -------------------------------------------------------------------------------------------
def test_whoever_is_asked_reads_the_summary_and_it_is_in_the_trail(world: World, to_johan: UUID) -> None:
    assert transfer_of(world.johan, to_johan).summary == SUMMARY
    read = AuditEntry.objects.get(action="transfer.read")
    assert (read.kind, read.actor_id, read.resident_id) == ("read", world.johan.person, world.anna.person)
    for actor in (world.helena, world.omar, world.sara, world.anna):
        with pytest.raises(DomainError) as found:
            transfer_of(actor, to_johan)
        assert found.value.code in {ErrorCode.NOT_FOUND, ErrorCode.NOT_ALLOWED}


def test_a_summary_that_has_been_answered_is_not_read_there_any_more(world: World, to_johan: UUID) -> None:
    withdraw_transfer(world.sara, withdraw(to_johan))
    with refused(ErrorCode.NOT_FOUND):
        transfer_of(world.johan, to_johan)


# --- answers ---------------------------------------------------------------------------------------------------------
def test_taking_over_moves_responsibility_in_one_step(world: World, to_johan: UUID) -> None:
    before = room(to_johan)
    accept_transfer(world.johan, accept(to_johan))
    now = room(to_johan)
    assert state_of(to_johan) == ("active", world.johan.account_id, False)
    assert (now.case.priority, now.case.arrived_at) == (before.case.priority, before.case.arrived_at)
    standing = Assignment.objects.filter(room_id=to_johan, state="accepted")
    assert [one.assignee_id for one in standing] == [world.johan.account_id]
    assert CustodyStep.objects.filter(room_id=to_johan).latest("sequence").move == "transferred"
    assert told(staff_stream(to_johan))[-2:] == ["transfer.accepted", "custody.changed"]
    assert latest(to_johan).state == "accepted"
    # Whoever handed over reads on as a colleague and writes no more (law 10).
    with refused(ErrorCode.NOT_HOLDER):
        send_message(world.sara, say(to_johan))
    assert not policy.may_follow(world.sara, room_stream(to_johan))


def test_the_resident_is_told_who_took_over(world: World, to_johan: UUID) -> None:
    accept_transfer(world.johan, accept(to_johan))
    steps = [(step.what, step.name) for step in case_timeline(world.anna, to_johan).steps]
    assert steps[-1] == ("taken_over", "Johan Lager")
    assert SITUATION not in "".join(event.frame for event in events.after({room_stream(to_johan): 0}))


def test_a_profession_is_answered_by_whoever_is_first_of_it(world: World, to_physicians: UUID) -> None:
    with refused(ErrorCode.NOT_ALLOWED):
        accept_transfer(world.helena, accept(to_physicians))
    with refused(ErrorCode.NOT_ALLOWED):
        decline_transfer(world.johan, decline(to_physicians))
    accept_transfer(world.johan, accept(to_physicians))
    assert state_of(to_physicians) == ("active", world.johan.account_id, False)
    with refused(ErrorCode.OFFER_OVER, holder="Johan Lager"):
        accept_transfer(world.helena, accept(to_physicians))


def test_declined_it_stays_where_it_was_and_says_why(world: World, to_johan: UUID) -> None:
    decline_transfer(world.johan, decline(to_johan, "competence"))
    assert state_of(to_johan) == ("active", world.sara.account_id, False)
    staff = opened_room(world.sara, to_johan)["staff"]
    [line] = staff["transfers"]
    assert (line["state"], line["declined_for"], line["ended_by"]) == ("declined", "competence", "Johan Lager")
    assert line["summary"]["situation"] == SITUATION
    send_message(world.sara, say(to_johan))


def test_nobody_but_the_person_asked_answers(world: World, to_johan: UUID) -> None:
    for actor in (world.helena, world.sara):
        with refused(ErrorCode.NOT_ALLOWED):
            accept_transfer(actor, accept(to_johan))
        with refused(ErrorCode.NOT_ALLOWED):
            decline_transfer(actor, decline(to_johan))
    with refused(ErrorCode.NOT_HOLDER):
        withdraw_transfer(world.johan, withdraw(to_johan))


def test_one_that_runs_out_comes_back(world: World, to_johan: UUID) -> None:
    assert not expire_transfer(to_johan)
    run_out(to_johan)
    jobs.end_overdue_transfers()
    assert state_of(to_johan) == ("active", world.sara.account_id, False)
    assert (latest(to_johan).state, latest(to_johan).ended_by_name) == ("expired", "")
    with refused(ErrorCode.OFFER_OVER, holder="Sara Holm"):
        accept_transfer(world.johan, accept(to_johan))


def test_an_answer_to_an_earlier_one_is_none_to_the_later(world: World, to_johan: UUID) -> None:
    earlier = accept(to_johan)
    withdraw_transfer(world.sara, withdraw(to_johan))
    offer_transfer(world.sara, offering(to_johan, world.johan))
    with refused(ErrorCode.OFFER_OVER, holder="Sara Holm"):
        accept_transfer(world.johan, earlier)


# --- what else becomes of the case -----------------------------------------------------------------------------------
@pytest.mark.parametrize("how", ["silent", "handed back", "given away", "concluded"])
def test_it_ends_with_its_holder_and_the_summary_stays(world: World, to_johan: UUID, how: str) -> None:
    come_in(world.helena)
    if how == "silent":
        gone(to_johan)
        assert release_if_away(to_johan)
    if how == "handed back":
        release_case(world.sara, release(to_johan))
    if how == "given away":
        reassign_case(world.helena, reassign(to_johan, world.helena))
    if how == "concluded":
        conclude_case(world.sara, conclude(to_johan))
    assert Room.objects.get(case_id=to_johan).transfer is None
    assert latest(to_johan).state == "withdrawn"
    [line] = opened_room(world.helena, to_johan)["staff"]["transfers"]
    assert line["summary"] == SUMMARY.model_dump()


def test_whoever_finds_the_case_in_the_queue_has_the_summary(world: World, to_johan: UUID) -> None:
    gone(to_johan)
    release_if_away(to_johan)
    claim_case(world.johan, claim(to_johan))
    assert opened_room(world.johan, to_johan)["staff"]["transfers"][0]["summary"]["recommendation"] == ADVICE


def test_a_profession_is_told_by_what_one_is_now(world: World, to_physicians: UUID) -> None:
    """Not by who could have answered when it was offered: somebody new of the profession may."""
    helena = helena_too(world)
    assert transfer_of(helena, to_physicians).profession == PHYSICIAN
    accept_transfer(helena, accept(to_physicians))
    assert room(to_physicians).holder_id == helena.account_id


def helena_too(world: World) -> Actor:
    """Helena is a physician as well."""
    StaffProfile.objects.filter(account_id=world.helena.person).update(profession=PHYSICIAN)
    return replace(world.helena, profession=PHYSICIAN)


# --- at once ---------------------------------------------------------------------------------------------------------
def everything_at_once(world: World, case_id: UUID) -> list[Callable[[], object]]:
    return [
        lambda: accept_transfer(world.johan, accept(case_id)),
        lambda: withdraw_transfer(world.sara, withdraw(case_id)),
        lambda: expire_transfer(case_id),
        lambda: reassign_case(world.helena, reassign(case_id, world.helena)),
        lambda: release_case(world.sara, release(case_id)),
    ]


@pytest.mark.parametrize("others", [[1], [2], [3], [4], [1, 2, 3, 4]])
def test_of_answer_withdrawal_deadline_and_supervisor_one_wins(world: World, to_johan: UUID, others: list[int]) -> None:
    come_in(world.helena)
    run_out(to_johan)
    calls = everything_at_once(world, to_johan)
    at_once(calls[0], *[calls[number] for number in others])
    now = room(to_johan)
    held = Assignment.objects.filter(room_id=to_johan, state="accepted")
    assert [one.assignee_id for one in held] == ([now.holder_id] if now.holder_id else [])
    responsible = now.participations.filter(role="responsible", left_sequence=None)
    assert [one.account_id for one in responsible] == ([now.holder_id] if now.holder_id else [])
    assert (now.transfer, latest(to_johan).ended_at is None) == (None, False)


def test_the_same_answer_from_two_tabs_is_given_once(world: World, to_johan: UUID) -> None:
    command = accept(to_johan)
    outcomes = at_once(*[lambda: accept_transfer(world.johan, command)] * 3)
    assert (len(acks(outcomes)), refusals(outcomes)) == (3, [])
    assert CustodyStep.objects.filter(room_id=to_johan, move="transferred").count() == 1


def test_two_of_a_profession_at_once_are_one(world: World, to_physicians: UUID) -> None:
    helena = helena_too(world)
    outcomes = at_once(
        lambda: accept_transfer(world.johan, accept(to_physicians)),
        lambda: accept_transfer(helena, accept(to_physicians)),
    )
    assert (len(acks(outcomes)), [one.code for one in refusals(outcomes)]) == (1, [ErrorCode.OFFER_OVER])


def test_the_clock_is_the_houses(world: World, to_johan: UUID) -> None:
    with clock.shifted(timedelta(minutes=11)):
        assert expire_transfer(to_johan)
