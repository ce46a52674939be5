"""What rooms tell the rest of the house after commit: a case changed hands or was concluded, or
somebody else is to be asked about a waiting one, or a guest went. Pure.

Listeners are connected once, by the shell; each must be idempotent and never raise, since a missed call is repaired by
a job of the listener's own app.
"""

from collections.abc import Callable
from uuid import UUID

from rooms.lifecycle import CaseState

CustodyListener = Callable[[UUID, CaseState], None]

QueueListener = Callable[[UUID], None]

GuestListener = Callable[[UUID], None]

_listeners: list[CustodyListener] = []
_queue_listeners: list[QueueListener] = []
_guest_listeners: list[GuestListener] = []


def connect(listener: CustodyListener) -> None:
    """`listener(room_id, state)` is called after each claim, release, reassignment and conclusion."""
    if listener not in _listeners:
        _listeners.append(listener)


def custody_changed(room_id: UUID, state: CaseState) -> None:
    for listener in _listeners:
        listener(room_id, state)


def connect_queue(listener: QueueListener) -> None:
    """`listener(unit_id)` is called after everything by which somebody else may be next, or may be asked."""
    if listener not in _queue_listeners:
        _queue_listeners.append(listener)


def queue_changed(unit_id: UUID) -> None:
    for listener in _queue_listeners:
        listener(unit_id)


def connect_guests(listener: GuestListener) -> None:
    """`listener(room_id)` is called after a guest has gone out of a room, in whichever way."""
    if listener not in _guest_listeners:
        _guest_listeners.append(listener)


def guest_gone(room_id: UUID) -> None:
    for listener in _guest_listeners:
        listener(room_id)
