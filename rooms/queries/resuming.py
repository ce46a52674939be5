"""Many readers come back at once, as after a restart: what each has missed, read in a few statements for all of them.

A reader without a cursor, or one for whom events are no cheaper than a snapshot, is left to `rooms.queries.rooms`.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from chatserver.core import clock, events
from chatserver.core.actor import Actor
from chatserver.core.commands import Opened
from chatserver.core.errors import DomainError, not_found
from chatserver.core.events import StoredEvent
from chatserver.core.models import AuditEntry
from rooms import naming, policy, wire
from rooms.events.first_names import drawn_anew
from rooms.models import Room
from rooms.permissions import Permission
from rooms.policy import RoomAccess
from rooms.queries import reading
from rooms.storage import consistent_read
from rooms.streams import room_stream, staff_stream

Asked = Sequence[tuple[Actor, wire.OpenRoom]]
Answer = Opened | DomainError | None
Cursors = dict[str, int]


def resume_rooms(asked: Asked) -> list[Answer]:
    """In the order asked. Alike to `rooms.open_room` for each that it answers, with its audit row (law 8)."""
    with consistent_read():
        rooms = _rooms(command.room_id for _, command in asked)
        streams = [name(room_id) for room_id in rooms for name in (room_stream, staff_stream)]
        heads = events.heads(streams)
        found = [_wanted(rooms.get(command.room_id), actor, command, heads) for actor, command in asked]
        resuming = [one for one in found if isinstance(one, _Resuming)]
        missed = _missed([one.cursors for one in resuming], heads)
        at = clock.now()
        answers = [one.opened(heads, missed) if isinstance(one, _Resuming) else one for one in found]
        answered = [one for one, answer in zip(found, answers, strict=True) if answer is not None]
        AuditEntry.objects.bulk_create([one.audit_entry(at) for one in answered if isinstance(one, _Resuming)])
        return answers


class _Resuming:
    """A reader who may have the room and knows it up to these cursors."""

    def __init__(self, access: RoomAccess, cursors: Cursors) -> None:
        self.access = access
        self.cursors = cursors

    def audit_entry(self, at: datetime) -> AuditEntry:
        case = self.access.case
        return reading.case_read(self.access.actor, "room.open", case, "room", case.id, at)

    def opened(self, heads: Cursors, missed: dict[str, list[StoredEvent]]) -> Opened | None:
        events = [
            event
            for stream, cursor in sorted(self.cursors.items())
            for event in missed.get(stream, ())
            if event.sequence > cursor
        ]
        veil = None if self.access.actor.is_staff else naming.veil_of(self.access.room)
        if veil is not None and drawn_anew(events):
            return None
        cursors = {stream: heads[stream] for stream in self.cursors}
        frames = [event.frame for event in events]
        return Opened(frames=frames, cursors=cursors, speaks=self.access.may(Permission.SEND), veil=veil)


def _rooms(room_ids: Iterable[UUID]) -> dict[UUID, Room]:
    # The summary is large and part of the snapshot only.
    found = Room.objects.select_related("case").defer("case__summary").filter(case_id__in=set(room_ids))
    return {room.case_id: room for room in found}


def _wanted(room: Room | None, actor: Actor, command: wire.OpenRoom, heads: Cursors) -> _Resuming | DomainError | None:
    # What a guest may read of the stream is not all of it.
    if command.cursors is None or actor.is_guest:
        return None
    if room is None:
        return not_found()
    access = RoomAccess(actor, room, policy.relations_of(actor, room))
    try:
        access.require(Permission.READ)
    except DomainError as refusal:
        return refusal
    # Surnames that are hidden are taken away one room at a time: such rooms are few.
    if room.first_names and not actor.is_staff:
        return None
    cursors = {room_stream(room.case_id): command.cursors.room}
    if access.may(Permission.READ_STAFF):
        cursors[staff_stream(room.case_id)] = command.cursors.staff
    return _Resuming(access, cursors) if reading.cheaper_than_snapshot(cursors, heads) else None


def _missed(readers: Sequence[Cursors], heads: Cursors) -> dict[str, list[StoredEvent]]:
    """By stream, from the cursor of the reader who is furthest behind."""
    lowest: Cursors = {}
    for cursors in readers:
        for stream, cursor in cursors.items():
            if cursor < heads[stream]:
                lowest[stream] = min(cursor, lowest.get(stream, cursor))
    missed: dict[str, list[StoredEvent]] = {}
    for event in events.after(lowest, limit=sum(heads[stream] - cursor for stream, cursor in lowest.items())):
        missed.setdefault(event.stream, []).append(event)
    return missed
