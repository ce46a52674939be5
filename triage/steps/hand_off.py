"""The hand-off: a case, or one more form of it, is given to rooms in the same transaction, so that it happens exactly
once or not at all."""

from typing import Any
from uuid import UUID

from django.db import connection

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode
from people import queries as people
from people.queries import UnitCard
from rooms import steps as rooms
from rooms.wire import CaseSummary, SummaryAnswer, SummaryRule
from triage import summary
from triage.engine.answers import Answers
from triage.engine.content import OutcomeId, QuestionType
from triage.engine.release import Form, Release
from triage.engine.result import Result
from triage.models import Intake, IntakeState
from triage.receivers import UnitNow, choices, choose, notice
from triage.steps.forms import enter
from triage.steps.releases import release_of
from triage.steps.texts import localized
from triage.wire import Receiver

# Whoever meant something else at a red flag is read before everybody else.
ANSWERED_WRONG_PRIORITY = 1


def receiver_of(intake: Intake, result: Result, wanted_id: UUID | None = None) -> Receiver:
    """The unit that gets the case, by the clock as it is now: asked before the form is sent, and at the hand-off."""
    priority = _priority(intake, result)
    unit = choose(_units(), people.listed_unit(intake.resident_id), priority, wanted_id)
    if unit is None:
        raise DomainError(ErrorCode.UNIT_REQUIRED)
    return _receiver(unit, priority)


def receivers_of(intake: Intake, result: Result) -> list[Receiver]:
    """The units to choose among; empty where there is no choice."""
    priority = _priority(intake, result)
    units = choices(_units(), people.listed_unit(intake.resident_id))
    return [_receiver(unit, priority) for unit in units] if len(units) > 1 else []


def reader_of(unit_id: UUID, priority: int | None) -> dict[str, Any]:
    """Who reads what is told to this unit now, as it is kept with a form."""
    return _receiver(_now(people.unit(unit_id)), priority).model_dump(mode="json")


def _units() -> list[UnitNow]:
    return [_now(unit) for unit in people.units()]


def _receiver(unit: UnitNow, priority: int | None) -> Receiver:
    said = notice(unit, priority)
    return Receiver(
        unit_id=unit.id,
        name=unit.name,
        is_open=unit.is_open,
        closes_at=unit.closes_at,
        opens_at=unit.opens_at,
        notice=localized(said) if said else None,
    )


def _priority(intake: Intake, result: Result) -> int | None:
    return ANSWERED_WRONG_PRIORITY if intake.answered_wrong else result.priority


def _now(unit: UnitCard) -> UnitNow:
    state = unit.opening_state
    return UnitNow(
        id=unit.id,
        provider_id=unit.provider_id,
        name=unit.name,
        kind=unit.kind,
        zone=unit.zone,
        is_open=state.is_open,
        closes_at=state.closes_at,
        opens_at=state.opens_at,
    )


def hand_off(actor: Actor, intake: Intake, result: Result, wanted_id: UUID | None = None) -> UUID:
    """Opens the case with what the form told, and closes the form. Gives the case's id."""
    _require_transaction()
    release = release_of(intake.release_id)
    form = release.forms[intake.reason_id]
    receiver = receiver_of(intake, result, wanted_id)
    flag = summary.leading_red_flag(form, result)
    intake.case_id = rooms.open_case(
        actor,
        resident_id=intake.resident_id,
        author_id=intake.author_id,
        unit_id=receiver.unit_id,
        reason_id=intake.reason_id,
        reason=localized(form.reason.title),
        priority=_priority(intake, result),
        administrative=result.outcome is OutcomeId.ADMINISTRATIVE,
        profession=result.profession.value,
        contact_form=result.contact_form.value,
        arrived_at=clock.now(),
        intake_id=intake.id,
        summary=case_summary(intake, release, form, result),
        red_flag=localized(flag) if flag else None,
    )
    intake.receiver = receiver.model_dump(mode="json")
    enter(intake, IntakeState.HANDED_OFF, result)
    return intake.case_id


def add_to_case(actor: Actor, intake: Intake, result: Result, case_id: UUID) -> None:
    """Adds what the form told to an open case about the same, and closes the form. The unit is the one that has it."""
    _require_transaction()
    release = release_of(intake.release_id)
    form = release.forms[intake.reason_id]
    flag = summary.leading_red_flag(form, result)
    priority = _priority(intake, result)
    unit_id = rooms.add_form(
        actor,
        case_id,
        resident_id=intake.resident_id,
        author_id=intake.author_id,
        reason_id=intake.reason_id,
        reason=localized(form.reason.title),
        priority=priority,
        intake_id=intake.id,
        summary=case_summary(intake, release, form, result),
        red_flag=localized(flag) if flag else None,
    )
    intake.case_id = case_id
    intake.receiver = reader_of(unit_id, priority)
    enter(intake, IntakeState.HANDED_OFF, result)


def _require_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("a hand-off needs the open transaction of an action")


def case_summary(intake: Intake, release: Release, form: Form, result: Result) -> CaseSummary:
    answers: Answers = intake.answers
    told = summary.told_answers(release, form, answers, intake.corrections)
    lines = {one.question.id: _line(one) for one in told}
    flags = [one.question.id for one in told if one.question.role.value == "red_flag"]
    measured = [one.question.id for one in told if one.question.type is QuestionType.NUMBER]
    language = str(answers.get("language", "swedish"))
    where = summary.where(form, answers)
    return CaseSummary(
        place=summary.place(answers),
        where=localized(where) if where else None,
        country=summary.country(answers),
        phone=str(answers.get("phone_today") or people.subject(intake.author_id).phone),
        may_call=summary.may_call(answers),
        prefers_video=summary.prefers_video(answers),
        language=summary.LANGUAGES[language],
        interpreter=language in ("interpreter", "sign_language"),
        hopes=str(answers.get("hopes") or ""),
        free_text=summary.free_texts(form, answers),
        red_flags=[lines[one] for one in flags],
        answers=[line for key, line in lines.items() if key not in flags and key not in measured],
        measurements=[lines[one] for one in measured],
        pictures=[UUID(one) for one in summary.picture_ids(form, answers)],
        rules=[
            SummaryRule(
                rule_id=fired.rule_id, why=localized(fired.why.staff), decided=fired.rule_id == result.deciding.id
            )
            for fired in result.fired
        ],
        explanation=localized(result.explanation.staff),
        explanation_points=[localized(one) for one in result.staff_points],
        release=f"{release.package.id} {release.version} {release.sha256[:12]}",
        demonstration=not release.is_approved,
        answered_wrong=intake.answered_wrong,
    )


def _line(told: summary.Told) -> SummaryAnswer:
    return SummaryAnswer.model_validate(
        {
            "question_id": told.question.id,
            "question": localized(told.label),
            "answer": localized(told.words),
            "unknown": told.unknown,
            "role": told.question.role.value,
            "value": told.value,
        }
    )
