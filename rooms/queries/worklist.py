"""A unit's work list: all its open cases in the order of service."""

from uuid import UUID

from chatserver.core import events
from chatserver.core.actor import Actor
from chatserver.core.commands import Opened
from people import queries as people
from rooms import policy, urgency, wire
from rooms.events import handed, overflows, shown
from rooms.lifecycle import OPEN_STATES
from rooms.models import Overflow, Presence, Room, Transfer
from rooms.queries import reading
from rooms.storage import consistent_read
from rooms.streams import worklist_stream


def open_worklist(actor: Actor, command: wire.OpenWorklist) -> Opened:
    with consistent_read():
        policy.require_unit(actor, command.unit_id)
        reading.record_list_read(actor, "worklist.open", command.unit_id)
        stream = worklist_stream(command.unit_id)
        heads = events.heads([stream])
        frames = reading.frames_after({stream: command.cursor}, heads)
        if frames is None:
            frames = [_snapshot(command.unit_id, heads[stream]).model_dump_json()]
    return Opened(frames=frames, cursors=heads)


def _snapshot(unit_id: UUID, cursor: int) -> wire.WorklistSnapshot:
    return wire.WorklistSnapshot(
        type="worklist.snapshot",
        unit_id=unit_id,
        unit_name=people.unit(unit_id).name,
        cursor=cursor,
        items=urgency.in_order(shown.work_items(open_rooms(unit_id))),
        handed=urgency.in_order(handed.on_the_list_of_the_asked(_handed_to(unit_id))),
        overflow=urgency.in_order(overflows.on_the_helping_list(_lent_to(unit_id))),
        set_away=sorted(
            Presence.objects.filter(unit_id=unit_id, set_away_at__isnull=False).values_list("account_id", flat=True)
        ),
    )


def open_rooms(unit_id: UUID) -> list[Room]:
    states = [state.value for state in OPEN_STATES]
    return list(Room.objects.select_related("case").filter(unit_id=unit_id, state__in=states))


def _handed_to(unit_id: UUID) -> list[Room]:
    """Of other units, which this one is asked to take over."""
    asked = Transfer.objects.filter(to_unit_id=unit_id, ended_at=None).values("room")
    return list(Room.objects.select_related("case").filter(case_id__in=asked))


def _lent_to(unit_id: UUID) -> list[Room]:
    """Of other units, which this one may take."""
    standing = Overflow.objects.filter(to_unit_id=unit_id, ended_at=None).values("room")
    return list(Room.objects.select_related("case").filter(case_id__in=standing))
