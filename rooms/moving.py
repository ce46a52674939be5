"""A case goes from one unit to another of the same care provider: the first unit's list, its guests and its queue are
settled. Needs the room's lock and an open transaction; the room is saved, and the new list told, by the caller."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from chatserver.core.actor import SYSTEM, Actor
from people.queries import UnitCard
from rooms import announce, guesting, overflowing, wire
from rooms.events import contacts, streams
from rooms.models import Room


def lists_of(room: Room, to: UnitCard) -> set[UUID]:
    """All that are told of the move."""
    return {unit_id for unit_id in (room.unit_id, room.helping_unit_id, to.id) if unit_id is not None}


def leave(room: Room, to: UnitCard, actor: Actor, at: datetime) -> None:
    """From here on the room is the other unit's. Guests were guests of the first one."""
    streams.hold_lists(*lists_of(room, to))
    # The unit that helps helped the first one.
    overflowing.end(room, actor, at)
    guesting.end_all(room, SYSTEM, at)
    gone = wire.CaseUnlisted(type="case.unlisted", case_id=room.case_id, unit_name=to.name)
    streams.tell_unit(room.unit_id, gone, actor, at)
    # Whoever handed it over has a hand free.
    transaction.on_commit(partial(announce.queue_changed, room.unit_id), robust=True)
    had = contacts.named(room)
    room.unit_id = to.id
    has = contacts.named(room)
    if has != had:
        streams.tell_staff(room, has, actor, at)
