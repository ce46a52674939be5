"""Handing over for tests: the commands, and a transfer that stands."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.ids import new_id
from people.models import StaffProfile, Unit
from rooms import wire
from rooms.actions.transfers import offer_transfer
from rooms.availability import LEASE
from rooms.models import Lease, Room, Transfer
from tests.people import world as people_world
from tests.rooms import world as rooms
from tests.rooms.world import World

SITUATION, ADVICE = "Feber i fyra dagar, ont i halsen", "Bedöm svalget i dag"
SUMMARY = wire.TransferSummary(
    situation=SITUATION, background="Penicillinallergi", assessment="Misstänkt halsfluss", recommendation=ADVICE
)
PHYSICIAN: wire.CareProfession = "physician"


def offering(
    case_id: UUID, to: Actor | None = None, profession: wire.CareProfession | None = None, unit: Unit | None = None
) -> Any:
    """To a person, to a profession, or to another unit."""
    return wire.OfferTransfer(
        type="transfer.offer",
        id=new_id(),
        room_id=case_id,
        to_account_id=to.account_id if to is not None else None,
        profession=profession,
        summary=SUMMARY,
        to_unit_id=unit.id if unit is not None else None,
    )


def latest(case_id: UUID) -> Transfer:
    """The one that stands, else the latest; clocks may have stepped back since the one before."""
    made = Transfer.objects.filter(room_id=case_id)
    return made.filter(ended_at=None).first() or made.latest("made_at")


def accept(case_id: UUID) -> wire.AcceptTransfer:
    found = latest(case_id).id
    return wire.AcceptTransfer(type="transfer.accept", id=new_id(), room_id=case_id, transfer_id=found)


def decline(case_id: UUID, reason: wire.DeclineReason = "busy") -> wire.DeclineTransfer:
    found = latest(case_id).id
    return wire.DeclineTransfer(type="transfer.decline", id=new_id(), room_id=case_id, transfer_id=found, reason=reason)


def withdraw(case_id: UUID) -> wire.WithdrawTransfer:
    found = latest(case_id).id
    return wire.WithdrawTransfer(type="transfer.withdraw", id=new_id(), room_id=case_id, transfer_id=found)


def run_out(case_id: UUID) -> None:
    """Its time has passed."""
    Transfer.objects.filter(room_id=case_id, ended_at=None).update(until=clock.now() - timedelta(seconds=1))


def as_physician(world: World) -> Actor:
    """Johan, who is a physician from now on."""
    StaffProfile.objects.filter(account_id=world.johan.person).update(profession=PHYSICIAN)
    world.johan = replace(world.johan, profession=PHYSICIAN)
    return world.johan


def to_johan(world: World, **changes: Any) -> UUID:
    """A case of Sara's that she wants Johan to take over."""
    case_id = world.held_case(**changes)
    rooms.come_in(world.johan)
    offer_transfer(world.sara, offering(case_id, world.johan))
    return case_id


def to_physicians(world: World, **changes: Any) -> UUID:
    as_physician(world)
    case_id = world.held_case(**changes)
    offer_transfer(world.sara, offering(case_id, profession=PHYSICIAN))
    return case_id


def state_of(case_id: UUID) -> tuple[str, UUID | None, bool]:
    """The room's state, who has it, and whether a transfer stands on the list."""
    now = Room.objects.get(case_id=case_id)
    return now.state, now.holder_id, now.transfer is not None


def gone(case_id: UUID) -> None:
    """Whoever has it has been silent for longer than a lease."""
    room = Room.objects.get(case_id=case_id)
    Room.objects.filter(case_id=case_id).update(state_since=clock.now() - LEASE * 2)
    Lease.objects.filter(account_id=str(room.holder_id)).delete()


def other_unit(world: World) -> Unit:
    return Unit.objects.exclude(id=world.unit.id).get(name="Rehab Norr")


def nurse_there(world: World, name: str = "eva.blom") -> Actor:
    """One more nurse at the other unit."""
    unit = other_unit(world)
    return rooms.at_unit(people_world.staff(name, unit), unit)


def to_rehab(world: World, **changes: Any) -> UUID:
    """A case of Sara's that she wants the other unit to take over."""
    case_id = world.held_case(**changes)
    offer_transfer(world.sara, offering(case_id, unit=other_unit(world)))
    return case_id
