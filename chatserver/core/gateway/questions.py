"""The few questions of the gateway that only apps can answer."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from chatserver.core.actor import Actor


@dataclass(frozen=True, slots=True)
class Questions:
    """All are called in a database thread.

    `actors_of([(session key, audience)])`: who each of these is, or None. `may_follow`: is an open subscription still
    right. `may_hear`: may the stream be read at all now. `may_speak`: may its reader write there too. `in_call`:
    is a guest in this room's call. `standing`: which
    of these logins are not over. `beat([(actor, connection)])`: for each whether its login is alive; the leases of
    those that are, are renewed.
    """

    actors_of: Callable[[Sequence[tuple[str, str]]], list[Actor | None]]
    may_follow: Callable[[Actor, str], bool]
    may_hear: Callable[[Actor, str], bool]
    may_speak: Callable[[Actor, str], bool]
    in_call: Callable[[Actor, UUID], bool]
    standing: Callable[[Iterable[UUID]], set[UUID]]
    beat: Callable[[Sequence[tuple[Actor, UUID]]], list[bool]]
