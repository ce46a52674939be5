"""A resident's permanent care contact at a unit: named by whoever has a case of theirs there, or by a supervisor
(docs/adr/0044)."""

from uuid import UUID

from django.db import transaction

from chatserver.core import clock, replays
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.wire import Ack, ack
from people import queries as people
from people import steps as people_steps
from rooms import gathering, policy, steps
from rooms.events import contacts, streams
from rooms.permissions import Permission
from rooms.policy import RoomAccess
from rooms.streams import staff_stream
from rooms.wire.contacts import NameContact


@transaction.atomic(durable=True)
def name_contact(actor: Actor, command: NameContact) -> Ack:
    """All that are open or can be read of the resident's cases at the unit are told, so their rooms are locked too."""
    beside = policy.lock_beside(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = policy.access_room(actor, command.room_id, Permission.NAME_CONTACT, command.epoch)
    room, named_id, at = access.room, command.account_id, clock.now()
    before = people.permanent_contact(access.case.resident_id, room.unit_id)
    _require_fitting(access, named_id, before.member.id if before is not None else None)
    people_steps.name_contact(access.case.resident_id, room.unit_id, named_id, actor, at)
    body = contacts.named(room)
    told = {one.case_id: streams.tell_staff(one, body, actor, at) for one in policy.locked_at(room.unit_id, beside)}
    if named_id is not None:
        steps.record(access, "contact.name", "account", named_id)
    elif before is not None:
        steps.record(access, "contact.end", "account", before.member.id)
    return replays.remember(actor, room.case_id, ack(command, staff_stream(room.case_id), told[room.case_id]))


def _require_fitting(access: RoomAccess, named_id: UUID | None, before_id: UUID | None) -> None:
    """Somebody who takes part in care at the unit, is not the contact already, and has not said to be too close."""
    if named_id is not None and not people.works_at(named_id, access.room.unit_id):
        raise DomainError(ErrorCode.NOT_FOUND, field="account_id")
    if named_id == before_id:
        raise DomainError(ErrorCode.CONFLICT, field="account_id")
    if named_id is not None and gathering.is_close(named_id, access.case.resident_id):
        raise DomainError(ErrorCode.CONFLICT, field="account_id", close=True)
