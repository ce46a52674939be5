"""A form as its pages show it: questions, answers in words, and the page it led to. Reads rows it is given."""

from typing import cast
from uuid import UUID

from people import queries as people
from rooms import asking
from rooms.alarming import numbers_for
from rooms.alarms import library
from rooms.lifecycle import OPEN_STATES
from rooms.models import Room, SentForm
from rooms.wire import HelpNumbers
from triage import summary, wire
from triage.engine.answers import Answer, Answers
from triage.engine.content import Advice, Option, OutcomeId, Question, ReasonKind
from triage.engine.flow import (
    asked_questions,
    next_question,
    next_red_flag,
    offered_options,
    progress,
    red_flag_progress,
    red_flags_asked,
)
from triage.engine.release import Form, Release
from triage.engine.result import Result
from triage.engine.words import answer_words
from triage.models import Intake, IntakeState
from triage.steps.forms import assess, submitted_answers
from triage.steps.hand_off import receiver_of, receivers_of
from triage.steps.releases import release_of
from triage.steps.texts import localized

STOPS = (OutcomeId.EMERGENCY, OutcomeId.URGENT_CARE)
PAGES = (IntakeState.EMERGENCY, IntakeState.URGENT_CARE, IntakeState.SELF_CARE)


def intake_view(intake: Intake, viewer_id: UUID | None) -> wire.IntakeView:
    release = release_of(intake.release_id)
    form = release.forms[intake.reason_id]
    answers: Answers = intake.answers
    sent = _sent(intake)
    # What was taken back, or ended with its case, is left like a form that its writer left.
    left = intake.state == IntakeState.OPEN and _is_left(intake, sent)
    is_open = intake.state == IntakeState.OPEN and not left
    again = intake.worse_case_id is not None
    coming = (next_red_flag if again else next_question)(release, intake.reason_id, answers) if is_open else None
    # Which unit gets it is no question where a room waits for it.
    complete = is_open and coming is None and sent is None and not again
    done = (red_flag_progress if again else progress)(release, intake.reason_id, answers)
    return wire.IntakeView(
        id=intake.id,
        state="abandoned" if left else cast(wire.IntakeState, intake.state),
        wants_contact=intake.wants_contact,
        reason=reason_view(form),
        subject=subject_view(intake.resident_id, viewer_id),
        asked=_asked(intake, release, form, coming),
        next_question_id=coming.id if coming else None,
        answered=done.answered,
        left_estimate=done.left_estimate if is_open else 0,
        outcome=_outcome_page(intake, release),
        receiver=_receiver(intake, complete=complete),
        receivers=receivers_of(intake, assess(intake, submitted_answers(intake))) if complete else [],
        case_id=intake.case_id,
        demonstration=not release.is_approved,
        asked_in_room_id=sent.room_id if sent is not None else None,
        worse_of_case_id=intake.worse_case_id,
        updated_at=intake.updated_at,
        help=_help(intake, form),
    )


def _is_left(intake: Intake, sent: SentForm | None) -> bool:
    """Whether an unfinished form is asked of nobody any more: its case is over, or staff took it back."""
    if intake.worse_case_id is not None:
        return not Room.objects.filter(case_id=intake.worse_case_id, state__in=OPEN_STATES).exists()
    return sent is not None and not asking.is_open(sent)


def _sent(intake: Intake) -> SentForm | None:
    """The form in a room that this one answers, if it answers one."""
    if intake.sent_form_id is None:
        return None
    return SentForm.objects.select_related("room").get(id=intake.sent_form_id)


def _help(intake: Intake, form: Form) -> HelpNumbers | None:
    """Numbers to call, for what is not in a room yet; the room has its own card."""
    if intake.state not in (IntakeState.OPEN, *PAGES):
        return None
    hits = library.hits_in(summary.own_words(form, intake.answers))
    return numbers_for(hits) if hits else None


def reason_view(form: Form) -> wire.ReasonView:
    reason = form.reason
    return wire.ReasonView(
        id=reason.id,
        title=localized(reason.title),
        administrative=reason.kind is ReasonKind.ADMINISTRATIVE,
        synonyms=[*reason.synonyms.sv, *reason.synonyms.en],
    )


def subject_view(resident_id: UUID, viewer_id: UUID | None) -> wire.IntakeSubject:
    subject = people.subject(resident_id)
    return wire.IntakeSubject(id=subject.id, name=subject.name, is_self=subject.id == viewer_id)


