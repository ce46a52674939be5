"""Carries a batch out in memory, one command after the other, each upon what the one before it left."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from chatserver.core.actor import Actor
from chatserver.core.commands import Outcome
from chatserver.core.errors import DomainError, not_found
from chatserver.core.events import StoredEvent, Teller
from chatserver.core.models import AuditEntry
from chatserver.core.rows import new
from chatserver.core.wire import Ack, Command, EventBody, ack
from people.models import Notice
from rooms import policy, steps, telling, wire
from rooms.actions import messages
from rooms.actions.together.loading import Loaded, MessageKey, Seat, Sent
from rooms.events import shown, turned
from rooms.models import Message, Receipt, Room
from rooms.permissions import Permission, Relation
from rooms.policy import RoomAccess
from rooms.streams import room_stream, worklist_stream


@dataclass(slots=True)
class Pending:
    """Rows to be written when all is decided. Rooms, receipts and heads are as the last command left them."""

    events: list[StoredEvent] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    rooms: dict[UUID, Room] = field(default_factory=dict)
    receipts: dict[Seat, Receipt] = field(default_factory=dict)
    heads: dict[str, int] = field(default_factory=dict)
    audit: list[AuditEntry] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


class Deciding:
    def __init__(self, loaded: Loaded) -> None:
        self.pending = Pending()
        self._loaded = loaded
        self._sent: dict[MessageKey, Sent] = dict(loaded.sent)
        # By the login, whose actors are all alike: an actor's own hash costs as much as asking again.
        self._relations: dict[tuple[UUID, UUID], frozenset[Relation]] = {}
        self._tellers: dict[UUID, Teller] = {}
        self._news_of_lists: list[tuple[str, EventBody, Actor]] = []

    def outcome(self, actor: Actor, command: Command) -> Outcome:
        """What is refused leaves nothing behind: every check comes before the first change."""
        try:
            if isinstance(command, wire.SendMessage):
                return self._send(actor, command)
            if isinstance(command, wire.AdvanceReceipt):
                return self._advance(actor, command)
        except DomainError as refusal:
            return refusal
        raise TypeError(f"{type(command).__name__} is no command of the hot path")

    @property
    def lists(self) -> set[str]:
        """The work lists that are to hear something."""
        return {stream for stream, _, _ in self._news_of_lists}

    def tell_lists(self, heads: Mapping[str, int]) -> None:
        """Once all is decided and the lists are locked, in the order in which it came about."""
        self._loaded.heads.update(heads)
        for stream, body, actor in self._news_of_lists:
            self._tell(stream, body, actor)

    # --- messages ------------------------------------------------------------------------------------------------
    def _send(self, actor: Actor, command: wire.SendMessage) -> Ack:
        key = (command.room_id, actor.person, command.client_message_id)
        earlier = self._sent.get(key)
        if earlier is None:
            access = self._access(actor, command.room_id, Permission.SEND)
            access.require_tenure(command.epoch)
            messages.require_sendable(command)
            earlier = self._sent[key] = self._store(access, command)
        return messages.acked(command, earlier.sequence, earlier.id)

    def _store(self, access: RoomAccess, command: wire.SendMessage) -> Sent:
        room, at = access.room, self._loaded.at
        sender = self._loaded.introduced[room.case_id, access.actor.person]
        message = new(
            Message,
            room_id=room.case_id,
            sender_id=sender.id,
            sender_account_id=sender.account_id,
            client_message_id=command.client_message_id,
            at=at,
            text=command.text,
            picture_id=None,
            reply_to_id=None,
            copy_of=None,
            corrected_at=None,
        )
        message._state.fields_cache["sender"] = sender
        message.sequence = self._tell(room_stream(room.case_id), shown.message_sent(message), access.actor)
        self.pending.messages.append(message)
        self._read_own(room, sender.account_id, message.sequence)
        changed = messages.note_turn(room, access.actor, at)
        room.last_message_sequence, room.last_at = message.sequence, at
        self.pending.rooms[room.case_id] = room
        if changed:
            self._news_of_lists.append((worklist_stream(room.unit_id), turned.case_turned(room), access.actor))
        if access.actor.is_staff:
            self._tell_reader(room)
        self.pending.audit.append(steps.record_of(access, "message.send", "message", message.id, at))
        return Sent(message.id, message.sequence)

    def _tell_reader(self, room: Room) -> None:
        receipt = self._loaded.receipts.get((room.case_id, telling.reader_of(room)))
        notice = telling.of_answer(room, receipt.read if receipt is not None else 0, self._loaded.at)
        self.pending.notices.append(notice)

    # --- receipts ------------------------------------------------------------------------------------------------
    def _advance(self, actor: Actor, command: wire.AdvanceReceipt) -> Ack:
        room = self._access(actor, command.room_id, Permission.ACKNOWLEDGE).room
        read = self._newest_message(room, command.read)
        delivered = max(read, self._newest_message(room, command.delivered))
        risen = self._raise_receipt(room, actor.person, delivered, read)
        if risen is not None:
            body = wire.ReceiptAdvanced(type="receipt.advanced", receipt=shown.receipt(risen))
            self._tell(room_stream(room.case_id), body, actor)
        return ack(command)

    def _newest_message(self, room: Room, upto: int) -> int:
        """Messages of this batch are not stored yet, so they are looked through before the database is asked."""
        ours = (row.sequence for row in reversed(self.pending.messages) if row.room_id == room.case_id)
        newest = next((sequence for sequence in ours if sequence <= upto), None)
        return newest if newest is not None else messages.newest_message(room, upto)

    def _read_own(self, room: Room, account_id: UUID, sequence: int) -> None:
        receipt = self._loaded.receipts.get((room.case_id, account_id))
        if messages.has_read_all(room, receipt):
            self._raise_receipt(room, account_id, sequence, sequence)

    def _raise_receipt(self, room: Room, account_id: UUID, delivered: int, read: int) -> Receipt | None:
        seat = (room.case_id, account_id)
        receipt = self._loaded.receipts.get(seat)
        if receipt is None:
            receipt = Receipt(room=room, account_id=account_id, delivered=0, read=0)
        if not messages.raised(receipt, delivered, read):
            return None
        self._loaded.receipts[seat] = self.pending.receipts[seat] = receipt
        return receipt

    # --- what both need --------------------------------------------------------------------------------------------
    def _access(self, actor: Actor, room_id: UUID, permission: Permission) -> RoomAccess:
        room = self._loaded.rooms.get(room_id)
        if room is None:
            raise not_found()
        key = (room_id, actor.login_id or actor.person)
        known = self._relations.get(key)
        if known is None:
            known = self._relations[key] = policy.relations_of(actor, room)
        access = RoomAccess(actor, room, known)
        access.require(permission)
        return access

    def _tell(self, stream: str, body: EventBody, actor: Actor) -> int:
        sequence = self.pending.heads.get(stream, self._loaded.heads[stream]) + 1
        self.pending.heads[stream] = sequence
        frame = self._teller(actor).frame_of(stream, sequence, body)
        self.pending.events.append(StoredEvent(stream, sequence, body.type, frame))
        return sequence

    def _teller(self, actor: Actor) -> Teller:
        login = actor.login_id or actor.person
        known = self._tellers.get(login)
        if known is None:
            known = self._tellers[login] = Teller(actor, self._loaded.at)
        return known
