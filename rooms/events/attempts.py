"""An attempt to reach a resident as staff are shown it (law 4)."""

from typing import cast

from rooms import wire
from rooms.models import Attempt


def line(row: Attempt) -> wire.AttemptLine:
    return wire.AttemptLine(
        id=row.id,
        at=row.at,
        by_name=row.by_name,
        outcome=cast(wire.AttemptOutcome, row.outcome),
        made=row.made,
        needed=row.needed,
        again_at=row.again_at,
        routine=row.routine,
    )
