"""What staff do with guests: inviting into one room, letting in from the waiting place, showing out."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from chatserver.core import clock, replays
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode, not_found
from chatserver.core.wire import Ack, ack
from people import addresses, outbox_queries
from people import steps as people_steps
from people.outbox import Channel
from rooms import guest_keys, guesting, policy, steps, wire
from rooms.events import shown
from rooms.guest_keys import Keys
from rooms.guest_states import MAX_GUESTS, GuestMove, GuestState
from rooms.models import Invitation
from rooms.permissions import Permission
from rooms.policy import RoomAccess
from rooms.streams import room_stream

PAGE = "/guest"
# Whoever gets the link is on no page of ours yet.
SITE = next(iter(settings.ENVIRONMENT.origins), "")


@transaction.atomic(durable=True)
def invite_guest(actor: Actor, room_id: UUID, command: wire.InviteGuest) -> wire.GuestInvited:
    """Makes the guest and the invitation. The same command again is answered with the same link and code."""
    policy.lock_room(room_id)
    access = policy.access_room(actor, room_id, Permission.INVITE)
    earlier = guesting.find(access.room, command.id)
    if earlier is not None:
        return _invited(earlier, command)
    access.require_tenure(command.epoch)
    _require_invitable(access, command)
    invitation = _new(access, command)
    to = None if command.send_to is None else _address(command.send_to)
    guesting.invite(access.room, invitation, actor, invitation.invited_at)
    steps.record(access, "guest.invite", "invitation", invitation.id)
    answer = _invited(invitation, command)
    if command.send_to is not None and to is not None:
        way, language, link = Channel(command.send_to.channel), command.send_to.language, f"{SITE}{answer.path}"
        people_steps.want_invitation(invitation.id, way, to, language, link, invitation.invited_at)
    return answer


def _address(to: wire.SendTo) -> str:
    """As it is sent to. Refused if it is none, or if nothing is sent that way here."""
    known = addresses.phone(to.address) if to.channel == "sms" else addresses.email(to.address)
    if known is None or not outbox_queries.is_on(Channel(to.channel)):
        raise DomainError(ErrorCode.BAD_REQUEST, field="send_to")
    return known


def _require_invitable(access: RoomAccess, command: wire.InviteGuest) -> None:
    if command.role == "interpreter" and not command.language.strip():
        raise DomainError(ErrorCode.BAD_REQUEST, field="language")
    if Invitation.objects.filter(id=command.id).exists():
        # Of another room: an id is made once.
        raise DomainError(ErrorCode.CONFLICT, field="id")
    if guesting.standing(access.room).count() >= MAX_GUESTS:
        raise DomainError(ErrorCode.CONFLICT, limit=MAX_GUESTS)


def _new(access: RoomAccess, command: wire.InviteGuest) -> Invitation:
    at = clock.now()
    locator = _free_locator()
    keys = guest_keys.keys_of(command.id, locator)
    name = " ".join(command.name.split())
    return Invitation(
        id=command.id,
        room=access.room,
        account_id=people_steps.make_guest(name, at),
        name=name,
        role=command.role,
        language=command.language.strip() if command.role == "interpreter" else "",
        may_write=command.may_write,
        may_call=command.may_call,
        state=GuestState.INVITED.value,
        invited_by_id=access.actor.person,
        invited_by_name=access.actor.name,
        invited_at=at,
        expires_at=at + timedelta(hours=command.hours),
        changed_at=at,
        token_digest=guest_keys.token_digest(keys.token),
        locator=locator,
        digits_digest=guest_keys.digits_digest(locator, keys.digits),
    )


def _free_locator() -> str:
    """One that no invitation that waits to be used has; the database has the last word."""
    while True:
        locator = guest_keys.new_locator()
        if not Invitation.objects.filter(locator=locator, state=GuestState.INVITED.value).exists():
            return locator


def _invited(invitation: Invitation, command: wire.InviteGuest) -> wire.GuestInvited:
    keys: Keys = guest_keys.keys_of(invitation.id, invitation.locator)
    return wire.GuestInvited(
        guest=shown.guest(invitation),
        # Browsers send no fragment: the secret is in no request line and no log.
        path=f"{PAGE}#{keys.token}",
        code=keys.code,
        sent=command.send_to is not None,
    )


@transaction.atomic(durable=True)
def admit_guest(actor: Actor, command: wire.AdmitGuest) -> Ack:
    return _move(actor, command, Permission.INVITE, GuestMove.ADMIT)


@transaction.atomic(durable=True)
def refuse_guest(actor: Actor, command: wire.RefuseGuest) -> Ack:
    return _move(actor, command, Permission.INVITE, GuestMove.REFUSE)


@transaction.atomic(durable=True)
def withdraw_guest(actor: Actor, command: wire.WithdrawGuest) -> Ack:
    """Whoever sits in the room is out of it when this has committed; their open sockets follow at once."""
    return _move(actor, command, Permission.SHOW_OUT, GuestMove.WITHDRAW)


def _move(
    actor: Actor, command: wire.AdmitGuest | wire.RefuseGuest | wire.WithdrawGuest, needed: Permission, what: GuestMove
) -> Ack:
    policy.lock_room(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    # Anybody of the unit may show somebody out, whoever has the case.
    epoch = None if isinstance(command, wire.WithdrawGuest) else command.epoch
    access = policy.access_room(actor, command.room_id, needed, epoch)
    invitation = guesting.find(access.room, command.invitation_id)
    if invitation is None:
        raise not_found()
    at = clock.now()
    if what is GuestMove.ADMIT and invitation.expires_at <= at:
        raise DomainError(ErrorCode.INVITATION_OVER, state=GuestState.EXPIRED.value)
    sequence = guesting.move(access.room, invitation, what, actor, at)
    steps.record(access, command.type, "invitation", invitation.id)
    answer = ack(command, room_stream(command.room_id), sequence, invitation.id)
    return replays.remember(actor, command.room_id, answer)
