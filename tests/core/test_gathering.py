"""Who asks at the same time is asked for together, in order, and each gets their own answer."""

import asyncio
from collections.abc import Sequence

import pytest

from chatserver.core.gathering import Gathering


class Library:
    """Doubles numbers; fails a whole round with 13 in it, and answers 7 alone with a failure."""

    def __init__(self) -> None:
        self.rounds: list[list[int]] = []
        self.begun = asyncio.Event()
        self.gathering: Gathering[int, int] = Gathering(self._ask_all, at_most=3)

    async def _ask_all(self, asked: Sequence[int]) -> list[int | Exception]:
        self.rounds.append([*asked])
        self.begun.set()
        await asyncio.sleep(0)
        if 13 in asked:
            raise ConnectionError("the library is closed")
        return [LookupError(number) if number == 7 else number * 2 for number in asked]


async def test_what_is_asked_meanwhile_is_the_next_round_and_no_round_is_too_large() -> None:
    library = Library()
    first = asyncio.ensure_future(library.gathering.ask(1))
    await library.begun.wait()
    later = await asyncio.gather(*[library.gathering.ask(number) for number in (2, 3, 4, 5)])
    assert (await first, later) == (2, [4, 6, 8, 10])
    assert library.rounds == [[1], [2, 3, 4], [5]]


async def test_a_failure_among_the_answers_is_its_own() -> None:
    library = Library()
    answers = await asyncio.gather(library.gathering.ask(6), library.gathering.ask(7), return_exceptions=True)
    assert answers[0] == 12
    assert isinstance(answers[1], LookupError)


async def test_a_round_that_fails_fails_for_all_of_it_and_for_nobody_after() -> None:
    library = Library()
    with pytest.raises(ConnectionError):
        await library.gathering.ask(13)
    assert await library.gathering.ask(1) == 2
