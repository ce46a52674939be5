"""The wire types of silence: what nobody has opened, and what whoever has a case has not answered."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from chatserver.core.wire import Wire
from rooms.wire.tenure import TenureCommand

UnopenedTold = Literal["unit", "supervisor"]


class WorkUnopened(Wire):
    """Nobody has opened what the resident wrote, or the case itself, since `since`; who has been told of it."""

    since: datetime
    told: UnopenedTold


class WorkOverdue(Wire):
    """Whoever has the case has not answered since `since`: at `until` it goes back to the queue. `kept`: they have said
    that they are on it, which they may say once."""

    since: datetime
    until: datetime
    kept: bool


class KeepCase(TenureCommand):
    """Whoever has the case says that they are on it: it stays with them for a while more."""

    type: Literal["case.keep"]
    room_id: UUID
