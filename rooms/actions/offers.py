"""Offers: made, accepted, declined, or left until they run out. Whoever is first under the room's lock has decided it:
an answer, a claim, a supervisor, the deadline."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from chatserver.core import clock, replays
from chatserver.core.actor import SYSTEM, Actor
from chatserver.core.wire import Ack, Command, ack
from people import queries as people
from rooms import gathering, offering, policy, steps, wire
from rooms.lifecycle import CaseMove, CaseState
from rooms.permissions import Permission
from rooms.policy import RoomAccess
from rooms.streams import room_stream


@transaction.atomic(durable=True)
def make_offers(unit_id: UUID, case_ids: Sequence[UUID]) -> list[UUID]:
    """Offers those of these cases whose turn it is. Gives the ones that should be offered as well and were not among
    them: what was true before the locks is looked at again, and a case that is not locked is not touched."""
    locked = sorted(case_ids)
    for room_id in locked:
        policy.lock_room(room_id)
    offering.lock_queue(unit_id)
    unit = people.unit(unit_id)
    if not unit.offers:
        return []
    crowd = gathering.crowd(unit)
    left = []
    for case, person in crowd.given():
        if case.id not in case_ids:
            left.append(case.id)
            continue
        access = policy.access_room(SYSTEM, case.id, Permission.READ)
        offering.offer(access.room, case, person, crowd)
        steps.record(access, "offer.make", "case", case.id)
    return left


@transaction.atomic(durable=True)
def accept_offer(actor: Actor, command: wire.AcceptOffer) -> Ack:
    """Whoever was asked becomes responsible, as by a claim."""
    policy.lock_room(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = _standing(actor, command)
    member = people.staff_member(actor.person)
    sequence = steps.give_to(access.room, member, CaseMove.ACCEPT, actor)
    return _done(access, command, "offer.accept", sequence)


@transaction.atomic(durable=True)
def decline_offer(actor: Actor, command: wire.DeclineOffer) -> Ack:
    """The next person is asked; this one not again about the same case."""
    policy.lock_room(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = _standing(actor, command)
    sequence = offering.end(access.room, CaseMove.DECLINE, actor, clock.now(), command.reason)
    return _done(access, command, "offer.decline", sequence)


def _standing(actor: Actor, command: wire.AcceptOffer | wire.DeclineOffer) -> RoomAccess:
    access = policy.access_room(actor, command.room_id, Permission.ANSWER_OFFER)
    offering.require_standing(access.room, actor, command.offer_id)
    return access


def _done(access: RoomAccess, command: Command, action: str, sequence: int) -> Ack:
    room_id = access.room.case_id
    steps.record(access, action, "case", room_id)
    return replays.remember(access.actor, room_id, ack(command, room_stream(room_id), sequence))


@transaction.atomic(durable=True)
def expire_offer(room_id: UUID) -> bool:
    """Ends an offer whose time is over. Who has missed too many in a row is set away, and told."""
    policy.lock_room(room_id)
    access = policy.access_room(SYSTEM, room_id, Permission.READ)
    room, at = access.room, clock.now()
    if access.state is not CaseState.OFFERED or room.offered_until is None or room.offered_until > at:
        return False
    presence = offering.lock_presence(room, at)
    leaves = offering.takes_no_more(room, presence)
    offering.end(room, CaseMove.EXPIRE, SYSTEM, at)
    if leaves:
        offering.set_away(presence, at)
    steps.record(access, "offer.expire", "case", room_id)
    return True


@transaction.atomic(durable=True)
def withdraw_offer(room_id: UUID) -> bool:
    """Ends an offer to somebody who has gone or takes nothing any more."""
    policy.lock_room(room_id)
    access = policy.access_room(SYSTEM, room_id, Permission.READ)
    at = clock.now()
    if access.state is not CaseState.OFFERED or not policy.is_unreachable(access.room, at):
        return False
    offering.end(access.room, CaseMove.WITHDRAW, SYSTEM, at)
    steps.record(access, "offer.withdraw", "case", room_id)
    return True


@transaction.atomic(durable=True)
def give_way(room_id: UUID) -> bool:
    """Takes back an offer of what can wait, so that its person can be asked about something urgent."""
    policy.lock_room(room_id)
    access = policy.access_room(SYSTEM, room_id, Permission.READ)
    if access.state is not CaseState.OFFERED:
        return False
    offering.lock_queue(access.room.unit_id)
    if room_id not in gathering.in_the_way(people.unit(access.room.unit_id)):
        return False
    offering.end(access.room, CaseMove.WITHDRAW, SYSTEM, clock.now())
    steps.record(access, "offer.withdraw", "case", room_id)
    return True
