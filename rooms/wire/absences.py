"""The wire types of a resident who does not answer while it is their turn."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from chatserver.core.wire import Command, Wire

AbsenceTold = Literal["unit", "supervisor"]


class WorkAbsence(Wire):
    """The resident was reminded and has not answered since `since`: who has been told of it. `by_phone`: they may be
    telephoned. `taken_by`: whoever has said that they see to it, null while nobody has."""

    since: datetime
    told: AbsenceTold
    by_phone: bool
    taken_by: str | None


class TakeAbsence(Command):
    """Somebody sees to a resident of whose silence the supervisor was told."""

    type: Literal["absence.take"]
    room_id: UUID
