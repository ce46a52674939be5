"""Changing a form: its answers with their history, its state, its assessment, and the audit row of it all."""

from uuid import UUID

from django.conf import settings

from chatserver.core import audit, clock
from chatserver.core.actor import Actor
from people import queries as people
from people.queries import Subject
from triage.engine.answers import Answer, Answers
from triage.engine.evaluate import ANSWERED_BY, GUARDIAN, evaluate
from triage.engine.result import Result
from triage.models import AnswerChange, AnswerMove, Intake, IntakeState
from triage.steps.releases import release_of


def register_answers(subject: Subject, author_id: UUID) -> Answers:
    """What the person's records answer; nobody is asked."""
    return {
        "age_months": subject.age_months,
        "sex": subject.sex,
        ANSWERED_BY: "self" if author_id == subject.id else GUARDIAN,
    }


def keep_change(intake: Intake, question_id: str, move: AnswerMove, answer: Answer | None, actor: Actor) -> None:
    AnswerChange.objects.create(
        intake=intake, question_id=question_id, move=move, answer=answer, by_id=actor.person, at=clock.now()
    )


def submitted_answers(intake: Intake) -> Answers:
    """The answers as a submission keeps them: a child may have had a birthday since the form was begun."""
    return {**intake.answers, **register_answers(people.subject(intake.resident_id), intake.author_id)}


def assess(intake: Intake, answers: Answers) -> Result:
    """The engine's word on these answers to the form. In production an unapproved release only collects."""
    release = release_of(intake.release_id)
    return evaluate(release, intake.reason_id, answers, assess=release.is_approved or not settings.PRODUCTION)


def enter(intake: Intake, state: IntakeState, result: Result | None = None) -> None:
    """Moves the form and saves everything about it."""
    intake.state = state
    if result is not None:
        intake.result = result.model_dump(mode="json")
    intake.updated_at = clock.now()
    intake.save()


def record(actor: Actor, action: str, intake: Intake) -> None:
    """The audit row of a write, in the action's transaction (law 8)."""
    audit.record(
        actor,
        action,
        kind="write",
        resident_id=intake.resident_id,
        unit_id=None,
        object_type="intake",
        object_id=intake.id,
    )
