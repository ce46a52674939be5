"""What a room's view is made of, asked for in one go (`chatserver.core.questions`)."""

from typing import TypeVar

from django.db import models

from chatserver.core.questions import Question
from rooms.models import (
    AddedForm,
    Alarm,
    Attempt,
    CallAttempt,
    ClosingCard,
    Company,
    CustodyStep,
    EarlierCard,
    Invitation,
    JoinedCase,
    Note,
    Participation,
    Receipt,
    SentForm,
    Transfer,
    Withdrawal,
    WorseSaid,
)

Row = TypeVar("Row", bound=models.Model)


def _of(rows: "models.QuerySet[Row]", *order: str) -> Question[Row]:
    """Those of a room, in this order."""
    return Question(lambda room_id: rows.filter(room_id=room_id).order_by(*order))


PRESENT = _of(Participation.objects.filter(left_sequence=None), "joined_sequence", "id")
CARD = _of(ClosingCard.objects.select_related("concluded_by", "continues_in__case"), "pk")
EARLIER = _of(EarlierCard.objects.select_related("concluded_by", "continues_in__case"), "id")
FORMS = _of(AddedForm.objects.filter(sent_form=None).select_related("author"), "sequence")
SENT_FORMS = _of(SentForm.objects.select_related("by"), "sequence")
RECEIPTS = _of(Receipt.objects.all(), "id")
GUESTS = _of(Invitation.objects.all(), "invited_at", "id")
WORSE = _of(WorseSaid.objects.select_related("author"), "sequence")
ATTEMPTS = _of(Attempt.objects.all(), "sequence")
WITHDRAWALS = _of(Withdrawal.objects.select_related("author"), "sequence")
CALLED = _of(CallAttempt.objects.all(), "sequence")
JOINED = _of(JoinedCase.objects.select_related("other__case"), "sequence")

GUARDIANS = _of(Participation.objects.filter(role="guardian"), "id")
ADDED = _of(AddedForm.objects.all(), "staff_sequence")
NOTES = _of(Note.objects.all(), "sequence")
CUSTODY = _of(CustodyStep.objects.all(), "sequence")
ALARMS = _of(Alarm.objects.all(), "raised_at", "id")
COMPANIES = _of(Company.objects.all(), "asked_at", "id")
TRANSFERS = _of(Transfer.objects.all(), "made_at", "id")
