"""What the gateway is given by the shell: the command table, what only apps can answer, hub, relay and limits."""

from dataclasses import dataclass, field

from chatserver.core.commands import CommandTable, Decoder
from chatserver.core.gateway.questions import Questions
from chatserver.core.gateway.relaying import Relaying
from chatserver.core.gateway.together import Beats, Logins, Opens
from chatserver.core.hub import Hub
from chatserver.core.limits import Limits
from chatserver.core.writer import Writer


@dataclass(frozen=True)
class Services:
    table: CommandTable
    decoder: Decoder
    questions: Questions
    hub: Hub
    relaying: Relaying
    origins: frozenset[str]
    limits: Limits
    writer: Writer = field(init=False)
    opens: Opens = field(init=False)
    beats: Beats = field(init=False)
    logins: Logins = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "writer", Writer(self.table))
        object.__setattr__(self, "opens", Opens(self.table))
        object.__setattr__(self, "beats", Beats(self.questions))
        object.__setattr__(self, "logins", Logins(self.questions))
