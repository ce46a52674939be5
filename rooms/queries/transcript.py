"""All of a room in one piece, for a copy of it: what was said, what was asked by forms, how it ended."""

from dataclasses import dataclass

from chatserver.core.actor import Actor
from rooms import wire
from rooms.events import shown
from rooms.models import Room
from rooms.naming import Naming
from rooms.permissions import Permission
from rooms.policy import RoomAccess
from rooms.queries import attachments, history, reading
from rooms.queries.rooms import room_view

# A copy of more is cut at its beginning, and says so.
MAX_MESSAGES = 3_000
MAX_CHARACTERS = 1_500_000


@dataclass(frozen=True, slots=True)
class Whole:
    """`left_out` is how many of the oldest messages are not in it. `notes` is empty unless staff asked for them, and
    `summaries` (the first form and those added) are for staff alone."""

    room: wire.RoomView
    messages: list[wire.Message]
    left_out: int
    notes: list[wire.Note]
    summaries: list[wire.AddedSummary]


def whole(actor: Actor, access: RoomAccess, *, notes: bool) -> Whole:
    """For whoever has the room: the read is recorded here, before anything leaves. Call it in a consistent read."""
    reading.record_case_read(actor, "case.transcript", access.case, "case", access.case.id)
    for_staff = access.may(Permission.READ_STAFF)
    messages, left_out = _newest(access.room)
    naming = Naming(actor, access.room)
    return Whole(
        room=naming.told(room_view(access)),
        messages=[naming.told(one) for one in messages],
        left_out=left_out,
        notes=[shown.note(row) for row in access.room.notes.order_by("sequence")] if for_staff and notes else [],
        summaries=_summaries(access) if for_staff else [],
    )


def _newest(room: Room) -> tuple[list[wire.Message], int]:
    """As many of the newest as there is room for, in order."""
    kept: list[wire.Message] = []
    length = 0
    for row in history.whole(room).order_by("-sequence")[:MAX_MESSAGES]:
        length += len(row.text)
        if length > MAX_CHARACTERS:
            break
        kept.append(shown.message(row))
    return kept[::-1], room.messages.count() - len(kept)


def _summaries(access: RoomAccess) -> list[wire.AddedSummary]:
    """The first form stands at place 0."""
    case = access.case
    added = list(access.room.added_forms.order_by("staff_sequence"))
    hidden = attachments.hidden_of_forms([case.intake_id, *(form.intake_id for form in added)])
    first = wire.AddedSummary(sequence=0, at=case.arrived_at, summary=shown.case_summary(case.summary, hidden))
    return [first, *(shown.added_summary(row, hidden) for row in added)]
