"""Steps for two open cases of one resident that become one: nothing is copied or moved. What was said stays in the case
it was said in, which is concluded with a card that names where it goes on. Each step needs an open transaction and the
locks of both rooms."""

from datetime import datetime

from chatserver.core import clock, events
from chatserver.core.wire import Localized
from rooms import promising, steps
from rooms.events import cards, shown, streams
from rooms.lifecycle import CaseMove
from rooms.models import ClosingCard, JoinedCase, Room, Turn
from rooms.policy import RoomAccess
from rooms.streams import room_stream
from rooms.wire import merged


def are_about_one(room: Room, other: Room) -> bool:
    """Whether `other` may go on in `room`: both of one resident and the same who act for them, at one unit. What is
    urgent must not hide in an errand."""
    one, two = room.case, other.case
    if one.id == two.id or room.unit_id != other.unit_id:
        return False
    if (one.resident_id, one.guardian_id) != (two.resident_id, two.guardian_id):
        return False
    return two.administrative or not one.administrative


def merge(access: RoomAccess, other: RoomAccess) -> int:
    """The actor has both. Gives the event's place in the stream of the room that goes on."""
    room, actor, at = access.room, access.actor, clock.now()
    card = ClosingCard.objects.create(
        room=other.room,
        outcome="merged",
        text="",
        concluded_at=at,
        concluded_by=shown.introduced(other.room, actor.person),
        continues_in=room,
    )
    steps.conclude(other.room, cards.closing_card(card), actor, at, CaseMove.MERGE)
    _keep_place(room, other.room, at)
    line = JoinedCase.objects.create(
        room=room, other=other.room, sequence=events.coming(room_stream(room.case_id)), at=at
    )
    body = merged.CaseJoined(type="case.joined", joined=cards.joined_line(line), arrived_at=room.case.arrived_at)
    sequence = streams.tell_room(room, body, actor, at)
    case = other.case
    red_flag = Localized(sv=case.red_flag_sv, en=case.red_flag_en) if case.red_flag_sv else None
    steps.weigh(room, case.priority, red_flag, actor, at)
    return sequence


def _keep_place(room: Room, other: Room, at: datetime) -> None:
    """The earlier arrival of both, and staff's turn where either waits for them."""
    case = room.case
    if other.case.arrived_at < case.arrived_at:
        case.arrived_at = other.case.arrived_at
        promising.promise(case)
        case.save(update_fields=["arrived_at", "open_by", "assessed_by", "target_minutes"])
    if other.turn == Turn.STAFF:
        steps.pass_turn(room, Turn.STAFF, at)
    room.last_at = at
    room.save(update_fields=["turn", "turn_at", "last_at"])
