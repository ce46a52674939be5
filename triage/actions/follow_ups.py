"""Sending a form into a room, and opening it there. Answering and submitting it go the way of all forms."""

from uuid import UUID

from django.db import transaction

from chatserver.core import clock, replays
from chatserver.core.actor import Actor
from chatserver.core.errors import not_found
from chatserver.core.wire import Ack, ack
from people import queries as people
from rooms import answering, asking
from rooms import policy as rooms
from rooms.permissions import Permission
from rooms.streams import room_stream
from triage.models import Intake
from triage.steps import follow_ups, forms
from triage.steps.releases import follow_up_row
from triage.steps.texts import localized
from triage.wire import SendForm


@transaction.atomic(durable=True)
def send_form(actor: Actor, command: SendForm) -> Ack:
    """The one responsible asks; the form must concern the person the case is about."""
    rooms.lock_room(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = rooms.access_room(actor, command.room_id, Permission.SEND_FORM, command.epoch)
    release, _ = follow_up_row()
    form = release.forms.get(command.form_id)
    subject = people.subject(access.case.resident_id)
    if form is None or not form.concerns(subject.age_months, subject.sex):
        raise not_found()
    row = answering.send_form(access, form.reason.id, localized(form.reason.title))
    answer = ack(command, room_stream(command.room_id), row.sequence, row.id)
    return replays.remember(actor, command.room_id, answer)


@transaction.atomic(durable=True)
def open_form(actor: Actor, sent_form_id: UUID) -> UUID:
    """The form as it was left, on whatever device; the first opening shows staff that it was opened."""
    held = follow_ups.hold_sent(actor, sent_form_id)
    access, row = held
    known = Intake.objects.filter(sent_form_id=row.id).values_list("id", flat=True).first()
    if known is not None:
        return known
    follow_ups.require_asked(held)
    release, release_row = follow_up_row()
    if row.form_id not in release.forms:
        raise not_found()
    now = clock.now()
    subject = people.subject(access.case.resident_id)
    intake = Intake.objects.create(
        author_id=actor.person,
        resident_id=access.case.resident_id,
        reason_id=row.form_id,
        sent_form_id=row.id,
        release=release_row,
        answers=forms.register_answers(subject, actor.person),
        created_at=now,
        updated_at=now,
    )
    asking.note_opened(access.room, row, actor)
    forms.record(actor, "intake.start", intake)
    return intake.id
