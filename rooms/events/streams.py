"""The three streams of rooms. Each function takes the next sequence and needs the room's lock and an open transaction.

Order of locks: room stream, staff stream, work list; every action that appends to several keeps it. Of two work lists
`hold_lists` takes both first.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from chatserver.core import events
from chatserver.core.actor import Actor
from chatserver.core.wire import EventBody
from rooms import wire
from rooms.events import handed, overflows, shown, turned
from rooms.lifecycle import OPEN_STATES, CaseState
from rooms.models import Room
from rooms.streams import room_stream, staff_stream, worklist_stream
from rooms.wire.overflow import OverflowListed
from rooms.wire.transfers import HandedListed


def unseen(actor: Actor, unit_name: str) -> Actor:
    """Somebody of the unit who is not in the room: whom residents are not shown. Staff read the name in custody."""
    return replace(actor, account_id=None, name=unit_name)


def tell_room(room: Room, body: EventBody, actor: Actor, at: datetime) -> int:
    """To everybody in the room."""
    return events.append(room_stream(room.case_id), body, actor, at)


def tell_staff(room: Room, body: EventBody, actor: Actor, at: datetime) -> int:
    """To staff alone."""
    return events.append(staff_stream(room.case_id), body, actor, at)


def tell_unit(unit_id: UUID, body: EventBody, actor: Actor, at: datetime) -> int:
    """To the desks of a unit, about its staff."""
    return events.append(worklist_stream(unit_id), body, actor, at)


def hold_lists(*unit_ids: UUID) -> None:
    """Locks the work lists of several units in one order, before any of them is told: cases go both ways between
    units, and whoever holds one list must not wait for somebody who holds the other."""
    events.locked_heads(worklist_stream(unit_id) for unit_id in unit_ids)


def tell_turn(room: Room, actor: Actor, at: datetime) -> int:
    """To the unit's desks, when somebody has written in an open case; on another unit's list nothing changes by it."""
    return events.append(worklist_stream(room.unit_id), turned.case_turned(room), actor, at)


def tell_worklist(room: Room, actor: Actor, at: datetime) -> int:
    """The case's row as it is now, or that it is off the list; a unit that is asked to take it over, or
    may take it, hears of it too."""
    asked = room.asked_unit_id
    if asked is not None and asked != room.unit_id:
        hold_lists(room.unit_id, asked)
        [row] = handed.on_the_list_of_the_asked([room])
        tell_unit(asked, HandedListed(type="handed.listed", handed=row), actor, at)
    helping = room.helping_unit_id
    if helping is not None:
        hold_lists(room.unit_id, helping)
        [case] = overflows.on_the_helping_list([room])
        tell_unit(helping, OverflowListed(type="overflow.listed", overflow=case), actor, at)
    body: EventBody
    if CaseState(room.state) in OPEN_STATES:
        body = wire.CaseListed(type="case.listed", item=shown.work_items([room])[0])
    else:
        body = wire.CaseUnlisted(type="case.unlisted", case_id=room.case_id)
    return events.append(worklist_stream(room.unit_id), body, actor, at)
