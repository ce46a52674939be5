"""What each role's socket brings of each stream, from the snapshot on: a rising sequence without a hole and without
anything twice (law 2), through every change of custody and with many writing at once."""

import asyncio
from collections import defaultdict
from typing import Any
from uuid import UUID

import pytest

from chatserver.core import events
from chatserver.core.work import in_database
from rooms.streams import room_stream, staff_stream, worklist_stream
from tests.protocol.tabs import Door, Tab
from tests.rooms.world import World

ROUNDS = 6
Streams = dict[str, list[int]]


class Listening:
    """A tab that has the room open, and the work list if it is staff's. It keeps where it began and what it heard."""

    def __init__(self, tab: Tab, world: World, room_id: UUID) -> None:
        self.tab = tab
        self.room_id = room_id
        self.unit_id = world.unit.id
        self.began: dict[str, int] = {}
        self.opened_at = 0

    async def begin(self) -> None:
        await self.tab.open(self.room_id)
        if self.tab.actor.is_staff:
            await self.tab.answer(type="worklist.open", unit_id=str(self.unit_id))
        for frame in self.tab.heard:
            if frame["type"] == "room.snapshot":
                self.began[room_stream(self.room_id)] = frame["cursors"]["room"]
                if self.tab.actor.is_staff:
                    self.began[staff_stream(self.room_id)] = frame["cursors"]["staff"]
            elif frame["type"] == "worklist.snapshot":
                self.began[worklist_stream(self.unit_id)] = frame["cursor"]

    async def command(self, kind: str, **fields: Any) -> None:
        answer = await self.tab.answer(type=kind, room_id=str(self.room_id), **fields)
        assert answer["type"] == "ack", answer

    async def open_anew(self) -> None:
        """From where this reader is, as the client does when a stream has ended; what was sent is heard first."""
        await self.tab.heartbeat()
        self.opened_at = len(self.tab.heard)
        places = {stream: max(told, default=self.began[stream]) for stream, told in self.heard().items()}
        cursors = {
            "room": places.get(room_stream(self.room_id), self.began[room_stream(self.room_id)]),
            "staff": places.get(staff_stream(self.room_id), self.began.get(staff_stream(self.room_id), 0)),
        }
        await self.command("room.open", cursors=cursors)

    def heard(self) -> Streams:
        found: Streams = defaultdict(list)
        for frame in self.tab.heard:
            if "stream" in frame and frame["type"] not in ("ack", "stream.ended"):
                found[frame["stream"]].append(frame["sequence"])
        return found

    async def hear_all(self, heads: dict[str, int]) -> None:
        """As the client does: a stream that ended is opened again, as the reader one still is."""
        await self.tab.heartbeat()
        while any(self.heard()[stream][-1:] != [heads[stream]] for stream in self.began):
            if any(frame["type"] == "stream.ended" for frame in self.tab.heard[self.opened_at :]):
                await self.open_anew()
            else:
                await self.tab.hear()


async def write_at_once(*people: Listening) -> None:
    """Each their messages as fast as they can, side by side."""

    async def write(person: Listening) -> None:
        for number in range(ROUNDS):
            answer = await person.tab.say(person.room_id, f"Rad {number}")
            assert answer["type"] == "ack", answer
            await person.tab.answer(
                type="receipt.advance",
                room_id=str(person.room_id),
                delivered=answer["sequence"],
                read=answer["sequence"],
            )

    await asyncio.gather(*[write(person) for person in people])


async def story(resident: Listening, sara: Listening, johan: Listening, helena: Listening) -> None:
    """A case from hand to hand, to its end and back."""
    await write_at_once(resident)
    # Alarm words go past the hot path, and are told on all three streams.
    await resident.tab.say(resident.room_id, "Jag har ont i bröstet")
    await johan.command("alarm.acknowledge")
    await sara.command("case.claim")
    await write_at_once(resident, sara)
    await johan.command("note.add", text="Ring hemtjänsten")
    await sara.command("case.prioritise", priority=2, reason="Svårare att svälja nu")
    await helena.command("case.reassign", to_account_id=str(johan.tab.actor.person), reason="Jämnare fördelning")
    await sara.tab.until("stream.ended")
    await sara.open_anew()
    await write_at_once(resident, johan)
    await sara.command("note.add", text="Jag ringde")
    await johan.command("case.release", reason="Slutar för dagen")
    await sara.command("case.claim")
    await write_at_once(sara, resident)
    await sara.command("case.conclude", outcome="advice_given", text="Vila.", seek_care="Om det blir värre.")
    await resident.command("case.reopen", reason="")
    await write_at_once(resident)


@pytest.mark.parametrize("role", ["resident", "guardian"])
async def test_every_role_hears_its_streams_without_a_hole(world: World, door: Door, role: str) -> None:
    room_id: UUID = await in_database(world.case if role == "resident" else world.child_case)
    author = world.anna if role == "resident" else world.maria
    listening = []
    for actor in (author, world.sara, world.johan, world.helena):
        one = Listening(await door.tab(actor), world, room_id)
        await one.begin()
        listening.append(one)
    await story(*listening)
    streams = [room_stream(room_id), staff_stream(room_id), worklist_stream(world.unit.id)]
    heads = await in_database(events.heads, streams)
    for one in listening:
        await one.hear_all(heads)
        expected = {stream: list(range(began + 1, heads[stream] + 1)) for stream, began in one.began.items()}
        assert {stream: told for stream, told in one.heard().items() if stream in one.began} == expected, one.tab.actor
        # Residents have no other stream than their room's.
        assert set(one.heard()) <= set(one.began)
        assert all(len(told) > ROUNDS for told in expected.values())


async def test_a_hole_would_be_seen(world: World, door: Door) -> None:
    """The check above is one: a frame that is taken away is missed."""
    room_id: UUID = await in_database(world.held_case)
    one = Listening(await door.tab(world.anna), world, room_id)
    await one.begin()
    await write_at_once(one)
    heads = await in_database(events.heads, [room_stream(room_id)])
    await one.hear_all(heads)
    lost = next(frame for frame in one.tab.heard if frame["type"] == "message.sent")
    one.tab.heard.remove(lost)
    assert one.heard()[room_stream(room_id)] != list(
        range(one.began[room_stream(room_id)] + 1, heads[room_stream(room_id)] + 1)
    )
