"""A form in a room: sent by staff, opened, withdrawn, or left unanswered. Below the other steps, which take these; each
needs an open transaction and the room's lock. What comes back is in `rooms.answering`.
"""

from datetime import datetime
from uuid import UUID

from chatserver.core import clock, events
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode, not_found
from chatserver.core.wire import Localized
from rooms import telling, wire
from rooms.events import shown, streams
from rooms.lifecycle import OPEN_STATES, CaseState
from rooms.models import Room, SentForm, SentFormState
from rooms.policy import RoomAccess
from rooms.streams import room_stream

UNANSWERED = (SentFormState.SENT, SentFormState.OPENED)
# What lies unanswered in one room at a time: more would only be passed over.
MAX_UNANSWERED = 10


def send_form(access: RoomAccess, form_id: str, title: Localized) -> SentForm:
    """Puts the card into the conversation. The same form may lie in a room once until it is answered."""
    room, at = access.room, clock.now()
    waiting = list(room.sent_forms.filter(state__in=UNANSWERED).values_list("form_id", flat=True))
    if form_id in waiting or len(waiting) >= MAX_UNANSWERED:
        raise DomainError(ErrorCode.CONFLICT, field="form_id")
    row = SentForm(
        room=room,
        sequence=events.coming(room_stream(room.case_id)),
        at=at,
        by=shown.introduced(room, access.actor.person),
        to_id=access.case.author_id,
        form_id=form_id,
        title_sv=title.sv,
        title_en=title.en,
        changed_at=at,
    )
    row.save(force_insert=True)
    streams.tell_room(room, wire.FormSent(type="form.sent", form=shown.sent_form(row)), access.actor, at)
    telling.want(telling.of_form(room, row.sequence, at))
    return row


def form_in(room: Room, sent_form_id: UUID) -> SentForm:
    row = room.sent_forms.select_related("by").filter(id=sent_form_id).first()
    if row is None:
        raise not_found()
    return row


def may_answer(actor: Actor, row: SentForm) -> bool:
    return actor.account_id == row.to_id


def is_open(row: SentForm) -> bool:
    return row.state in UNANSWERED and CaseState(row.room.state) in OPEN_STATES


def note_opened(room: Room, row: SentForm, actor: Actor) -> None:
    """The first time that it is opened; later ones tell nobody anything."""
    if row.state == SentFormState.SENT:
        change(room, row, SentFormState.OPENED, actor, clock.now())


def withdraw(room: Room, row: SentForm, actor: Actor) -> int:
    """Gives the event's place in the room stream."""
    return change(room, row, SentFormState.WITHDRAWN, actor, clock.now())


def expire(room: Room, actor: Actor, at: datetime) -> None:
    """What the case's conclusion leaves unanswered is asked of nobody any more."""
    for row in room.sent_forms.select_related("by").filter(state__in=UNANSWERED).order_by("sequence"):
        change(room, row, SentFormState.EXPIRED, actor, at)


def change(room: Room, row: SentForm, state: SentFormState, actor: Actor, at: datetime) -> int:
    row.state, row.changed_at = state, at
    row.save()
    return streams.tell_room(room, wire.FormChanged(type="form.changed", form=shown.sent_form(row)), actor, at)
