"""What somebody is to a room, and what a refusal gives away. The table itself is in test_permissions.py."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction

from chatserver.core import clock
from chatserver.core.actor import SYSTEM, Actor, ActorKind
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.ids import new_id
from rooms import policy, steps, wire
from rooms.lifecycle import CaseState
from rooms.models import Room
from rooms.permissions import Permission, Relation
from rooms.streams import room_stream, worklist_stream
from signaling.wire import CallChanged
from tests.rooms import world as rooms
from tests.rooms.conftest import opened_room
from tests.rooms.refusals import refused
from tests.rooms.world import World, room, told


def relations(actor: Actor, room_id: UUID) -> set[str]:
    return {relation.value for relation in policy.relations_of(actor, room(room_id))}


def test_what_everybody_is_to_a_residents_own_case(world: World, held_id: UUID) -> None:
    expected = {
        world.anna: {"resident"},
        world.maria: set(),
        world.sara: {"colleague", "responsible"},
        world.johan: {"colleague"},
        world.helena: {"colleague", "supervisor"},
        world.omar: set(),
        rooms.elsewhere(world.sara, world.omar): set(),
        replace(world.johan, profession="administrator"): set(),
        SYSTEM: {"system"},
        Actor(kind=ActorKind.RESIDENT): set(),
    }
    assert {actor: relations(actor, held_id) for actor in expected} == expected


def test_what_everybody_is_to_a_childs_case(world: World) -> None:
    child_case = world.child_case()
    leo = Actor(kind=ActorKind.RESIDENT, account_id=world.leo_id, name="Leo Nyberg")
    assert relations(world.maria, child_case) == {"guardian"}
    assert relations(leo, child_case) == {"resident"}
    assert relations(world.anna, child_case) == set()
    with clock.shifted(timedelta(days=8 * 366)):
        assert relations(world.maria, child_case) == set()
        assert relations(leo, child_case) == {"resident"}


def test_what_one_guardian_opened_the_other_does_not_see(world: World) -> None:
    child_case = world.child_case()
    father = rooms.guardian_of(world.leo_id)
    assert relations(father, child_case) == set()
    with refused(ErrorCode.NOT_FOUND):
        policy.read_room(father, child_case)


@pytest.mark.parametrize(
    ("who", "state", "permission", "code"),
    [
        ("maria", "waiting", Permission.READ, ErrorCode.NOT_FOUND),
        ("omar", "waiting", Permission.CLAIM, ErrorCode.NOT_FOUND),
        ("johan", "concluded", Permission.CLAIM, ErrorCode.CHOICE_NEEDED),
        ("omar", "concluded", Permission.READ, ErrorCode.NOT_FOUND),
        ("sara", "archived", Permission.READ, ErrorCode.NOT_FOUND),
        ("anna", "waiting", Permission.CALL, ErrorCode.ILLEGAL_MOVE),
        ("sara", "paused", Permission.CALL, ErrorCode.ILLEGAL_MOVE),
        ("johan", "active", Permission.CONCLUDE, ErrorCode.NOT_HOLDER),
        ("johan", "active", Permission.REASSIGN, ErrorCode.NOT_ALLOWED),
        ("anna", "active", Permission.NOTE, ErrorCode.NOT_ALLOWED),
        ("anna", "archived", Permission.SEND, ErrorCode.ROOM_CLOSED),
        ("helena", "concluded", Permission.REASSIGN, ErrorCode.ROOM_CLOSED),
    ],
)
def test_a_refusal_gives_away_no_more_than_one_may_see(
    world: World, who: str, state: str, permission: Permission, code: ErrorCode
) -> None:
    case_id = world.held_case()
    holder = None if state == "waiting" else world.sara.account_id
    Room.objects.filter(case_id=case_id).update(state=state, holder_id=holder)
    with pytest.raises(DomainError) as refusal:
        policy.read_room(getattr(world, who), case_id, permission)
    assert refusal.value.code is code


def test_an_access_knows_its_room(world: World, held_id: UUID) -> None:
    with transaction.atomic():
        access = policy.access_room(world.sara, held_id, Permission.SEND)
    assert (access.state, access.case.id, access.room.case_id) == (CaseState.ACTIVE, held_id, held_id)
    assert Relation.RESPONSIBLE in access.relations


def test_an_administrator_has_no_part_in_care(world: World, held_id: UUID) -> None:
    nina = replace(world.johan, profession="administrator", roles=frozenset({"administrator"}))
    with refused(ErrorCode.NOT_FOUND):
        policy.read_room(nina, held_id)
    with refused(ErrorCode.NOT_FOUND):
        policy.require_unit(nina, world.unit.id)
    assert not policy.may_follow(nina, worklist_stream(world.unit.id))


def test_only_staff_have_a_unit(world: World) -> None:
    assert policy.unit_of(world.sara) == world.unit.id
    with refused(ErrorCode.UNIT_REQUIRED):
        policy.unit_of(world.anna)


def test_a_call_is_stored_and_told(world: World, held_id: UUID) -> None:
    call = wire.CallState(
        id=new_id(),
        generation=1,
        state="ringing",
        started_by=world.sara.person,
        caller_peer=new_id(),
        answered_by=None,
        callee_peer=None,
        polite_peer=None,
        video=True,
        rings_until=clock.now(),
        connected_at=None,
        end_reason=None,
    )
    with transaction.atomic():
        access = policy.access_room(world.sara, held_id, Permission.CALL)
        sequence = steps.set_call(access, world.sara, CallChanged(type="call.rang", call=call), call)
    assert told(room_stream(held_id))[sequence - 1] == "call.rang"
    assert opened_room(world.anna, held_id)["room"]["call"] == call.model_dump(mode="json")
