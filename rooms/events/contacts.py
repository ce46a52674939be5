"""The permanent care contact as the wire shows it, to staff and to residents."""

from uuid import UUID

from chatserver.core.wire import Localized
from people import queries as people
from rooms import wire
from rooms.models import Room
from rooms.wire.contacts import ContactNamed, PermanentContact


def for_staff(room: Room) -> PermanentContact | None:
    found = people.permanent_contact(room.case.resident_id, room.unit_id)
    if found is None:
        return None
    member = found.member
    return PermanentContact(
        account_id=member.id,
        name=member.name,
        title=Localized(sv=member.title_sv, en=member.title_en),
        named_by=found.named_by,
        named_at=found.named_at,
    )


def named(room: Room) -> ContactNamed:
    """Whom the resident has at the unit that the case is at now."""
    return ContactNamed(type="contact.named", contact=for_staff(room))


def for_resident(resident_id: UUID, unit_id: UUID) -> wire.Participant | None:
    """As somebody of the staff, so that a surname that is hidden in the room is hidden here too."""
    found = people.permanent_contact(resident_id, unit_id)
    if found is None:
        return None
    member = found.member
    title = Localized(sv=member.title_sv, en=member.title_en)
    return wire.Participant(id=member.id, role="colleague", name=member.name, title=title, initials=member.initials)
