"""Who is told outside the room of what happens in it: rows of people's outbox, made in the transaction of what happens.

Both the plain actions and the hot path make them here, so that they leave the same rows.
"""

from datetime import datetime, timedelta
from uuid import UUID

from people import steps as people
from people.models import Notice
from people.outbox import URGENT_PRIORITY, Kind
from rooms.models import Room

# After so long an unread answer is a task for staff.
UNREAD_FOR = timedelta(days=1)


def reader_of(room: Room) -> UUID:
    """Whoever reads in the case: its author, who is the guardian of a child."""
    return room.case.author_id


def of_answer(room: Room, read: int, at: datetime) -> Notice:
    """Named by how far the reader has read: all that comes while nothing of it is read is one notice."""
    return _notice(Kind.NEW_ANSWER, room, read, at)


def of_turn(room: Room, sequence: int, at: datetime) -> Notice:
    return _notice(Kind.YOUR_TURN, room, sequence, at)


def of_missed_call(room: Room, call_id: UUID, at: datetime) -> Notice:
    return _notice(Kind.MISSED_CALL, room, call_id, at)


def of_form(room: Room, sequence: int, at: datetime) -> Notice:
    return _notice(Kind.FORM, room, sequence, at)


def of_reminder(room: Room, since: datetime, at: datetime) -> Notice:
    """Named by the silence: once for each."""
    return _notice(Kind.REMINDER, room, since.isoformat(), at)


def _notice(kind: Kind, room: Room, what: object, at: datetime) -> Notice:
    urgent = room.case.priority is not None and room.case.priority <= URGENT_PRIORITY
    return people.notice_of(kind, reader_of(room), room.case_id, what, at, urgent=urgent)


def want(notice: Notice) -> None:
    people.want_notice(notice)
