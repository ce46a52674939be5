"""Claiming, handing back, reassigning: who has the case, who is told, and what does not change by it."""

import json
from datetime import timedelta
from uuid import UUID

import pytest

from chatserver.core import clock, events
from chatserver.core.errors import ErrorCode
from chatserver.core.ids import new_id
from chatserver.core.models import AuditEntry
from rooms import announce, policy
from rooms.actions.conclusion import conclude_case
from rooms.actions.custody import claim_case, reassign_case, release_case, release_if_away
from rooms.actions.presence import forget_expired_leases, renew_lease, renew_leases
from rooms.jobs import LeaseSweep
from rooms.lifecycle import CaseState
from rooms.models import Assignment, CustodyStep, Lease
from rooms.queries.abandoned import abandoned_rooms
from rooms.streams import room_stream, staff_stream, worklist_stream
from tests.rooms import world as rooms
from tests.rooms.refusals import refused
from tests.rooms.world import World, claim, come_in, conclude, reassign, release, room, send, told


def open_assignments(case_id: UUID) -> list[UUID]:
    return list(Assignment.objects.filter(room_id=case_id, state="accepted").values_list("assignee_id", flat=True))


def custody_of(case_id: UUID) -> tuple[str, UUID | None]:
    now = room(case_id)
    return now.state, now.holder_id


def order_of(case_id: UUID) -> tuple[int | None, object, object]:
    case = room(case_id).case
    return case.priority, case.arrived_at, case.open_by


# --- claiming ------------------------------------------------------------------------------------------------------
def test_a_claim_makes_one_person_responsible(world: World, case_id: UUID) -> None:
    answer = claim_case(world.sara, claim(case_id))
    assert (answer.stream, answer.sequence) == (room_stream(case_id), 2)
    assert custody_of(case_id) == ("active", world.sara.account_id)
    assert open_assignments(case_id) == [world.sara.account_id]
    assert told(room_stream(case_id)) == ["case.queued", "case.claimed"]
    assert told(staff_stream(case_id)) == ["custody.changed", "custody.changed"]
    item = json.loads(events.after({worklist_stream(world.unit.id): 0})[-1].frame)["item"]
    assert (item["state"], item["holder_name"]) == ("active", "Sara Holm")
    written = AuditEntry.objects.get(action="case.claim")
    assert (written.actor_id, written.resident_id) == (world.sara.account_id, world.anna.account_id)


def test_who_comes_second_is_told_who_has_the_case(world: World, held_id: UUID) -> None:
    for late in (world.johan, world.sara):
        with refused(ErrorCode.CLAIM_LOST, holder="Sara Holm"):
            claim_case(late, claim(held_id))


def test_a_claim_twice_is_one_claim(world: World, case_id: UUID) -> None:
    command = claim(case_id)
    first = claim_case(world.sara, command)
    before = rooms.everything()
    assert claim_case(world.sara, command) == first
    assert rooms.everything() == before


def test_residents_and_strangers_claim_nothing(world: World, case_id: UUID) -> None:
    with refused(ErrorCode.NOT_ALLOWED):
        claim_case(world.anna, claim(case_id))
    with refused(ErrorCode.NOT_FOUND):
        claim_case(world.omar, claim(case_id))
    with refused(ErrorCode.NOT_FOUND):
        claim_case(world.sara, claim(new_id()))


def test_a_concluded_case_is_out_of_reach(world: World, held_id: UUID) -> None:
    conclude_case(world.sara, conclude(held_id))
    # A colleague says first why they open it; that lets them read and claims nothing.
    with refused(ErrorCode.CHOICE_NEEDED):
        claim_case(world.johan, claim(held_id))
    with refused(ErrorCode.ROOM_CLOSED):
        claim_case(world.sara, claim(held_id))


# --- handing back --------------------------------------------------------------------------------------------------
def test_what_is_handed_back_waits_in_its_old_place(world: World, held_id: UUID) -> None:
    before = order_of(held_id)
    release_case(world.sara, release(held_id, "Slutar för dagen"))
    assert custody_of(held_id) == ("waiting", None)
    assert order_of(held_id) == before
    assert open_assignments(held_id) == []
    assert told(room_stream(held_id))[-1] == "case.released"
    step = CustodyStep.objects.filter(room_id=held_id).latest("sequence")
    assert (step.move, step.by_name, step.reason) == ("released", "Sara Holm", "Slutar för dagen")


def test_the_reason_is_for_staff_only(world: World, held_id: UUID) -> None:
    release_case(world.sara, release(held_id, "Anhörig ringer hela tiden"))
    resident_frames = "".join(event.frame for event in events.after({room_stream(held_id): 0}))
    assert "Anhörig" not in resident_frames


