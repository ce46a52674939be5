"""Saying "I am worse" about an open case: staff hear of it at once, and the red flags are asked again."""

from django.db import transaction

from chatserver.core import replays
from chatserver.core.actor import Actor
from chatserver.core.wire import Ack, ack
from rooms import policy as rooms
from rooms import worsening
from rooms.permissions import Permission
from rooms.streams import room_stream
from rooms.wire import SayWorse
from triage.steps import worse


@transaction.atomic(durable=True)
def say_worse(actor: Actor, command: SayWorse) -> Ack:
    """Whoever was interrupted gets the form they had begun, and nobody is told anew until somebody has written back.
    The ack names the form; where the case's own form has no red flags there is none, and that it was said is all."""
    case_id = command.room_id
    rooms.lock_room(case_id)
    if first := replays.earlier(actor, case_id, command):
        return first
    access = rooms.access_room(actor, case_id, Permission.ADD_FORM)
    begun = worse.open_form(access)
    if begun is not None and access.room.unanswered_worse is not None and worse.is_same_time(begun):
        return replays.remember(actor, case_id, ack(command, None, None, begun.id))
    if begun is not None:
        worse.leave(actor, begun)
    sequence = worsening.say_worse(access)
    intake = worse.begin(access)
    answer = ack(command, room_stream(case_id), sequence, intake.id if intake else None)
    return replays.remember(actor, case_id, answer)
