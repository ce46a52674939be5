"""The wire types of the form: reasons, one question a screen, answers as they are given, and what the form leads to.

Texts travel in both languages, so that a change of language needs no request and loses nothing that was typed.
"""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from chatserver.core.wire import Localized, Wire
from rooms.wire import HelpNumbers
from rooms.wire.tenure import TenureCommand

MAX_ANSWER_TEXT = 4_000
MAX_CHOICES = 50

QuestionKind = Literal["yes_no", "one_of", "many_of", "number", "duration", "scale", "text", "image"]
QuestionRole = Literal["red_flag", "risk", "severity", "context", "after_triage", "contact"]
BlockName = Literal["danger", "symptoms", "background", "picture", "contact"]
IntakeState = Literal["open", "emergency", "urgent_care", "self_care", "handed_off", "abandoned"]


# --- reasons -------------------------------------------------------------------------------------------------------
class ReasonView(Wire):
    id: str
    title: Localized
    administrative: bool
    synonyms: list[str]


class Reasons(Wire):
    """Those that concern the person the case will be about."""

    reasons: list[ReasonView]
    demonstration: bool


# --- questions and answers -----------------------------------------------------------------------------------------
class DurationAnswer(Wire):
    unit: Literal["minutes", "hours", "days", "weeks", "months", "years"]
    value: Annotated[int, Field(ge=0, le=1000)]


# "unknown" is the answer "don't know". Words are option ids; pictures are file ids.
AnswerText = Annotated[str, Field(max_length=MAX_ANSWER_TEXT)]
AnswerValue = AnswerText | int | float | Annotated[list[str], Field(max_length=MAX_CHOICES)] | DurationAnswer


class OptionView(Wire):
    id: str
    text: Localized


class QuestionView(Wire):
    """One screen. `none` is the text of "none of these" for a question with several answers."""

    id: str
    kind: QuestionKind
    label: Localized
    text: Localized
    help: Localized | None
    why: Localized | None
    role: QuestionRole
    block: BlockName
    options: list[OptionView]
    none: Localized | None
    unit: Literal["celsius", "months", "per_minute", "days"] | None
    minimum: float | None
    maximum: float | None
    low: Localized | None
    high: Localized | None
    format: Literal["line", "long", "phone"] | None
    can_be_unknown: bool


class AskedQuestion(Wire):
    """A question that concerns this person, with the answer given so far and that answer in words."""

    question: QuestionView
    answer: AnswerValue | None
    answer_words: Localized | None


class GiveAnswer(Wire):
    """PUT of one answer; the same answer again changes nothing."""

    answer: AnswerValue


# --- what the form leads to ----------------------------------------------------------------------------------------
class AdviceView(Wire):
    title: Localized
    do: list[Localized]
    seek_care: list[Localized]
    call_112: list[Localized]
    look_again_days: int | None
    sources: list[str]


class OutcomePage(Wire):
    """Emergency, urgent care and self-care have a page of their own; `why` is in the resident's own answers."""

    outcome: Literal["emergency", "urgent_care", "self_care"]
    title: Localized
    lead: Localized
    why: list[Localized]
    then: list[Localized]
    advice: AdviceView | None
    called_112: bool


class Receiver(Wire):
    """The unit that will have the case, and what its clock says; `notice` is shown when nobody is there in time."""

    unit_id: UUID
    name: str
    is_open: bool
    closes_at: datetime | None
    opens_at: datetime | None
    notice: Localized | None


class IntakeSubject(Wire):
    id: UUID
    name: str
    is_self: bool


class IntakeView(Wire):
    """The whole form: what has been asked, which question is next (null: check your answers), where it led.

    `asked` holds every answered question and the next one, in order, so that going back needs no request. `receivers`
    are the units to choose among before it is sent; empty where listing decides. `wants_contact`: it led to advice for
    home, and was opened again.
    """

    id: UUID
    state: IntakeState
    wants_contact: bool
    reason: ReasonView
    subject: IntakeSubject
    asked: list[AskedQuestion]
    next_question_id: str | None
    answered: int
    left_estimate: int
    outcome: OutcomePage | None
    receiver: Receiver | None
    receivers: list[Receiver]
    case_id: UUID | None
    demonstration: bool
    # Staff sent it into this room, and get it there; it is submitted as it is, without a choice.
    asked_in_room_id: UUID | None
    updated_at: datetime
    # The red flags of this case, asked again; it is sent by the last answer, and leads to a page of its own.
    worse_of_case_id: UUID | None = None
    # Alarm words in a free text: shown while the form is filled in, and on the page it leads to.
    help: HelpNumbers | None


class CaseForms(Wire):
    """The forms that a case was made from and that were added to it, as they were sent, the first one first."""

    forms: list[IntakeView]


class IntakeLine(Wire):
    """An unfinished form, or advice that can be read again."""

    id: UUID
    state: IntakeState
    reason_id: str
    reason: Localized
    subject: IntakeSubject
    updated_at: datetime


class Intakes(Wire):
    intakes: list[IntakeLine]


class StartIntake(Wire):
    reason_id: Annotated[str, Field(max_length=60)]
    subject_id: UUID


class SubmitIntake(Wire):
    """`add_to_case_id` adds the form to one of the `OpenCaseNotices` instead of opening a new case.

    `unit_id` is one of the form's `receivers`, where there are any.
    """

    add_to_case_id: UUID | None
    unit_id: UUID | None = None


class CorrectedAnswer(Wire):
    question_id: Annotated[str, Field(max_length=60)]
    answer: AnswerValue


class AnsweredWrong(Wire):
    """From the emergency page: what it should have been. Both answers are kept and a nurse reads them first of all."""

    corrections: Annotated[list[CorrectedAnswer], Field(max_length=MAX_CHOICES)]


class OpenCaseNotice(Wire):
    """`You already have a case about ...`: asked for before submission."""

    case_id: UUID
    number: int
    reason: Localized


class OpenCaseNotices(Wire):
    cases: list[OpenCaseNotice]


# --- forms that staff send -----------------------------------------------------------------------------------------
class FollowUp(Wire):
    """A form that staff can send into a room: what it asks, in the order of the form."""

    id: str
    title: Localized
    asks: list[Localized]


class FollowUps(Wire):
    """Those that concern the person the case is about."""

    forms: list[FollowUp]
    release: str
    demonstration: bool


class SendForm(TenureCommand):
    """Puts a form into the room, for whoever the case was opened by."""

    type: Literal["form.send"]
    room_id: UUID
    form_id: Annotated[str, Field(max_length=60)]
