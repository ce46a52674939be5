"""Who is responsible for a case: claiming, handing back, reassigning. Two at once are settled by the room's lock."""

from uuid import UUID

from django.db import transaction

from chatserver.core import clock, replays
from chatserver.core.actor import SYSTEM, Actor
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.wire import Ack, Command, ack
from people import queries as people
from rooms import policy, responsibility, steps, wire
from rooms.lifecycle import CaseMove, CaseState
from rooms.permissions import Permission
from rooms.policy import RoomAccess
from rooms.streams import room_stream


@transaction.atomic(durable=True)
def claim_case(actor: Actor, command: wire.ClaimCase) -> Ack:
    """The first claim wins; the others are told who has the case."""
    policy.lock_room(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = policy.access_room(actor, command.room_id, Permission.CLAIM)
    if access.room.holder_id is not None:
        raise DomainError(ErrorCode.CLAIM_LOST, holder=people.name_of(access.room.holder_id))
    member = people.staff_member(actor.person)
    sequence = steps.give_to(access.room, member, by_claiming(access), actor)
    return _done(access, command, "case.claim", sequence)


def by_claiming(access: RoomAccess) -> CaseMove:
    """Whoever was offered the case has accepted it. From somebody else it is taken where the unit lets it be."""
    room = access.room
    if access.state is not CaseState.OFFERED:
        return CaseMove.CLAIM
    if room.offered_to_id == access.actor.person:
        return CaseMove.ACCEPT
    if not people.unit(room.unit_id).claims_freely:
        raise DomainError(ErrorCode.ILLEGAL_MOVE, state=access.state.value, move=Permission.CLAIM.value)
    return CaseMove.CLAIM


@transaction.atomic(durable=True)
def release_case(actor: Actor, command: wire.ReleaseCase) -> Ack:
    """The responsible person hands the case back to the list, or a supervisor takes it back there."""
    policy.lock_room(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = policy.access_room(actor, command.room_id, Permission.RELEASE, command.epoch)
    sequence = steps.take_back(access.room, "handed_back", actor, command.reason)
    return _done(access, command, "case.release", sequence)


@transaction.atomic(durable=True)
def reassign_case(actor: Actor, command: wire.ReassignCase) -> Ack:
    """A supervisor makes somebody of the unit responsible, themselves included, from any open state."""
    policy.lock_room(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = policy.access_room(actor, command.room_id, Permission.REASSIGN)
    responsibility.require_assignable(access.room, command.to_account_id)
    member = people.staff_member(command.to_account_id)
    sequence = steps.give_to(access.room, member, CaseMove.REASSIGN, actor, command.reason)
    return _done(access, command, "case.reassign", sequence)


def _done(access: RoomAccess, command: Command, action: str, sequence: int) -> Ack:
    room_id = access.room.case_id
    steps.record(access, action, "case", room_id)
    return replays.remember(access.actor, room_id, ack(command, room_stream(room_id), sequence))


@transaction.atomic(durable=True)
def release_if_away(room_id: UUID) -> bool:
    """Puts a case back on the list if its holder is gone; what was true before the lock is looked at again."""
    policy.lock_room(room_id)
    access = policy.access_room(SYSTEM, room_id, Permission.READ)
    if access.state is not CaseState.ACTIVE or not policy.is_abandoned(access.room, clock.now()):
        return False
    steps.take_back(access.room, "holder_away", SYSTEM)
    steps.record(access, "case.release", "case", room_id)
    return True
