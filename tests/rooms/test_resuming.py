"""Many who come back at once are told what each would have been told alone, and each reading is in the log."""

from uuid import UUID

from chatserver.core.actor import Actor
from chatserver.core.commands import Opened
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.events import MAX_BACKLOG
from chatserver.core.ids import new_id
from chatserver.core.models import AuditEntry
from rooms import wire
from rooms.actions.notes import add_note
from rooms.queries.resuming import resume_rooms
from rooms.queries.rooms import open_room
from tests.rooms.world import World, note, send


def opening(room_id: UUID, room: int | None, staff: int = 0) -> wire.OpenRoom:
    cursors = None if room is None else wire.RoomCursors(room=room, staff=staff)
    return wire.OpenRoom(type="room.open", id=new_id(), room_id=room_id, cursors=cursors)


def readings() -> list[tuple[UUID | None, UUID | None]]:
    rows = AuditEntry.objects.filter(action="room.open").order_by("at", "id")
    return [(row.actor_id, row.object_id) for row in rows]


def test_each_is_given_what_they_missed_as_if_they_had_come_alone(world: World) -> None:
    hers, childs = world.held_case(), world.child_case()
    for text in ("Hej", "Hur mår du?"):
        send(world.sara, hers, text)
    add_note(world.sara, note(hers))
    send(world.maria, childs)
    asked: list[tuple[Actor, wire.OpenRoom]] = [
        (world.anna, opening(hers, 1)),
        (world.anna, opening(hers, 3)),
        (world.sara, opening(hers, 2, 1)),
        (world.maria, opening(childs, 2)),
        (world.johan, opening(childs, 0, 0)),
    ]
    alone = [open_room(actor, command) for actor, command in asked]
    logged = readings()
    assert resume_rooms(asked) == alone
    assert sorted(map(str, readings()[len(logged) :])) == sorted(map(str, logged))
    assert all(isinstance(one, Opened) for one in alone)


def test_who_may_not_is_refused_and_leaves_no_trace(world: World) -> None:
    hers = world.held_case()
    before = readings()
    asked = [(world.maria, opening(hers, 1)), (world.anna, opening(UUID(int=1), 1))]
    refusals = resume_rooms(asked)
    assert [one.code for one in refusals if isinstance(one, DomainError)] == [ErrorCode.NOT_FOUND] * 2
    assert readings() == before


def test_who_needs_a_snapshot_is_left_to_it(world: World) -> None:
    hers = world.held_case()
    before = readings()
    assert resume_rooms([(world.anna, opening(hers, None)), (world.anna, opening(hers, 10**6))]) == [None, None]
    assert readings() == before


def test_no_resident_is_given_a_frame_of_the_staffs_stream(world: World) -> None:
    hers = world.held_case()
    add_note(world.sara, note(hers, "Bad om puls."))
    anna, sara = resume_rooms([(world.anna, opening(hers, 0)), (world.sara, opening(hers, 0, 0))])
    assert isinstance(anna, Opened)
    assert isinstance(sara, Opened)
    assert not any("staff:" in frame or "puls" in frame for frame in anna.frames)
    assert any("puls" in frame for frame in sara.frames)
    assert set(anna.cursors) == {f"room:{hers}"}
    assert len(anna.frames) < MAX_BACKLOG


def test_the_readers_right_to_speak_comes_along(world: World) -> None:
    held = world.held_case()
    anna, johan = resume_rooms([(world.anna, opening(held, 0)), (world.johan, opening(held, 0, 0))])
    assert isinstance(anna, Opened)
    assert isinstance(johan, Opened)
    assert (anna.speaks, johan.speaks) == (True, False)
