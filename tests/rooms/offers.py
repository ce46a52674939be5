"""Offers for tests: a unit that offers, people who are here, and the commands."""

import itertools
from datetime import timedelta
from uuid import UUID

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.ids import new_id
from people.models import AssignmentMode, StaffProfile, Unit
from rooms import rounds, wire
from rooms.models import Assignment, Lease, Room
from tests.people import world as people_world
from tests.rooms import world as rooms
from tests.rooms.world import World

_numbers = itertools.count()


def offering(world: World, *actors: Actor, mode: AssignmentMode = AssignmentMode.BOTH) -> None:
    """From now on the unit offers; these people are here."""
    Unit.objects.filter(id=world.unit.id).update(assignment=mode)
    rooms.come_in(*actors)


def specialist(world: World) -> tuple[Actor, str]:
    """Somebody who has just come to the unit, and the profession that nobody else there has."""
    number = next(_numbers)
    account = people_world.staff(f"specialist.{number}", world.unit)
    StaffProfile.objects.filter(account=account).update(profession=f"specialist {number}")
    actor = rooms.at_unit(account, world.unit)
    offering(world, actor)
    return actor, f"specialist {number}"


def round_at(world: World) -> None:
    rounds.offer_waiting(world.unit.id)


def asked(case_id: UUID) -> UUID | None:
    return rooms.room(case_id).offered_to_id


def offer_of(case_id: UUID) -> UUID:
    """The offer that stands, or the latest there was."""
    standing = rooms.room(case_id).offer_id
    return standing or Assignment.objects.filter(room_id=case_id).latest("made_at").id


def accept(case_id: UUID, offer_id: UUID | None = None) -> wire.AcceptOffer:
    given = offer_id or offer_of(case_id)
    return wire.AcceptOffer(type="offer.accept", id=new_id(), room_id=case_id, offer_id=given)


def decline(case_id: UUID, reason: wire.DeclineReason = "busy", offer_id: UUID | None = None) -> wire.DeclineOffer:
    given = offer_id or offer_of(case_id)
    return wire.DeclineOffer(type="offer.decline", id=new_id(), room_id=case_id, offer_id=given, reason=reason)


def gone(*actors: Actor) -> None:
    """Their consoles are dead."""
    Lease.objects.filter(account_id__in=[actor.person for actor in actors]).delete()


def run_out(*case_ids: UUID) -> None:
    """The deadline of these offers has passed."""
    Room.objects.filter(case_id__in=case_ids).update(offered_until=clock.now() - timedelta(seconds=1))
