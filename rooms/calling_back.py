"""Steps of calling a resident back by telephone: asked, forgone, an attempt begun and ended. Each needs an open
transaction and the room's lock. The case stays in its queue with its place, priority and arrival throughout."""

from datetime import datetime

from chatserver.core import clock, events
from chatserver.core.actor import SYSTEM
from chatserver.core.errors import DomainError, ErrorCode
from people import queries as people
from rooms import call_terms, offering, steps, wire
from rooms.call_terms import STANDING, UNANSWERED, CallOutcome, WishState
from rooms.events import called, streams
from rooms.lifecycle import CaseMove
from rooms.models import CallAttempt, Room
from rooms.policy import RoomAccess
from rooms.streams import room_stream
from rooms.wire import callback


def ask(access: RoomAccess, phone: str, from_at: datetime | None, until_at: datetime | None) -> int:
    """A wish that stands keeps its attempts; a new one, or one that staff had to decide on, has them all before it. An
    offer that would now come too early is withdrawn. Gives the event's place in the room stream."""
    room, at = access.room, clock.now()
    before = called.wish(room)
    goes_on = before is not None and before.state == WishState.WANTED.value
    wish = callback.CallbackWish(
        state="wanted",
        phone=phone,
        from_at=from_at,
        until_at=until_at,
        asked_at=at,
        asked_by=access.actor.name,
    )
    # Whoever asks again is there now: the distance to the last attempt is over.
    room.call_tried, room.call_ended_at = room.call_tried if goes_on else 0, None
    _keep(room, wish, call_terms.TELEPHONE)
    told = called.for_room(room)
    if told is None:
        raise RuntimeError("a wish that was just asked stands")
    sequence = streams.tell_room(room, callback.CallbackAsked(type="callback.asked", callback=told), access.actor, at)
    _note(access, "call_asked", "", at)
    shown = called.for_list(room)
    if room.offered_to_id is not None and shown is not None and (shown.not_before or at) > at:
        offering.end(room, CaseMove.WITHDRAW, SYSTEM, at)
    return sequence


def forgo(access: RoomAccess) -> int:
    """Back to chat; gives the event's place in the room stream."""
    room, at = access.room, clock.now()
    wish = require_standing(room)
    room.call_tried, room.call_ended_at = 0, None
    _keep(room, wish.model_copy(update={"state": "forgone"}), call_terms.CHAT)
    sequence = streams.tell_room(room, callback.CallbackForgone(type="callback.forgone"), access.actor, at)
    _note(access, "call_forgone", "", at)
    return sequence


def begin(access: RoomAccess) -> tuple[CallAttempt, int]:
    """The room is told that the clinic calls, and no more than that. One attempt at a time: also whoever has taken over
    a case in the middle of one says first how it ended."""
    room, actor, at = access.room, access.actor, clock.now()
    wish = require_standing(room)
    if room.call_attempts.filter(outcome="").exists():
        raise DomainError(ErrorCode.CONFLICT, field="attempt_id")
    attempt = CallAttempt(
        room=room,
        sequence=events.coming(room_stream(room.case_id)),
        phone=wish.phone,
        at=at,
        by_id=actor.person,
        by_name=actor.name,
    )
    attempt.save(force_insert=True)
    body = callback.CallbackBegun(type="callback.begun", line=called.line(attempt))
    unit = streams.unseen(actor, people.unit(room.unit_id).name)
    sequence = streams.tell_room(room, body, unit, at)
    _note(access, "call_begun", "", at)
    return attempt, sequence


def end(access: RoomAccess, attempt: CallAttempt, outcome: CallOutcome) -> int:
    """Reached: it goes on in the same room. Not answered: back to the queue until it is time again, after the last
    attempt a decision. A wrong number is decided on at once. Gives the event's place in the room stream."""
    room, actor, at = access.room, access.actor, clock.now()
    attempt.outcome, attempt.ended_at, attempt.ended_by_name = outcome.value, at, actor.name
    attempt.save(update_fields=["outcome", "ended_at", "ended_by_name"])
    state = _after(room, outcome, at)
    body = callback.CallbackEnded(type="callback.ended", callback=called.for_room(room))
    sequence = streams.tell_room(room, body, streams.unseen(actor, people.unit(room.unit_id).name), at)
    _note(access, "call_ended", outcome.value, at)
    if state is WishState.WANTED:
        steps.take_back(room, "call_unanswered", actor)
    return sequence


def _after(room: Room, outcome: CallOutcome, at: datetime) -> WishState:
    """A resident who chose chat in the middle of an attempt has chosen."""
    wish = called.wish(room)
    if wish is None or WishState(wish.state) not in STANDING:
        return WishState.FORGONE
    if outcome in UNANSWERED:
        room.call_tried, room.call_ended_at = room.call_tried + 1, at
    state = call_terms.after(outcome, room.call_tried, room.case.priority)
    _keep(room, wish.model_copy(update={"state": state.value}))
    return state


def require_standing(room: Room) -> callback.CallbackWish:
    wish = called.wish(room)
    if wish is None or WishState(wish.state) not in STANDING:
        raise DomainError(ErrorCode.CONFLICT, field="room_id")
    return wish


def _keep(room: Room, wish: callback.CallbackWish, contact_form: str | None = None) -> None:
    room.callback, room.call_from = wish.model_dump(mode="json"), wish.from_at
    room.save(update_fields=["callback", "call_from", "call_tried", "call_ended_at"])
    if contact_form is not None and room.case.contact_form != contact_form:
        room.case.contact_form = contact_form
        room.case.save(update_fields=["contact_form"])


def _note(access: RoomAccess, move: wire.CustodyMove, reason: str, at: datetime) -> None:
    """Staff hear of it whole, the log and the work list too."""
    room = access.room
    noted = called.for_staff(room)
    if noted is None:
        raise RuntimeError("a wish is noted once it was asked")
    streams.tell_staff(room, callback.CallbackNoted(type="callback.noted", callback=noted), access.actor, at)
    holder = people.name_of(room.holder_id) if room.holder_id is not None else None
    steps.enter_custody(room, move, access.actor, reason, at, holder)
