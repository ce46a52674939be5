"""What the wire shows of a resident who says that they are worse, or that they want their case closed."""

from typing import cast

from rooms import wire
from rooms.events import shown
from rooms.models import Withdrawal, WorseSaid
from rooms.wire.parts import WithdrawalLine
from rooms.wire.vocabulary import WithdrawReason


def line(row: WorseSaid) -> wire.WorseLine:
    return wire.WorseLine(sequence=row.sequence, at=row.at, by=shown.participant(row.author))


def withdrawal(row: Withdrawal) -> WithdrawalLine:
    return WithdrawalLine(
        sequence=row.sequence,
        at=row.at,
        by=shown.participant(row.author),
        why=cast(WithdrawReason, row.why),
        text=row.text,
        concluded=row.concluded,
    )
