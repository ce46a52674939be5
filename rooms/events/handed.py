"""A handing over as staff are shown it: whole in the room, without its summary on the work list (law 4)."""

from typing import cast

from rooms import wire
from rooms.models import Transfer


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
    )


def _profession(row: Transfer) -> wire.CareProfession | None:
    return cast(wire.CareProfession, row.profession) if row.profession else None
