"""The product by the day's clock, and what can be spoiled in it. It has no switch for any of this."""

import os
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from django.apps import AppConfig

from chatserver.core import clock, limits
from rooms.matching.parties import Need, Rank
from tests.chaos import tampered
from tests.chaos.tampered.apps import no_return, wrong_clock
from tests.day import HAND, SPOILED
from tests.day.hand import Hand

# The jobs look at the clock so often that a step of it does not have to wait for them.
TICK_SECONDS = 0.02


class DayConfig(AppConfig):
    name = "tests.day"

    def ready(self) -> None:
        hand = Hand(Path(os.environ[HAND]))
        # The process's own clock, which a fault may put wrong; it must decide nothing.
        wrong_clock()
        own = Path(os.environ[tampered.CLOCKS]) / str(os.getpid())
        setattr(clock, "told", lambda _instant: hand.now())  # noqa: B010 mypy forbids to assign to a function
        setattr(clock, "now_here", lambda: _wrong(hand.now(), own))  # noqa: B010 as above
        _let_jobs_and_limits_go_by(hand.seconds)
        for what in filter(None, os.environ.get(SPOILED, "").split(",")):
            WHAT[what]()


def _wrong(moment: datetime, own: Path) -> datetime:
    return moment + timedelta(seconds=tampered.wrong_by(own))


def _let_jobs_and_limits_go_by(seconds: Callable[[], float]) -> None:
    """What counts seconds of its own process counts those of the day: so much a minute, and one lease after a start."""
    from chatserver.core.gateway import together  # noqa: PLC0415 apps are loaded only now
    from chatserver.core.jobs import Ticker  # noqa: PLC0415 as above
    from rooms.jobs import JOBS, LeaseSweep  # noqa: PLC0415 as above

    setattr(Ticker.__init__, "__defaults__", (TICK_SECONDS,))  # noqa: B010 mypy forbids to assign to a function's own
    # Beats are answered at once: the rest that they are gathered in would be half a minute of the day.
    together.BEATS_REST_SECONDS = 0.0
    limits.SHARED._monotonic = seconds
    for sweep in (job.run for job in JOBS):
        if isinstance(sweep, LeaseSweep):
            sweep._seconds, sweep._started = seconds, seconds()


def last_come_first() -> None:
    """Offers in an order of somebody's own: whoever came last is first."""

    def backwards(need: Need) -> Rank:
        return (0, 0, need.open_by, -need.number, need.arrived_at, -need.number)

    setattr(Need, "rank", property(backwards))  # noqa: B010 a cached property, as mypy sees it


WHAT: Mapping[str, Callable[[], None]] = {"order": last_come_first, "return": no_return}
