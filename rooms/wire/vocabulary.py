"""The closed lists of words on the wire of rooms, and what a text may be."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

MAX_TEXT = 4_000
MAX_REASON = 500
MAX_CLOSING_TEXT = 4_000
# Of each of the four parts of what is handed over.
MAX_SUMMARY_PART = 1_500
HISTORY_PAGE = 50

CaseState = Literal["waiting", "offered", "active", "paused", "concluded", "archived"]
ParticipantRole = Literal["resident", "guardian", "responsible", "colleague", "interpreter", "relative", "outside"]
Outcome = Literal[
    "advice_given",
    "visit_booked",
    "prescription_made",
    "referred",
    "sent_to_emergency",
    "withdrawn",
    "no_contact",
    "other",
]
# Staff choose none but the outcomes; `merged` is what the server says of a case that goes on in another one.
CardOutcome = Outcome | Literal["merged"]
# Put back: whoever had the case did not answer in time, which residents are not told.
ReleaseReason = Literal["handed_back", "holder_away", "put_back", "call_unanswered"]
CustodyMove = Literal[
    "queued",
    "claimed",
    "released",
    "reassigned",
    "transferred",
    "concluded",
    "reopened",
    "prioritised",
    "offered",
    "accepted",
    "declined",
    "missed",
    "withdrawn",
    # The unit has closed; the reason is who has the case next.
    "closed",
    "worse",
    # Nobody has opened what the resident wrote; the reason is who has been told of it.
    "unopened",
    # Whoever has the case has not answered, has said that they are on it, has lost it by silence.
    "overdue",
    "kept",
    "silent",
    # By telephone: asked for, chat again, an attempt begun, and ended; the reason is its outcome.
    "call_asked",
    "call_forgone",
    "call_begun",
    "call_ended",
    # The resident wants it closed; what is urgent is looked at first.
    "withdraw_ask",
    # The resident was reminded to answer (the reason is `no_way` where nothing could be sent), has not answered all the
    # same (the reason is who has been told of it), is seen to by whoever said so.
    "reminded",
    "absent",
    "seeking",
    # Taken by somebody of a unit that helps; the reason is the unit it came from.
    "helped",
]
# Why somebody does not take what they are offered: busy with another case, about to go, close to the resident, not able
# to help with this, or something else.
DeclineReason = Literal["busy", "leaving", "close", "competence", "other"]
# Why a resident does not want their case any more.
WithdrawReason = Literal["better", "elsewhere", "too_long", "mistake", "other"]
RedactionReason = Literal["wrong_person", "wrong_content", "sensitive"]
SentFormState = Literal["sent", "opened", "answered", "withdrawn", "expired"]
AlarmAim = Literal["resident", "staff"]
Priority = Annotated[int, Field(ge=1, le=5)]
Turn = Literal["staff", "resident"]
FileState = Literal["announced", "received", "scanning", "ready", "refused", "withdrawn", "hidden"]
# Why a picture is hidden: another person is on it, it is another than was meant, it shows what need not be seen.
HideReason = Literal["wrong_person", "wrong_picture", "sensitive"]


def _storable(text: str) -> str:
    # PostgreSQL's text cannot hold it, and no keyboard makes it.
    if "\x00" in text:
        raise ValueError("a null character")
    return text


def _said(text: str) -> str:
    if not text.strip():
        raise ValueError("nothing but space")
    return text


AnyText = AfterValidator(_storable)
SomeText = AfterValidator(_said)
Text = Annotated[str, Field(min_length=1, max_length=MAX_TEXT), AnyText, SomeText]
Reason = Annotated[str, Field(max_length=MAX_REASON), AnyText]
NeededReason = Annotated[str, Field(min_length=1, max_length=MAX_REASON), AnyText, SomeText]
