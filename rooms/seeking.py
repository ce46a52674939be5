"""Seeking a resident who does not answer: attempts by telephone, and whether there have been enough of them. Needs the
room's lock and an open transaction; how many and how far apart is `rooms.matching.pursuit`."""

from datetime import datetime

from django.db.models import Max

from chatserver.core import events
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode
from people import queries as people
from rooms import wire
from rooms.events import attempts, streams
from rooms.matching import pursuit
from rooms.matching.pursuit import Sought
from rooms.models import Attempt, Room, Turn
from rooms.streams import staff_stream

REACHED = "reached"


def record(room: Room, outcome: wire.AttemptOutcome, actor: Actor, at: datetime) -> int:
    """Staff are told of all of it; the resident, that they were sought in vain. Gives the place in the staff stream."""
    if outcome != REACHED:
        unseen = streams.unseen(actor, people.unit(room.unit_id).name)
        streams.tell_room(room, wire.ResidentSought(type="resident.sought"), unseen, at)
    found = _found(room, [] if outcome == REACHED else [*_in_vain(room), at])
    row = Attempt(
        room=room,
        sequence=events.coming(staff_stream(room.case_id)),
        at=at,
        by_id=actor.person,
        by_name=actor.name,
        outcome=outcome,
        made=found.made,
        needed=found.of,
        again_at=found.again_at,
        routine=pursuit.PURSUIT[room.case.priority].routine,
    )
    row.save(force_insert=True)
    body = wire.AttemptRecorded(type="attempt.recorded", attempt=attempts.line(row))
    sequence = streams.tell_staff(room, body, actor, at)
    if outcome == REACHED:
        heard(room, actor, at)
    return sequence


def heard(room: Room, actor: Actor, at: datetime) -> None:
    """The resident has been spoken to: where the turn is theirs their silence begins anew, and the work list hears."""
    if room.turn != Turn.RESIDENT:
        return
    room.turn_at = at
    room.save(update_fields=["turn_at"])
    streams.tell_worklist(room, actor, at)


def require_enough(room: Room) -> None:
    """A case does not end as "no answer" before its resident was sought as often as its priority asks for; who may not
    be rung is sought by writing alone."""
    if not room.case.may_be_rung:
        return
    found = _found(room, _in_vain(room))
    if not found.is_enough:
        again_at = found.again_at.isoformat() if found.again_at is not None else None
        raise DomainError(ErrorCode.CONFLICT, field="outcome", made=found.made, needed=found.of, again_at=again_at)


def _found(room: Room, in_vain: list[datetime]) -> Sought:
    return pursuit.sought(room.case.priority, in_vain)


def _in_vain(room: Room) -> list[datetime]:
    """When they were sought in vain since they last said anything: that, and being reached, begins it anew."""
    later = room.attempts.exclude(outcome=REACHED).filter(at__gt=_last_heard(room))
    return list(later.order_by("sequence").values_list("at", flat=True))


def _last_heard(room: Room) -> datetime:
    said = room.messages.filter(sender__role__in=("resident", "guardian")).aggregate(latest=Max("at"))["latest"]
    form = room.added_forms.aggregate(latest=Max("at"))["latest"]
    reached = room.attempts.filter(outcome=REACHED).aggregate(latest=Max("at"))["latest"]
    return max(one for one in (said, form, reached, room.worse_at, room.case.arrived_at) if one is not None)
