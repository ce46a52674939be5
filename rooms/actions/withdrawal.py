"""A resident withdraws their own case while it waits. It can be reopened as any concluded case."""

from django.db import transaction

from chatserver.core import replays
from chatserver.core.actor import Actor
from chatserver.core.wire import Ack, ack
from rooms import policy, steps, withdrawing
from rooms.permissions import Permission
from rooms.streams import room_stream
from rooms.wire.withdrawal import WithdrawCase


@transaction.atomic(durable=True)
def withdraw_case(actor: Actor, command: WithdrawCase) -> Ack:
    policy.lock_room(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = policy.access_room(actor, command.room_id, Permission.WITHDRAW)
    sequence = withdrawing.withdraw(access, command.why, command.text.strip())
    steps.record(access, "case.withdraw", "case", command.room_id)
    return replays.remember(actor, command.room_id, ack(command, room_stream(command.room_id), sequence))
