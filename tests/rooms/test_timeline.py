"""What a resident is told of a case's way: each step once, in order, and nothing that is for staff alone."""

from uuid import UUID

from chatserver.core.errors import ErrorCode
from chatserver.core.models import AuditEntry
from rooms import wire
from rooms.actions.conclusion import conclude_case
from rooms.actions.custody import reassign_case
from rooms.actions.notes import add_note
from rooms.queries.rooms import open_room
from rooms.queries.timeline import case_timeline
from rooms.queries.waiting import waiting
from tests.rooms import world as rooms
from tests.rooms.refusals import refused
from tests.rooms.world import World, come_in, conclude, note, reassign, send


def told(world: World, case_id: UUID) -> list[tuple[str, str]]:
    return [(step.what, step.name) for step in case_timeline(world.anna, case_id).steps]


def test_each_step_is_told_once_in_order(world: World) -> None:
    case_id = world.case()
    assert told(world, case_id) == [("arrived", "Anna Lind")]
    rooms.claim_for(world.sara, case_id)
    send(world.sara, case_id, "Hej!")
    rooms.release_by(world.sara, case_id)
    come_in(world.johan)
    reassign_case(world.helena, reassign(case_id, world.johan))
    add_note(world.johan, note(case_id))
    conclude_case(world.johan, conclude(case_id))
    assert told(world, case_id) == [
        ("arrived", "Anna Lind"),
        ("taken", "Sara Holm"),
        ("handed_back", "Sara Holm"),
        ("given", "Johan Lager"),
        ("concluded", "Johan Lager"),
    ]
    assert AuditEntry.objects.filter(action="case.timeline", actor_id=world.anna.account_id).count() == 2


def test_the_first_opening_by_staff_is_told_and_not_ones_own(world: World) -> None:
    case_id = world.case()
    command = wire.OpenRoom(id=case_id, type="room.open", room_id=case_id, cursors=None)
    open_room(world.anna, command)
    assert waiting(world.anna, case_id).opened_at is None
    open_room(world.johan, command)
    first = waiting(world.anna, case_id).opened_at
    assert first is not None
    open_room(world.sara, command)
    assert waiting(world.anna, case_id).opened_at == first
    assert told(world, case_id) == [("arrived", "Anna Lind"), ("opened", "")]


def test_a_stranger_is_told_nothing(world: World, case_id: UUID) -> None:
    with refused(ErrorCode.NOT_FOUND):
        case_timeline(world.maria, case_id)


def test_the_place_comes_along_while_the_case_waits(world: World, case_id: UUID) -> None:
    assert case_timeline(world.anna, case_id).waiting == waiting(world.anna, case_id)
    rooms.claim_for(world.sara, case_id)
    assert case_timeline(world.anna, case_id).waiting is None
