"""Permanent care contacts for tests, and scenes of naming one."""

import itertools
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from uuid import UUID

from chatserver.core.actor import Actor
from chatserver.core.ids import new_id
from people.models import Guardianship
from rooms.actions.contacts import name_contact
from rooms.wire.contacts import NameContact
from tests.people import world as people_world
from tests.rooms.world import World

_numbers = itertools.count()


def naming(room_id: UUID, whom: Actor | None) -> NameContact:
    account_id = whom.person if whom is not None else None
    return NameContact(type="contact.name", id=new_id(), room_id=room_id, account_id=account_id)


def has_contact(world: World, whom: Actor, child_id: UUID | None = None) -> None:
    """From now on this is Anna's, or the child's; who named them is the supervisor."""
    case_id = world.case() if child_id is None else world.case(world.maria, child_id)
    name_contact(world.helena, naming(case_id, whom))


def _child(world: World) -> UUID:
    """Somebody whose only cases are the scene's: all of them are told."""
    birth = date(2021, 1, 1) + timedelta(days=next(_numbers))
    child = people_world.resident(people_world.number_for(birth), "Alva", "Nyberg")
    Guardianship.objects.create(guardian_id=world.maria.person, child=child)
    return child.id


def first(world: World) -> tuple[Actor, NameContact]:
    """With another case of theirs beside it."""
    child_id = _child(world)
    world.case(world.maria, child_id)
    return world.sara, naming(world.held_case(author=world.maria, resident_id=child_id), world.johan)


def another(world: World) -> tuple[Actor, NameContact]:
    child_id = _child(world)
    has_contact(world, world.sara, child_id)
    return world.helena, naming(world.case(world.maria, child_id), world.johan)


def nobody(world: World) -> tuple[Actor, NameContact]:
    child_id = _child(world)
    has_contact(world, world.sara, child_id)
    return world.sara, naming(world.held_case(author=world.maria, resident_id=child_id), None)


SCENES: Mapping[str, Callable[[World], tuple[object, ...]]] = {
    "rooms.actions.contacts.name_contact": first,
    "rooms.actions.contacts.name_contact, in place of another": another,
    "rooms.actions.contacts.name_contact, nobody": nobody,
}
