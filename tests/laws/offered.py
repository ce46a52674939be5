"""Scenes of offers. Each has a person of a profession of its own, so that nothing left by another scene is next."""

from collections.abc import Callable, Mapping
from typing import Any, Literal
from uuid import UUID

from chatserver.core.actor import Actor
from rooms import wire
from rooms.actions.offers import expire_offer, make_offers
from rooms.models import Lease
from tests.rooms import closing_time, offers
from tests.rooms import world as rooms
from tests.rooms.world import World


def to_offer(world: World) -> tuple[UUID, list[UUID]]:
    closing_time.open_unit(world)
    _, profession = offers.specialist(world)
    return world.unit.id, [world.case(profession=profession)]


def offered(world: World) -> tuple[Actor, UUID]:
    """At a unit that is open: of all scenes in one house some have closed it."""
    closing_time.open_unit(world)
    actor, profession = offers.specialist(world)
    return actor, _offered(world, profession)


def _offered(world: World, profession: str) -> UUID:
    case_id = world.case(profession=profession)
    make_offers(world.unit.id, [case_id])
    return case_id


def accepting(world: World) -> tuple[Actor, wire.AcceptOffer]:
    actor, case_id = offered(world)
    return actor, offers.accept(case_id)


def declining(world: World) -> tuple[Actor, wire.DeclineOffer]:
    actor, case_id = offered(world)
    return actor, offers.decline(case_id)


def claiming(world: World) -> tuple[Actor, wire.ClaimCase]:
    """A colleague takes from the list what somebody else was asked about."""
    return world.sara, rooms.claim(offered(world)[1])


def reassigning(world: World) -> tuple[Actor, wire.ReassignCase]:
    rooms.come_in(world.johan)
    return world.helena, rooms.reassign(offered(world)[1], world.johan)


def overdue(world: World) -> tuple[UUID]:
    _, case_id = offered(world)
    offers.run_out(case_id)
    return (case_id,)


def overdue_again(world: World) -> tuple[UUID]:
    """The second in a row: the person is set away by it."""
    _, case_id = _missing_two(world)
    return (case_id,)


def _missing_two(world: World) -> tuple[Actor, UUID]:
    actor, profession = offers.specialist(world)
    first = _offered(world, profession)
    offers.run_out(first)
    expire_offer(first)
    second = _offered(world, profession)
    offers.run_out(second)
    return actor, second


def gone(world: World) -> tuple[UUID]:
    actor, case_id = offered(world)
    Lease.objects.filter(account_id=actor.person).delete()
    return (case_id,)


def giving_way(world: World) -> tuple[UUID]:
    _, profession = offers.specialist(world)
    case_id = _offered(world, profession)
    world.case(profession=profession, priority=1)
    return (case_id,)


def coming_back(world: World) -> tuple[Actor, wire.SetPresence]:
    actor, case_id = _missing_two(world)
    expire_offer(case_id)
    return actor, wire.SetPresence(declared="available")


Rows = Mapping[str, tuple[Callable[[World], tuple[Any, ...]], Literal["same", "again"]]]

# By what the same call means a second time.
SCENES: Rows = {
    "rooms.actions.offers.make_offers": (to_offer, "again"),
    "rooms.actions.offers.accept_offer": (accepting, "same"),
    "rooms.actions.offers.decline_offer": (declining, "same"),
    "rooms.actions.offers.expire_offer": (overdue, "again"),
    "rooms.actions.offers.expire_offer, the second in a row": (overdue_again, "again"),
    "rooms.actions.offers.withdraw_offer": (gone, "again"),
    "rooms.actions.offers.give_way": (giving_way, "again"),
    "rooms.actions.custody.claim_case, of what was offered": (claiming, "same"),
    "rooms.actions.custody.reassign_case, of what was offered": (reassigning, "same"),
    "rooms.actions.presence.set_presence, after being set away": (coming_back, "again"),
}
