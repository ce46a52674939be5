"""A guesser waits longer each time, up to a limit, and is forgotten after a while."""

from datetime import UTC, datetime, timedelta

import pytest

from people.backoff import Backoff, neighbourhood

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
RULE = Backoff(free=3, first=timedelta(seconds=2), longest=timedelta(minutes=1), memory=timedelta(hours=1))


@pytest.mark.parametrize(
    ("attempts", "seconds"), [(0, 0), (2, 0), (3, 2), (4, 4), (5, 8), (8, 60), (9, 60), (4_000_000, 60)]
)
def test_the_wait_doubles_up_to_the_longest(attempts: int, seconds: int) -> None:
    assert RULE.wait(attempts, NOW, NOW) == timedelta(seconds=seconds)


def test_time_that_has_passed_counts() -> None:
    assert RULE.wait(5, NOW - timedelta(seconds=3), NOW) == timedelta(seconds=5)
    assert RULE.wait(5, NOW - timedelta(seconds=9), NOW) == timedelta(0)


def test_after_a_while_nothing_is_remembered() -> None:
    assert RULE.wait(9, NOW - timedelta(hours=1), NOW) == timedelta(0)
    assert RULE.forgotten(NOW - timedelta(hours=1), NOW)
    assert not RULE.forgotten(NOW - timedelta(minutes=59), NOW)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("10.0.0.1", "10.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:10.0.0.1", "10.0.0.1"),
        ("", ""),
        ("unix", "unix"),
    ],
)
def test_neighbourhood(address: str, expected: str) -> None:
    assert neighbourhood(address) == expected
