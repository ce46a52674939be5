"""What the wire shows of a resident who asked to be called by telephone."""

from datetime import datetime
from typing import cast

from rooms import call_terms
from rooms.call_terms import STANDING, WishState
from rooms.models import CallAttempt, Room
from rooms.urgency import UNOPENED
from rooms.wire import callback


def wish(room: Room) -> callback.CallbackWish | None:
    return callback.CallbackWish.model_validate(room.callback) if room.callback is not None else None


def for_room(room: Room) -> callback.RoomCallback | None:
    """None once the resident was reached or chose chat again."""
    asked = _standing(room)
    if asked is None:
        return None
    return callback.RoomCallback(
        state="decide" if asked.state == "decide" else "wanted",
        ends_in=asked.phone[-2:],
        from_at=asked.from_at,
        until_at=asked.until_at,
        again_at=_again_at(room),
    )


def for_list(room: Room) -> callback.WorkCallback | None:
    asked = _standing(room)
    if asked is None:
        return None
    priority, again_at = room.case.priority, _again_at(room)
    alarmed = room.case.alarm_rank == UNOPENED
    return callback.WorkCallback(
        state="decide" if asked.state == "decide" else "wanted",
        from_at=asked.from_at,
        until_at=asked.until_at,
        again_at=again_at,
        not_before=call_terms.not_before(asked.from_at, again_at, priority, alarmed=alarmed),
        tried=room.call_tried,
        most=call_terms.most(priority),
    )


def for_staff(room: Room) -> callback.StaffCallback | None:
    """Also when it is over: the attempts stay."""
    asked = wish(room)
    if asked is None:
        return None
    attempts = [_attempt(row) for row in room.call_attempts.order_by("sequence")]
    return callback.StaffCallback(
        **asked.model_dump(),
        tried=room.call_tried,
        again_at=_again_at(room),
        most=call_terms.most(room.case.priority),
        attempts=attempts,
    )


def line(row: CallAttempt) -> callback.CalledLine:
    return callback.CalledLine(sequence=row.sequence, at=row.at)


def _attempt(row: CallAttempt) -> callback.CallAttemptLine:
    return callback.CallAttemptLine(
        id=row.id,
        phone=row.phone,
        at=row.at,
        by_name=row.by_name,
        outcome=cast(callback.CallOutcomeName, row.outcome) if row.outcome else None,
        ended_at=row.ended_at,
        ended_by=row.ended_by_name,
    )


def _again_at(room: Room) -> datetime | None:
    return call_terms.again_at(room.call_tried, room.case.priority, room.call_ended_at)


def _standing(room: Room) -> callback.CallbackWish | None:
    asked = wish(room)
    return asked if asked is not None and WishState(asked.state) in STANDING else None
