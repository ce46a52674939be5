"""The event log: appending inside a transaction, reading after a cursor. See docs/architecture.md, laws 2-4."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import F, Q
from pydantic import JsonValue

from chatserver.core import publish
from chatserver.core.actor import Actor
from chatserver.core.models import Event, Stream
from chatserver.core.wire import ActorRef, EventBody, EventHeader

# A reader further behind than this is given a snapshot: cheaper for both sides than the whole history.
MAX_BACKLOG = 500


@dataclass(frozen=True, slots=True)
class StoredEvent:
    stream: str
    sequence: int
    type: str
    frame: str


def actor_ref(actor: Actor) -> ActorRef:
    return ActorRef(kind=actor.kind.value, id=actor.account_id, name=actor.name)


def append(stream: str, body: EventBody, actor: Actor, at: datetime) -> int:
    """Gives `body` the next sequence of `stream` and stores the frame. Requires an open transaction."""
    if not connection.in_atomic_block:
        raise RuntimeError("events.append needs an open transaction")
    sequence = _next_sequence(stream)
    frame = Teller(actor, at).frame_of(stream, sequence, body)
    Event.objects.create(stream=stream, sequence=sequence, type=body.type, frame=frame)
    publish.publish_on_commit(stream, sequence)
    return sequence


class Teller:
    """Writes the frames of what one actor does at one time. Who and when stands at the end of each alike, and is
    encoded once for all of a batch."""

    def __init__(self, actor: Actor, at: datetime) -> None:
        header = EventHeader(stream="", sequence=1, at=at, by=actor_ref(actor))
        self._end = header.model_dump_json().removeprefix('{"stream":"","sequence":1')

    def frame_of(self, stream: str, sequence: int, body: EventBody) -> str:
        """The text that every reader of the stream is sent: body and header side by side in one object. The body is
        never empty, and the name of a stream has nothing that JSON writes otherwise."""
        return f'{body.told()[:-1]},"stream":"{stream}","sequence":{sequence}{self._end}'


def _next_sequence(stream: str) -> int:
    # The UPDATE takes the row lock; whoever comes second waits here until the first has committed.
    if not Stream.objects.filter(name=stream).update(head=F("head") + 1):
        Stream.objects.bulk_create([Stream(name=stream)], ignore_conflicts=True)
        Stream.objects.filter(name=stream).update(head=F("head") + 1)
    return Stream.objects.values_list("head", flat=True).get(name=stream)


def retell(stream: str, changes: Mapping[int, Mapping[str, JsonValue]]) -> None:
    """Gives events of the past other values in some fields of their bodies, for what must not be told again. Whoever
    has heard them already learns of it by an event of its own, which the caller appends in the same transaction."""
    if not connection.in_atomic_block:
        raise RuntimeError("events.retell needs an open transaction")
    rows = list(Event.objects.filter(stream=stream, sequence__in=changes.keys()))
    for row in rows:
        frame = json.loads(row.frame) | changes[row.sequence]
        row.frame = json.dumps(frame, ensure_ascii=False, separators=(",", ":"))
    Event.objects.bulk_update(rows, ["frame"])


def heads(streams: Iterable[str]) -> dict[str, int]:
    """The head of each stream; one that has no event yet has head 0."""
    names = list(streams)
    found = dict(Stream.objects.filter(name__in=names).values_list("name", "head"))
    return {name: found.get(name, 0) for name in names}


def locked_heads(streams: Iterable[str]) -> dict[str, int]:
    """The same, with the streams' rows locked until the transaction ends, in the order of their names. A stream that
    has no event yet is made, so that there is a row to lock."""
    names = set(streams)
    rows = Stream.objects.select_for_update().filter(name__in=names).order_by("name")
    found = dict(rows.values_list("name", "head"))
    missing = names - found.keys()
    if missing:
        Stream.objects.bulk_create([Stream(name=name) for name in sorted(missing)], ignore_conflicts=True)
        found |= dict(rows.filter(name__in=missing).values_list("name", "head"))
    return found


def head(stream: str) -> int:
    return heads([stream])[stream]


def coming(stream: str) -> int:
    """The sequence of the stream's next event, for a body that names it. Sure only under the lock that its writers
    take."""
    return head(stream) + 1


def of_types(stream: str, types: Iterable[str]) -> list[StoredEvent]:
    """The stream's events of some types, in order: for a reader who wants what happened and not what was said."""
    rows = Event.objects.filter(stream=stream, type__in=list(types)).order_by("sequence")
    return [StoredEvent(row.stream, row.sequence, row.type, row.frame) for row in rows]


def after(cursors: Mapping[str, int], limit: int = MAX_BACKLOG) -> list[StoredEvent]:
    """What lies after each cursor, in one statement, by stream and sequence; at most `limit` events in all."""
    if not cursors:
        return []
    wanted = Q()
    for stream, cursor in cursors.items():
        wanted |= Q(stream=stream, sequence__gt=cursor)
    rows = Event.objects.filter(wanted).order_by("stream", "sequence")[:limit]
    return [StoredEvent(row.stream, row.sequence, row.type, row.frame) for row in rows]
