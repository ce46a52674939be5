"""Snapshot, idempotency, two at once and rollback, for every action on the database of the run. `make test` runs all of
it on SQLite and on PostgreSQL."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from threading import Barrier
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from pytest_django import Settings

from chatserver.core import events, publish
from chatserver.core.errors import DomainError
from chatserver.core.limits import Limits
from chatserver.core.models import Event, Stream
from chatserver.core.wire import Ack
from people.models import ResidentProfile
from rooms.models import Room
from rooms.streams import WORKLIST
from tests.laws.scenes import SCENES, Scene, case_in
from tests.rooms import world as rooms_world
from tests.rooms.conftest import Readers, opened_worklist
from tests.rooms.world import World
from tests.support.replay import Replayer, running_replayer
from triage.actions import answers

Footprint = dict[str, int]
WAIT = 20
each_action = pytest.mark.parametrize("name", SCENES)


@pytest.fixture(scope="module")
def replayer() -> Iterator[Replayer]:
    with running_replayer() as running:
        yield running


@pytest.fixture
def world(transactional_db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> World:
    del transactional_db
    settings.PASSWORD_HASHERS = ["tests.people.hashers.CheapArgon2"]
    monkeypatch.setattr(answers, "SHARED", Limits())
    built = rooms_world.build()
    ResidentProfile.objects.update(listed_unit_id=built.unit.id)
    return built


@pytest.fixture
def announced(world: World) -> Iterator[list[tuple[str, int]]]:
    """What hubs are told, from now on."""
    del world
    told: list[tuple[str, int]] = []
    publish.connect(
        lambda stream, head: told.append((stream, head)),
        lambda events: told.extend((event.stream, event.sequence) for event in events),
        lambda login_id: told.append((str(login_id), 0)),
    )
    yield told
    publish.connect(lambda _stream, _head: None, lambda _events: None, lambda _login: None)


def function_at(name: str) -> Callable[..., Any]:
    module, _, function = name.rpartition(".")
    found: Callable[..., Any] = getattr(import_module(module), function)
    return found


class Call:
    """One action in its scene."""

    def __init__(self, name: str, world: World) -> None:
        scene: Scene = SCENES[name]
        self.action = function_at(name.partition(",")[0])
        self._called = function_at(scene.caller) if scene.caller else self.action
        self.twice = scene.twice
        self.named = dict(scene.named or {})
        self.arguments = scene.arguments(world)

    def __call__(self) -> Any:
        """The answer, or the code of the refusal."""
        try:
            return self._called(*self.arguments, **self.named)
        except DomainError as refusal:
            return refusal.code
        except IntegrityError:
            return "collides"

    def pulled_out(self) -> None:
        """Carried out to the end, and then its transaction fails."""
        with transaction.atomic(durable=True):
            self.action.__wrapped__(*self.arguments, **self.named)  # type: ignore[attr-defined]  # functools.wraps sets it
            raise PulledOut


class PulledOut(Exception):
    """The transaction fails at its very end."""


def footprint() -> Footprint:
    """How many rows there are of everything, and how far all streams have come."""
    tables = [model._meta.db_table for model in apps.get_models()]
    counting = " UNION ALL ".join(f"SELECT '{table}', COUNT(*) FROM {table}" for table in tables)  # noqa: S608 our tables
    with connection.cursor() as cursor:
        cursor.execute(counting)
        counts = dict(cursor.fetchall())
    return {**counts, "heads": sum(Stream.objects.values_list("head", flat=True))}


def grown(before: Footprint) -> Footprint:
    return {name: count - before[name] for name, count in footprint().items() if count != before[name]}


# --- law 4 -----------------------------------------------------------------------------------------------------------
@each_action
def test_a_snapshot_and_the_events_after_it_are_the_later_snapshot(world: World, replayer: Replayer, name: str) -> None:
    call, readers = Call(name, world), Readers(world, replayer)
    # What is about no case may still be told in one.
    held = Room.objects.filter(holder_id__isnull=False).values_list("pk", flat=True)
    case_id = case_in(call.arguments) or held.first()
    if case_id is not None:
        readers.follow(case_id)
    readers.lists.append((world.helena, opened_worklist(world.helena, world.unit.id)))
    call()
    readers.compare()


# --- law 5 -----------------------------------------------------------------------------------------------------------
@each_action
def test_the_same_call_again_writes_nothing_new(world: World, name: str) -> None:
    call = Call(name, world)
    first = call()
    after_first = footprint()
    second = call()
    if call.twice == "again":
        # A wish of its own, which still tells no stream twice what happened once.
        assert grown(after_first).get("heads", 0) == 0
        return
    assert grown(after_first) == {}
    assert second == (first if call.twice == "same" else call.twice)


@each_action
def test_two_at_once_leave_what_one_after_the_other_leaves(world: World, name: str) -> None:
    # The first of its kind may leave what all later ones share: a release, the head of a chain.
    Call(name, world)()
    call = Call(name, world)
    before = footprint()
    in_turn = sorted([kind_of(call()), kind_of(call())])
    left_in_turn = grown(before)
    call = Call(name, world)
    before = footprint()
    at_once = sorted(kind_of(answer) for answer in both(call))
    assert (at_once, grown(before)) == (in_turn, left_in_turn)


def kind_of(answer: Any) -> str:
    """Acks and refusals by what they are; ids and times differ from scene to scene."""
    return type(answer).__name__ if not isinstance(answer, bool | int | str) or isinstance(answer, Ack) else str(answer)


def both(call: Call) -> list[Any]:
    barrier = Barrier(2)

    def run(_number: int) -> Any:
        try:
            barrier.wait(WAIT)
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        return list(threads.map(run, range(2)))


# --- laws 1 and 3 ----------------------------------------------------------------------------------------------------
@each_action
def test_a_rollback_leaves_nothing_and_tells_nobody(world: World, announced: list[tuple[str, int]], name: str) -> None:
    call = Call(name, world)
    before, rows = footprint(), everything()
    announced.clear()
    with pytest.raises(PulledOut):
        call.pulled_out()
    assert (grown(before), announced) == ({}, [])
    assert everything() == rows
    # It was the rollback that kept it silent: the same call is told of, stream by stream, once it commits.
    heads = {stream: head for stream, head in Stream.objects.values_list("name", "head")}
    call()
    risen = {s: head for s, head in Stream.objects.values_list("name", "head") if head != heads.get(s, 0)}
    told = {stream: head for stream, head in announced if head}
    assert told == risen


def everything() -> str:
    """All rows of all tables."""
    return str([sorted(map(str, model._default_manager.values_list())) for model in apps.get_models()])


# --- law 2 -----------------------------------------------------------------------------------------------------------
def test_every_stream_is_without_a_hole_after_all_of_it(world: World) -> None:
    """Each action once, each a second time and one rolled back between them, in one house: rooms, staff, work lists."""
    for name in SCENES:
        call = Call(name, world)
        with pytest.raises(PulledOut):
            call.pulled_out()
        call()
        call()
    streams = dict(Stream.objects.values_list("name", "head"))
    assert {stream.partition(":")[0] for stream in streams} == {"room", "staff", WORKLIST.removesuffix(":")}
    for stream, head in streams.items():
        sequences = list(Event.objects.filter(stream=stream).order_by("sequence").values_list("sequence", flat=True))
        assert sequences == list(range(1, head + 1)), stream
    assert events.heads(streams) == streams
