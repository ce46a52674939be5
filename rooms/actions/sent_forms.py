"""Taking back a form that was sent. Sending one is triage's, which knows what it asks."""

from django.db import transaction

from chatserver.core import replays
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.wire import Ack, ack
from rooms import asking, policy, steps, wire
from rooms.permissions import Permission
from rooms.streams import room_stream


@transaction.atomic(durable=True)
def withdraw_form(actor: Actor, command: wire.WithdrawForm) -> Ack:
    """What was answered stands. Answers that were given but not submitted stay with triage, unread."""
    policy.lock_room(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = policy.access_room(actor, command.room_id, Permission.SEND_FORM, command.epoch)
    row = asking.form_in(access.room, command.sent_form_id)
    row.room = access.room
    if not asking.is_open(row):
        raise DomainError(ErrorCode.CONFLICT, field="sent_form_id")
    sequence = asking.withdraw(access.room, row, actor)
    steps.record(access, "form.withdraw", "sent_form", row.id)
    answer = ack(command, room_stream(command.room_id), sequence, row.id)
    return replays.remember(actor, command.room_id, answer)
