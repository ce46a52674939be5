"""Forms in tests: begun, filled in, submitted; and what a refused action must leave behind: nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest

from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode, Param
from chatserver.core.models import AuditEntry
from rooms.models import Case
from tests.triage.sheets import SHEETS, changed
from triage import library
from triage.actions.answers import give_answer, start_intake
from triage.actions.outcomes import submit_intake
from triage.engine.answers import Answers
from triage.engine.flow import next_question
from triage.models import AnswerChange, Intake
from triage.steps.releases import release_of
from triage.wire import GiveAnswer, StartIntake, SubmitIntake

SUBMIT = SubmitIntake(add_to_case_id=None)


def begin(actor: Actor, reason: str = "sore_throat", subject_id: UUID | None = None) -> UUID:
    return start_intake(actor, StartIntake(reason_id=reason, subject_id=subject_id or actor.person))


def fill(actor: Actor, intake_id: UUID, **changes: Any) -> None:
    """Answers what is asked, calmly but for the changes, until nothing is asked any more."""
    intake = row(intake_id)
    sheet: Answers = changed(SHEETS[intake.reason_id], **changes)
    release = release_of(intake.release_id)
    while intake.state == "open":
        question = next_question(release, intake.reason_id, intake.answers)
        if question is None:
            return
        give_answer(actor, intake_id, question.id, GiveAnswer.model_validate({"answer": sheet[question.id]}).answer)
        intake = row(intake_id)


def submitted(actor: Actor, reason: str = "sore_throat", subject_id: UUID | None = None, **changes: Any) -> Intake:
    """A form that was filled in and submitted."""
    intake_id = begin(actor, reason, subject_id)
    fill(actor, intake_id, **changes)
    submit_intake(actor, intake_id, SUBMIT)
    return row(intake_id)


def flags(reason: str) -> list[str]:
    """The red flags that the form asks, in its order."""
    form = library.current().forms[reason]
    return [question.id for question in form.red_flags]


def row(intake_id: UUID) -> Intake:
    return Intake.objects.get(id=intake_id)


def case_of(intake_id: UUID) -> Case:
    """The case that the form was handed off as."""
    return Case.objects.get(intake_id=intake_id)


def history(intake_id: UUID) -> list[tuple[str, str, object]]:
    changes = AnswerChange.objects.filter(intake_id=intake_id).order_by("at", "id")
    return [(change.question_id, change.move, change.answer) for change in changes]


def everything() -> tuple[object, ...]:
    """What triage holds, to see that nothing changed."""
    intakes = tuple(Intake.objects.order_by("id").values_list())
    return str(intakes), AnswerChange.objects.count(), AuditEntry.objects.filter(kind="write").count()


@contextmanager
def refused(code: ErrorCode, **params: Param) -> Iterator[None]:
    before = everything()
    with pytest.raises(DomainError) as refusal:
        yield
    assert (refusal.value.code, refusal.value.params) == (code, params)
    assert everything() == before
