"""A handing over as staff are shown it: whole in the room, without its summary on the work lists (law 4)."""

from collections.abc import Iterable
from typing import cast

from chatserver.core import clock
from chatserver.core.wire import Localized
from people import queries as people
from rooms import wire
from rooms.models import Room, Transfer
from rooms.wire.transfers import HandedCase


def line(row: Transfer) -> wire.TransferLine:
    return wire.TransferLine(
        id=row.id,
        state=cast(wire.TransferState, row.state),
        by_id=row.by_id,
        by_name=row.by_name,
        to_id=row.to_id,
        to_name=row.to_name,
        profession=_profession(row),
        summary=wire.TransferSummary(
            situation=row.situation,
            background=row.background,
            assessment=row.assessment,
            recommendation=row.recommendation,
        ),
        made_at=row.made_at,
        until=row.until,
        ended_at=row.ended_at,
        ended_by=row.ended_by_name,
        declined_for=row.declined_for,
        to_unit_id=row.to_unit_id,
        from_unit=row.from_unit_name,
    )


def on_the_list(row: Transfer) -> wire.WorkTransfer:
    return wire.WorkTransfer(
        id=row.id,
        by_id=row.by_id,
        by_name=row.by_name,
        to_id=row.to_id,
        to_name=row.to_name,
        profession=_profession(row),
        made_at=row.made_at,
        until=row.until,
        to_unit_id=row.to_unit_id,
        from_unit=row.from_unit_name,
    )


def on_the_list_of_the_asked(rooms: Iterable[Room]) -> list[HandedCase]:
    """The rows of these rooms, each handed over to another unit, in their order."""
    listed = list(rooms)
    names = people.named((room.case.resident_id for room in listed), clock.now())
    return [_handed_case(room, names[room.case.resident_id]) for room in listed]


def _handed_case(room: Room, resident: people.Named) -> HandedCase:
    case = room.case
    return HandedCase(
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
        transfer=wire.WorkTransfer.model_validate(room.transfer),
    )


def _profession(row: Transfer) -> wire.CareProfession | None:
    return cast(wire.CareProfession, row.profession) if row.profession else None
