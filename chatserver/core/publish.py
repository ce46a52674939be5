"""How committed news leaves a transaction. `publish_on_commit` is the only way out of an action; nothing here carries
content: a nudge is a stream's name and head, and a lost nudge costs a heartbeat, never an event (law 3)."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

if TYPE_CHECKING:
    from chatserver.core.events import StoredEvent

Announce = Callable[[str, int], None]
AnnounceEvents = Callable[[Sequence["StoredEvent"]], None]
AnnounceLoginEnd = Callable[[UUID], None]


def _nobody_listens(_stream: str, _head: int) -> None:
    return None


def _nobody_waits(_login_id: UUID) -> None:
    return None


def _nobody_reads(_events: Sequence["StoredEvent"]) -> None:
    return None


_announce: Announce = _nobody_listens
_announce_events: AnnounceEvents = _nobody_reads
_announce_login_end: AnnounceLoginEnd = _nobody_waits


def connect(announce: Announce, announce_events: AnnounceEvents, announce_login_end: AnnounceLoginEnd) -> None:
    """Called once by the process that has a hub; the callables must be safe from any thread and never raise."""
    global _announce, _announce_events, _announce_login_end
    _announce = announce
    _announce_events = announce_events
    _announce_login_end = announce_login_end


def _announce_now(stream: str, head: int) -> None:
    _announce(stream, head)


def publish_on_commit(stream: str, head: int) -> None:
    transaction.on_commit(partial(_announce_now, stream, head))


_held: ContextVar[list["StoredEvent"] | None] = ContextVar("held", default=None)


@contextmanager
def held_back() -> Iterator[list["StoredEvent"]]:
    """What batches within have committed, for whoever announces it by `announce_events` then: with the answers to those
    who asked, so that the event loop is woken once for both."""
    held: list[StoredEvent] = []
    before = _held.set(held)
    try:
        yield held
    finally:
        _held.reset(before)


def announce_events(events: Sequence["StoredEvent"]) -> None:
    """Of what is committed."""
    _announce_events(events)


def _announce_events_now(events: Sequence["StoredEvent"]) -> None:
    held = _held.get()
    if held is None:
        _announce_events(events)
    else:
        held.extend(events)


def publish_events_on_commit(events: Sequence["StoredEvent"]) -> None:
    """The same for a batch, with its frames: this process need not read again what it has just written."""
    transaction.on_commit(partial(_announce_events_now, events))


def announce_login_end(login_id: UUID) -> None:
    """Open sockets of this login close once the transaction that ended it is committed (law 10)."""
    transaction.on_commit(lambda: _announce_login_end(login_id))
