"""What a client may ask of rooms, and the signals that are only passed on."""

from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from chatserver.core.wire import Command, Signal, Wire
from rooms.wire.snapshots import RoomCursors
from rooms.wire.tenure import TenureCommand
from rooms.wire.vocabulary import (
    MAX_CLOSING_TEXT,
    MAX_TEXT,
    AnyText,
    DeclineReason,
    HideReason,
    NeededReason,
    Outcome,
    Priority,
    Reason,
    RedactionReason,
    SomeText,
    Text,
)


class OpenRoom(Command):
    """Asks for the room: without cursors, or too far behind, a snapshot; else the events after them."""

    type: Literal["room.open"]
    room_id: UUID
    cursors: RoomCursors | None


class CloseRoom(Command):
    type: Literal["room.close"]
    room_id: UUID


class OpenWorklist(Command):
    type: Literal["worklist.open"]
    unit_id: UUID
    cursor: int | None


class CloseWorklist(Command):
    type: Literal["worklist.close"]
    unit_id: UUID


class SendMessage(TenureCommand):
    """`room_id` is where it goes; `shown_room_id` is the room whose header the writer saw (invariant I14)."""

    type: Literal["message.send"]
    room_id: UUID
    shown_room_id: UUID
    client_message_id: UUID
    text: Annotated[str, Field(max_length=MAX_TEXT), AnyText]
    picture_id: UUID | None
    # Clients of before messages could be answered one by one leave it out.
    reply_to_id: UUID | None = None
    # The picture that `picture_id` is a marked copy of; clients of before copies named it leave it out.
    copy_of_id: UUID | None = None


class CorrectMessage(TenureCommand):
    """The author's own, for a short while after it was sent."""

    type: Literal["message.correct"]
    room_id: UUID
    message_id: UUID
    text: Annotated[str, Field(max_length=MAX_TEXT), AnyText]


class RedactMessage(TenureCommand):
    """Takes a message away for everybody. The room is told `reason`; `explanation` is for staff."""

    type: Literal["message.redact"]
    room_id: UUID
    message_id: UUID
    reason: RedactionReason
    explanation: Reason


class AdvanceReceipt(Command):
    type: Literal["receipt.advance"]
    room_id: UUID
    delivered: Annotated[int, Field(ge=0)]
    read: Annotated[int, Field(ge=0)]


class AddNote(Command):
    type: Literal["note.add"]
    room_id: UUID
    text: Text


class ClaimCase(Command):
    type: Literal["case.claim"]
    room_id: UUID


class AcceptOffer(Command):
    """Takes the case that was offered. `offer_id` is the offer that stood on the screen: a later one is another."""

    type: Literal["offer.accept"]
    room_id: UUID
    offer_id: UUID


class DeclineOffer(Command):
    type: Literal["offer.decline"]
    room_id: UUID
    offer_id: UUID
    reason: DeclineReason


class ReleaseCase(TenureCommand):
    type: Literal["case.release"]
    room_id: UUID
    reason: Reason


class ReassignCase(Command):
    """A supervisor's one action: responsibility moves to `to_account_id` at once."""

    type: Literal["case.reassign"]
    room_id: UUID
    to_account_id: UUID
    reason: Reason


class ConcludeCase(TenureCommand):
    type: Literal["case.conclude"]
    room_id: UUID
    outcome: Outcome
    text: Annotated[str, Field(min_length=1, max_length=MAX_CLOSING_TEXT), AnyText, SomeText]
    seek_care: Annotated[str, Field(max_length=MAX_CLOSING_TEXT), AnyText]


class ReopenCase(Command):
    """A concluded case waits again. Residents give no reason; they write what they want to say in the room."""

    type: Literal["case.reopen"]
    room_id: UUID
    reason: Reason


class PrioritiseCase(TenureCommand):
    """Raises or lowers the priority: by a named person, for a reason (invariant I12)."""

    type: Literal["case.prioritise"]
    room_id: UUID
    priority: Priority
    reason: NeededReason


class AcknowledgeAlarm(Command):
    """The alarms of the room are known to whoever has opened it; others need not be alerted any more."""

    type: Literal["alarm.acknowledge"]
    room_id: UUID


class SettleReach(Command):
    """The resident has been reached in some other way: the task is done, until something newer reaches nobody."""

    type: Literal["reach.settle"]
    room_id: UUID


class WithdrawForm(TenureCommand):
    """Takes back a form that was sent and is not answered yet."""

    type: Literal["form.withdraw"]
    room_id: UUID
    sent_form_id: UUID


class HideFile(Command):
    """Hides a picture or document from everybody. `text` is for staff and is kept as a note."""

    type: Literal["file.hide"]
    room_id: UUID
    file_id: UUID
    reason: HideReason
    text: NeededReason


class Typing(Signal):
    needs_voice: ClassVar[bool] = True

    type: Literal["typing.show"]


class TypingShown(Wire):
    """Somebody is writing; it fades by itself after a few seconds."""

    type: Literal["typing.shown"]
    room_id: UUID
    participant_id: UUID
    name: str
