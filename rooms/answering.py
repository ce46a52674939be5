"""Steps for a form that staff sent: its answers come back into the room, and may raise the case's priority."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from chatserver.core import clock, events
from chatserver.core.actor import Actor
from chatserver.core.wire import Localized
from rooms import alarming, asking, policy, steps, wire
from rooms.events import shown, streams
from rooms.models import AddedForm, SentForm, SentFormState, Turn
from rooms.permissions import Permission
from rooms.policy import RoomAccess
from rooms.streams import staff_stream


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found that must not wait: for staff, for the resident, and by what."""

    title: Localized
    says: Localized
    release: str
    rule_id: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back. `priority` is what the rules ask for, None where they ask for nothing; it only raises."""

    intake_id: UUID
    told: Sequence[wire.ToldAnswer]
    summary: wire.CaseSummary
    priority: int | None
    red_flag: Localized | None
    found: Found | None


def room_of(sent_form_id: UUID) -> UUID | None:
    """Where the form lies; read without a lock, since a form never moves."""
    return SentForm.objects.filter(id=sent_form_id).values_list("room_id", flat=True).first()


def answer_form(access: RoomAccess, row: SentForm, answered: Answered) -> None:
    """The card gets its answers, the case panel the form, the work list what presses. Needs the room's lock."""
    room, actor, at = access.room, access.actor, clock.now()
    row.told = {
        "answers": [one.model_dump(mode="json") for one in answered.told],
        "pictures": len(answered.summary.pictures),
    }
    sequence = asking.change(room, row, SentFormState.ANSWERED, actor, at)
    form = AddedForm(
        room=room,
        intake_id=answered.intake_id,
        sequence=sequence,
        staff_sequence=events.coming(staff_stream(room.case_id)),
        at=at,
        author=shown.introduced(room, row.to_id),
        reason_sv=row.title_sv,
        reason_en=row.title_en,
        summary=answered.summary.model_dump(mode="json"),
        sent_form=row,
    )
    form.save(force_insert=True)
    streams.tell_staff(room, wire.SummaryAdded(type="summary.added", added=shown.added_summary(form)), actor, at)
    steps.pass_turn(room, Turn.STAFF, at)
    room.last_at = at
    room.save(update_fields=["turn", "turn_at", "last_at"])
    alarming.look_through(room, alarming.texts_of(answered.summary), actor, at)
    if answered.found is not None:
        found = answered.found
        alarming.raise_by_rule(room, found.title, found.says, found.release, found.rule_id, actor, at)
    steps.weigh(room, answered.priority, answered.red_flag, actor, at)
    steps.record(access, "form.answer", "sent_form", row.id)


def send_form(access: RoomAccess, form_id: str, title: Localized) -> SentForm:
    """Staff ask; until it is answered it is the resident's turn."""
    row = asking.send_form(access, form_id, title)
    if steps.pass_turn(access.room, Turn.RESIDENT, row.at):
        access.room.save(update_fields=["turn", "turn_at"])
        steps.list_case(access.room, access.actor, row.at)
    steps.record(access, "form.send", "sent_form", row.id)
    return row


def open_form(actor: Actor, sent_form_id: UUID) -> tuple[RoomAccess, SentForm] | None:
    """The form with its room locked, for whoever answers it; None if it is nobody's or somebody else's."""
    room_id = room_of(sent_form_id)
    if room_id is None:
        return None
    access = policy.access_room(actor, room_id, Permission.READ)
    row = asking.form_in(access.room, sent_form_id)
    row.room = access.room
    return (access, row) if asking.may_answer(actor, row) else None
