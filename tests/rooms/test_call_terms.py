"""How often and how far apart a resident is called, and what each attempt leads to: every cell of the table."""

from datetime import UTC, datetime, timedelta

import pytest

from rooms.call_terms import CallOutcome, WishState, after, again_at, is_sound, most, not_before

NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 20, 23, tzinfo=UTC)
PRIORITIES: tuple[int | None, ...] = (1, 2, 3, 4, 5, None)

# Minutes after the first and after the second attempt.
MINUTES = {1: (2, 5), 2: (10, 20), 3: (30, 120), 4: (60, 180), 5: (60, 180), None: (60, 180)}
# By how many attempts nobody answered, with this one.
LEADS_TO = """
             1       2       3       4
reached      reached reached reached reached
no_answer    wanted  wanted  decide  decide
left_message wanted  wanted  decide  decide
wrong_number decide  decide  decide  decide
"""


def cells() -> list[tuple[str, int, str]]:
    head, *rows = [line.split() for line in LEADS_TO.strip().splitlines()]
    return [(row[0], int(tried), state) for row in rows for tried, state in zip(head, row[1:], strict=True)]


@pytest.mark.parametrize("priority", PRIORITIES)
@pytest.mark.parametrize(("outcome", "tried", "state"), cells())
def test_what_an_attempt_leads_to(outcome: str, tried: int, state: str, priority: int | None) -> None:
    assert after(CallOutcome(outcome), tried, priority) is WishState(state)


@pytest.mark.parametrize("priority", PRIORITIES)
def test_the_next_attempt_comes_by_the_priority_and_after_the_last_there_is_none(priority: int | None) -> None:
    assert most(priority) == 3
    first, second = (NOON + timedelta(minutes=amount) for amount in MINUTES[priority])
    told = [again_at(tried, priority, NOON) for tried in range(5)]
    assert told == [None, first, second, None, None]
    assert again_at(1, priority, None) is None


@pytest.mark.parametrize(
    ("begins", "ends", "sound"),
    [
        (None, None, True),
        (NOON + timedelta(hours=1), NOON + timedelta(hours=2), True),
        # It has begun already, which is as good.
        (NOON - timedelta(hours=1), NOON + timedelta(minutes=1), True),
        (NOON - timedelta(hours=2), NOON, False),
        (NOON + timedelta(hours=2), NOON + timedelta(hours=1), False),
        (NOON + timedelta(hours=1), NOON + timedelta(hours=1), False),
        (NOON + timedelta(hours=1), MIDNIGHT - timedelta(seconds=1), True),
        # Another day at home, the same one by the world's clock.
        (NOON + timedelta(hours=1), MIDNIGHT, False),
        (NOON + timedelta(hours=1), None, False),
        (None, NOON + timedelta(hours=1), False),
    ],
)
def test_which_parts_of_a_day_can_be_asked_for(begins: datetime | None, ends: datetime | None, sound: bool) -> None:
    assert is_sound(begins, ends, NOON) is sound


def test_what_is_urgent_waits_for_no_window_and_alarm_words_for_nothing() -> None:
    later, again = NOON + timedelta(hours=2), NOON + timedelta(minutes=5)
    assert [not_before(later, again, priority, alarmed=False) for priority in PRIORITIES] == [
        again, again, later, later, later, later,
    ]  # fmt: skip
    assert [not_before(later, None, priority, alarmed=False) for priority in (1, 2, 3)] == [None, None, later]
    assert not_before(later, again, 3, alarmed=True) is None
    assert not_before(None, None, 3, alarmed=False) is None
