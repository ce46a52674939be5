"""A resident's forms: one of them whole, the list, the reasons one can begin with, and open cases about the same."""

from typing import cast
from uuid import UUID

from chatserver.core import audit, files
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, not_found
from chatserver.core.models import StoredFile
from chatserver.core.wire import Localized
from people import queries as people
from rooms import policy as rooms
from rooms.lifecycle import OPEN_STATES
from triage import library, policy, wire
from triage.models import Intake, IntakeState
from triage.queries import screens
from triage.steps.releases import release_of
from triage.steps.texts import localized

LISTED = (IntakeState.OPEN, IntakeState.EMERGENCY, IntakeState.URGENT_CARE, IntakeState.SELF_CARE)
MAX_LISTED = 50


def reasons(actor: Actor, subject_id: UUID) -> wire.Reasons:
    policy.require_subject(actor, subject_id)
    subject = people.subject(subject_id)
    release = library.current()
    _record(actor, "intake.reasons", subject_id, None)
    return wire.Reasons(
        reasons=[
            screens.reason_view(form)
            for form in release.forms.values()
            if form.concerns(subject.age_months, subject.sex)
        ],
        demonstration=not release.is_approved,
    )


def open_intake(actor: Actor, intake_id: UUID) -> wire.IntakeView:
    """The form for whoever opens its page."""
    intake = policy.read_intake(actor, intake_id)
    _record(actor, "intake.open", intake.resident_id, intake.id)
    return screens.intake_view(intake, actor.account_id)


def after_write(actor: Actor, intake_id: UUID) -> wire.IntakeView:
    """The form as an action left it; the action's audit row covers what is shown."""
    return screens.intake_view(policy.read_intake(actor, intake_id), actor.account_id)


def forms_of_case(actor: Actor, case_id: UUID) -> wire.CaseForms:
    """What was answered, for whoever may see both the case and the form."""
    case = rooms.read_room(actor, case_id).case
    rows = Intake.objects.filter(resident_id=case.resident_id, case_id=case_id).select_related("release")
    seen = [row for row in rows.order_by("updated_at", "id") if policy.may_see(actor, row)]
    _record(actor, "intake.of_case", case.resident_id, case_id, "case")
    return wire.CaseForms(forms=[screens.intake_view(row, actor.account_id) for row in seen])


def my_intakes(actor: Actor) -> wire.Intakes:
    """Unfinished forms, and pages that can be read again, the newest first."""
    rows = Intake.objects.filter(author_id=actor.person, state__in=LISTED, sent_form_id=None, worse_case_id=None)
    rows = rows.select_related("release")
    seen = [row for row in rows.order_by("-updated_at")[:MAX_LISTED] if policy.may_see(actor, row)]
    for resident_id in sorted({row.resident_id for row in seen}):
        _record(actor, "intake.list", resident_id, None)
    return wire.Intakes(intakes=[_line(row, actor.account_id) for row in seen])


def _line(intake: Intake, viewer_id: UUID | None) -> wire.IntakeLine:
    return wire.IntakeLine(
        id=intake.id,
        state=cast(wire.IntakeState, intake.state),
        reason_id=intake.reason_id,
        reason=localized(release_of(intake.release_id).forms[intake.reason_id].reason.title),
        subject=screens.subject_view(intake.resident_id, viewer_id),
        updated_at=intake.updated_at,
    )


def open_cases(actor: Actor, intake_id: UUID) -> wire.OpenCaseNotices:
    """Open cases about the same reason that the form can be added to: asked for before submission."""
    intake = policy.read_intake(actor, intake_id)
    same = Intake.objects.filter(
        resident_id=intake.resident_id,
        author_id=intake.author_id,
        reason_id=intake.reason_id,
        state=IntakeState.HANDED_OFF,
    )
    # Several forms may have been added to one case.
    case_ids = dict.fromkeys(same.order_by("-updated_at").values_list("case_id", flat=True)[:MAX_LISTED])
    found = [_notice(actor, case_id) for case_id in case_ids if case_id is not None]
    _record(actor, "intake.open_cases", intake.resident_id, intake.id)
    return wire.OpenCaseNotices(cases=[one for one in found if one is not None])


def _notice(actor: Actor, case_id: UUID) -> wire.OpenCaseNotice | None:
    try:
        access = rooms.read_room(actor, case_id)
    except DomainError:
        # The other guardian's case does not exist for this one.
        return None
    if access.state not in OPEN_STATES:
        return None
    case = access.case
    return wire.OpenCaseNotice(
        case_id=case.id, number=case.number, reason=Localized(sv=case.reason_sv, en=case.reason_en)
    )


# --- pictures ------------------------------------------------------------------------------------------------------
def picture(actor: Actor, intake_id: UUID, file_id: UUID) -> StoredFile:
    """A picture of the form, whatever its state."""
    intake = policy.read_intake(actor, intake_id)
    file = files.get(file_id)
    if (file.owner_kind, file.owner_id) != ("intake", intake.id):
        raise not_found()
    _record(actor, "file.open", intake.resident_id, file.id, "file")
    return file


def _record(actor: Actor, action: str, resident_id: UUID, object_id: UUID | None, object_type: str = "intake") -> None:
    audit.record(
        actor,
        action,
        kind="read",
        resident_id=resident_id,
        unit_id=None,
        object_type=object_type,
        object_id=object_id,
    )
