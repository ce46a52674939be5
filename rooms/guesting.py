"""Every change of a guest's standing in a room: state, participation, the event that tells it, and the end of what
their sockets receive. Needs the room's lock and an open transaction; actions and `rooms.steps` call it.
"""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from chatserver.core import events
from chatserver.core.actor import Actor
from people import steps as people_steps
from rooms import announce, guest_states, wire
from rooms.events import shown, streams
from rooms.guest_states import STANDING, GuestMove, GuestState
from rooms.models import Invitation, Participation, Room
from rooms.streams import room_stream


def invite(room: Room, invitation: Invitation, actor: Actor, at: datetime) -> int:
    """Stores a new invitation and tells the room of it."""
    invitation.save(force_insert=True)
    return _tell(room, invitation, "guest.invited", actor, at)


def move(room: Room, invitation: Invitation, what: GuestMove, actor: Actor, at: datetime) -> int:
    """Carries the move out; gives the event's place in the room stream."""
    was = GuestState(invitation.state)
    now = guest_states.after(was, what)
    invitation.state, invitation.changed_at = now.value, at
    if now is GuestState.ADMITTED:
        invitation.entered_sequence = events.coming(room_stream(room.case_id))
        _come_in(room, invitation, invitation.entered_sequence)
    sequence = _tell(room, invitation, f"guest.{what.value}", actor, at)
    invitation.save()
    if now not in STANDING:
        room.participations.filter(account_id=invitation.account_id, left_sequence=None).update(left_sequence=sequence)
        people_steps.end_guest_logins(invitation.account_id, actor, at)
        if was is GuestState.ADMITTED:
            transaction.on_commit(partial(announce.guest_gone, room.case_id), robust=True)
    return sequence


def end_all(room: Room, actor: Actor, at: datetime) -> None:
    """The case is over: whoever was invited, waits or sits in is no guest any more."""
    for invitation in standing(room).order_by("invited_at", "id"):
        move(room, invitation, GuestMove.END, actor, at)


def standing(room: Room) -> QuerySet[Invitation]:
    """Those who are invited, wait or sit in."""
    return room.invitations.filter(state__in=[state.value for state in STANDING])


def find(room: Room, invitation_id: UUID) -> Invitation | None:
    """An invitation into this room, which is locked."""
    return room.invitations.filter(id=invitation_id).first()


def _come_in(room: Room, invitation: Invitation, sequence: int) -> None:
    row = Participation(room=room, joined_sequence=sequence)
    shown.show_guest(row, invitation).save()


def _tell(room: Room, invitation: Invitation, what: str, actor: Actor, at: datetime) -> int:
    body = wire.GuestChanged.model_validate({"type": what, "guest": shown.guest(invitation)})
    return streams.tell_room(room, body, actor, at)
