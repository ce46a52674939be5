"""The wire types of a resident's own withdrawal of a case that waits."""

from typing import Literal
from uuid import UUID

from chatserver.core.wire import Command, EventBody
from rooms.wire.parts import WithdrawalLine
from rooms.wire.vocabulary import Reason, WithdrawReason


class WithdrawCase(Command):
    """By the resident, or whoever acts for them. What is urgent staff look at before it is closed."""

    type: Literal["case.withdraw"]
    room_id: UUID
    why: WithdrawReason
    text: Reason


class CaseWithdrawn(EventBody):
    """That it was said; `case.concluded` comes beside it where the case ended by it."""

    type: Literal["case.withdrawn"]
    line: WithdrawalLine
