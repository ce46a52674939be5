"""Acknowledging the alarms of a room: whoever opens it knows of them, and nobody else is alerted any more."""

from django.db import transaction

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.wire import Ack, ack
from rooms import alarming, policy, steps, wire
from rooms.permissions import Permission


@transaction.atomic(durable=True)
def acknowledge_alarm(actor: Actor, command: wire.AcknowledgeAlarm) -> Ack:
    """The ack carries no sequence, so that a repetition is answered alike. Where nothing is open nothing is written."""
    policy.lock_room(command.room_id)
    access = policy.access_room(actor, command.room_id, Permission.ACKNOWLEDGE_ALARM)
    at = clock.now()
    if alarming.acknowledge(access.room, actor, at, settles=access.room.holder_id == actor.account_id):
        steps.list_case(access.room, actor, at)
    return ack(command)
