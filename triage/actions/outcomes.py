"""Submitting a form, and the ways on from the emergency and the self-care page. Each may arrive twice."""

from uuid import UUID

from django.db import transaction

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode, not_found
from rooms import steps as rooms
from triage import policy
from triage.actions.answers import STOPS, checked
from triage.engine.content import OutcomeId
from triage.engine.flow import next_question
from triage.engine.result import Result
from triage.models import AnswerMove, Intake, IntakeState
from triage.steps import follow_ups, forms
from triage.steps.hand_off import add_to_case, hand_off
from triage.steps.releases import release_of
from triage.wire import AnsweredWrong, SubmitIntake

LEFT = (IntakeState.EMERGENCY, IntakeState.URGENT_CARE)


@transaction.atomic(durable=True)
def submit_intake(actor: Actor, intake_id: UUID, command: SubmitIntake) -> None:
    """Assesses the form and hands it off, or ends at a page that opens no case. A form that has led somewhere stays.

    Whoever adds it to an open case wants staff to read it, so advice for self-care does not end it; a page that says
    to call or go somewhere now does, and nothing is added.
    """
    held = follow_ups.hold(actor, intake_id)
    if held is None and command.add_to_case_id is not None:
        rooms.lock_case(command.add_to_case_id)
    intake = policy.access_intake(actor, intake_id)
    if intake.state == IntakeState.ABANDONED:
        raise DomainError(ErrorCode.INTAKE_CLOSED, state=intake.state)
    if intake.state != IntakeState.OPEN:
        return
    if intake.worse_case_id is not None:
        # It is sent by its last answer, to the case it is about.
        raise DomainError(ErrorCode.NOT_ALLOWED)
    follow_ups.require_asked(held)
    intake.answers = forms.submitted_answers(intake)
    _require_complete(intake)
    result = forms.assess(intake, intake.answers)
    if held is not None:
        follow_ups.deliver(held, intake, result)
    elif result.outcome in STOPS:
        forms.enter(intake, STOPS[result.outcome], result)
    elif command.add_to_case_id is not None:
        add_to_case(actor, intake, result, command.add_to_case_id)
    elif result.outcome is OutcomeId.SELF_CARE and not intake.wants_contact:
        forms.enter(intake, IntakeState.SELF_CARE, result)
    else:
        hand_off(actor, intake, result, command.unit_id)
    forms.record(actor, "intake.submit", intake)


def _require_complete(intake: Intake) -> None:
    missing = next_question(release_of(intake.release_id), intake.reason_id, intake.answers)
    if missing is not None:
        raise DomainError(ErrorCode.ANSWER_INVALID, question=missing.id)


@transaction.atomic(durable=True)
def called_112(actor: Actor, intake_id: UUID) -> None:
    """Keeps that the resident says they have called. Nothing else follows: the page shows what to have at hand."""
    intake = policy.access_intake(actor, intake_id, *LEFT)
    if intake.called_112_at is None:
        intake.called_112_at = clock.now()
        forms.enter(intake, IntakeState(intake.state))
        forms.record(actor, "intake.called_112", intake)


@transaction.atomic(durable=True)
def answered_wrong(actor: Actor, intake_id: UUID, command: AnsweredWrong) -> None:
    """No dead end: both answers are kept, the assessment stands, and a nurse reads the case before all others."""
    intake = policy.access_intake(actor, intake_id, *LEFT, IntakeState.HANDED_OFF)
    if intake.state == IntakeState.HANDED_OFF:
        if not intake.answered_wrong:
            raise DomainError(ErrorCode.INTAKE_CLOSED, state=intake.state)
        return
    form = release_of(intake.release_id).forms[intake.reason_id]
    for correction in command.corrections:
        question = form.question(correction.question_id)
        if question is None or question.id not in intake.answers:
            raise DomainError(ErrorCode.ANSWER_INVALID, question=correction.question_id)
        answer = checked(intake, question, correction.answer)
        intake.corrections[question.id] = answer
        forms.keep_change(intake, question.id, AnswerMove.CORRECTED, answer, actor)
    intake.answered_wrong = True
    hand_off(actor, intake, _result(intake))
    forms.record(actor, "intake.answered_wrong", intake)


@transaction.atomic(durable=True)
def want_contact(actor: Actor, intake_id: UUID) -> None:
    """From the advice to staff all the same, now or days later: the form opens again and asks the red flags anew."""
    intake = policy.access_intake(actor, intake_id, IntakeState.SELF_CARE, IntakeState.OPEN)
    if intake.state == IntakeState.OPEN:
        if not intake.wants_contact:
            raise DomainError(ErrorCode.INTAKE_CLOSED, state=intake.state)
        return
    form = release_of(intake.release_id).forms[intake.reason_id]
    for question in form.red_flags:
        if intake.answers.pop(question.id, None) is not None:
            forms.keep_change(intake, question.id, AnswerMove.WITHDRAWN, None, actor)
    intake.wants_contact = True
    forms.enter(intake, IntakeState.OPEN)
    forms.record(actor, "intake.want_contact", intake)


def _result(intake: Intake) -> Result:
    if intake.result is None:
        raise not_found()
    return Result.model_validate(intake.result)
