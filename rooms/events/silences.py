"""What the work list shows of silence: what nobody has opened, and what its holder has not answered (law 4)."""

from typing import cast

from rooms import wire
from rooms.models import Room


def unopened(room: Room) -> wire.WorkUnopened | None:
    since = room.lies_unopened
    if since is None:
        return None
    return wire.WorkUnopened(since=since, told=cast(wire.UnopenedTold, room.unopened_told))


def overdue(room: Room) -> wire.WorkOverdue | None:
    if not room.is_overdue or room.overdue_since is None or room.overdue_until is None:
        return None
    kept = room.kept_since == room.overdue_since
    return wire.WorkOverdue(since=room.overdue_since, until=room.overdue_until, kept=kept)
