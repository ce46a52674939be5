"""What guests do with an invitation: trying a code, coming to the waiting place, leaving; and time, which ends it."""

from uuid import UUID

from django.db import transaction
from django.db.models import F

from chatserver.core import audit, clock
from chatserver.core.actor import SYSTEM, Actor
from chatserver.core.errors import DomainError, ErrorCode, not_found
from people import steps as people_steps
from rooms import guest_keys, guesting, policy
from rooms.guest_states import CAME_IN, MAX_GUESSES, STANDING, GuestMove, GuestState, require_unused
from rooms.models import Invitation, Room


@transaction.atomic(durable=True)
def try_code(code: str) -> UUID | None:
    """The invitation that a code is of. A wrong one counts against the invitation that its public part finds; after a
    few that code is worth nothing any more, and the link still is."""
    locator, digits = guest_keys.parts_of(code)
    found = Invitation.objects.filter(locator=locator).order_by("-invited_at")
    invitation = found.filter(state=GuestState.INVITED.value).first() or found.first()
    if invitation is None:
        return None
    if invitation.wrong_guesses >= MAX_GUESSES:
        raise DomainError(ErrorCode.CODE_LOCKED)
    if invitation.digits_digest == guest_keys.digits_digest(locator, digits):
        return invitation.id
    Invitation.objects.filter(id=invitation.id).update(wrong_guesses=F("wrong_guesses") + 1)
    return None


@transaction.atomic(durable=True)
def arrive(invitation_id: UUID, session_key: str, earlier_session_key: str | None) -> UUID:
    """Uses the invitation up for this browser and gives the guest. Of two devices at once the first one has it."""
    room_id = Invitation.objects.filter(id=invitation_id).values_list("room_id", flat=True).first()
    if room_id is None:
        raise not_found()
    policy.lock_room(room_id)
    room = Room.objects.select_related("case").get(case_id=room_id)
    invitation = room.invitations.get(id=invitation_id)
    at = clock.now()
    require_unused(GuestState(invitation.state), expired=invitation.expires_at <= at)
    invitation.promised_at = at
    actor = people_steps.begin_guest_login(invitation.account_id, room.unit_id, session_key, earlier_session_key, at)
    guesting.move(room, invitation, GuestMove.ARRIVE, actor, at)
    _record(actor, "guest.arrive", room, invitation)
    return invitation.account_id


@transaction.atomic(durable=True)
def leave_room(actor: Actor) -> None:
    """From the waiting place or from the room. Twice is once: whoever is no guest any more has left."""
    room_id = Invitation.objects.filter(account_id=actor.person).values_list("room_id", flat=True).first()
    if room_id is None:
        raise not_found()
    policy.lock_room(room_id)
    room = Room.objects.select_related("case").get(case_id=room_id)
    invitation = room.invitations.get(account_id=actor.person)
    if GuestState(invitation.state) not in CAME_IN:
        return
    guesting.move(room, invitation, GuestMove.LEAVE, actor, clock.now())
    _record(actor, "guest.leave", room, invitation)


@transaction.atomic(durable=True)
def end_if_expired(invitation_id: UUID) -> bool:
    """What was true before the lock is looked at again."""
    room_id = Invitation.objects.values_list("room_id", flat=True).get(id=invitation_id)
    policy.lock_room(room_id)
    room = Room.objects.select_related("case").get(case_id=room_id)
    invitation = room.invitations.get(id=invitation_id)
    at = clock.now()
    if GuestState(invitation.state) not in STANDING or invitation.expires_at > at:
        return False
    guesting.move(room, invitation, GuestMove.EXPIRE, SYSTEM, at)
    _record(SYSTEM, "guest.expire", room, invitation)
    return True


def _record(actor: Actor, action: str, room: Room, invitation: Invitation) -> None:
    audit.record(
        actor,
        action,
        kind="write",
        resident_id=room.case.resident_id,
        unit_id=room.unit_id,
        object_type="invitation",
        object_id=invitation.id,
    )
