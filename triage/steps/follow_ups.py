"""A form that staff sent into a room: held together with its room, and given back to it when it is answered."""

from uuid import UUID

from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode, not_found
from chatserver.core.wire import Localized
from rooms import answering, asking
from rooms.answering import Answered, Found
from rooms.models import SentForm
from rooms.policy import RoomAccess
from rooms.wire import ToldAnswer
from triage import summary
from triage.engine.content import OutcomeId
from triage.engine.release import Form, Release
from triage.engine.result import Result
from triage.models import Intake, IntakeState
from triage.steps.forms import enter
from triage.steps.hand_off import case_summary
from triage.steps.releases import release_of
from triage.steps.texts import localized

# What these ask for counts for the case; anything calmer leaves its priority alone.
RAISING = (OutcomeId.EMERGENCY, OutcomeId.URGENT_CARE, OutcomeId.SAME_DAY_CHAT)
# And these are told at once, as alarm words are.
ALARMING = (OutcomeId.EMERGENCY, OutcomeId.URGENT_CARE)
LONGEST_FLAG = 500

Held = tuple[RoomAccess, SentForm]


def hold(actor: Actor, intake_id: UUID) -> Held | None:
    """The room that waits for this form, locked before the form is (law 1); None for a form that was begun freely."""
    sent_form_id = Intake.objects.filter(id=intake_id).values_list("sent_form_id", flat=True).first()
    return None if sent_form_id is None else hold_sent(actor, sent_form_id)


def hold_sent(actor: Actor, sent_form_id: UUID) -> Held:
    held = answering.open_form(actor, sent_form_id)
    if held is None:
        raise not_found()
    return held


def require_asked(held: Held | None) -> None:
    """Refuses what was withdrawn, or left behind by the end of its case."""
    if held is not None and not asking.is_open(held[1]):
        raise DomainError(ErrorCode.INTAKE_CLOSED, state=held[1].state)


def deliver(held: Held, intake: Intake, result: Result) -> None:
    """The answers go to the room, once, and the form is closed."""
    access, row = held
    release = release_of(intake.release_id)
    form = release.forms[intake.reason_id]
    flag = summary.leading_red_flag(form, result)
    answered = Answered(
        intake_id=intake.id,
        told=told_in_room(release, form, intake),
        summary=case_summary(intake, release, form, result),
        priority=result.priority if result.outcome in RAISING else None,
        red_flag=_short(localized(flag)) if flag and result.outcome in RAISING else None,
        found=_found(release, result, proxy=intake.author_id != intake.resident_id),
    )
    answering.answer_form(access, row, answered)
    intake.case_id = access.room.case_id
    enter(intake, IntakeState.HANDED_OFF, result)


def told_in_room(release: Release, form: Form, intake: Intake) -> list[ToldAnswer]:
    """Every answer, also what was written freely: it was asked for in this room."""
    told = [
        ToldAnswer(question=localized(one.label), answer=localized(one.words))
        for one in summary.told_answers(release, form, intake.answers, intake.corrections)
    ]
    return told + [
        ToldAnswer(question=localized(question.label), answer=Localized(sv=text, en=text))
        for question, text in summary.written(form, intake.answers)
    ]


def _found(release: Release, result: Result, *, proxy: bool) -> Found | None:
    if result.outcome not in ALARMING or not result.fired:
        return None
    fired = result.fired[0]
    return Found(
        title=localized(fired.why.staff, proxy=proxy),
        says=localized(fired.why.patient, proxy=proxy),
        release=f"{release.package.id} {release.version}",
        rule_id=fired.rule_id,
    )


def _short(text: Localized) -> Localized:
    return Localized(sv=text.sv[:LONGEST_FLAG], en=text.en[:LONGEST_FLAG])
