"""Scenes of guests: invited, in the waiting place, in the room, and at the end of their time."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.ids import new_id
from rooms import wire
from rooms.models import Invitation
from tests.rooms import world as rooms
from tests.rooms.world import World


def inviting(world: World) -> tuple[Actor, UUID, wire.InviteGuest]:
    return world.sara, world.held_case(), rooms.invitation()


def waiting(world: World) -> tuple[UUID, UUID]:
    case_id = world.held_case()
    made = rooms.invited(world.sara, case_id)
    rooms.arrived(made)
    return case_id, made.guest.id


def admitting(world: World) -> tuple[Actor, wire.AdmitGuest]:
    return world.sara, rooms.admit(*waiting(world))


def refusing(world: World) -> tuple[Actor, wire.RefuseGuest]:
    return world.sara, rooms.refuse(*waiting(world))


def showing_out(world: World) -> tuple[Actor, wire.WithdrawGuest]:
    case_id = world.held_case()
    guest = rooms.guest_in(world.sara, case_id)
    return world.helena, rooms.withdraw(case_id, Invitation.objects.get(account_id=guest.person).id)


def knocking(world: World) -> tuple[UUID, str, None]:
    return rooms.invited(world.sara, world.held_case()).guest.id, f"session {new_id()}", None


def leaving(world: World) -> tuple[Actor]:
    return (rooms.guest_in(world.sara, world.held_case()),)


def writing(world: World) -> tuple[Actor, wire.SendMessage]:
    case_id = world.held_case()
    return rooms.guest_in(world.sara, case_id), rooms.say(case_id, "Hon har ont sedan i går")


def concluding(world: World) -> tuple[Actor, wire.ConcludeCase]:
    case_id = world.held_case()
    rooms.guest_in(world.sara, case_id)
    rooms.invited(world.sara, case_id, name="Nils Ek", role="relative", language="")
    return world.sara, rooms.conclude(case_id)


def overdue(world: World) -> tuple[UUID]:
    guest = rooms.guest_in(world.sara, world.held_case())
    row = Invitation.objects.filter(account_id=guest.person)
    row.update(expires_at=clock.now() - timedelta(seconds=1))
    return (row.get().id,)


def guessing(world: World) -> tuple[Any]:
    made = rooms.invited(world.sara, world.held_case())
    right = made.code
    wrong = "1" if right[-1] != "1" else "2"
    return (right[:-1] + wrong,)
