"""How long a call may stay silent or broken before it has failed. Pure: instants in, a verdict out.

A party's reports are a lease. A server that was down hears nobody, so silence is first marked and only counted from
the mark on: whoever is still talking has the whole of `GONE_SECONDS` to say so after a restart.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# A browser reports each 15 s; one report may be lost on the way.
LEASE_SECONDS = 30
GONE_SECONDS = 60
# A path that has not healed by then does not heal: the way on is a new call, or the telephone.
UNSETTLED_SECONDS = 60


class Verdict(StrEnum):
    WAIT = "wait"
    MARK_GONE = "mark_gone"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of an answered call. `unsettled_since` is None while it is connected."""

    caller_heard_at: datetime
    callee_heard_at: datetime
    unsettled_since: datetime | None
    gone_since: datetime | None


def verdict(signs: Signs, now: datetime) -> Verdict:
    last_heard = max(signs.caller_heard_at, signs.callee_heard_at)
    if now - last_heard < timedelta(seconds=LEASE_SECONDS):
        broken_since = signs.unsettled_since
        if broken_since is not None and now - broken_since >= timedelta(seconds=UNSETTLED_SECONDS):
            return Verdict.FAIL
        return Verdict.WAIT
    if signs.gone_since is None:
        return Verdict.MARK_GONE
    return Verdict.FAIL if now - signs.gone_since >= timedelta(seconds=GONE_SECONDS) else Verdict.WAIT
