"""Commands that meet: the room's lock settles them, on SQLite as on PostgreSQL. And a rollback tells nobody."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar
from uuid import UUID

import pytest
from django.db import OperationalError, connection, transaction

from chatserver.core import publish
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.wire import Ack
from rooms import policy, steps
from rooms.actions.conclusion import conclude_case
from rooms.actions.custody import claim_case, reassign_case, release_if_away
from rooms.actions.messages import send_message
from rooms.actions.priority import prioritise_case
from rooms.actions.reopening import reopen_case
from rooms.models import Assignment, ClosingCard, EarlierCard, Message, Room
from rooms.permissions import Permission
from rooms.streams import room_stream
from tests.rooms import world as rooms
from tests.rooms.world import World, claim, come_in, conclude, prioritise, reassign, reopen, room, say, told

Outcome = Ack | DomainError
Answer = TypeVar("Answer")


def at_once(*calls: Callable[[], Answer]) -> list[Answer | DomainError]:
    """Starts all calls at the same moment, each in a thread and on a connection of its own."""
    barrier = Barrier(len(calls))

    def run(call: Callable[[], Answer]) -> Answer | DomainError:
        try:
            barrier.wait(10)
            return call()
        except DomainError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(run, calls))


def acks(outcomes: list[Outcome]) -> list[Ack]:
    return [outcome for outcome in outcomes if isinstance(outcome, Ack)]


def refusals(outcomes: list[Outcome]) -> list[DomainError]:
    return [outcome for outcome in outcomes if isinstance(outcome, DomainError)]


def test_of_many_claims_one_wins_and_the_others_are_told_who(world: World, case_id: UUID) -> None:
    actors = [world.sara, world.johan, world.helena] * 3
    outcomes = at_once(*[claimed_by(actor, case_id) for actor in actors])
    assert len(acks(outcomes)) == 1
    holder = room(case_id).holder_id
    name = next(actor.name for actor in actors if actor.account_id == holder)
    assert {refusal.code for refusal in refusals(outcomes)} == {ErrorCode.CLAIM_LOST}
    assert {refusal.params["holder"] for refusal in refusals(outcomes)} == {name}
    assert Assignment.objects.filter(room_id=case_id).count() == 1


def looked_at(case_id: UUID) -> str:
    """What whoever does not wait for the lock learns."""
    try:
        with transaction.atomic():
            Room.objects.select_for_update(nowait=True).get(case_id=case_id)
    except OperationalError:
        return "locked"
    return "free"


@pytest.mark.postgres_only
def test_an_action_has_its_room_to_itself_and_a_query_leaves_it_free(world: World, case_id: UUID) -> None:
    with transaction.atomic():
        policy.read_room(world.sara, case_id)
        assert at_once(lambda: looked_at(case_id)) == ["free"]
        policy.access_room(world.sara, case_id, Permission.CLAIM)
        assert at_once(lambda: looked_at(case_id)) == ["locked"]
    assert at_once(lambda: looked_at(case_id)) == ["free"]


def claimed_by(actor: Actor, case_id: UUID) -> Callable[[], Ack]:
    return lambda: claim_case(actor, claim(case_id))


def test_the_same_command_at_once_is_done_once(world: World, case_id: UUID) -> None:
    command = claim(case_id)
    first, *others = at_once(*[lambda: claim_case(world.sara, command)] * 4)
    assert isinstance(first, Ack)
    assert all(other == first for other in others)
    assert told(room_stream(case_id)) == ["case.queued", "case.claimed"]


def test_the_same_message_from_two_tabs_is_one_message(world: World, held_id: UUID) -> None:
    command = say(held_id)
    outcomes = at_once(*[lambda: send_message(world.anna, command)] * 4)
    assert len({ack.sequence for ack in acks(outcomes)}) == 1
    assert len(acks(outcomes)) == 4
    assert Message.objects.filter(room_id=held_id).count() == 1


def test_messages_at_once_get_places_without_a_hole(world: World, held_id: UUID) -> None:
    before = len(told(room_stream(held_id)))
    writers = [world.anna, world.sara] * 4
    outcomes = at_once(*[sent_by(actor, held_id) for actor in writers])
    places = sorted(ack.sequence for ack in acks(outcomes) if ack.sequence is not None)
    assert places == list(range(before + 1, before + 1 + len(writers)))


def sent_by(actor: Actor, room_id: UUID) -> Callable[[], Ack]:
    return lambda: send_message(actor, say(room_id))


def test_a_claim_and_a_reassignment_leave_one_responsible(world: World, case_id: UUID) -> None:
    come_in(world.johan)
    at_once(
        lambda: claim_case(world.sara, claim(case_id)),
        lambda: reassign_case(world.helena, reassign(case_id, world.johan)),
    )
    accepted = Assignment.objects.filter(room_id=case_id, state="accepted")
    assert [row.assignee_id for row in accepted] == [room(case_id).holder_id]


def test_a_conclusion_and_a_message_do_not_cross(world: World, held_id: UUID) -> None:
    outcomes = at_once(
        lambda: conclude_case(world.sara, conclude(held_id)), lambda: send_message(world.anna, say(held_id))
    )
    assert all(refusal.code is ErrorCode.ROOM_CLOSED for refusal in refusals(outcomes))
    said = [event for event in told(room_stream(held_id)) if event in ("message.sent", "case.concluded")]
    assert said[-1] == "case.concluded"


def test_who_reopens_second_finds_it_open(world: World, held_id: UUID) -> None:
    conclude_case(world.sara, conclude(held_id))
    outcomes = at_once(
        lambda: reopen_case(world.anna, reopen(held_id)), lambda: reopen_case(world.helena, reopen(held_id))
    )
    assert len(acks(outcomes)) == 1
    assert [refusal.code for refusal in refusals(outcomes)] == [ErrorCode.ILLEGAL_MOVE]
    assert told(room_stream(held_id)).count("case.reopened") == 1


def test_two_priorities_at_once_are_two_steps(world: World, held_id: UUID) -> None:
    outcomes = at_once(
        lambda: prioritise_case(world.sara, prioritise(held_id, 1)),
        lambda: prioritise_case(world.helena, prioritise(held_id, 2)),
    )
    assert len(acks(outcomes)) == 2
    last = room(held_id).custody.latest("sequence")
    assert last.priority == room(held_id).case.priority


def test_two_sweepers_take_a_case_back_once(world: World, held_id: UUID) -> None:
    Room.objects.filter(case_id=held_id).update(state_since="2020-01-01T00:00:00Z")
    taken: list[bool] = []
    at_once(*[lambda: swept(held_id, taken)] * 2)
    assert sorted(taken) == [False, True]
    assert told(room_stream(held_id)).count("case.released") == 1
    rooms.claim_for(world.johan, held_id)
    assert room(held_id).holder_id == world.johan.person


def swept(case_id: UUID, taken: list[bool]) -> Ack:
    taken.append(release_if_away(case_id))
    return Ack(type="ack", id=case_id, stream=None, sequence=None, result=None)


# --- rollback ------------------------------------------------------------------------------------------------------
class Broken(Exception):
    """Something fails after the events were appended."""


@pytest.fixture
def announced() -> Iterator[list[tuple[str, int]]]:
    heard: list[tuple[str, int]] = []
    publish.connect(lambda stream, head: heard.append((stream, head)), lambda _events: None, lambda _login: None)
    yield heard
    publish.connect(lambda _stream, _head: None, lambda _events: None, lambda _login: None)


def test_a_rollback_publishes_nothing(
    world: World, held_id: UUID, announced: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise Broken

    before = rooms.everything()
    monkeypatch.setattr(steps, "record", fail)
    with pytest.raises(Broken):
        send_message(world.anna, say(held_id))
    with pytest.raises(Broken):
        conclude_case(world.sara, conclude(held_id))
    with pytest.raises(Broken):
        prioritise_case(world.sara, prioritise(held_id, 1))
    assert announced == []
    assert rooms.everything() == before
    monkeypatch.undo()
    send_message(world.anna, say(held_id))
    assert (room_stream(held_id), len(told(room_stream(held_id)))) in announced


def test_a_reopening_that_fails_keeps_the_card(
    world: World, held_id: UUID, announced: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    conclude_case(world.sara, conclude(held_id))
    announced.clear()

    def fail(*_arguments: object) -> None:
        raise Broken

    monkeypatch.setattr(steps, "record", fail)
    with pytest.raises(Broken):
        reopen_case(world.anna, reopen(held_id))
    assert announced == []
    assert (room(held_id).state, ClosingCard.objects.count(), EarlierCard.objects.count()) == ("concluded", 1, 0)


def test_an_action_inside_a_transaction_is_an_error(world: World, held_id: UUID) -> None:
    with transaction.atomic(), pytest.raises(RuntimeError):
        send_message(world.anna, say(held_id))


def test_a_lock_outside_a_transaction_is_an_error(world: World, held_id: UUID) -> None:
    with pytest.raises(RuntimeError):
        policy.lock_room(held_id)
    with pytest.raises(RuntimeError):
        policy.access_room(world.anna, held_id, Permission.READ)