# --- questions -----------------------------------------------------------------------------------------------------
def _asked(intake: Intake, release: Release, form: Form, coming: Question | None) -> list[wire.AskedQuestion]:
    """Every answered question and the next one, in the order of the form."""
    answers: Answers = intake.answers
    proxy = intake.author_id != intake.resident_id
    shown = [
        question
        for question in (asked_questions if intake.worse_case_id is None else red_flags_asked)(release, form, answers)
        if question.id in answers or (coming is not None and question.id == coming.id)
    ]
    return [
        wire.AskedQuestion(
            question=question_view(question, answers, proxy=proxy),
            answer=_answer(answers.get(question.id)),
            answer_words=(
                localized(answer_words(question, answers[question.id], proxy=proxy)) if question.id in answers else None
            ),
        )
        for question in shown
    ]


def _answer(answer: Answer | None) -> wire.AnswerValue | None:
    return wire.DurationAnswer.model_validate(answer) if isinstance(answer, dict) else answer


def question_view(question: Question, answers: Answers, *, proxy: bool) -> wire.QuestionView:
    texts = {name: getattr(question, name) for name in ("label", "text", "help", "why", "none", "low", "high")}
    return wire.QuestionView.model_validate(
        {
            **{name: localized(text, proxy=proxy) if text else None for name, text in texts.items()},
            "id": question.id,
            "kind": question.type.value,
            "role": question.role.value,
            "block": question.block.value,
            "options": [_option(option, proxy=proxy) for option in offered_options(question, answers)],
            "unit": question.unit,
            "minimum": question.minimum,
            "maximum": question.maximum,
            "format": question.format,
            "can_be_unknown": question.can_be_unknown,
        }
    )


def _option(option: Option, *, proxy: bool) -> wire.OptionView:
    return wire.OptionView(id=option.id, text=localized(option.text, proxy=proxy))


# --- where it led --------------------------------------------------------------------------------------------------
def _outcome_page(intake: Intake, release: Release) -> wire.OutcomePage | None:
    if intake.result is None:
        return None
    result = Result.model_validate(intake.result)
    # Whoever is worse is told to call or go somewhere although staff have the case.
    told = intake.worse_case_id is not None and result.outcome in STOPS
    if IntakeState(intake.state) not in PAGES and not told:
        return None
    outcome = release.outcomes[result.outcome]
    proxy = intake.author_id != intake.resident_id
    advice = release.advice.get(result.advice) if result.advice else None
    calm = result.outcome is OutcomeId.SELF_CARE
    title = advice.title if calm and advice else outcome.title
    # Several rules may allow self-care; one of them is reason enough, and the others say nearly the same.
    why = [
        fired.why.patient
        for fired in result.fired
        if fired.outcome is result.outcome and (not calm or fired.rule_id == result.deciding.id)
    ]
    # What to do about just this comes before what everybody is told. Whoever is told to call is also told which number
    # it is abroad: the form has not asked where they are yet.
    steps = [*advice.do, *outcome.then, release.package.phrases.abroad] if advice and not calm else outcome.then
    return wire.OutcomePage.model_validate(
        {
            "outcome": result.outcome.value,
            "title": localized(title, proxy=proxy),
            "lead": localized(outcome.lead, proxy=proxy),
            "why": [localized(one) for one in why],
            "then": [localized(one, proxy=proxy) for one in steps],
            "advice": _advice(release, advice, proxy=proxy) if advice else None,
            "called_112": intake.called_112_at is not None,
        }
    )


def _advice(release: Release, advice: Advice, *, proxy: bool) -> wire.AdviceView:
    return wire.AdviceView(
        title=localized(advice.title, proxy=proxy),
        do=[localized(one, proxy=proxy) for one in advice.do],
        seek_care=[localized(one, proxy=proxy) for one in advice.seek_care],
        call_112=[localized(one, proxy=proxy) for one in advice.call_112],
        look_again_days=advice.look_again_days,
        sources=[f"{title}. {publisher}. {url}" for title, publisher, url in release.source_lines(advice.sources)],
    )


def _receiver(intake: Intake, *, complete: bool) -> wire.Receiver | None:
    """Before it is sent, who will have it by the clock now; afterwards what was shown then."""
    if intake.receiver is not None:
        return wire.Receiver.model_validate(intake.receiver)
    return receiver_of(intake, assess(intake, submitted_answers(intake))) if complete else None
