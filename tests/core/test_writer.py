"""Group commit: what waits goes together, and what fails together is carried out alone."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Literal
from uuid import UUID

import pytest
from django.db import transaction

from chatserver.core import publish
from chatserver.core.actor import SYSTEM, Actor
from chatserver.core.commands import CommandTable, Outcome, Together
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.events import StoredEvent
from chatserver.core.ids import new_id
from chatserver.core.wire import Ack, Command, ack
from chatserver.core.writer import MAX_TOGETHER, Writer

CarryOut = Callable[[Sequence[tuple[Actor, Command]]], list[Outcome]]


class Say(Command):
    type: Literal["say"]


class Shout(Command):
    type: Literal["shout"]


def say() -> Say:
    return Say(type="say", id=new_id())


# The writer's thread opens a connection of its own before it takes a batch.
pytestmark = pytest.mark.django_db(transaction=True)


class Store:
    """Keeps the sizes of the batches and what was carried out alone; refuses or fails at what it is told to."""

    def __init__(self) -> None:
        self.batches: list[int] = []
        self.alone: list[UUID] = []
        self.refused: set[UUID] = set()
        self.poison: set[UUID] = set()

    @transaction.atomic(durable=True)
    def together(self, batch: Sequence[tuple[Actor, Command]]) -> list[Outcome]:
        self.batches.append(len(batch))
        publish.publish_events_on_commit([StoredEvent("said", at, "said", "") for at, _ in enumerate(batch)])
        if any(command.id in self.poison for _, command in batch):
            raise RuntimeError("nothing of this batch can be stored")
        return [self._answer(command) for _, command in batch]

    def one(self, _actor: Actor, command: Command) -> Ack:
        self.alone.append(command.id)
        if command.id in self.poison:
            raise RuntimeError("this one cannot be stored")
        answer = self._answer(command)
        if isinstance(answer, DomainError):
            raise answer
        return answer

    def _answer(self, command: Command) -> Outcome:
        return DomainError(ErrorCode.ROOM_CLOSED) if command.id in self.refused else ack(command)


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def writer(store: Store) -> Writer:
    together = Together(fits=lambda _, command: isinstance(command, Say), carry_out=store.together)
    return Writer(CommandTable(commands={Say: store.one, Shout: store.one}, together=together))


async def answers(writer: Writer, commands: Sequence[Command]) -> list[Ack | BaseException]:
    return await asyncio.gather(*[writer.carry_out(SYSTEM, one) for one in commands], return_exceptions=True)


async def test_what_comes_while_a_batch_is_stored_is_the_next_batch(writer: Writer, store: Store) -> None:
    commands = [say() for _ in range(MAX_TOGETHER + 3)]
    found = await answers(writer, commands)
    assert [one.id for one in found if isinstance(one, Ack)] == [one.id for one in commands]
    assert store.batches == [MAX_TOGETHER, 3]
    assert store.alone == []


async def test_a_refusal_is_its_own(writer: Writer, store: Store) -> None:
    commands = [say() for _ in range(3)]
    store.refused.add(commands[1].id)
    first, second, third = await answers(writer, commands)
    assert isinstance(first, Ack)
    assert isinstance(third, Ack)
    assert isinstance(second, DomainError)
    assert second.code is ErrorCode.ROOM_CLOSED


async def test_a_batch_that_fails_is_carried_out_one_by_one(writer: Writer, store: Store) -> None:
    commands = [say() for _ in range(3)]
    store.poison.add(commands[1].id)
    first, second, third = await answers(writer, commands)
    assert isinstance(first, Ack)
    assert isinstance(second, RuntimeError)
    assert isinstance(third, Ack)
    assert store.alone == [one.id for one in commands]
    assert isinstance((await answers(writer, [say()]))[0], Ack)


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sequences of what was announced."""
    heard: list[int] = []
    monkeypatch.setattr(publish, "_announce_events", lambda events: heard.extend(one.sequence for one in events))
    return heard


async def test_what_a_batch_committed_is_announced_once(writer: Writer, announced: list[int]) -> None:
    await answers(writer, [say() for _ in range(3)])
    assert announced == [0, 1, 2]


async def test_what_a_failed_batch_would_have_said_is_not_announced(
    writer: Writer, store: Store, announced: list[int]
) -> None:
    commands = [say() for _ in range(3)]
    store.poison.add(commands[1].id)
    await answers(writer, commands)
    assert announced == []


async def test_what_does_not_fit_goes_alone(writer: Writer, store: Store) -> None:
    shout = Shout(type="shout", id=new_id())
    assert isinstance((await answers(writer, [shout]))[0], Ack)
    assert (store.batches, store.alone) == ([], [shout.id])


async def test_whoever_has_left_is_not_answered_and_stops_nobody(writer: Writer, store: Store) -> None:
    leaving = asyncio.ensure_future(writer.carry_out(SYSTEM, say()))
    staying = asyncio.ensure_future(writer.carry_out(SYSTEM, say()))
    await asyncio.sleep(0)
    leaving.cancel()
    assert isinstance(await staying, Ack)
    assert leaving.cancelled()
    assert sum(store.batches) == 2
