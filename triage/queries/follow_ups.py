"""The forms that staff may send into a room."""

from uuid import UUID

from chatserver.core.actor import Actor
from people import queries as people
from rooms import policy as rooms
from rooms.permissions import Permission
from rooms.queries import reading
from triage import library, wire
from triage.engine.content import Role
from triage.engine.release import Form
from triage.steps.texts import localized


def follow_ups(actor: Actor, room_id: UUID) -> wire.FollowUps:
    """Those that concern the person the case is about, with what each asks."""
    access = rooms.read_room(actor, room_id, Permission.READ_STAFF)
    reading.record_case_read(actor, "form.offers", access.case, "case", room_id)
    subject = people.subject(access.case.resident_id)
    release = library.follow_ups()
    return wire.FollowUps(
        forms=[_offer(one) for one in release.forms.values() if one.concerns(subject.age_months, subject.sex)],
        release=f"{release.package.id} {release.version}",
        demonstration=not release.is_approved,
    )


def _offer(form: Form) -> wire.FollowUp:
    asked = [question for question in form.questions if question.role is not Role.REGISTER]
    return wire.FollowUp(
        id=form.reason.id,
        title=localized(form.reason.title),
        asks=[localized(question.label) for question in asked],
    )