def test_the_same_person_may_take_it_again(world: World, held_id: UUID) -> None:
    release_case(world.sara, release(held_id))
    claim_case(world.sara, claim(held_id))
    assert custody_of(held_id) == ("active", world.sara.account_id)
    assert room(held_id).epoch == 3


def test_a_release_twice_is_one_release(world: World, held_id: UUID) -> None:
    command = release(held_id)
    first = release_case(world.sara, command)
    claim_case(world.johan, claim(held_id))
    assert release_case(world.sara, command) == first
    assert custody_of(held_id) == ("active", world.johan.account_id)


def test_a_supervisor_puts_a_case_back_in_the_queue(world: World, held_id: UUID) -> None:
    release_case(world.helena, release(held_id))
    assert custody_of(held_id) == ("waiting", None)
    step = CustodyStep.objects.filter(room_id=held_id).latest("sequence")
    assert (step.move, step.by_name) == ("released", "Helena Strand")


def test_only_the_holder_hands_back(world: World, held_id: UUID) -> None:
    with refused(ErrorCode.NOT_HOLDER):
        release_case(world.johan, release(held_id))
    with refused(ErrorCode.NOT_ALLOWED):
        release_case(world.anna, release(held_id))
    waiting = world.case()
    with refused(ErrorCode.NOT_HOLDER):
        release_case(world.sara, release(waiting))


# --- reassigning ---------------------------------------------------------------------------------------------------
def test_a_supervisor_moves_responsibility_at_once(world: World, held_id: UUID) -> None:
    come_in(world.johan)
    reassign_case(world.helena, reassign(held_id, world.johan, "Jämnare fördelning"))
    assert custody_of(held_id) == ("active", world.johan.account_id)
    assert open_assignments(held_id) == [world.johan.account_id]
    frame = json.loads(events.after({room_stream(held_id): 0})[-1].frame)
    assert (frame["type"], frame["holder"]["name"]) == ("case.reassigned", "Johan Lager")
    # The resident is told by which unit, not by whom of those who are not in the room.
    assert frame["by"] == {"kind": "staff", "id": None, "name": world.unit.name}
    send(world.johan, held_id)


def test_from_the_list_and_to_oneself(world: World, case_id: UUID) -> None:
    come_in(world.helena)
    reassign_case(world.helena, reassign(case_id, world.helena))
    assert custody_of(case_id) == ("active", world.helena.account_id)


def test_a_reassignment_twice_is_one(world: World, held_id: UUID) -> None:
    come_in(world.johan)
    command = reassign(held_id, world.johan)
    first = reassign_case(world.helena, command)
    before = rooms.everything()
    assert reassign_case(world.helena, command) == first
    assert rooms.everything() == before


def test_only_supervisors_reassign(world: World, held_id: UUID) -> None:
    come_in(world.johan)
    for actor in (world.sara, world.johan, world.anna):
        with refused(ErrorCode.NOT_ALLOWED):
            reassign_case(actor, reassign(held_id, world.johan))


def test_only_to_somebody_who_can_take_it(world: World, held_id: UUID) -> None:
    with refused(ErrorCode.CONFLICT, presence="offline"):
        reassign_case(world.helena, reassign(held_id, world.johan))
    with refused(ErrorCode.CONFLICT, holder="Sara Holm"):
        reassign_case(world.helena, reassign(held_id, world.sara))
    for nobody in (world.omar, world.anna):
        with refused(ErrorCode.NOT_FOUND, field="to_account_id"):
            reassign_case(world.helena, reassign(held_id, nobody))


# --- following -----------------------------------------------------------------------------------------------------
def test_who_lost_the_case_loses_the_subscription(world: World, held_id: UUID) -> None:
    come_in(world.johan)
    reassign_case(world.helena, reassign(held_id, world.johan))
    for stream in (room_stream(held_id), staff_stream(held_id)):
        assert not policy.may_follow(world.sara, stream)
        assert policy.may_follow(world.johan, stream)
        assert policy.may_follow(world.helena, stream)
    assert policy.may_follow(world.anna, room_stream(held_id))
    assert not policy.may_follow(world.anna, staff_stream(held_id))


def test_who_lost_it_long_ago_follows_as_a_colleague(world: World, held_id: UUID) -> None:
    come_in(world.johan)
    reassign_case(world.helena, reassign(held_id, world.johan))
    release_case(world.johan, release(held_id))
    assert policy.may_follow(world.sara, room_stream(held_id))
    assert not policy.may_follow(world.johan, room_stream(held_id))


def test_after_the_conclusion_colleagues_follow_no_more(world: World, held_id: UUID) -> None:
    conclude_case(world.sara, conclude(held_id))
    followers = [world.sara, world.helena, world.anna]
    assert all(policy.may_follow(actor, room_stream(held_id)) for actor in followers)
    assert not policy.may_follow(world.johan, room_stream(held_id))


