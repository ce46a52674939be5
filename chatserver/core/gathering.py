"""Asks for many at once what many ask for at the same time: while one round is under way, what is asked meanwhile
gathers for the next. Nobody waits for company: whoever comes alone is a round of their own."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class _Waiting(Generic[Asked, Answer]):
    asked: Asked
    answer: asyncio.Future[Answer]


class Gathering(Generic[Asked, Answer]):
    """`ask_all` answers each of a round in its order; an exception among the answers is raised where it was asked, one
    that it raises itself wherever one of the round was asked. What waits is bounded by those who ask. What is in no
    hurry may rest some seconds after a round, so that the next one is larger; a full one does not wait."""

    def __init__(
        self,
        ask_all: Callable[[Sequence[Asked]], Awaitable[Sequence[Answer | Exception]]],
        at_most: int,
        rest: float = 0.0,
    ) -> None:
        self._ask_all = ask_all
        self._rest = rest
        self._at_most = at_most
        self._waiting: deque[_Waiting[Asked, Answer]] = deque()
        self._running: asyncio.Task[None] | None = None

    async def ask(self, asked: Asked) -> Answer:
        return await self.hand_in(asked)

    def hand_in(self, asked: Asked) -> asyncio.Future[Answer]:
        """The same for whoever does not wait here."""
        waiting: _Waiting[Asked, Answer] = _Waiting(asked, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        if self._running is None:
            self._running = asyncio.create_task(self._run())
        return waiting.answer

    async def _run(self) -> None:
        try:
            while self._waiting:
                together = [self._waiting.popleft() for _ in range(min(self._at_most, len(self._waiting)))]
                for one, answer in zip(together, await self._round(together), strict=True):
                    _settle(one.answer, answer)
                if self._rest and len(self._waiting) < self._at_most:
                    await asyncio.sleep(self._rest)
        finally:
            self._running = None

    async def _round(self, together: Sequence[_Waiting[Asked, Answer]]) -> Sequence[Answer | Exception]:
        try:
            return await self._ask_all([one.asked for one in together])
        except Exception as failure:
            return [failure] * len(together)


def _settle(future: asyncio.Future[Answer], answer: Answer | Exception) -> None:
    if future.done():
        # Whoever asked has left; what was done for them stands.
        return
    if isinstance(answer, Exception):
        future.set_exception(answer)
    else:
        future.set_result(answer)
