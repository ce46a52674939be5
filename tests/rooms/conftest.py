"""The world of rooms, and law 4 at the end of a test: what readers made of the events is what a new reader is shown."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

import pytest
from pytest_django import Settings

from chatserver.core import events
from chatserver.core.actor import Actor
from chatserver.core.ids import new_id
from rooms import wire
from rooms.actions.transfers import offer_transfer
from rooms.queries import rooms, worklist
from rooms.streams import room_stream, staff_stream, worklist_stream
from tests.rooms import world as rooms_world
from tests.rooms.transfers import offering, other_unit
from tests.rooms.world import World
from tests.support.replay import Replayer, running_replayer


@pytest.fixture(scope="session")
def replayer() -> Iterator[Replayer]:
    with running_replayer() as running:
        yield running


@pytest.fixture
def world(transactional_db: None, settings: Settings) -> World:
    del transactional_db
    settings.ROOT_URLCONF = "tests.rooms.urls"
    settings.PASSWORD_HASHERS = ["tests.people.hashers.CheapArgon2"]
    return rooms_world.build()


def opened_room(actor: Actor, room_id: UUID) -> dict[str, Any]:
    command = wire.OpenRoom(type="room.open", id=new_id(), room_id=room_id, cursors=None)
    [frame] = rooms.open_room(actor, command).frames
    snapshot: dict[str, Any] = json.loads(frame)
    return snapshot


def opened_worklist(actor: Actor, unit_id: UUID) -> dict[str, Any]:
    command = wire.OpenWorklist(type="worklist.open", id=new_id(), unit_id=unit_id, cursor=None)
    [frame] = worklist.open_worklist(actor, command).frames
    snapshot: dict[str, Any] = json.loads(frame)
    return snapshot


@dataclass
class Readers:
    """Followers of rooms and of the work list, from the moment they opened them."""

    world: World
    replayer: Replayer
    rooms: list[tuple[Actor, dict[str, Any]]] = field(default_factory=list)
    lists: list[tuple[Actor, dict[str, Any]]] = field(default_factory=list)

    def follow(self, case_id: UUID) -> None:
        """A resident and a supervisor open the room, the supervisor the work list."""
        case = rooms_world.room(case_id).case
        resident = self.world.maria if case.guardian_id else self.world.anna
        for actor in (resident, self.world.helena):
            self.rooms.append((actor, opened_room(actor, case_id)))
        self.lists.append((self.world.helena, opened_worklist(self.world.helena, case.unit_id)))

    def compare(self) -> None:
        """Law 4, with the reducers that browsers run."""
        for actor, earlier in self.rooms:
            room_id = UUID(earlier["room"]["id"])
            assert self._caught_up(actor, room_id, earlier) == opened_room(_where_it_is(actor, room_id), room_id)
        for actor, earlier in self.lists:
            unit_id = UUID(earlier["unit_id"])
            replayed = self.replayer.after("worklist", earlier, frames({worklist_stream(unit_id): earlier["cursor"]}))
            assert replayed == opened_worklist(actor, unit_id)

    def _caught_up(self, actor: Actor, room_id: UUID, earlier: dict[str, Any]) -> Any:
        """Residents are told what their own cursor brings, which need not be the events as they are stored."""
        if earlier["staff"] is not None:
            cursors = {
                room_stream(room_id): earlier["cursors"]["room"],
                staff_stream(room_id): earlier["cursors"]["staff"],
            }
            return self.replayer.after("room", earlier, frames(cursors))
        cursor = wire.RoomCursors(**earlier["cursors"])
        command = wire.OpenRoom(type="room.open", id=new_id(), room_id=room_id, cursors=cursor)
        told = [json.loads(frame) for frame in rooms.open_room(actor, command).frames]
        if told and told[0]["type"] == "room.snapshot":
            return told[0]
        return self.replayer.after("room", earlier, told)


def _where_it_is(actor: Actor, room_id: UUID) -> Actor:
    """Staff of the unit that a case has moved to are shown what those of the other one had been told until then."""
    room = rooms_world.room(room_id)
    moved = actor.is_staff and room.unit_id != room.case.unit_id
    return replace(actor, unit_id=room.unit_id) if moved else actor


def frames(cursors: dict[str, int]) -> list[Any]:
    return [json.loads(event.frame) for event in events.after(cursors)]


@pytest.fixture
def readers(world: World, replayer: Replayer) -> Readers:
    return Readers(world, replayer)


@pytest.fixture
def case_id(world: World, readers: Readers) -> Iterator[UUID]:
    """A waiting case of Anna's with readers; law 4 is asserted when the test is over."""
    case_id = world.case()
    readers.follow(case_id)
    yield case_id
    readers.compare()


@pytest.fixture
def held_id(world: World, case_id: UUID, readers: Readers) -> UUID:
    """The same case, held by Sara. More readers open it now."""
    rooms_world.claim_for(world.sara, case_id)
    readers.follow(case_id)
    return case_id


def handed_rows(world: World) -> list[dict[str, Any]]:
    """The rows of the other unit's list that are handed over to it."""
    found: list[dict[str, Any]] = opened_worklist(world.omar, other_unit(world).id)["handed"]
    return found


@pytest.fixture
def to_rehab(world: World, held_id: UUID, readers: Readers) -> UUID:
    """Sara's case, which she wants the other unit to take over; Omar has its list open from before that."""
    readers.lists.append((world.omar, opened_worklist(world.omar, other_unit(world).id)))
    offer_transfer(world.sara, offering(held_id, unit=other_unit(world)))
    return held_id
