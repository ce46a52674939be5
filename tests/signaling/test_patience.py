"""What silence and a broken path mean, at each side of each limit."""

from datetime import UTC, datetime, timedelta

import pytest

from signaling.patience import GONE_SECONDS, LEASE_SECONDS, UNSETTLED_SECONDS, Signs, Verdict, verdict

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def ago(seconds: float) -> datetime:
    return NOW - timedelta(seconds=seconds)


def judged(
    *, caller: float = 1, callee: float = 1, unsettled: float | None = None, gone: float | None = None
) -> Verdict:
    signs = Signs(
        caller_heard_at=ago(caller),
        callee_heard_at=ago(callee),
        unsettled_since=None if unsettled is None else ago(unsettled),
        gone_since=None if gone is None else ago(gone),
    )
    return verdict(signs, NOW)


def test_a_call_that_both_report_on_goes_on() -> None:
    assert judged() is Verdict.WAIT


@pytest.mark.parametrize("silent", ["caller", "callee"])
def test_one_party_that_reports_keeps_the_call(silent: str) -> None:
    assert judged(**{silent: 3_600}) is Verdict.WAIT


def test_silence_of_both_is_marked_when_the_leases_are_over() -> None:
    assert judged(caller=LEASE_SECONDS - 1, callee=3_600) is Verdict.WAIT
    assert judged(caller=LEASE_SECONDS, callee=LEASE_SECONDS) is Verdict.MARK_GONE


def test_silence_counts_from_the_mark_on() -> None:
    """A server that was down for an hour gives both parties the whole time to say that they are there."""
    assert judged(caller=3_600, callee=3_600) is Verdict.MARK_GONE
    assert judged(caller=3_600, callee=3_600, gone=GONE_SECONDS - 1) is Verdict.WAIT
    assert judged(caller=3_600, callee=3_600, gone=GONE_SECONDS) is Verdict.FAIL


def test_a_path_that_does_not_heal_has_failed() -> None:
    assert judged(unsettled=UNSETTLED_SECONDS - 1) is Verdict.WAIT
    assert judged(unsettled=UNSETTLED_SECONDS) is Verdict.FAIL


def test_a_broken_path_that_nobody_speaks_of_is_judged_by_the_silence() -> None:
    assert judged(caller=90, callee=90, unsettled=90) is Verdict.MARK_GONE
