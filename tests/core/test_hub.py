"""What this process has committed itself is delivered without being read again, but never out of order."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from uuid import UUID

import pytest

from chatserver.core import events
from chatserver.core.events import StoredEvent
from chatserver.core.hub import Follower, Hub
from chatserver.core.ids import new_id
from chatserver.core.nudges import LocalNudges

STREAM = "room:a"


def event(sequence: int, kind: str = "thing.said") -> StoredEvent:
    return StoredEvent(STREAM, sequence, kind, f"frame {sequence}")


@dataclass(eq=False)
class Reader:
    login_id: UUID = field(default_factory=new_id)
    read: list[int] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def deliver(self, event: StoredEvent) -> None:
        self.read.append(event.sequence)
        self.news.set()

    async def until(self, sequence: int) -> None:
        """The hub delivers in tasks of its own."""
        while not self.read or self.read[-1] < sequence:
            await self.news.wait()
            self.news.clear()

    def end_login(self) -> None:
        self.read.append(0)


@dataclass
class Shelf:
    """The event log; counts how often it is asked."""

    events: list[StoredEvent] = field(default_factory=list)
    asked: int = 0

    def after(self, cursors: dict[str, int]) -> list[StoredEvent]:
        self.asked += 1
        return [one for one in self.events if one.sequence > cursors.get(one.stream, 0)]

    def heads(self, streams: list[str]) -> dict[str, int]:
        return {stream: max((one.sequence for one in self.events), default=0) for stream in streams}


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    shelf = Shelf()
    monkeypatch.setattr(events, "after", shelf.after)
    monkeypatch.setattr(events, "heads", shelf.heads)
    return shelf


@pytest.fixture
async def hub(shelf: Shelf) -> AsyncIterator[Hub]:
    del shelf
    running = Hub(LocalNudges(), _nobody_loses_anything)
    await running.start()
    yield running
    await running.stop()


async def _nobody_loses_anything(_event: StoredEvent, _followers: list[Follower]) -> None:
    return None


async def test_what_comes_next_is_delivered_without_a_look_at_the_log(hub: Hub, shelf: Shelf) -> None:
    reader = Reader()
    await hub.subscribe(STREAM, reader)
    shelf.events += [event(1), event(2)]
    hub.announce_events([event(1), event(2)])
    await reader.until(2)
    assert reader.read == [1, 2]
    assert shelf.asked == 0


async def test_after_a_gap_the_log_is_read(hub: Hub, shelf: Shelf) -> None:
    reader = Reader()
    await hub.subscribe(STREAM, reader)
    shelf.events += [event(1), event(2), event(3)]
    hub.announce_events([event(3)])
    await reader.until(3)
    assert reader.read == [1, 2, 3]


async def test_nothing_is_delivered_twice_when_both_ways_bring_it(hub: Hub, shelf: Shelf) -> None:
    reader = Reader()
    await hub.subscribe(STREAM, reader)
    shelf.events += [event(1)]
    hub.announce(STREAM, 1)
    hub.announce_events([event(1)])
    shelf.events += [event(2)]
    hub.announce_events([event(2)])
    await reader.until(2)
    assert reader.read == [1, 2]


async def test_while_a_right_is_asked_for_again_nothing_passes_it(shelf: Shelf) -> None:
    """Custody changed: whoever lost the room must not get what was said after it."""
    reader, asked, answer = Reader(), asyncio.Event(), asyncio.Event()

    async def put_out(changed: StoredEvent, _followers: list[Follower]) -> None:
        if changed.type == "thing.taken":
            asked.set()
            await answer.wait()
            running.unsubscribe(STREAM, reader)

    running = Hub(LocalNudges(), put_out)
    await running.start()
    await running.subscribe(STREAM, reader)
    shelf.events += [event(1, "thing.taken")]
    running.announce(STREAM, 1)
    await asked.wait()
    shelf.events += [event(2)]
    running.announce_events([event(2)])
    answer.set()
    other = Reader()
    await running.subscribe("room:b", other)
    assert reader.read == [1]
    await running.stop()
