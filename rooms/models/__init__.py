"""The tables of rooms. A case and its room are 1:1; the room's row is the lock that every write takes first.

People are named by account and unit ids, never by foreign keys; what the room shows of a person is kept in `Shown` as
it was when they were introduced. Read through `rooms.policy` and `rooms.queries`, written by actions and steps.
"""

from rooms.models.attempts import Attempt
from rooms.models.call_attempts import CallAttempt
from rooms.models.case import Case, CaseCounter, Room, Turn
from rooms.models.company import Company
from rooms.models.conversation import Message, MessageVersion, Note, Participation, Receipt, Redaction, Shown
from rooms.models.course import (
    ActiveChoice,
    AddedForm,
    Alarm,
    Assignment,
    Card,
    ClosingCard,
    CustodyStep,
    EarlierCard,
    JoinedCase,
)
from rooms.models.guests import Invitation
from rooms.models.overflows import Overflow
from rooms.models.phrases import Phrase, PhraseLibrary, PhraseVersion, PhraseWording
from rooms.models.presence import Declared, Lease, Presence, Queue
from rooms.models.sent_forms import SentForm, SentFormState
from rooms.models.transfers import Transfer
from rooms.models.withdrawals import Withdrawal
from rooms.models.worse import WorseSaid

__all__ = [
    "ActiveChoice",
    "AddedForm",
    "Alarm",
    "Assignment",
    "Attempt",
    "CallAttempt",
    "Card",
    "Case",
    "CaseCounter",
    "ClosingCard",
    "Company",
    "CustodyStep",
    "Declared",
    "EarlierCard",
    "Invitation",
    "JoinedCase",
    "Lease",
    "Message",
    "MessageVersion",
    "Note",
    "Overflow",
    "Participation",
    "Phrase",
    "PhraseLibrary",
    "PhraseVersion",
    "PhraseWording",
    "Presence",
    "Queue",
    "Receipt",
    "Redaction",
    "Room",
    "SentForm",
    "SentFormState",
    "Shown",
    "Transfer",
    "Turn",
    "Withdrawal",
    "WorseSaid",
]
