"""Scenes of handing over."""

from collections.abc import Callable, Mapping
from typing import Any, Literal
from uuid import UUID

from chatserver.core.actor import Actor
from chatserver.core.wire import Command
from rooms import wire
from rooms.actions.transfers import offer_transfer
from tests.laws import threatened
from tests.rooms import transfers
from tests.rooms import world as rooms
from tests.rooms.world import World


def to_a_person(world: World) -> tuple[Actor, wire.OfferTransfer]:
    rooms.come_in(world.johan)
    return world.sara, transfers.offering(world.held_case(), world.johan)


def to_a_profession(world: World) -> tuple[Actor, wire.OfferTransfer]:
    transfers.as_physician(world)
    return world.sara, transfers.offering(world.held_case(), profession=transfers.PHYSICIAN)


def accepting(world: World) -> tuple[Actor, Command]:
    return world.johan, transfers.accept(transfers.to_johan(world))


def accepting_for_all(world: World) -> tuple[Actor, Command]:
    case_id = transfers.to_physicians(world)
    return world.johan, transfers.accept(case_id)


def accepting_with_company(world: World) -> tuple[Actor, Command]:
    """Johan has come to keep company, and takes over by and by."""
    case_id = threatened.introduced(world)
    rooms.come_in(world.johan)
    offer_transfer(world.sara, transfers.offering(case_id, world.johan))
    return world.johan, transfers.accept(case_id)


def declining(world: World) -> tuple[Actor, Command]:
    return world.johan, transfers.decline(transfers.to_johan(world), "competence")


def withdrawing(world: World) -> tuple[Actor, Command]:
    return world.sara, transfers.withdraw(transfers.to_johan(world))


def to_a_unit(world: World) -> tuple[Actor, wire.OfferTransfer]:
    return world.sara, transfers.offering(world.held_case(), unit=transfers.other_unit(world))


def accepting_at_a_unit(world: World) -> tuple[Actor, Command]:
    return world.omar, transfers.accept(transfers.to_rehab(world))


def accepting_with_guests(world: World) -> tuple[Actor, Command]:
    """One sits in, one has the link; a colleague has come to keep company."""
    case_id = threatened.introduced(world)
    rooms.guest_in(world.sara, case_id)
    rooms.invited(world.sara, case_id, name="Nils Ek", role="relative")
    offer_transfer(world.sara, transfers.offering(case_id, unit=transfers.other_unit(world)))
    return world.omar, transfers.accept(case_id)


def declining_at_a_unit(world: World) -> tuple[Actor, Command]:
    return world.omar, transfers.decline(transfers.to_rehab(world), "competence")


def withdrawing_from_a_unit(world: World) -> tuple[Actor, Command]:
    return world.sara, transfers.withdraw(transfers.to_rehab(world))


def overdue_at_a_unit(world: World) -> tuple[UUID]:
    case_id = transfers.to_rehab(world)
    transfers.run_out(case_id)
    return (case_id,)


def raised_meanwhile(world: World) -> tuple[Actor, Command]:
    return world.sara, rooms.prioritise(transfers.to_rehab(world), 1)


def overdue(world: World) -> tuple[UUID]:
    case_id = transfers.to_johan(world)
    transfers.run_out(case_id)
    return (case_id,)


def giver_gone(world: World) -> tuple[UUID]:
    case_id = transfers.to_johan(world)
    transfers.gone(case_id)
    return (case_id,)


def handed_back(world: World) -> tuple[Actor, Command]:
    return world.sara, rooms.release(transfers.to_johan(world))


def given_elsewhere(world: World) -> tuple[Actor, Command]:
    case_id = transfers.to_johan(world)
    rooms.come_in(world.helena)
    return world.helena, rooms.reassign(case_id, world.helena)


def concluding(world: World) -> tuple[Actor, Command]:
    return world.sara, rooms.conclude(transfers.to_johan(world))


Rows = Mapping[str, tuple[Callable[[World], tuple[Any, ...]], Literal["same", "again"]]]

# By what the same call means a second time.
SCENES: Rows = {
    "rooms.actions.transfers.offer_transfer": (to_a_person, "same"),
    "rooms.actions.transfers.offer_transfer, to a profession": (to_a_profession, "same"),
    "rooms.actions.transfers.accept_transfer": (accepting, "same"),
    "rooms.actions.transfers.accept_transfer, of a profession": (accepting_for_all, "same"),
    "rooms.actions.transfers.accept_transfer, by the colleague in it": (accepting_with_company, "same"),
    "rooms.actions.transfers.offer_transfer, to another unit": (to_a_unit, "same"),
    "rooms.actions.transfers.accept_transfer, at another unit": (accepting_at_a_unit, "same"),
    "rooms.actions.transfers.accept_transfer, at another unit with guests and company": (accepting_with_guests, "same"),
    "rooms.actions.transfers.decline_transfer, at another unit": (declining_at_a_unit, "same"),
    "rooms.actions.transfers.withdraw_transfer, from another unit": (withdrawing_from_a_unit, "same"),
    "rooms.actions.transfers.expire_transfer, at another unit": (overdue_at_a_unit, "again"),
    "rooms.actions.priority.prioritise_case, with a transfer to a unit standing": (raised_meanwhile, "same"),
    "rooms.actions.transfers.decline_transfer": (declining, "same"),
    "rooms.actions.transfers.withdraw_transfer": (withdrawing, "same"),
    "rooms.actions.transfers.expire_transfer": (overdue, "again"),
    "rooms.actions.custody.release_if_away, with a transfer standing": (giver_gone, "again"),
    "rooms.actions.custody.release_case, with a transfer standing": (handed_back, "same"),
    "rooms.actions.custody.reassign_case, with a transfer standing": (given_elsewhere, "same"),
    "rooms.actions.conclusion.conclude_case, with a transfer standing": (concluding, "same"),
}
