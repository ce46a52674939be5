"""The wire types of seeking a resident who does not answer: attempts by telephone, without a word of what was said."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from chatserver.core.wire import Command, EventBody, Wire

# Left message: a neutral one, that the clinic has called and nothing of why.
AttemptOutcome = Literal["reached", "no_answer", "wrong_number", "left_message"]


class AttemptLine(Wire):
    """`made` of `needed` attempts in vain were then enough for "no answer"; the next one counted from `again_at`, null
    where none was asked for. `routine`: not without the supervisor and the unit's routine."""

    id: UUID
    at: datetime
    by_name: str
    outcome: AttemptOutcome
    made: int
    needed: int
    again_at: datetime | None
    routine: bool


class RecordAttempt(Command):
    """Staff have telephoned the resident."""

    type: Literal["attempt.record"]
    room_id: UUID
    outcome: AttemptOutcome


class AttemptRecorded(EventBody):
    """In the staff stream."""

    type: Literal["attempt.recorded"]
    attempt: AttemptLine


class ResidentSought(EventBody):
    """In the room's stream: the clinic has tried to reach the resident. By which way, and why, is not told."""

    type: Literal["resident.sought"]
