"""What the wire shows of a resident who says that they are worse."""

from rooms import wire
from rooms.events import shown
from rooms.models import WorseSaid


def line(row: WorseSaid) -> wire.WorseLine:
    return wire.WorseLine(sequence=row.sequence, at=row.at, by=shown.participant(row.author))
