"""Handing a case over: what is asked for, what staff are told. Nobody but staff is told any of it; the room is told who
has the case once it is taken over."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, model_validator

from chatserver.core.wire import Command, EventBody, Wire
from rooms.wire.vocabulary import MAX_SUMMARY_PART, AnyText, DeclineReason, SomeText

CareProfession = Literal["nurse", "physician", "physiotherapist", "counsellor", "medical_secretary"]
TransferState = Literal["offered", "accepted", "declined", "expired", "withdrawn"]
Part = Annotated[str, Field(max_length=MAX_SUMMARY_PART), AnyText]
NeededPart = Annotated[str, Field(min_length=1, max_length=MAX_SUMMARY_PART), AnyText, SomeText]


class TransferSummary(Wire):
    """What whoever takes over has to know (SBAR). What is the matter and what is to be done cannot be left out."""

    situation: NeededPart
    background: Part
    assessment: Part
    recommendation: NeededPart


class TransferLine(Wire):
    """One handing over, told whole each time. It goes to a person or to a profession; the other is null. `ended_by` is
    empty where the house ended it, because nobody answered or the case moved on; `declined_for` is a code."""

    id: UUID
    state: TransferState
    by_id: UUID
    by_name: str
    to_id: UUID | None
    to_name: str
    profession: CareProfession | None
    summary: TransferSummary
    made_at: datetime
    until: datetime
    ended_at: datetime | None
    ended_by: str
    declined_for: str


class WorkTransfer(Wire):
    """A handing over that has no answer yet, as the whole unit may see it: without its summary."""

    id: UUID
    by_id: UUID
    by_name: str
    to_id: UUID | None
    to_name: str
    profession: CareProfession | None
    made_at: datetime
    until: datetime


class OfferTransfer(Command):
    """The holder asks a person, or whoever of a profession is free, to take over. Until then nothing changes."""

    type: Literal["transfer.offer"]
    room_id: UUID
    to_account_id: UUID | None
    profession: CareProfession | None
    summary: TransferSummary

    @model_validator(mode="after")
    def _to_one(self) -> Self:
        if (self.to_account_id is None) == (self.profession is None):
            raise ValueError("to a person or to a profession")
        return self


class AcceptTransfer(Command):
    """`transfer_id` is the one that stood on the screen: a later one has another summary."""

    type: Literal["transfer.accept"]
    room_id: UUID
    transfer_id: UUID


class DeclineTransfer(Command):
    """By the person who was asked; of a profession nobody speaks for all."""

    type: Literal["transfer.decline"]
    room_id: UUID
    transfer_id: UUID
    reason: DeclineReason


class WithdrawTransfer(Command):
    type: Literal["transfer.withdraw"]
    room_id: UUID
    transfer_id: UUID


class TransferChanged(EventBody):
    """In the staff stream; the whole line takes the place of the one before."""

    type: Literal[
        "transfer.offered", "transfer.accepted", "transfer.declined", "transfer.expired", "transfer.withdrawn"
    ]
    transfer: TransferLine
