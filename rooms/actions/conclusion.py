"""Concluding a case: the outcome is recorded, the resident gets a closing card, the room becomes read-only."""

from django.db import transaction

from chatserver.core import clock, replays
from chatserver.core.actor import Actor
from chatserver.core.wire import Ack, ack
from rooms import policy, seeking, steps, wire
from rooms.events import cards, shown
from rooms.models import ClosingCard
from rooms.permissions import Permission
from rooms.policy import RoomAccess
from rooms.streams import room_stream


@transaction.atomic(durable=True)
def conclude_case(actor: Actor, command: wire.ConcludeCase) -> Ack:
    """Only the responsible person concludes. A call that is still going is ended by signaling after commit."""
    policy.lock_room(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = policy.access_room(actor, command.room_id, Permission.CONCLUDE, command.epoch)
    if command.outcome == "no_contact":
        seeking.require_enough(access.room)
    card = _store_card(access, command)
    sequence = steps.conclude(access.room, cards.closing_card(card), actor, card.concluded_at)
    steps.record(access, "case.conclude", "case", command.room_id)
    answer = ack(command, room_stream(command.room_id), sequence)
    return replays.remember(actor, command.room_id, answer)


def _store_card(access: RoomAccess, command: wire.ConcludeCase) -> ClosingCard:
    return ClosingCard.objects.create(
        room=access.room,
        outcome=command.outcome,
        text=command.text,
        seek_care=command.seek_care,
        concluded_at=clock.now(),
        concluded_by=shown.introduced(access.room, access.actor.person),
    )
