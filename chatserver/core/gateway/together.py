"""What many sockets ask of the database at the same time, asked once for all of them: who they are, signs of life, the
events they missed. After a restart everybody comes back at once, and in ten seconds every socket beats."""

from collections.abc import Sequence
from uuid import UUID

from chatserver.core import events
from chatserver.core.actor import Actor
from chatserver.core.commands import CommandTable, Opened
from chatserver.core.errors import DomainError
from chatserver.core.gateway.questions import Questions
from chatserver.core.gathering import Gathering
from chatserver.core.wire import Command
from chatserver.core.work import in_database

# The streams of this many sockets fit in one statement.
MAX_BEATS = 200
# Beats come every ten seconds a socket, so a busy process would otherwise answer them in ones and twos.
BEATS_REST_SECONDS = 0.5
# A round of these takes some tens of milliseconds, for which a newcomer may have to wait.
MAX_OPENS = 100
MAX_LOGINS = 100

Beat = tuple[tuple[Actor, UUID], Sequence[str]]
Heads = dict[str, int]
Asked = tuple[Actor, Command]


class Beats:
    def __init__(self, questions: Questions) -> None:
        self._questions = questions
        self._gathering: Gathering[Beat, Heads | None] = Gathering(self._ask_all, MAX_BEATS, BEATS_REST_SECONDS)

    async def beat(self, actor: Actor, connection_id: UUID, streams: Sequence[str]) -> Heads | None:
        """The heads of these streams as they are in the database; None when the login is over."""
        return await self._gathering.ask(((actor, connection_id), streams))

    async def _ask_all(self, beats: Sequence[Beat]) -> list[Heads | None]:
        return await in_database(self._answers, beats)

    def _answers(self, beats: Sequence[Beat]) -> list[Heads | None]:
        alive = self._questions.beat([socket for socket, _ in beats])
        heads = events.heads({stream for _, streams in beats for stream in streams})
        return [
            {stream: heads[stream] for stream in streams} if lives else None
            for lives, (_, streams) in zip(alive, beats, strict=True)
        ]


class Logins:
    def __init__(self, questions: Questions) -> None:
        self._questions = questions
        self._gathering: Gathering[tuple[str, str], Actor | None] = Gathering(self._ask_all, MAX_LOGINS)

    async def actor_of(self, session_key: str, audience: str) -> Actor | None:
        return await self._gathering.ask((session_key, audience))

    async def _ask_all(self, cookies: Sequence[tuple[str, str]]) -> list[Actor | None]:
        return await in_database(self._questions.actors_of, cookies)


class Opens:
    def __init__(self, table: CommandTable) -> None:
        self._table = table
        self._gatherings = {
            kind: self._gathering(kind) for kind, opening in table.opens.items() if opening.fetch_all is not None
        }

    async def fetch(self, actor: Actor, command: Command) -> Opened:
        """What opening gives. Raises what the app refuses it with."""
        gathering = self._gatherings.get(type(command))
        answer = await gathering.ask((actor, command)) if gathering is not None else None
        if isinstance(answer, DomainError):
            raise answer
        if answer is not None:
            return answer
        return await in_database(self._table.opens[type(command)].fetch, actor, command)

    def _gathering(self, kind: type[Command]) -> Gathering[Asked, Opened | DomainError | None]:
        fetch_all = self._table.opens[kind].fetch_all

        async def ask_all(asked: Sequence[Asked]) -> Sequence[Opened | DomainError | None]:
            return await in_database(fetch_all, asked) if fetch_all is not None else [None] * len(asked)

        return Gathering(ask_all, MAX_OPENS)
