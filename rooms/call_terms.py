"""Calling a resident back by telephone: when, how often and how far apart, and what each attempt leads to. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from people import age

TELEPHONE, CHAT = "telephone", "chat"


class WishState(StrEnum):
    """What has become of the wish to be called."""

    WANTED = "wanted"
    # No attempt is left, or the number was wrong: somebody of staff has to decide.
    DECIDE = "decide"
    REACHED = "reached"
    FORGONE = "forgone"


class CallOutcome(StrEnum):
    REACHED = "reached"
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"
    # Neutral: who called and that they call again, nothing of why.
    LEFT_MESSAGE = "left_message"


STANDING = frozenset({WishState.WANTED, WishState.DECIDE})
UNANSWERED = frozenset({CallOutcome.NO_ANSWER, CallOutcome.LEFT_MESSAGE})

# How long after each attempt without an answer the next one comes. One attempt more than distances, then a decision.
DISTANCES: Mapping[int | None, tuple[timedelta, ...]] = {
    1: (timedelta(minutes=2), timedelta(minutes=5)),
    2: (timedelta(minutes=10), timedelta(minutes=20)),
    3: (timedelta(minutes=30), timedelta(hours=2)),
    4: (timedelta(hours=1), timedelta(hours=3)),
    5: (timedelta(hours=1), timedelta(hours=3)),
    # An errand.
    None: (timedelta(hours=1), timedelta(hours=3)),
}


def most(priority: int | None) -> int:
    """So many attempts before somebody has to decide."""
    return len(DISTANCES[priority]) + 1


def after(outcome: CallOutcome, tried: int, priority: int | None) -> WishState:
    """What an attempt that ended so leads to; `tried` are the unanswered ones with it. Wanted still: the case goes back
    to the queue. Else it stays with whoever called."""
    if outcome is CallOutcome.REACHED:
        return WishState.REACHED
    if outcome is CallOutcome.WRONG_NUMBER or tried >= most(priority):
        return WishState.DECIDE
    return WishState.WANTED


def again_at(tried: int, priority: int | None, ended_at: datetime | None) -> datetime | None:
    """When the next attempt comes after the one that ended then. By the priority of now: a case that has risen since
    is not held back by the distance that it had. None: there is nothing to wait for."""
    distances = DISTANCES[priority]
    if ended_at is None or not 1 <= tried <= len(distances):
        return None
    return ended_at + distances[tried - 1]


def is_sound(from_at: datetime | None, until_at: datetime | None, now: datetime) -> bool:
    """Whether a resident may be called between these two: any time, or a part of today that is not over."""
    if from_at is None or until_at is None:
        return from_at is until_at
    return from_at < until_at and now < until_at and age.home_date(until_at) == age.home_date(now)


def not_before(
    from_at: datetime | None, again_at: datetime | None, priority: int | None, *, alarmed: bool
) -> datetime | None:
    """Before when the case is offered to nobody. What is urgent waits for no convenient time, only for the distance
    between two attempts, and alarm words that nobody has opened for nothing. A window that is over holds nothing."""
    if alarmed:
        return None
    bounds = [bound for bound in (None if priority in (1, 2) else from_at, again_at) if bound is not None]
    return max(bounds, default=None)
