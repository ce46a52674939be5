"""The event log: places in a stream, reading after cursors, nothing out before the commit."""

import json
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.db import transaction

from chatserver.core import clock, events, publish
from chatserver.core.actor import SYSTEM, Actor, ActorKind
from chatserver.core.wire import EventBody

pytestmark = pytest.mark.django_db(transaction=True)


class ThingDone(EventBody):
    """An event of no app."""

    value: int


@pytest.fixture
def announced() -> Iterator[list[tuple[str, int]]]:
    heard: list[tuple[str, int]] = []
    publish.connect(lambda stream, head: heard.append((stream, head)), lambda _events: None, lambda _login: None)
    yield heard
    publish.connect(lambda _stream, _head: None, lambda _events: None, lambda _login: None)


def _append(stream: str, value: int) -> int:
    return events.append(stream, ThingDone(type="thing.done", value=value), SYSTEM, clock.now())


def test_sequences_rise_by_one_in_each_stream() -> None:
    with transaction.atomic():
        assert [_append("room:a", 1), _append("room:b", 2), _append("room:a", 3)] == [1, 1, 2]
    assert events.heads(["room:a", "room:b", "room:c"]) == {"room:a": 2, "room:b": 1, "room:c": 0}


def test_the_frame_is_the_body_and_its_header() -> None:
    nurse = Actor(kind=ActorKind.STAFF, account_id=uuid4(), name="Sara Holm")
    with transaction.atomic():
        events.append("room:a", ThingDone(type="thing.done", value=7), nurse, clock.now())
    [event] = events.after({"room:a": 0})
    frame = json.loads(event.frame)
    assert (frame["type"], frame["value"], frame["stream"], frame["sequence"]) == ("thing.done", 7, "room:a", 1)
    assert frame["by"] == {"kind": "staff", "id": str(nurse.account_id), "name": "Sara Holm"}


def test_reading_after_cursors_gives_each_stream_in_order() -> None:
    with transaction.atomic():
        for value in range(4):
            _append("room:a", value)
        _append("room:b", 9)
    found = events.after({"room:a": 2, "room:b": 0})
    assert [(event.stream, event.sequence) for event in found] == [("room:a", 3), ("room:a", 4), ("room:b", 1)]
    assert events.after({}) == []


def test_a_rolled_back_event_is_neither_stored_nor_announced(announced: list[tuple[str, int]]) -> None:
    with transaction.atomic():
        _append("room:a", 1)
        transaction.set_rollback(True)
    assert announced == []
    assert events.head("room:a") == 0


def test_it_is_announced_after_the_commit_and_not_before(announced: list[tuple[str, int]]) -> None:
    with transaction.atomic():
        _append("room:a", 1)
        assert announced == []
    assert announced == [("room:a", 1)]


def test_appending_outside_a_transaction_is_a_fault() -> None:
    with pytest.raises(RuntimeError, match="open transaction"):
        _append("room:a", 1)
