"""What a reader is shown of staff's names: whole to staff, without surnames to anybody else where they are hidden."""

from typing import TypeVar

from chatserver.core.actor import Actor
from chatserver.core.models import StoredFile
from chatserver.core.wire import Wire
from people import queries as people
from rooms import policy
from rooms.events.first_names import STAFF_ROLES, FirstNames
from rooms.models import Room

Told = TypeVar("Told", bound=Wire)


def names_in(room: Room) -> list[str]:
    """The staff whom the room may name: those who were ever in it, and those of its unit, now and before."""
    met = room.participations.filter(role__in=STAFF_ROLES).values_list("name", flat=True)
    units = {room.unit_id, *policy.units_before(room)}
    there = (member.name for unit_id in units for member in people.staff_of_unit(unit_id))
    return sorted({*met, *there})


def veil_of(room: Room) -> FirstNames:
    """For a reader who is not staff."""
    return FirstNames(names_in(room) if room.first_names else (), shortened=room.first_names)


class Naming:
    """What one reader of a room is answered, made for many answers at once."""

    def __init__(self, actor: Actor, room: Room) -> None:
        self._veil = veil_of(room) if room.first_names and not actor.is_staff else None

    def told(self, found: Told) -> Told:
        if self._veil is None:
            return found
        return type(found).model_validate(self._veil.told(found.model_dump(mode="json")))


def file_name(actor: Actor, room: Room, file: StoredFile) -> str:
    """What the file is called when this reader takes it home: what staff called theirs, without surnames."""
    if actor.is_staff or not room.first_names:
        return file.name
    by_staff = room.participations.filter(account_id=file.uploader_id, role__in=STAFF_ROLES).exists()
    return str(veil_of(room).told(file.name)) if by_staff else file.name


def told(actor: Actor, room: Room, found: Told) -> Told:
    """One answer, as this reader may have it."""
    return Naming(actor, room).told(found)
