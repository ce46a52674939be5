"""The wire types of calling back by telephone. The number is for staff; the room is told its last two figures."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from chatserver.core.wire import Command, EventBody, Wire
from rooms.wire.tenure import TenureCommand
from rooms.wire.vocabulary import AnyText

WishStateName = Literal["wanted", "decide", "reached", "forgone"]
CallOutcomeName = Literal["reached", "no_answer", "wrong_number", "left_message"]
MAX_PHONE = 40


class CallbackWish(Wire):
    """As it is kept. `phone` is E.164; `from_at` and `until_at` are both null for any time today."""

    state: WishStateName
    phone: str
    from_at: datetime | None
    until_at: datetime | None
    asked_at: datetime
    asked_by: str


class CallAttemptLine(Wire):
    """One attempt, told whole each time; `outcome` is null while it goes on."""

    id: UUID
    phone: str
    at: datetime
    by_name: str
    outcome: CallOutcomeName | None
    ended_at: datetime | None
    ended_by: str


class StaffCallback(CallbackWish):
    """With every attempt ever made; `tried` are those that nobody answered since it was asked, and after `most` of them
    somebody decides. `again_at` is when the next one comes."""

    tried: int
    again_at: datetime | None
    most: int
    attempts: list[CallAttemptLine]


class RoomCallback(Wire):
    """What everybody in the room may know of a wish that stands."""

    state: Literal["wanted", "decide"]
    ends_in: str
    from_at: datetime | None
    until_at: datetime | None
    again_at: datetime | None


class CalledLine(Wire):
    """That the clinic called, neutrally: nothing of whether anybody answered."""

    sequence: int
    at: datetime


class WorkCallback(Wire):
    """On the work list. `not_before`: offered to nobody until then; what is urgent waits for no window."""

    state: Literal["wanted", "decide"]
    from_at: datetime | None
    until_at: datetime | None
    again_at: datetime | None
    not_before: datetime | None
    tried: int
    most: int


class AskCallback(Command):
    """The case is to be called instead of written to; asked again, with another number or time. Place, priority and
    arrival are kept. Both times are null for any time today, else they lie within today."""

    type: Literal["callback.ask"]
    room_id: UUID
    phone: Annotated[str, Field(min_length=1, max_length=MAX_PHONE), AnyText]
    from_at: AwareDatetime | None
    until_at: AwareDatetime | None


class ForgoCallback(Command):
    """Back to chat."""

    type: Literal["callback.forgo"]
    room_id: UUID


class BeginCallback(TenureCommand):
    """Whoever has the case says that they are calling now."""

    type: Literal["callback.begin"]
    room_id: UUID


class EndCallback(TenureCommand):
    type: Literal["callback.end"]
    room_id: UUID
    attempt_id: UUID
    outcome: CallOutcomeName


class CallbackAsked(EventBody):
    type: Literal["callback.asked"]
    callback: RoomCallback


class CallbackForgone(EventBody):
    type: Literal["callback.forgone"]


class CallbackBegun(EventBody):
    type: Literal["callback.begun"]
    line: CalledLine


class CallbackEnded(EventBody):
    """What is left of the wish after an attempt; null when the resident was reached."""

    type: Literal["callback.ended"]
    callback: RoomCallback | None


class CallbackNoted(EventBody):
    """The staff's side of each change, told whole."""

    type: Literal["callback.noted"]
    callback: StaffCallback
