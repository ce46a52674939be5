"""Scenes of guests in a call between two others, and of how a unit wants its calls."""

from uuid import UUID

from chatserver.core.actor import Actor
from chatserver.core.ids import new_id
from people.models import Unit
from rooms.models import Invitation, Room
from signaling.models import UnitCalls
from signaling.wire import JoinCall, LeaveCall, RemoveFromCall, SetUnitCalls
from tests.rooms import world as rooms
from tests.rooms.world import World
from tests.signaling import calls
from tests.signaling.calls import Ringing


def with_guest(world: World, *, inside: bool = True) -> tuple[Ringing, Actor]:
    call = Ringing(world, world.held_case()).established()
    guest = rooms.guest_in(world.sara, call.room_id, may_call=True)
    if inside:
        call.joined(guest)
    return call, guest


def joining(world: World) -> tuple[Actor, JoinCall]:
    call, guest = with_guest(world, inside=False)
    return guest, calls.join(call.room_id, call.call_id, new_id())


def leaving_call(world: World) -> tuple[Actor, LeaveCall]:
    call, guest = with_guest(world)
    return guest, calls.leave(call.room_id, call.call_id)


def removing(world: World) -> tuple[Actor, RemoveFromCall]:
    call, guest = with_guest(world)
    return world.sara, calls.remove(call.room_id, call.call_id, guest.person)


def out_of_right(world: World) -> tuple[UUID]:
    call, guest = with_guest(world)
    Invitation.objects.filter(account_id=guest.person).update(may_call=False)
    return (call.room_id,)


def rung(world: World) -> tuple[Actor, SetUnitCalls]:
    Unit.objects.filter(id=world.unit.id).update(residents_call=False)
    # One, however often the scene is set: each is told.
    if not Room.objects.filter(unit_id=world.unit.id, holder_id__isnull=False).exists():
        world.held_case()
    return world.helena, SetUnitCalls(relay_only=False, residents_call=True)


def relayed(world: World) -> tuple[Actor, SetUnitCalls]:
    UnitCalls.objects.update_or_create(unit_id=world.unit.id, defaults={"relay_only": True})
    return world.helena, SetUnitCalls(relay_only=False)
