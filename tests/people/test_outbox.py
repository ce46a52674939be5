"""The pure part of notices: quiet hours, pauses, the next way, words, addresses."""

from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from people import addresses, outbox
from people.actions.reach import MAX_DEVICES
from people.carriers import push
from people.notice_words import words
from people.outbox import LEASE, Channel, Kind, Quiet

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NIGHT = Quiet(22 * 60, 7 * 60, STOCKHOLM)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM).astimezone(UTC)


@pytest.mark.parametrize(
    ("at", "until"),
    [
        ("2026-11-10T21:59", None),
        ("2026-11-10T22:00", "2026-11-11T07:00"),
        ("2026-11-11T06:59", "2026-11-11T07:00"),
        ("2026-11-11T07:00", None),
        # The night with an hour more, and the one with an hour less.
        ("2026-10-24T23:00", "2026-10-25T07:00"),
        ("2026-03-28T23:00", "2026-03-29T07:00"),
    ],
)
def test_quiet_hours_are_wall_clock_times(at: str, until: str | None) -> None:
    assert NIGHT.until(local(at)) == (local(until) if until else None)


def test_quiet_hours_by_day_and_none_at_all() -> None:
    noon = Quiet(12 * 60, 13 * 60, STOCKHOLM)
    assert noon.until(local("2026-11-10T12:30")) == local("2026-11-10T13:00")
    assert noon.until(local("2026-11-10T23:30")) is None
    assert Quiet(0, 0, STOCKHOLM).until(local("2026-11-10T00:00")) is None


@pytest.mark.parametrize("kind", Kind)
def test_only_what_is_urgent_or_asked_for_breaks_the_quiet(kind: Kind) -> None:
    now, ends = local("2026-11-10T23:00"), local("2026-11-11T07:00")
    assert outbox.waits_until(kind, urgent=True, quiet=NIGHT, now=now) == now
    waits = outbox.waits_until(kind, urgent=False, quiet=NIGHT, now=now)
    assert waits == (now if kind in outbox.AT_ONCE else ends)


def test_pauses_double_up_to_the_longest_and_are_spread() -> None:
    chance = Random(1)
    for attempts in range(1, 30):
        full = min(outbox.FIRST_PAUSE * 2 ** (attempts - 1), outbox.LONGEST_PAUSE)
        assert full / 2 <= outbox.pause(attempts, chance) <= full
    assert len({outbox.pause(5, chance) for _ in range(20)}) > 1
    assert timedelta(seconds=10) < outbox.LEASE


def test_the_next_way_is_the_first_chosen_one_that_works_and_has_not_failed() -> None:
    chosen, all_ways = (Channel.SMS, Channel.PUSH, Channel.EMAIL), frozenset(Channel)
    assert outbox.next_way(chosen, all_ways, []) is Channel.SMS
    assert outbox.next_way(chosen, all_ways, [Channel.SMS]) is Channel.PUSH
    assert outbox.next_way(chosen, all_ways - {Channel.PUSH}, [Channel.SMS]) is Channel.EMAIL
    assert outbox.next_way((Channel.SMS,), all_ways, [Channel.SMS]) is None
    assert outbox.next_way((), all_ways, []) is None


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("language", ["sv", "en", "sv-SE", "ar"])
def test_words_fit_into_one_sms_and_have_no_link_of_their_own(kind: Kind, language: str) -> None:
    said = words(kind, language, protected=False, extra="123456")
    assert len(said.text) <= 70 * 2
    assert "http" not in said.text
    assert "{" not in said.text
    assert words(kind, "sv", protected=False) != words(kind, "en", protected=False)


def test_with_protected_identity_all_cases_sound_alike() -> None:
    kinds = set(Kind) - {Kind.CODE, Kind.INVITATION}
    assert len({words(kind, "sv", protected=True) for kind in kinds}) == 1
    assert "Vårdrum" not in words(Kind.YOUR_TURN, "sv", protected=True).text


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("070-174 06 05", "+46701740605"),
        ("0046 70 174 06 05", "+46701740605"),
        ("+47 400 00 000", "+4740000000"),
        ("112", None),
        ("0900 123 456", None),
        ("+46", None),
        ("<script>", None),
    ],
)
def test_numbers_are_kept_as_they_are_sent_to(written: str, kept: str | None) -> None:
    assert addresses.phone(written) == kept


@pytest.mark.parametrize("wrong", ["anna", "anna@", "@x.se", "a b@x.se", "a@x", "a@x.se\nBcc: b@y.se", "a..b@x.se"])
def test_an_address_that_is_none_is_refused(wrong: str) -> None:
    assert addresses.email(wrong) is None
    assert addresses.email(" anna@example.org ") == "anna@example.org"


def test_an_attempt_at_all_devices_ends_within_its_lease() -> None:
    # To connect, and to wait for the answer.
    assert LEASE.total_seconds() > 2 * push.ALL_SECONDS
    assert push.ALL_SECONDS / MAX_DEVICES >= 1
