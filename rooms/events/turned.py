"""What a message changes on the work list, from the room's row alone (law 4)."""

from typing import cast

from rooms import wire
from rooms.events import absences, silences
from rooms.models import Room
from rooms.wire.turned import CaseTurned


def case_turned(room: Room) -> CaseTurned:
    """The fields of `shown.work_item` that hang on the turn, when it passed, and what was written before it did."""
    return CaseTurned(
        type="case.turned",
        case_id=room.case_id,
        turn=cast(wire.Turn, room.turn),
        turn_at=room.turn_at or room.case.arrived_at,
        wrote_at=room.wrote_at if room.holder_id is None else None,
        worse_at=room.unanswered_worse,
        unopened=silences.unopened(room),
        overdue=silences.overdue(room),
        withdraw_at=room.unanswered_withdrawal,
        seek_at=absences.seek_at(room),
        absence=absences.for_list(room),
    )
