"""The red flags of a case's own form asked again: by the same release and the same engine as the first time."""

from datetime import timedelta
from uuid import UUID

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.wire import Localized
from rooms import policy as rooms
from rooms import worsening
from rooms.answering import Found
from rooms.permissions import Permission
from rooms.policy import RoomAccess
from rooms.wire import CaseSummary
from rooms.worsening import AnsweredAgain
from triage import summary
from triage.engine.answers import Answers
from triage.engine.flow import next_red_flag, red_flags_asked
from triage.engine.release import Form, Release
from triage.engine.result import Result
from triage.engine.words import answer_words
from triage.models import Intake, IntakeState
from triage.receivers import PRESSING
from triage.steps import forms
from triage.steps.hand_off import case_summary, reader_of
from triage.steps.releases import release_of
from triage.steps.texts import localized

# Somebody who was interrupted goes on where they were; later it is asked from the beginning.
SAME_TIME = timedelta(minutes=30)
LONGEST_FLAG = 500


def hold(actor: Actor, intake_id: UUID) -> RoomAccess | None:
    """The room that hears of these answers, locked before the form is (law 1); None for every other form."""
    case_id = Intake.objects.filter(id=intake_id).values_list("worse_case_id", flat=True).first()
    return None if case_id is None else rooms.access_room(actor, case_id, Permission.ADD_FORM)


def latest_form(access: RoomAccess) -> Intake | None:
    """What was last answered about the same: the first form, one that was added, or the red flags of another time. None
    for a case that came without a form of ours."""
    told = Intake.objects.filter(
        case_id=access.case.id, reason_id=access.case.reason_id, state=IntakeState.HANDED_OFF, sent_form_id=None
    )
    return told.select_related("release").order_by("-updated_at", "-id").first()


def is_complete(intake: Intake) -> bool:
    return next_red_flag(release_of(intake.release_id), intake.reason_id, intake.answers) is None


def begin(access: RoomAccess) -> Intake | None:
    """A form with the red flags open and everything else as it was answered; None where the form has no red flags."""
    before, now = latest_form(access), clock.now()
    if before is None:
        return None
    release = release_of(before.release_id)
    form = release.forms[before.reason_id]
    known = {**before.answers, **before.corrections}
    flags = {question.id for question in form.red_flags}
    intake = Intake(
        author_id=access.actor.person,
        resident_id=access.case.resident_id,
        reason_id=before.reason_id,
        release=before.release,
        worse_case_id=access.case.id,
        answers={question: answer for question, answer in known.items() if question not in flags},
        receiver=reader_of(access.room.unit_id, min(PRESSING)),
        created_at=now,
        updated_at=now,
    )
    intake.answers = forms.submitted_answers(intake)
    if not red_flags_asked(release, form, intake.answers):
        return None
    intake.save(force_insert=True)
    forms.record(access.actor, "intake.start", intake)
    return intake


def open_form(access: RoomAccess) -> Intake | None:
    """The one that this person has begun for the case and not finished."""
    found = Intake.objects.select_for_update(of=("self",)).filter(
        author_id=access.actor.person, worse_case_id=access.case.id, state=IntakeState.OPEN
    )
    return found.first()


def is_same_time(intake: Intake) -> bool:
    return clock.now() - intake.updated_at < SAME_TIME


def leave(actor: Actor, intake: Intake) -> None:
    """What was answered stays in its history."""
    forms.enter(intake, IntakeState.ABANDONED)
    forms.record(actor, "intake.abandon", intake)


def deliver(access: RoomAccess, intake: Intake, result: Result) -> None:
    """The answers go to the room, once, and the form is closed."""
    release = release_of(intake.release_id)
    form = release.forms[intake.reason_id]
    flag = summary.leading_red_flag(form, result)
    again = AnsweredAgain(
        intake_id=intake.id,
        reason=localized(form.reason.title),
        summary=_flags_alone(case_summary(intake, release, form, result), _before(access, form, intake)),
        priority=result.priority,
        red_flag=_short(localized(flag)) if flag else None,
        found=_found(release, form, result, proxy=intake.author_id != intake.resident_id),
    )
    worsening.answer_again(access, again)
    intake.case_id = access.case.id
    intake.receiver = reader_of(access.room.unit_id, min(PRESSING))
    forms.enter(intake, IntakeState.HANDED_OFF, result)


def _before(access: RoomAccess, form: Form, intake: Intake) -> dict[str, Localized]:
    """What was answered the last time, in words, where that is something else."""
    last = latest_form(access)
    if last is None:
        return {}
    known: Answers = {**last.answers, **last.corrections}
    return {
        question.id: localized(answer_words(question, known[question.id]))
        for question in form.red_flags
        if question.id in known and question.id in intake.answers and known[question.id] != intake.answers[question.id]
    }


def _flags_alone(whole: CaseSummary, before: dict[str, Localized]) -> CaseSummary:
    """Only what was asked again: the rest was told when it was answered, and has been read since."""
    flags = [line.model_copy(update={"before": before.get(line.question_id)}) for line in whole.red_flags]
    nothing = {"answers": [], "measurements": [], "free_text": [], "hopes": "", "pictures": [], "answered_wrong": False}
    return whole.model_copy(update={"red_flags": flags, **nothing})


def _found(release: Release, form: Form, result: Result, *, proxy: bool) -> Found | None:
    """What the unit is alarmed by: everything that must be read within minutes, as alarm words are."""
    if result.priority not in PRESSING:
        return None
    flag = summary.leading_red_flag(form, result)
    title = localized(flag, proxy=proxy) if flag else localized(result.explanation.staff, proxy=proxy)
    told = result.fired[0].why if result.fired else result.explanation
    return Found(
        title=Localized(sv=f"Mår sämre: {title.sv}", en=f"Worse: {title.en}"),
        says=localized(told.patient, proxy=proxy),
        release=f"{release.package.id} {release.version}",
        rule_id=result.deciding.id or result.deciding.kind,
    )


def _short(text: Localized) -> Localized:
    return Localized(sv=text.sv[:LONGEST_FLAG], en=text.en[:LONGEST_FLAG])
