"""A resident withdraws their own case while it waits: it is concluded at once, or, where it is urgent, staff look at it
first. Needs an open transaction and the room's lock."""

from datetime import datetime

from chatserver.core import clock, events
from chatserver.core.actor import SYSTEM
from rooms import alarming, offering, steps
from rooms.events import cards, shown, streams, worse
from rooms.lifecycle import CaseMove, CaseState
from rooms.models import ClosingCard, Room, Turn, Withdrawal
from rooms.policy import RoomAccess
from rooms.streams import room_stream
from rooms.wire.vocabulary import WithdrawReason
from rooms.wire.withdrawal import CaseWithdrawn


def withdraw(access: RoomAccess, why: WithdrawReason, text: str) -> int:
    """The words are looked through as all words of residents are, before it is decided what becomes of the case. Gives
    the event's place in the room stream."""
    room, actor, at = access.room, access.actor, clock.now()
    row = Withdrawal(room=room, at=at, author=shown.introduced(room, actor.person), why=why, text=text)
    alarming.look_through(room, [text], actor, at)
    row.sequence = events.coming(room_stream(room.case_id))
    row.concluded = not is_looked_at_first(room)
    row.save(force_insert=True)
    sequence = streams.tell_room(room, CaseWithdrawn(type="case.withdrawn", line=worse.withdrawal(row)), actor, at)
    if row.concluded:
        _conclude(access, at)
    else:
        _ask(access, at)
    return sequence


def is_looked_at_first(room: Room) -> bool:
    """Priority 1 and 2, alarm words that nobody responsible knows of, or a word that it is worse without an answer."""
    case = room.case
    return case.priority in (1, 2) or case.alarm_at is not None or room.unanswered_worse is not None


def _ask(access: RoomAccess, at: datetime) -> None:
    room = access.room
    steps.pass_turn(room, Turn.STAFF, at)
    room.withdraw_at = room.last_at = at
    room.save(update_fields=["turn", "turn_at", "last_at", "withdraw_at"])
    steps.enter_custody(room, "withdraw_ask", access.actor, "", at)


def _conclude(access: RoomAccess, at: datetime) -> None:
    """Whoever was asked about it is asked no more. The card says no more than that it was withdrawn."""
    room, actor = access.room, access.actor
    if CaseState(room.state) is CaseState.OFFERED:
        offering.end(room, CaseMove.WITHDRAW, SYSTEM, at)
    author = shown.introduced(room, actor.person)
    card = ClosingCard.objects.create(room=room, outcome="withdrawn", text="", concluded_at=at, concluded_by=author)
    steps.conclude(room, cards.closing_card(card), actor, at)
