"""Age in years and months, and the thirteenth birthday."""

from datetime import UTC, date, datetime

import pytest

from people import age


@pytest.mark.parametrize(
    ("birth", "on", "expected"),
    [
        (date(1992, 3, 14), date(2026, 3, 13), 33),
        (date(1992, 3, 14), date(2026, 3, 14), 34),
        (date(2012, 2, 29), date(2025, 2, 28), 12),
        (date(2012, 2, 29), date(2025, 3, 1), 13),
        (date(2026, 11, 1), date(2026, 11, 1), 0),
    ],
)
def test_years(birth: date, on: date, expected: int) -> None:
    assert age.years(birth, on) == expected


@pytest.mark.parametrize(
    ("birth", "on", "expected"),
    [
        (date(2026, 1, 31), date(2026, 2, 28), 0),
        (date(2026, 1, 31), date(2026, 3, 1), 1),
        (date(2025, 11, 21), date(2026, 11, 21), 12),
    ],
)
def test_months(birth: date, on: date, expected: int) -> None:
    assert age.months(birth, on) == expected


def test_a_guardian_acts_until_the_day_before_the_thirteenth_birthday() -> None:
    birth = date(2013, 11, 21)
    assert age.guardian_may_act(birth, date(2026, 11, 20))
    assert not age.has_own_voice(birth, date(2026, 11, 20))
    assert not age.guardian_may_act(birth, date(2026, 11, 21))
    assert age.has_own_voice(birth, date(2026, 11, 21))


def test_the_day_changes_at_swedish_midnight() -> None:
    assert age.home_date(datetime(2026, 11, 20, 22, 59, tzinfo=UTC)) == date(2026, 11, 20)
    assert age.home_date(datetime(2026, 11, 20, 23, 0, tzinfo=UTC)) == date(2026, 11, 21)
