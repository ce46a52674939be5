"""Every change of a room's company: the row, what stands on the work list, the events that tell it. Needs the room's
lock and an open transaction; actions and `rooms.steps` call it. The work list is told by the caller.
"""

from datetime import datetime

from chatserver.core.actor import Actor
from people import queries as people
from people.queries import StaffMember
from rooms import wire
from rooms.events import shown, streams
from rooms.models import Company, Participation, Room

ROLE: wire.ParticipantRole = "colleague"


def standing(room: Room) -> Company | None:
    """Asked for, or here."""
    return room.companies.filter(ended_at=None).first()


def ask(room: Room, actor: Actor, at: datetime) -> int:
    company = Company(room=room, asked_by_id=actor.person, asked_by_name=actor.name, asked_at=at)
    company.save(force_insert=True)
    return _tell(room, company, "colleague.called", actor, at)


def come(room: Room, company: Company, actor: Actor, at: datetime) -> int:
    company.came_id, company.came_name, company.came_at = actor.person, actor.name, at
    company.save()
    return _tell(room, company, "colleague.came", actor, at)


def introduce(room: Room, company: Company, member: StaffMember, actor: Actor, at: datetime) -> int:
    """From now on the resident sees who reads along. Gives the event's place in the staff stream."""
    row = room.participations.filter(account_id=member.id, role=ROLE).first() or Participation(room=room)
    shown.show_staff(row, member, ROLE)
    body = wire.ColleagueJoined(type="colleague.joined", participant=shown.participant(row))
    row.joined_sequence, row.left_sequence = streams.tell_room(room, body, actor, at), None
    row.save()
    company.introduced_at = at
    company.save()
    return _tell(room, company, "colleague.introduced", actor, at)


def end(room: Room, actor: Actor, at: datetime) -> int | None:
    """The question is taken back or the company is over; None where none stands."""
    # Most moves of most cases come by here.
    company = standing(room) if room.company_asked_by_id is not None else None
    if company is None:
        return None
    _part(room, actor, at)
    company.ended_at, company.ended_by_name = at, actor.name
    company.save()
    return _tell(room, company, "colleague.left", actor, at)


def _part(room: Room, actor: Actor, at: datetime) -> None:
    for row in room.participations.filter(role=ROLE, left_sequence=None):
        body = wire.ColleagueParted(type="colleague.parted", participant=shown.participant(row))
        row.left_sequence = streams.tell_room(room, body, _seen(room, actor), at)
        row.save()


def _seen(room: Room, actor: Actor) -> Actor:
    """Residents know whoever asked and whoever came; of anybody else of the unit they are shown no name."""
    if not actor.is_staff or room.participations.filter(account_id=actor.person).exists():
        return actor
    return streams.unseen(actor, people.unit(room.unit_id).name)


def _tell(room: Room, company: Company, what: str, actor: Actor, at: datetime) -> int:
    stands = company.ended_at is None
    room.company_asked_by_id = company.asked_by_id if stands else None
    room.company_asked_by = company.asked_by_name if stands else ""
    room.company_asked_at = company.asked_at if stands else None
    room.company_came_id = company.came_id if stands else None
    room.company_came = company.came_name if stands else ""
    room.save(update_fields=[field.name for field in Room._meta.fields if field.name.startswith("company_")])
    body = wire.CompanyChanged.model_validate({"type": what, "company": shown.company(company)})
    return streams.tell_staff(room, body, actor, at)
