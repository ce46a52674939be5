"""What residents and staff are shown of a case's end, and of another case that goes on in it."""

from typing import cast

from rooms import wire
from rooms.events.shown import participant, reason
from rooms.models import Card, Case, JoinedCase
from rooms.wire import merged


def closing_card(row: Card) -> wire.ClosingCard:
    return wire.ClosingCard(
        outcome=cast(wire.CardOutcome, row.outcome),
        text=row.text,
        seek_care=row.seek_care,
        concluded_at=row.concluded_at,
        concluded_by=participant(row.concluded_by),
        continues_in=case_name(row.continues_in.case) if row.continues_in is not None else None,
    )


def case_name(case: Case) -> merged.CaseName:
    return merged.CaseName(case_id=case.id, number=case.number, reason=reason(case))


def joined_line(row: JoinedCase) -> merged.JoinedLine:
    return merged.JoinedLine(sequence=row.sequence, at=row.at, case=case_name(row.other.case))
