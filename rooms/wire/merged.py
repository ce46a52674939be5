"""Two open cases of one resident that become one: what is asked, told and shown of it."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from chatserver.core.wire import EventBody, Localized, Wire
from rooms.wire.tenure import TenureCommand


class CaseName(Wire):
    """A case as people call it."""

    case_id: UUID
    number: int
    reason: Localized


class JoinedLine(Wire):
    """Another case of the resident was merged into this one."""

    sequence: int
    at: datetime
    case: CaseName


class CaseJoined(EventBody):
    """Another case of the resident goes on in this one, which has the earlier place in the queue of both."""

    type: Literal["case.joined"]
    joined: JoinedLine
    arrived_at: datetime


class MergeCases(TenureCommand):
    """`other_id`, another case of the same resident, is concluded and goes on in `room_id`."""

    type: Literal["case.merge"]
    room_id: UUID
    other_id: UUID
