"""Rate limits on a clock of the test's own."""

import pytest

from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.limits import EVERYTHING, OTHER, Limits, Rate

RATES = {EVERYTHING: Rate(100, 10), OTHER: Rate(3, 1), "message.send": Rate(5, 0.5)}


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def limits(clock: Clock) -> Limits:
    return Limits(RATES, clock)


def passes(limits: Limits, actor: str, action: str, times: int) -> int:
    """How many of `times` attempts get through."""
    through = 0
    for _ in range(times):
        try:
            limits.take(actor, action)
        except DomainError:
            continue
        through += 1
    return through


def test_a_burst_passes_and_then_the_written_rate(limits: Limits, clock: Clock) -> None:
    assert passes(limits, "anna", "message.send", 8) == 5
    clock.now += 4
    assert passes(limits, "anna", "message.send", 8) == 2
    clock.now += 1_000
    assert passes(limits, "anna", "message.send", 8) == 5


def test_the_refusal_says_when_to_try_again(limits: Limits, clock: Clock) -> None:
    passes(limits, "anna", "message.send", 5)
    with pytest.raises(DomainError) as refusal:
        limits.take("anna", "message.send")
    assert refusal.value.code is ErrorCode.TOO_MANY
    assert refusal.value.retryable
    assert refusal.value.params == {"retry_after": 2}
    clock.now += 2
    limits.take("anna", "message.send")


def test_actors_and_actions_are_counted_apart(limits: Limits) -> None:
    assert passes(limits, "anna", "message.send", 8) == 5
    assert passes(limits, "bertil", "message.send", 8) == 5
    assert passes(limits, "anna", "room.open", 8) == 3


def test_invented_names_share_one_bucket(limits: Limits) -> None:
    assert sum(passes(limits, "anna", f"invented.{n}", 1) for n in range(50)) == 3


def test_everything_together_is_bounded(clock: Clock) -> None:
    limits = Limits({EVERYTHING: Rate(4, 1), OTHER: Rate(100, 1), "message.send": Rate(100, 1)}, clock)
    assert passes(limits, "anna", "message.send", 3) + passes(limits, "anna", "room.open", 3) == 4


def test_a_refused_attempt_costs_nothing(limits: Limits, clock: Clock) -> None:
    passes(limits, "anna", "message.send", 500)
    clock.now += 2
    limits.take("anna", "message.send")


def test_memory_is_bounded_and_the_active_are_remembered(clock: Clock) -> None:
    limits = Limits(RATES, clock, max_actors=20)
    for number in range(1_000):
        passes(limits, f"visitor {number}", "message.send", 1)
        assert passes(limits, "anna", "message.send", 1) == (1 if number < 5 else 0)
    assert len(limits) <= 20
