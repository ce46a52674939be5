"""Group commit: one batch at a time a process. What arrives while a batch is being committed is the next one, so that a
busy process waits for the disk once for many messages and a quiet one for each (docs/adr/0013)."""

import asyncio
import logging
from collections.abc import Callable, Sequence

from chatserver.core import publish
from chatserver.core.actor import Actor
from chatserver.core.commands import CommandTable, Outcome
from chatserver.core.events import StoredEvent
from chatserver.core.gathering import Gathering
from chatserver.core.wire import Ack, Command
from chatserver.core.work import in_database, in_own_thread

log = logging.getLogger("vardrum.writer")

# A batch holds its rooms' locks until it is committed; this many messages take some tens of milliseconds. What waits is
# bounded by what each connection may have under way (gateway.connection.MAX_IN_FLIGHT).
MAX_TOGETHER = 128

Item = tuple[Actor, Command]


class Writer:
    def __init__(self, table: CommandTable) -> None:
        self._table = table
        self._together = table.together
        self._gathering: Gathering[Item, Ack] = Gathering(self._commit, MAX_TOGETHER)

    async def carry_out(self, actor: Actor, command: Command) -> Ack:
        """Commits a command by itself or with others. Raises what its action raises."""
        if self.takes(actor, command):
            return await self.hand_in(actor, command)
        return await self._alone(actor, command)

    def takes(self, actor: Actor, command: Command) -> bool:
        """Whether it is carried out with others, after those that were handed in before it."""
        return self._together is not None and self._together.fits(actor, command)

    def hand_in(self, actor: Actor, command: Command) -> asyncio.Future[Ack]:
        """The answer to one that it takes, for whoever does not wait for it."""
        return self._gathering.hand_in((actor, command))

    async def _alone(self, actor: Actor, command: Command) -> Ack:
        return await in_database(self._table.commands[type(command)], actor, command)

    async def _commit(self, batch: Sequence[Item]) -> Sequence[Outcome | Exception]:
        if self._together is None:
            raise ValueError("only what fits a hot path is gathered")
        try:
            outcomes, committed = await in_own_thread(_with_events, self._together.carry_out, batch)
        except Exception as failure:
            # Nothing of it is committed. Alone, each gets its own answer, and one that cannot be carried out stops
            # nobody else.
            log.warning("batch.failed", extra={"failure": type(failure).__name__, "size": len(batch)})
            return [await self._outcome_alone(*one) for one in batch]
        publish.announce_events(committed)
        return outcomes

    async def _outcome_alone(self, actor: Actor, command: Command) -> Outcome | Exception:
        try:
            return await self._alone(actor, command)
        except Exception as failure:
            return failure


def _with_events(
    carry_out: Callable[[Sequence[Item]], list[Outcome]], batch: Sequence[Item]
) -> tuple[list[Outcome], list[StoredEvent]]:
    with publish.held_back() as committed:
        return carry_out(batch), committed
