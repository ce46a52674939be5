"""A case that another unit may take too, as the two work lists show it (law 4)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from chatserver.core import clock
from chatserver.core.wire import Localized
from people import queries as people
from rooms.events import reasons
from rooms.models import Room
from rooms.wire.overflow import OverflowCase, WorkOverflow
from rooms.wire.transfers import CareProfession


def for_list(room: Room) -> WorkOverflow | None:
    """On the row of the unit whose case it is."""
    stored = room.overflow
    if stored is None:
        return None
    return WorkOverflow(
        to_unit_id=UUID(stored["to_unit_id"]),
        to_unit=stored["to_unit"],
        since=datetime.fromisoformat(stored["since"]),
        reasons=reasons.offered(stored["reasons"]),
    )


def on_the_helping_list(rooms: Iterable[Room]) -> list[OverflowCase]:
    """The rows of these rooms, each with an overflow that stands, in their order."""
    listed = [(room, room.overflow) for room in rooms]
    names = people.named((room.case.resident_id for room, _ in listed), clock.now())
    return [_row(room, stored, names[room.case.resident_id]) for room, stored in listed if stored is not None]


def _row(room: Room, stored: Mapping[str, Any], resident: people.Named) -> OverflowCase:
    case = room.case
    return OverflowCase(
        case_id=case.id,
        number=case.number,
        priority=case.priority,
        administrative=case.administrative,
        reason=Localized(sv=case.reason_sv, en=case.reason_en),
        resident_name=resident.name,
        age=resident.age,
        arrived_at=case.arrived_at,
        open_by=case.open_by,
        red_flag=Localized(sv=case.red_flag_sv, en=case.red_flag_en) if case.red_flag_sv else None,
        profession=cast(CareProfession, case.profession),
        from_unit=stored["from_unit"],
        reasons=reasons.offered(stored["reasons"]),
    )
