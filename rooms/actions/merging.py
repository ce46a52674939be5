"""Merging: another open case of the same resident goes on in one that the actor is responsible for (docs/adr/0036)."""

from django.db import transaction

from chatserver.core import replays
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.wire import Ack, ack
from people import queries as people
from rooms import merging, policy, steps
from rooms.actions import custody
from rooms.events import streams
from rooms.permissions import Permission
from rooms.policy import RoomAccess
from rooms.streams import room_stream
from rooms.wire import merged


@transaction.atomic(durable=True)
def merge_cases(actor: Actor, command: merged.MergeCases) -> Ack:
    """A waiting case is taken first, as from the list, so that both have one holder at each moment."""
    for room_id in sorted({command.room_id, command.other_id}):
        policy.lock_room(room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = policy.access_room(actor, command.room_id, Permission.MERGE, command.epoch)
    other = policy.access_room(actor, command.other_id, Permission.CLAIM)
    if not merging.are_about_one(access.room, other.room):
        raise DomainError(ErrorCode.CONFLICT, field="other_id")
    # One of them may be on the list of a unit that is asked to take it over.
    units = (access.room.unit_id, access.room.asked_unit_id, other.room.asked_unit_id)
    streams.hold_lists(*(unit_id for unit_id in units if unit_id is not None))
    _take(other)
    sequence = merging.merge(access, other)
    for each in (access, other):
        steps.record(each, command.type, "case", each.room.case_id)
    return replays.remember(actor, command.room_id, ack(command, room_stream(command.room_id), sequence))


def _take(other: RoomAccess) -> None:
    holder_id = other.room.holder_id
    if holder_id == other.actor.account_id:
        return
    if holder_id is not None:
        raise DomainError(ErrorCode.CLAIM_LOST, holder=people.name_of(holder_id))
    member = people.staff_member(other.actor.person)
    steps.give_to(other.room, member, custody.by_claiming(other), other.actor)