def test_other_streams(world: World) -> None:
    assert policy.may_follow(world.sara, worklist_stream(world.unit.id))
    assert not policy.may_follow(world.omar, worklist_stream(world.unit.id))
    assert not policy.may_follow(world.anna, worklist_stream(world.unit.id))
    for unknown in (room_stream(new_id()), "room:nonsense", "elsewhere:1"):
        assert not policy.may_follow(world.sara, unknown)


# --- leases --------------------------------------------------------------------------------------------------------
def test_a_holder_with_a_live_lease_keeps_the_case(world: World, held_id: UUID) -> None:
    with clock.shifted(timedelta(seconds=25)):
        come_in(world.sara)
    with clock.shifted(timedelta(seconds=50)):
        assert abandoned_rooms() == []
        assert not release_if_away(held_id)


def test_taking_a_case_counts_as_a_lease(world: World, held_id: UUID) -> None:
    with clock.shifted(timedelta(seconds=29)):
        assert abandoned_rooms() == []
        assert not release_if_away(held_id)
    with clock.shifted(timedelta(seconds=31)):
        assert abandoned_rooms() == [held_id]


def test_a_silent_holder_loses_every_case_and_nothing_else_changes(world: World, held_id: UUID) -> None:
    come_in(world.sara)
    held = {held_id: order_of(held_id)} | {case: order_of(case) for case in (world.held_case() for _ in range(4))}
    with clock.shifted(timedelta(seconds=31)):
        come_in(world.johan)
        kept = world.held_case(world.johan)
        sweep_after_start()
    assert {case: order_of(case) for case in held} == held
    assert {custody_of(case) for case in held} == {("waiting", None)}
    assert custody_of(kept) == ("active", world.johan.account_id)
    frame = json.loads(events.after({room_stream(held_id): 0})[-1].frame)
    assert (frame["type"], frame["reason"], frame["by"]["kind"]) == ("case.released", "holder_away", "system")
    assert AuditEntry.objects.filter(action="case.release", actor_kind="system").count() == 5


def sweep_after_start() -> None:
    """One run of a process that has been up for a minute."""
    seconds = iter([0.0, 60.0])
    LeaseSweep(lambda: next(seconds))()


def test_a_console_at_another_unit_keeps_nothing_here(world: World, held_id: UUID) -> None:
    come_in(rooms.elsewhere(world.sara, world.omar))
    with clock.shifted(timedelta(seconds=31)):
        come_in(rooms.elsewhere(world.sara, world.omar))
        assert abandoned_rooms() == [held_id]


def test_a_process_that_just_started_takes_nothing_back(world: World, held_id: UUID) -> None:
    seconds = iter([0.0, 29.0, 30.0])
    sweep = LeaseSweep(lambda: next(seconds))
    with clock.shifted(timedelta(seconds=300)):
        sweep()
        assert custody_of(held_id) == ("active", world.sara.account_id)
        sweep()
    assert custody_of(held_id) == ("waiting", None)


def test_what_changed_before_the_lock_is_looked_at_again(world: World, held_id: UUID) -> None:
    with clock.shifted(timedelta(seconds=31)):
        assert abandoned_rooms() == [held_id]
        come_in(world.sara)
        assert not release_if_away(held_id)
    conclude_case(world.sara, conclude(held_id))
    with clock.shifted(timedelta(seconds=300)):
        assert not release_if_away(held_id)


def test_a_console_that_beats_twice_in_a_round_costs_nobody_their_lease(world: World) -> None:
    twice, once = new_id(), new_id()
    renew_leases([(world.sara, twice), (world.johan, once), (world.sara, twice)])
    leases = Lease.objects.values_list("connection_id", "account_id")
    assert set(leases) == {(twice, world.sara.account_id), (once, world.johan.account_id)}


def test_old_leases_are_forgotten(world: World) -> None:
    come_in(world.sara, world.johan)
    with clock.shifted(timedelta(seconds=200)):
        come_in(world.johan)
    with clock.shifted(timedelta(seconds=400)):
        forget_expired_leases()
    assert [lease.account_id for lease in Lease.objects.all()] == [world.johan.account_id]


def test_residents_have_no_leases(world: World) -> None:
    with refused(ErrorCode.NOT_ALLOWED):
        renew_lease(world.anna, new_id())


# --- the house -----------------------------------------------------------------------------------------------------
def test_the_house_hears_of_each_change_of_custody(
    world: World, case_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[UUID, CaseState]] = []
    monkeypatch.setattr(announce, "_listeners", [])
    announce.connect(lambda room_id, state: heard.append((room_id, state)))
    claim_case(world.sara, claim(case_id))
    release_case(world.sara, release(case_id))
    assert heard == [(case_id, CaseState.ACTIVE), (case_id, CaseState.WAITING)]
