"""A case that was lost and is had again is had anew: what its holder gave before is refused (docs/adr/0049)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.commands import Outcome
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.wire import Ack
from rooms import wire
from rooms.actions import together
from rooms.actions.custody import release_if_away
from rooms.actions.messages import send_message
from rooms.actions.priority import prioritise_case
from rooms.models import Message
from tests.rooms import world as rooms
from tests.rooms.conftest import opened_room
from tests.rooms.world import World, prioritise, room, say

Send = Callable[[Actor, wire.SendMessage], Outcome]


def by_itself(actor: Actor, command: wire.SendMessage) -> Outcome:
    try:
        return send_message(actor, command)
    except DomainError as refusal:
        return refusal


def in_a_batch(actor: Actor, command: wire.SendMessage) -> Outcome:
    [outcome] = together.carry_out([(actor, command)])
    return outcome


each_way = pytest.mark.parametrize("send", [by_itself, in_a_batch])


def on_screen(actor: Actor, room_id: UUID) -> int:
    epoch: int = opened_room(actor, room_id)["staff"]["epoch"]
    return epoch


# How Sara, who has it, loses the case and has it again.
def handed_back(world: World, room_id: UUID) -> None:
    rooms.release_by(world.sara, room_id)
    rooms.claim_for(world.sara, room_id)


def silent(world: World, room_id: UUID) -> None:
    with clock.shifted(timedelta(minutes=5)):
        assert release_if_away(room_id)
    rooms.claim_for(world.sara, room_id)


def given_away_and_back(world: World, room_id: UUID) -> None:
    rooms.come_in(world.sara, world.johan)
    rooms.reassign_by(world.helena, room_id, world.johan)
    rooms.reassign_by(world.helena, room_id, world.sara)


@each_way
@pytest.mark.parametrize("lost", [handed_back, silent, given_away_and_back])
def test_what_was_written_before_the_case_was_lost_is_refused(
    world: World, lost: Callable[[World, UUID], None], send: Send
) -> None:
    room_id = world.held_case()
    command = say(room_id, epoch=on_screen(world.sara, room_id))
    lost(world, room_id)
    refused = send(world.sara, command)
    assert isinstance(refused, DomainError)
    assert (refused.code, refused.params) == (ErrorCode.CUSTODY_CHANGED, {})
    assert not Message.objects.filter(room_id=room_id).exists()
    # Sent all the same, by a choice: the same message, of now.
    again = command.model_copy(update={"epoch": on_screen(world.sara, room_id)})
    assert isinstance(send(world.sara, again), Ack)


@each_way
def test_a_page_of_before_says_nothing_of_custody_and_is_taken_at_its_word(world: World, send: Send) -> None:
    room_id = world.held_case()
    handed_back(world, room_id)
    assert isinstance(send(world.sara, say(room_id)), Ack)


@each_way
def test_what_was_stored_is_answered_again_whoever_has_the_case(world: World, send: Send) -> None:
    room_id = world.held_case()
    command = say(room_id, epoch=on_screen(world.sara, room_id))
    first = send(world.sara, command)
    handed_back(world, room_id)
    assert send(world.sara, command) == first
    rooms.release_by(world.sara, room_id)
    assert send(world.sara, command) == first


@each_way
def test_whoever_has_lost_it_is_told_that_and_not_since_when(world: World, send: Send) -> None:
    room_id = world.held_case()
    command = say(room_id, epoch=on_screen(world.sara, room_id))
    rooms.release_by(world.sara, room_id)
    refused = send(world.sara, command)
    assert isinstance(refused, DomainError)
    assert refused.code is ErrorCode.NOT_HOLDER


@each_way
def test_of_a_resident_no_custody_is_asked(world: World, send: Send) -> None:
    room_id = world.held_case()
    assert isinstance(send(world.anna, say(room_id, epoch=77)), Ack)


def test_a_supervisor_who_saw_it_with_somebody_else_looks_again(world: World) -> None:
    room_id = world.held_case()
    epoch = on_screen(world.helena, room_id)
    rooms.release_by(world.sara, room_id)
    with pytest.raises(DomainError) as refusal:
        prioritise_case(world.helena, prioritise(room_id, 1).model_copy(update={"epoch": epoch}))
    assert refusal.value.code is ErrorCode.CUSTODY_CHANGED


def test_residents_are_told_no_number_of_custody(world: World) -> None:
    assert "epoch" not in str(opened_room(world.anna, world.held_case()))


def test_a_message_and_a_change_of_custody_at_once(world: World) -> None:
    """It stands before the case went, or it is refused: never in the tenure after."""
    room_id = world.held_case()
    command = say(room_id, epoch=on_screen(world.sara, room_id))
    barrier = Barrier(2)

    def run(call: Callable[[], object]) -> object:
        try:
            barrier.wait(10)
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        sent = threads.submit(run, lambda: by_itself(world.sara, command))
        threads.submit(run, lambda: handed_back(world, room_id)).result(20)
    outcome = sent.result(20)
    stored = Message.objects.filter(room_id=room_id).first()
    if isinstance(outcome, Ack):
        assert stored is not None
        assert stored.sequence < room(room_id).custody_sequence - 1
    else:
        assert isinstance(outcome, DomainError)
        assert outcome.code in (ErrorCode.CUSTODY_CHANGED, ErrorCode.NOT_HOLDER)
        assert stored is None
