"""What people say in a room, and how far they have read."""

from uuid import UUID

from django.db import transaction
from django.db.models import Max

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode, not_found
from chatserver.core.models import StoredFile
from chatserver.core.wire import Ack, ack
from rooms import policy, steps, wire
from rooms.events import shown, streams
from rooms.models import Message, Receipt, Room, Turn
from rooms.permissions import Permission
from rooms.policy import RoomAccess
from rooms.streams import room_stream

ON_THE_WAY = frozenset({"announced", "received", "scanning"})


@transaction.atomic(durable=True)
def send_message(actor: Actor, command: wire.SendMessage) -> Ack:
    """Commits a message once. A repetition of its client id, in this command or another, gets the first ack."""
    account_id = actor.person
    policy.lock_room(command.room_id)
    earlier = Message.objects.filter(
        room_id=command.room_id,
        sender_account_id=account_id,
        client_message_id=command.client_message_id,
    ).first()
    if earlier is not None:
        return _acked(command, earlier)
    access = policy.access_room(actor, command.room_id, Permission.SEND)
    if command.shown_room_id != command.room_id:
        # The writer saw another resident's header: nothing is stored anywhere (invariant I14).
        raise DomainError(ErrorCode.CONFLICT, field="shown_room_id")
    if not command.text.strip() and command.picture_id is None:
        raise DomainError(ErrorCode.BAD_REQUEST, field="text")
    message = _store(access, command)
    _set_turn(access.room, Turn.RESIDENT if actor.is_staff else Turn.STAFF, message, actor)
    steps.record(access, "message.send", "message", message.id)
    return _acked(command, message)


def _store(access: RoomAccess, command: wire.SendMessage) -> Message:
    sender = shown.introduced(access.room, access.actor.person)
    picture = _picture(access, command.picture_id) if command.picture_id is not None else None
    message = Message(
        room=access.room,
        sender=sender,
        sender_account_id=sender.account_id,
        client_message_id=command.client_message_id,
        at=clock.now(),
        text=command.text,
        picture=picture,
    )
    body = wire.MessageSent(
        type="message.sent",
        id=message.id,
        client_message_id=message.client_message_id,
        sender=shown.participant(sender),
        text=message.text,
        picture=shown.picture(picture),
    )
    message.sequence = streams.tell_room(access.room, body, access.actor, message.at)
    message.save(force_insert=True)
    _read_own(access.room, sender.account_id, message.sequence)
    return message


def _read_own(room: Room, account_id: UUID, sequence: int) -> None:
    """A writer who has read everything above has read their own message too. Nobody else has: what crossed it on its
    way was on no screen of theirs and must not be said to be opened (invariant I4). roomState.ts does the same."""
    read = room.receipts.filter(account_id=account_id).values_list("read", flat=True).first() or 0
    if read >= room.last_message_sequence:
        _raise_receipt(room, account_id, sequence, sequence)


def _picture(access: RoomAccess, picture_id: UUID) -> StoredFile:
    """The writer's own picture of this room, once it may be shown to the other side."""
    file = StoredFile.objects.filter(
        id=picture_id,
        owner_kind="room",
        owner_id=access.room.case_id,
        uploader_id=access.actor.person,
    ).first()
    if file is None:
        raise not_found()
    if file.state in ON_THE_WAY:
        raise DomainError(ErrorCode.FILE_NOT_READY)
    if file.state != "ready":
        raise DomainError(ErrorCode.FILE_REFUSED, refusal=file.refusal or file.state)
    return file


def _set_turn(room: Room, turn: Turn, message: Message, actor: Actor) -> None:
    """Notes the message on the room. The work list hears of it only when the turn changes hands."""
    changed = steps.pass_turn(room, turn, message.at)
    room.last_message_sequence, room.last_at = message.sequence, message.at
    room.save(update_fields=["turn", "turn_at", "last_message_sequence", "last_at"])
    if changed:
        steps.list_case(room, actor, message.at)


def _acked(command: wire.SendMessage, message: Message) -> Ack:
    return ack(command, room_stream(command.room_id), message.sequence, message.id)


@transaction.atomic(durable=True)
def advance_receipt(actor: Actor, command: wire.AdvanceReceipt) -> Ack:
    """Raises the actor's receipt. The ack carries no sequence, so that a repetition is answered alike."""
    access = policy.access_room(actor, command.room_id, Permission.ACKNOWLEDGE)
    read = _newest_message(access.room, command.read)
    delivered = max(read, _newest_message(access.room, command.delivered))
    risen = _raise_receipt(access.room, actor.person, delivered, read)
    if risen is not None:
        body = wire.ReceiptAdvanced(type="receipt.advanced", receipt=shown.receipt(risen))
        streams.tell_room(access.room, body, actor, clock.now())
    return ack(command)


def _newest_message(room: Room, upto: int) -> int:
    """The newest message at or before a sequence. Receipts stand on messages only, so they never answer each other."""
    if upto >= room.last_message_sequence:
        return room.last_message_sequence
    newest: int | None = room.messages.filter(sequence__lte=upto).aggregate(newest=Max("sequence"))["newest"]
    return newest or 0


def _raise_receipt(room: Room, account_id: UUID, delivered: int, read: int) -> Receipt | None:
    """Stores what is higher than before; None if nothing is."""
    receipt = room.receipts.filter(account_id=account_id).first() or Receipt(
        room=room, account_id=account_id, delivered=0, read=0
    )
    if delivered <= receipt.delivered and read <= receipt.read:
        return None
    receipt.delivered = max(delivered, receipt.delivered)
    receipt.read = max(read, receipt.read)
    receipt.save()
    return receipt
