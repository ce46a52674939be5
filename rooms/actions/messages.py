"""What people say in a room, and how far they have read."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode, not_found
from chatserver.core.models import StoredFile
from chatserver.core.wire import Ack, ack
from rooms import alarming, policy, steps, telling, wire
from rooms.actions import originals
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
    access = policy.access_room(actor, command.room_id, Permission.SEND, command.epoch)
    require_sendable(command)
    message = _store(access, command)
    alarmed = not actor.is_staff and alarming.look_through(
        access.room, [message.text], actor, message.at, message.sequence
    )
    _set_turn(access.room, message, actor, alarmed=alarmed)
    if actor.is_staff:
        _tell_reader(access.room, message)
    steps.record(access, "message.send", "message", message.id)
    return _acked(command, message)


def require_sendable(command: wire.SendMessage) -> None:
    if command.shown_room_id != command.room_id:
        # The writer saw another resident's header: nothing is stored anywhere (invariant I14).
        raise DomainError(ErrorCode.CONFLICT, field="shown_room_id")
    if not command.text.strip() and command.picture_id is None:
        raise DomainError(ErrorCode.BAD_REQUEST, field="text")
    if command.copy_of_id is not None and command.picture_id is None:
        raise DomainError(ErrorCode.BAD_REQUEST, field="copy_of_id")


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
        reply_to=message_of(access, command.reply_to_id) if command.reply_to_id is not None else None,
        copy_of=_copied(access, command.copy_of_id) if command.copy_of_id is not None else None,
    )
    body = shown.message_sent(message)
    message.sequence = streams.tell_room(access.room, body, access.actor, message.at)
    message.save(force_insert=True)
    _read_own(access.room, sender.account_id, message.sequence)
    return message


def message_of(access: RoomAccess, message_id: UUID) -> Message:
    """A message of this room, which is locked."""
    found = access.room.messages.select_related("sender", "picture", "redaction").filter(id=message_id).first()
    if found is None or found.sequence <= policy.entry_of(access):
        raise not_found()
    return found


def _copied(access: RoomAccess, picture_id: UUID) -> dict[str, Any]:
    return originals.original(access, picture_id).model_dump(mode="json")


def _read_own(room: Room, account_id: UUID, sequence: int) -> None:
    if has_read_all(room, room.receipts.filter(account_id=account_id).first()):
        _raise_receipt(room, account_id, sequence, sequence)


def has_read_all(room: Room, receipt: Receipt | None) -> bool:
    """A writer who has read everything above has read so far as their own message. Nobody else has: what crossed it on
    the way has been on no screen of theirs, and must not be said to be opened (invariant I4). roomState.ts does the
    same."""
    return (receipt.read if receipt is not None else 0) >= room.last_message_sequence


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


def side_to_answer(sender: Actor, room: Room) -> Turn:
    """A guest speaks for nobody: whose turn it was, it still is."""
    if sender.is_guest:
        return Turn(room.turn)
    return Turn.RESIDENT if sender.is_staff else Turn.STAFF


def is_first_word(sender: Actor, room: Room) -> bool:
    """The first that a resident writes while nobody has the case: the turn is staff's already, and the unit is to see
    it all the same."""
    return not (sender.is_staff or sender.is_guest) and room.holder_id is None and room.wrote_at is None


def is_news(sender: Actor, room: Room) -> bool:
    """Whether a message of theirs changes the case's row on the work list."""
    return room.turn != side_to_answer(sender, room) or is_first_word(sender, room)


def note_turn(room: Room, sender: Actor, at: datetime) -> bool:
    """Whose turn it is after a message, without saving; True if that changes the case's row on the work list."""
    news = is_news(sender, room)
    if is_first_word(sender, room):
        room.wrote_at = at
    elif sender.is_staff:
        room.wrote_at = None
    steps.pass_turn(room, side_to_answer(sender, room), at)
    return news


def _set_turn(room: Room, message: Message, actor: Actor, *, alarmed: bool) -> None:
    """Notes the message on the room. The work list hears of it when it is news there, or of an alarm."""
    changed = note_turn(room, actor, message.at)
    room.last_message_sequence, room.last_at = message.sequence, message.at
    room.save(update_fields=["turn", "turn_at", "wrote_at", "last_message_sequence", "last_at"])
    if alarmed:
        steps.list_case(room, actor, message.at)
    elif changed:
        streams.tell_turn(room, actor, message.at)


def _tell_reader(room: Room, message: Message) -> None:
    receipt = room.receipts.filter(account_id=telling.reader_of(room)).first()
    telling.want(telling.of_answer(room, receipt.read if receipt is not None else 0, message.at))


def _acked(command: wire.SendMessage, message: Message) -> Ack:
    return acked(command, message.sequence, message.id)


def acked(command: wire.SendMessage, sequence: int, message_id: UUID) -> Ack:
    return ack(command, room_stream(command.room_id), sequence, message_id)


@transaction.atomic(durable=True)
def advance_receipt(actor: Actor, command: wire.AdvanceReceipt) -> Ack:
    """Raises the actor's receipt. The ack carries no sequence, so that a repetition is answered alike."""
    access = policy.access_room(actor, command.room_id, Permission.ACKNOWLEDGE)
    read = newest_message(access.room, command.read)
    delivered = max(read, newest_message(access.room, command.delivered))
    risen = _raise_receipt(access.room, actor.person, delivered, read)
    if risen is not None:
        body = wire.ReceiptAdvanced(type="receipt.advanced", receipt=shown.receipt(risen))
        streams.tell_room(access.room, body, actor, clock.now())
    return ack(command)


def newest_message(room: Room, upto: int) -> int:
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
    if not raised(receipt, delivered, read):
        return None
    receipt.save()
    return receipt


def raised(receipt: Receipt, delivered: int, read: int) -> bool:
    """Raises what is higher than before, without saving; False if nothing is."""
    if delivered <= receipt.delivered and read <= receipt.read:
        return False
    receipt.delivered = max(delivered, receipt.delivered)
    receipt.read = max(read, receipt.read)
    return True
