"""A resident withdraws their own case: what ends at once, what staff look at first, and that nothing disappears."""

import json
from uuid import UUID

import pytest

from chatserver.core import events
from chatserver.core.errors import ErrorCode
from rooms import steps
from rooms.actions.alarms import acknowledge_alarm
from rooms.actions.custody import claim_case
from rooms.actions.messages import send_message
from rooms.actions.offers import accept_offer
from rooms.actions.reopening import reopen_case
from rooms.actions.withdrawal import withdraw_case
from rooms.models import Assignment, Withdrawal
from rooms.queries.cases import my_cases
from rooms.queries.earlier import concluded_cases
from rooms.queries.timeline import case_timeline
from rooms.queries.waiting import waiting
from rooms.streams import room_stream, worklist_stream
from tests.rooms import offers
from tests.rooms.callbacks import withdraw
from tests.rooms.conftest import Readers, opened_room
from tests.rooms.refusals import refused
from tests.rooms.test_two_at_once import acks, at_once
from tests.rooms.world import World, acknowledge, claim, claim_for, guardian_of, reopen, room, say, told


def listed_at(case_id: UUID) -> str | None:
    """When it was asked for, as the work list last said of the case: in a row, or in a turn that passed, where what is
    null goes without saying."""
    stream = worklist_stream(room(case_id).unit_id)
    told_of = [json.loads(event.frame) for event in events.after({stream: 0})]
    rows = [frame.get("item", frame) for frame in told_of]
    found: str | None = [row for row in rows if row.get("case_id") == str(case_id)][-1].get("withdraw_at")
    return found


@pytest.mark.parametrize("priority", [3, 4, 5, None])
def test_what_can_wait_is_concluded_as_withdrawn_at_once(world: World, readers: Readers, priority: int | None) -> None:
    case_id = world.case(priority=priority, administrative=priority is None)
    readers.follow(case_id)
    withdraw_case(world.anna, withdraw(case_id, "elsewhere", "  Min vårdcentral  "))
    after = room(case_id)
    assert (after.state, after.holder_id, after.closing_card.outcome) == ("concluded", None, "withdrawn")
    shown = opened_room(world.anna, case_id)["room"]
    assert (shown["holder"], shown["closing_card"]["concluded_by"]["name"]) == (None, "Anna Lind")
    [line] = shown["withdrawals"]
    assert (line["why"], line["text"], line["concluded"]) == ("elsewhere", "Min vårdcentral", True)
    assert told(worklist_stream(after.unit_id))[-1] == "case.unlisted"
    readers.compare()


def test_it_stays_in_the_history_and_waits_again_where_it_was(world: World, case_id: UUID) -> None:
    later = world.case()
    arrived = room(case_id).case.arrived_at
    withdraw_case(world.anna, withdraw(case_id))
    assert str(case_id) in concluded_cases(world.helena, None).model_dump_json()
    assert str(case_id) in my_cases(world.anna).model_dump_json()
    assert [step.what for step in case_timeline(world.anna, case_id).steps][-2:] == ["withdrawn", "concluded"]
    reopen_case(world.anna, reopen(case_id))
    assert (room(case_id).state, room(case_id).case.arrived_at) == ("waiting", arrived)
    assert [waiting(world.anna, one).place for one in (case_id, later)] == [1, 2]
    assert len(opened_room(world.anna, case_id)["room"]["withdrawals"]) == 1


@pytest.mark.parametrize("priority", [1, 2])
def test_what_is_urgent_is_looked_at_first(world: World, readers: Readers, priority: int) -> None:
    case_id = world.case(priority=priority)
    readers.follow(case_id)
    withdraw_case(world.anna, withdraw(case_id))
    assert room(case_id).state == "waiting"
    assert listed_at(case_id) is not None
    assert Withdrawal.objects.get(room_id=case_id).concluded is False
    claim_for(world.sara, case_id)
    assert listed_at(case_id) is not None
    send_message(world.sara, say(case_id, "Hur mår du nu?"))
    assert listed_at(case_id) is None
    readers.compare()


def test_alarm_words_in_what_is_written_keep_the_case(world: World, case_id: UUID) -> None:
    withdraw_case(world.anna, withdraw(case_id, "other", "Jag vill dö"))
    assert room(case_id).state == "waiting"
    assert opened_room(world.anna, case_id)["room"]["help"] is not None
    assert listed_at(case_id) is not None


def test_alarm_words_of_before_do_so_until_somebody_responsible_knows(world: World, case_id: UUID) -> None:
    send_message(world.anna, say(case_id, "Jag vill dö"))
    # Opened, and nobody's yet.
    acknowledge_alarm(world.helena, acknowledge(case_id))
    withdraw_case(world.anna, withdraw(case_id))
    assert room(case_id).state == "waiting"


def test_an_offer_that_stands_is_withdrawn(world: World, case_id: UUID) -> None:
    offers.offering(world, world.sara)
    offers.round_at(world)
    assert room(case_id).state == "offered"
    withdraw_case(world.anna, withdraw(case_id))
    assert (room(case_id).state, room(case_id).offer_id) == ("concluded", None)
    assert Assignment.objects.get(room_id=case_id).state == "withdrawn"
    # As any concluded case it is opened by a choice with a reason.
    with refused(ErrorCode.CHOICE_NEEDED):
        accept_offer(world.sara, offers.accept(case_id))


def test_a_guardian_withdraws_the_childs_and_nobody_else_does(world: World) -> None:
    case_id = world.child_case()
    for stranger in (world.anna, guardian_of(world.leo_id)):
        with refused(ErrorCode.NOT_FOUND):
            withdraw_case(stranger, withdraw(case_id))
    with refused(ErrorCode.NOT_ALLOWED):
        withdraw_case(world.sara, withdraw(case_id))
    withdraw_case(world.maria, withdraw(case_id))
    assert room(case_id).state == "concluded"


def test_of_a_case_that_somebody_has_it_is_said_in_the_conversation(world: World, held_id: UUID) -> None:
    with refused(ErrorCode.ILLEGAL_MOVE, state="active", move="withdraw"):
        withdraw_case(world.anna, withdraw(held_id))


def test_twice_is_once(world: World, case_id: UUID) -> None:
    command = withdraw(case_id)
    assert withdraw_case(world.anna, command) == withdraw_case(world.anna, command)
    with refused(ErrorCode.ROOM_CLOSED):
        withdraw_case(world.anna, withdraw(case_id))


def test_a_withdrawal_and_a_claim_at_once_are_settled_by_the_lock(world: World, case_id: UUID) -> None:
    outcomes = at_once(
        lambda: claim_case(world.sara, claim(case_id)), lambda: withdraw_case(world.anna, withdraw(case_id))
    )
    assert len(acks(outcomes)) == 1
    assert room(case_id).state in {"active", "concluded"}


def test_a_rollback_tells_nobody(world: World, case_id: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = told(room_stream(case_id))

    def broken(*_args: object) -> None:
        raise RuntimeError("the last write fails")

    monkeypatch.setattr(steps, "record", broken)
    with pytest.raises(RuntimeError):
        withdraw_case(world.anna, withdraw(case_id))
    assert (room(case_id).state, told(room_stream(case_id))) == ("waiting", heard)
