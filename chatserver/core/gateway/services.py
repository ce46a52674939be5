"""What the gateway is given by the shell: the merged command table and the few questions only apps can answer."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from chatserver.core.actor import Actor
from chatserver.core.commands import CommandTable, Decoder
from chatserver.core.gateway.relaying import Relaying
from chatserver.core.hub import Hub
from chatserver.core.limits import Limits


@dataclass(frozen=True, slots=True)
class Questions:
    """All are called in a database thread.

    `actor_of(session key, audience)`: who this is, or None. `may_follow`: is an open subscription still right.
    `may_hear`: may the stream be read at all now. `may_speak`: may its reader write there too.
    `standing`: which of these logins are not over.
    `beat(actor, connection)`: the login is alive and leases are renewed; False when the login is over.
    """

    actor_of: Callable[[str, str], Actor | None]
    may_follow: Callable[[Actor, str], bool]
    may_hear: Callable[[Actor, str], bool]
    may_speak: Callable[[Actor, str], bool]
    standing: Callable[[Iterable[UUID]], set[UUID]]
    beat: Callable[[Actor, UUID], bool]


@dataclass(frozen=True, slots=True)
class Services:
    table: CommandTable
    decoder: Decoder
    questions: Questions
    hub: Hub
    relaying: Relaying
    origins: frozenset[str]
    limits: Limits
