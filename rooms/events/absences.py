"""What the work list shows of a resident who does not answer, from the room's row alone (law 4)."""

from datetime import datetime
from typing import cast

from rooms.lifecycle import OPEN_STATES, CaseState
from rooms.matching import absence
from rooms.matching.absence import Silence, Stage
from rooms.models import Room
from rooms.wire.absences import AbsenceTold, WorkAbsence


def silence(room: Room) -> Silence | None:
    """Of an open case whose turn is the resident's. A call that is going on is none."""
    since = room.silent_since
    if since is None or CaseState(room.state) not in OPEN_STATES or _speaks(room):
        return None
    told = room.is_absent
    return Silence(
        since=since,
        taken_at=room.state_since,
        reminded_at=room.reminded_at if room.reminded_since == since else None,
        told=Stage(room.absent_told) if told else None,
        told_at=room.absent_at if told else None,
        is_taken_on=told and room.absent_by != "",
    )


def _speaks(room: Room) -> bool:
    return room.call is not None and room.call.get("state") != "ended"


def seek_at(room: Room) -> datetime | None:
    """When the resident is to be sought by telephone, if they have not answered by then. The same whether a call is
    going on or not: the work list is not told of calls."""
    since = room.silent_since
    if since is None or not room.case.may_be_rung:
        return None
    reminded_at = room.reminded_at if room.reminded_since == since else None
    return absence.seek_at(room.case.priority, Silence(since, room.state_since, reminded_at))


def for_list(room: Room) -> WorkAbsence | None:
    if not room.is_absent or room.absent_since is None:
        return None
    return WorkAbsence(
        since=room.absent_since,
        told=cast(AbsenceTold, room.absent_told),
        by_phone=room.case.may_be_rung,
        taken_by=room.absent_by or None,
    )
