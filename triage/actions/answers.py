"""Beginning a form and answering it, one answer at a time. A form that is begun twice is one form."""

from uuid import UUID

from django.db import transaction

from chatserver.core import clock, files
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode, not_found
from chatserver.core.limits import SHARED
from people import queries as people
from triage import policy
from triage.engine.answers import Answer, AnswerInvalid, normalized
from triage.engine.content import OutcomeId, Question, QuestionType
from triage.engine.flow import asked_questions, red_flags_asked
from triage.models import AnswerMove, Intake, IntakeState
from triage.steps import follow_ups, forms, worse
from triage.steps.releases import current_row, release_of
from triage.wire import AnswerValue, DurationAnswer, StartIntake

STOPS: dict[OutcomeId, IntakeState] = {
    OutcomeId.EMERGENCY: IntakeState.EMERGENCY,
    OutcomeId.URGENT_CARE: IntakeState.URGENT_CARE,
}


@transaction.atomic(durable=True)
def start_intake(actor: Actor, command: StartIntake) -> UUID:
    """A new form, or the one that is already open about the same thing: it goes on where it was left."""
    policy.require_subject(actor, command.subject_id)
    SHARED.take(actor.account_id, "intake.start")
    release, row = current_row()
    form = release.forms.get(command.reason_id)
    subject = people.subject(command.subject_id)
    if form is None or not form.concerns(subject.age_months, subject.sex):
        raise not_found()
    now = clock.now()
    intake, begun = Intake.objects.get_or_create(
        author_id=actor.person,
        resident_id=subject.id,
        reason_id=form.reason.id,
        state=IntakeState.OPEN,
        wants_contact=False,
        worse_case_id=None,
        defaults={
            "release": row,
            "answers": forms.register_answers(subject, actor.person),
            "created_at": now,
            "updated_at": now,
        },
    )
    if begun:
        forms.record(actor, "intake.start", intake)
    return intake.id


@transaction.atomic(durable=True)
def give_answer(actor: Actor, intake_id: UUID, question_id: str, value: AnswerValue) -> None:
    """Keeps one answer. The same answer again writes nothing; a red flag that is hit ends the form here. Where staff
    wait for the form in a room they have it at once; likewise when the last red flag is answered of somebody who is
    worse."""
    held = follow_ups.hold(actor, intake_id)
    again = worse.hold(actor, intake_id)
    intake = policy.access_intake(actor, intake_id, IntakeState.OPEN)
    follow_ups.require_asked(held)
    question = _asked(intake, question_id)
    answer = checked(intake, question, value)
    if intake.answers.get(question_id) == answer:
        return
    intake.answers[question_id] = answer
    forms.keep_change(intake, question_id, AnswerMove.GIVEN, answer, actor)
    result = forms.assess(intake, intake.answers)
    stops = result.stops_the_form and result.outcome in STOPS
    if again is not None and (stops or worse.is_complete(intake)):
        worse.deliver(again, intake, result)
    elif stops and held is not None:
        follow_ups.deliver(held, intake, result)
    elif stops:
        forms.enter(intake, STOPS[result.outcome], result)
    else:
        forms.enter(intake, IntakeState.OPEN)
    forms.record(actor, "intake.answer", intake)


@transaction.atomic(durable=True)
def withdraw_answer(actor: Actor, intake_id: UUID, question_id: str) -> None:
    """Takes an answer back, so that the question is asked again. The answer stays in the history."""
    held = follow_ups.hold(actor, intake_id)
    worse.hold(actor, intake_id)
    intake = policy.access_intake(actor, intake_id, IntakeState.OPEN)
    follow_ups.require_asked(held)
    question = _asked(intake, question_id)
    if question.id not in intake.answers:
        return
    del intake.answers[question.id]
    forms.keep_change(intake, question.id, AnswerMove.WITHDRAWN, None, actor)
    forms.enter(intake, IntakeState.OPEN)
    forms.record(actor, "intake.withdraw_answer", intake)


@transaction.atomic(durable=True)
def abandon_intake(actor: Actor, intake_id: UUID) -> None:
    """Leaves an unfinished form. What was answered is kept until retention removes it."""
    intake = policy.access_intake(actor, intake_id, IntakeState.OPEN, IntakeState.ABANDONED)
    if intake.sent_form_id is not None:
        # It was asked for: it waits in its room until it is answered or taken back.
        raise DomainError(ErrorCode.NOT_ALLOWED)
    if intake.state == IntakeState.OPEN:
        forms.enter(intake, IntakeState.ABANDONED)
        forms.record(actor, "intake.abandon", intake)


def checked(intake: Intake, question: Question, value: AnswerValue) -> Answer:
    """The answer in its canonical form, if it fits its question; pictures must belong to this form."""
    raw = value.model_dump() if isinstance(value, DurationAnswer) else value
    try:
        answer = normalized(question, raw)
    except AnswerInvalid:
        raise DomainError(ErrorCode.ANSWER_INVALID, question=question.id) from None
    if question.type is QuestionType.IMAGE and isinstance(answer, list):
        for picture in answer:
            _require_own_picture(intake, question, picture)
    return answer


def _require_own_picture(intake: Intake, question: Question, picture: str) -> None:
    try:
        file = files.get(UUID(picture))
    except ValueError:
        raise DomainError(ErrorCode.ANSWER_INVALID, question=question.id) from None
    if (file.owner_kind, file.owner_id) != ("intake", intake.id):
        raise not_found()


def _asked(intake: Intake, question_id: str) -> Question:
    """The question, if it concerns this person as far as the answers tell."""
    release = release_of(intake.release_id)
    choose = asked_questions if intake.worse_case_id is None else red_flags_asked
    asked = choose(release, release.forms[intake.reason_id], intake.answers)
    question = next((question for question in asked if question.id == question_id), None)
    if question is None:
        raise DomainError(ErrorCode.ANSWER_INVALID, question=question_id)
    return question
