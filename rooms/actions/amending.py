"""What is done with a message that was sent: its author corrects it, staff take it away. Author, time and place stay.

Whoever has heard it is told by a new event; what was told before is told otherwise from now on, so that nobody who
comes back hears what stood there (docs/adr/0018). Staff read the earlier texts in `rooms.queries.versions`.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from pydantic import JsonValue

from chatserver.core import clock, events, replays
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.wire import Ack, ack
from people import queries as people
from rooms import alarming, policy, steps, wire
from rooms.actions import originals
from rooms.actions.messages import message_of
from rooms.alarms import library
from rooms.events import shown, streams
from rooms.models import Message, MessageVersion, Redaction
from rooms.permissions import Permission
from rooms.policy import RoomAccess
from rooms.streams import room_stream
from rooms.texts import CORRECTED_WITHIN, MAX_CORRECTIONS, first_line

# Why the marked copies of a picture are hidden when its message is taken away.
OF_COPIES: Mapping[wire.RedactionReason, wire.HideReason] = {
    "wrong_person": "wrong_person",
    "wrong_content": "wrong_picture",
    "sensitive": "sensitive",
}


@transaction.atomic(durable=True)
def correct_message(actor: Actor, command: wire.CorrectMessage) -> Ack:
    policy.lock_room(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = policy.access_room(actor, command.room_id, Permission.SEND, command.epoch)
    message = message_of(access, command.message_id)
    _require_correctable(actor, message, command.text)
    at = clock.now()
    body = wire.MessageCorrected(
        type="message.corrected",
        message_id=message.id,
        text=command.text,
        line=first_line(command.text),
        message_sequence=message.sequence,
    )
    sequence = streams.tell_room(access.room, body, actor, at)
    MessageVersion.objects.create(message=message, sequence=sequence, until=at, text=message.text)
    before, message.text, message.corrected_at = message.text, command.text, at
    message.save(update_fields=["text", "corrected_at"])
    _retell(message)
    _look_for_alarm_words(access, message, before, at)
    steps.record(access, "message.correct", "message", message.id)
    answer = ack(command, room_stream(command.room_id), sequence, message.id)
    return replays.remember(actor, command.room_id, answer)


def _look_for_alarm_words(access: RoomAccess, message: Message, before: str, at: datetime) -> None:
    """What a resident adds counts as much as what they send; what stood there has been counted."""
    known = {hit.category for hit in library.hits_in([before])}
    is_new = any(hit.category not in known for hit in library.hits_in([message.text]))
    if access.actor.is_staff or not is_new:
        return
    if alarming.look_through(access.room, [message.text], access.actor, at, message.sequence):
        steps.list_case(access.room, access.actor, at)


def _require_correctable(actor: Actor, message: Message, text: str) -> None:
    if message.sender_account_id != actor.person:
        raise DomainError(ErrorCode.NOT_ALLOWED)
    if shown.redacted(message) is not None:
        raise DomainError(ErrorCode.MESSAGE_REDACTED)
    if clock.now() - message.at > CORRECTED_WITHIN:
        raise DomainError(ErrorCode.CORRECT_TOO_LATE)
    if message.versions.count() >= MAX_CORRECTIONS:
        raise DomainError(ErrorCode.CORRECTED_TOO_OFTEN)
    if text == message.text or (not text.strip() and message.picture_id is None):
        raise DomainError(ErrorCode.BAD_REQUEST, field="text")


@transaction.atomic(durable=True)
def redact_message(actor: Actor, command: wire.RedactMessage) -> Ack:
    """Once: a second wish, also somebody else's, is told that it is done."""
    policy.lock_room(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = policy.access_room(actor, command.room_id, Permission.REDACT, command.epoch)
    message = message_of(access, command.message_id)
    if shown.redacted(message) is not None:
        raise DomainError(ErrorCode.MESSAGE_REDACTED)
    seen = _as_seen(access)
    redaction = Redaction(
        message=message,
        at=clock.now(),
        by_id=actor.person,
        by_name=actor.name,
        shown_name=seen.name,
        reason=command.reason,
        explanation=command.explanation,
        withheld=message.text,
    )
    redaction.save(force_insert=True)
    message.text = ""
    message.save(update_fields=["text"])
    told = shown.redacted(message)
    if told is None:
        raise RuntimeError("what was just redacted is not")
    body = wire.MessageRedacted(type="message.redacted", message_id=message.id, redacted=told)
    sequence = streams.tell_room(access.room, body, seen, redaction.at)
    _retell(message)
    if message.picture_id is not None:
        originals.hide_copies(access, message.picture_id, OF_COPIES[command.reason], seen, redaction.at)
    steps.record(access, "message.redact", "message", message.id)
    answer = ack(command, room_stream(command.room_id), sequence, message.id)
    return replays.remember(actor, command.room_id, answer)


def _as_seen(access: RoomAccess) -> Actor:
    """Residents are shown those who are in the room; of anybody else they are told the unit."""
    if access.room.participations.filter(account_id=access.actor.person).exists():
        return access.actor
    return streams.unseen(access.actor, people.unit(access.room.unit_id).name)


def _retell(message: Message) -> None:
    """The message, its corrections and the replies that quote it, as they are to be told from now on."""
    sent = shown.message_sent(message)
    changes: dict[int, dict[str, JsonValue]] = {
        message.sequence: sent.model_dump(mode="json", include={"text", "picture", "document"})
    }
    line = first_line(message.text)
    for sequence in message.versions.values_list("sequence", flat=True):
        changes[sequence] = {"text": message.text, "line": line}
    quoted = shown.quote(message).model_dump(mode="json")
    for sequence in message.replies.values_list("sequence", flat=True):
        changes[sequence] = {"reply_to": quoted}
    events.retell(room_stream(message.room_id), changes)
