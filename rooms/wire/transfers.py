"""Handing a case over: what is asked for, what staff are told. Nobody but staff is told any of it; the room is told who
has the case once it is taken over."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, model_validator

from chatserver.core.wire import Command, EventBody, Localized, Wire
from rooms.urgency import NO_ALARM
from rooms.wire.tenure import TenureCommand
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
    """One handing over, told whole each time. It goes to a person, to a profession or to another unit;
    the others are null, and `to_name` is the person's or the unit's. `ended_by` is
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
    # Not in what was told before cases were handed over to other units, and null or empty where it goes to none.
    to_unit_id: UUID | None = None
    from_unit: str = ""


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
    to_unit_id: UUID | None = None
    from_unit: str = ""


class HandedCase(Wire):
    """A case of another unit that this one is asked to take over, on its work list: as much as is needed to choose what
    to read first. The case itself opens to them when one of them has taken it."""

    case_id: UUID
    number: int
    priority: int | None
    administrative: bool
    reason: Localized
    resident_name: str
    age: int
    arrived_at: datetime
    open_by: datetime
    red_flag: Localized | None
    transfer: WorkTransfer

    @property
    def alarm_rank(self) -> int:
        """Alarm words are for those who have the case."""
        return NO_ALARM


class UnitToAsk(Wire):
    """A unit that cases can be handed over to. Open: until `closes_at`, which is null where it never closes; closed:
    until `opens_at`, which is null where nobody knows."""

    id: UUID
    name: str
    is_open: bool
    closes_at: datetime | None
    opens_at: datetime | None
    round_the_clock: bool


class UnitsToAsk(Wire):
    units: list[UnitToAsk]


class OfferTransfer(TenureCommand):
    """The holder asks a person, whoever of a profession is free, or another unit of the care provider that is open to
    take over. Until then nothing changes."""

    type: Literal["transfer.offer"]
    room_id: UUID
    to_account_id: UUID | None
    profession: CareProfession | None
    summary: TransferSummary
    to_unit_id: UUID | None = None

    @model_validator(mode="after")
    def _to_one(self) -> Self:
        if [self.to_account_id, self.profession, self.to_unit_id].count(None) != 2:
            raise ValueError("to a person, to a profession or to a unit")
        return self


class AcceptTransfer(Command):
    """`transfer_id` is the one that stood on the screen: a later one has another summary."""

    type: Literal["transfer.accept"]
    room_id: UUID
    transfer_id: UUID


class DeclineTransfer(Command):
    """By the person who was asked, or by anybody of the unit that was; of a profession nobody speaks for all."""

    type: Literal["transfer.decline"]
    room_id: UUID
    transfer_id: UUID
    reason: DeclineReason


class WithdrawTransfer(TenureCommand):
    type: Literal["transfer.withdraw"]
    room_id: UUID
    transfer_id: UUID


class TransferChanged(EventBody):
    """In the staff stream; the whole line takes the place of the one before."""

    type: Literal[
        "transfer.offered", "transfer.accepted", "transfer.declined", "transfer.expired", "transfer.withdrawn"
    ]
    transfer: TransferLine


class HandedListed(EventBody):
    """On the work list of the unit that is asked: its whole row, new or changed."""

    type: Literal["handed.listed"]
    handed: HandedCase


class HandedUnlisted(EventBody):
    """It has been answered, has run out or was taken back. Who has taken it over has it as `case.listed`."""

    type: Literal["handed.unlisted"]
    case_id: UUID
