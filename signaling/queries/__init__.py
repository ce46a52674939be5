"""What is read of calls: those that a job has to look at, and the servers that help two browsers find each other."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q, QuerySet

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode, not_found
from chatserver.core.ids import new_id
from rooms.lifecycle import OPEN_STATES
from rooms.permissions import Permission
from rooms.policy import calling_guests_in, read_room
from signaling import steps, turn
from signaling.machine import UNSETTLED, CallPhase
from signaling.membership import Membership
from signaling.models import Call, CallMember
from signaling.patience import LEASE_SECONDS
from signaling.policy import relays_only
from signaling.wire import CheckServers, IceServer, IceServers

Place = tuple[UUID, UUID]


def unanswered() -> list[Place]:
    """Room and call of each ringing call whose time is up."""
    late = Call.objects.filter(state=CallPhase.RINGING.value, rings_until__lte=clock.now())
    return list(late.values_list("room_id", "id"))


def doubtful() -> list[Place]:
    """Room and call of each answered call that is broken, or that neither party has reported on within its lease."""
    silent_since = clock.now() - timedelta(seconds=LEASE_SECONDS)
    silent = Q(caller_heard_at__lte=silent_since, callee_heard_at__lte=silent_since)
    broken = Q(state__in=[phase.value for phase in UNSETTLED])
    answered = _running().exclude(state=CallPhase.RINGING.value)
    return list(answered.filter(silent | broken).values_list("room_id", "id"))


def rooms_that_moved_on() -> list[UUID]:
    """Rooms with a running call that are concluded, or whose responsible person is not the call's staff party."""
    concluded = ~Q(room__state__in=[state.value for state in OPEN_STATES])
    by_staff = Q(by_resident=False) & ~Q(room__holder_id=F("started_by"))
    by_resident = Q(by_resident=True, answered_by__isnull=False) & ~Q(room__holder_id=F("answered_by"))
    reassigned = Q(room__holder_id__isnull=False) & (by_staff | by_resident)
    return list(_running().filter(concluded | reassigned).values_list("room_id", flat=True))


def rooms_with_doubtful_members() -> list[UUID]:
    """Rooms whose call has a guest who is not heard of, or who may not be there any more."""
    inside = CallMember.objects.filter(state=Membership.IN.value)
    silent = inside.filter(heard_at__lte=clock.now() - timedelta(seconds=LEASE_SECONDS))
    rooms = set(silent.values_list("call__room_id", flat=True))
    placed = inside.values_list("call__room_id", "account_id")
    allowed = calling_guests_in({room_id for room_id, _ in placed})
    return sorted(rooms | {room_id for room_id, account_id in placed if (room_id, account_id) not in allowed})


def in_call(actor: Actor, room_id: UUID) -> bool:
    """Whether a guest is in the room's call now."""
    inside = CallMember.objects.filter(state=Membership.IN.value, account_id=actor.person)
    return inside.filter(call__room_id=room_id).exists()


def ice_servers(actor: Actor, call_id: UUID) -> IceServers:
    """For a running call of a room that the actor may read; the credentials are good for this call only."""
    call = _running().filter(id=call_id).first()
    if call is None:
        raise not_found()
    if actor.is_guest:
        read_room(actor, call.room_id, Permission.JOIN_CALL)
        if not in_call(actor, call.room_id):
            raise DomainError(ErrorCode.NOT_ALLOWED)
        return _servers(call.room_id, call_id)
    access = read_room(actor, call.room_id)
    # A colleague who reads along is no party and gets no relay.
    rings_for = call.answered_by is None and steps.rings_for(access, call)
    if not rings_for and actor.account_id not in (call.started_by, call.answered_by):
        raise DomainError(ErrorCode.NOT_ALLOWED)
    return _servers(call.room_id, call_id)


def check_servers(actor: Actor, room_id: UUID) -> CheckServers:
    """For a check that begins; the credentials are good for this check only."""
    check_id = new_id()
    return CheckServers(check_id=check_id, servers=servers_of_check(actor, room_id, check_id))


def servers_of_check(actor: Actor, room_id: UUID, check_id: UUID) -> IceServers:
    read_room(actor, room_id, Permission.CHECK)
    return _servers(room_id, check_id)


def _servers(room_id: UUID, bound_to: UUID) -> IceServers:
    environment = settings.ENVIRONMENT
    servers = turn.servers_for_call(environment.ice_servers, environment.turn_secret, bound_to, clock.now())
    relay_only = relays_only(room_id)
    return IceServers(
        relay_only=relay_only,
        good_for=turn.CREDENTIAL_SECONDS,
        ice_servers=[
            IceServer(urls=list(server.urls), username=server.username, credential=server.credential)
            for server in servers
            if server.relays or not relay_only
        ],
    )


def _running() -> QuerySet[Call]:
    return Call.objects.exclude(state=CallPhase.ENDED.value)
