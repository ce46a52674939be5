"""Steps for a resident who says that they are worse: it is told at once, before anything is answered, and the answers
to the red flags may raise the case and never lower it. Each needs an open transaction and the room's lock."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chatserver.core import clock, events
from chatserver.core.wire import Localized
from people import queries as people
from rooms import alarming, steps, wire
from rooms.answering import Found
from rooms.events import shown, streams
from rooms.events import worse as shown_worse
from rooms.models import AddedForm, Room, Turn, WorseSaid
from rooms.policy import RoomAccess
from rooms.streams import room_stream, staff_stream

# An alarm of its own beside those of the list and of forms that staff sent.
WORSE = "worse"


@dataclass(frozen=True, slots=True)
class AnsweredAgain:
    """The red flags as they are answered now, each with what was answered before where that is something else."""

    intake_id: UUID
    reason: Localized
    summary: wire.CaseSummary
    priority: int | None
    red_flag: Localized | None
    found: Found | None


def say_worse(access: RoomAccess) -> int:
    """The room, the unit's work list and the log hear of it; the place in the queue is what it was. Gives the event's
    place in the room stream."""
    room, actor, at = access.room, access.actor, clock.now()
    row = WorseSaid(
        room=room,
        sequence=events.coming(room_stream(room.case_id)),
        at=at,
        author=shown.introduced(room, actor.person),
    )
    row.save(force_insert=True)
    sequence = streams.tell_room(room, wire.WorseSaid(type="worse.said", line=shown_worse.line(row)), actor, at)
    _pass_to_staff(room, at)
    room.worse_at = at
    room.save(update_fields=["turn", "turn_at", "last_at", "worse_at"])
    holder = people.name_of(room.holder_id) if room.holder_id is not None else None
    steps.enter_custody(room, "worse", actor, "", at, holder)
    steps.record(access, "worse.say", "case", room.case_id)
    return sequence


def answer_again(access: RoomAccess, answered: AnsweredAgain) -> None:
    """The answers lie beside the first ones, with their time. `weigh` compares priorities, so that it can only rise."""
    room, actor, at = access.room, access.actor, clock.now()
    form = AddedForm(
        room=room,
        intake_id=answered.intake_id,
        sequence=events.coming(room_stream(room.case_id)),
        staff_sequence=events.coming(staff_stream(room.case_id)),
        at=at,
        author=shown.introduced(room, actor.person),
        reason_sv=answered.reason.sv,
        reason_en=answered.reason.en,
        summary=answered.summary.model_dump(mode="json"),
        worse=True,
    )
    form.save(force_insert=True)
    streams.tell_room(room, wire.FormAdded(type="form.added", form=shown.form_line(form)), actor, at)
    streams.tell_staff(room, wire.SummaryAdded(type="summary.added", added=shown.added_summary(form)), actor, at)
    _pass_to_staff(room, at)
    room.save(update_fields=["turn", "turn_at", "last_at"])
    if answered.found is not None:
        found = answered.found
        alarming.raise_by_rule(room, found.title, found.says, found.release, found.rule_id, actor, at, WORSE)
    steps.weigh(room, answered.priority, answered.red_flag, actor, at)
    steps.record(access, "worse.answer", "case", room.case_id)


def _pass_to_staff(room: Room, at: datetime) -> None:
    """Not saved yet."""
    steps.pass_turn(room, Turn.STAFF, at)
    room.last_at = at
