"""What is sent to whom, when, and by which way: kinds, states, quiet hours, backoff, the next way. Pure.

A notice says that there is something to read, never what (law 7). See docs/adr/0022-notices-are-sent-at-least-once.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random
from zoneinfo import ZoneInfo

from people.hours import instant


class Kind(StrEnum):
    YOUR_TURN = "your_turn"
    NEW_ANSWER = "new_answer"
    MISSED_CALL = "missed_call"
    FORM = "form"
    REMINDER = "reminder"
    VISIT = "visit"
    TEST = "test"
    CODE = "code"
    INVITATION = "invitation"


class Channel(StrEnum):
    PUSH = "push"
    EMAIL = "email"
    SMS = "sms"


class State(StrEnum):
    DUE = "due"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"


# What somebody waits for at the screen, or what asks for nothing of a person's night.
AT_ONCE = frozenset({Kind.TEST, Kind.CODE, Kind.INVITATION})
# Whoever sits in the room reads an answer before anybody has to be told of it.
SETTLING = {
    Kind.NEW_ANSWER: timedelta(seconds=30),
    Kind.FORM: timedelta(seconds=30),
    Kind.YOUR_TURN: timedelta(seconds=3),
}
URGENT_PRIORITY = 2

ATTEMPTS_A_WAY = 6
FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(minutes=10)
# Longer than one attempt can take by any way; a worker that is gone gives its notices up after it.
LEASE = timedelta(seconds=30)
# What nobody could be told for so long is news no longer.
STALE = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Quiet:
    """Minutes after local midnight; the span may go over midnight. Equal ends: never quiet."""

    begins: int
    ends: int
    zone: ZoneInfo

    def until(self, now: datetime) -> datetime | None:
        """When the quiet that holds now is over, in UTC; None where it is not quiet."""
        if self.begins == self.ends:
            return None
        today = now.astimezone(self.zone).date()
        for day in (today - timedelta(days=1), today):
            end = day if self.begins < self.ends else day + timedelta(days=1)
            begins, ends = instant(day, self.begins, self.zone), instant(end, self.ends, self.zone)
            if begins <= now < ends:
                return ends
        return None


def waits_until(kind: Kind, *, urgent: bool, quiet: Quiet, now: datetime) -> datetime:
    """Now, or the end of the quiet hours. Priorities 1 and 2 break them: a nurse is waiting for just this answer."""
    if urgent or kind in AT_ONCE:
        return now
    return quiet.until(now) or now


def pause(attempts: int, chance: Random) -> timedelta:
    """After so many attempts that failed: doubled each time, and spread, so that not all come back at once."""
    full = min(FIRST_PAUSE * (1 << min(attempts - 1, 16)), LONGEST_PAUSE)
    return full * (0.5 + chance.random() / 2)


def next_way(chosen: Sequence[Channel], usable: frozenset[Channel], tried: Sequence[Channel]) -> Channel | None:
    """The first way that the person chose, that works for them, and that has not failed for this notice."""
    return next((way for way in chosen if way in usable and way not in tried), None)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one attempt. `lasting`: the same would fail again. `code` is of the way, without anybody's words."""

    sent: bool
    lasting: bool = False
    code: str = ""
    provider_id: str = ""
    gone_devices: tuple[str, ...] = ()
