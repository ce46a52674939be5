"""How often one actor may do one thing: token buckets in this process's memory, with the limits written here.

Several workers each count for themselves, so the true bound is the written one times the workers (docs/limits.md).
"""

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass

from chatserver.core.errors import DomainError, ErrorCode


@dataclass(frozen=True, slots=True)
class Rate:
    """`burst` at once, then `per_second` in the long run."""

    burst: int
    per_second: float


EVERYTHING = "everything"
OTHER = "other"
# A person types and taps; only a browser gathering ICE candidates or catching up on receipts is quicker than this.
RATES: Mapping[str, Rate] = {
    EVERYTHING: Rate(400, 60),
    OTHER: Rate(60, 10),
    "message.send": Rate(40, 5),
    "typing.show": Rate(20, 2),
    "receipt.advance": Rate(60, 10),
    "note.add": Rate(20, 2),
    # A tab opens all it follows anew after each reconnect; each is a snapshot at worst.
    "room.open": Rate(60, 5),
    "room.close": Rate(60, 10),
    "worklist.open": Rate(20, 2),
    "worklist.close": Rate(20, 2),
    # Each moves a case or closes it, in sight of a whole unit.
    "case.claim": Rate(20, 1),
    "case.release": Rate(20, 1),
    "case.reassign": Rate(20, 1),
    "case.conclude": Rate(20, 1),
    "case.reopen": Rate(10, 0.5),
    "case.prioritise": Rate(20, 1),
    "file.hide": Rate(20, 1),
    # One in ten seconds a tab; each renews a lease in the database.
    "heartbeat": Rate(30, 3),
    "call.start": Rate(5, 0.1),
    "call.accept": Rate(10, 0.5),
    "call.decline": Rate(10, 0.5),
    "call.rejoin": Rate(20, 1),
    "call.end": Rate(10, 0.5),
    "call.report": Rate(40, 4),
    "call.media": Rate(20, 2),
    "call.description": Rate(40, 4),
    "call.candidate": Rate(200, 30),
    # A tab without WebSockets asks anew after each answer.
    "events.await": Rate(60, 5),
    # Over HTTP. Logins are counted in the database, since a guesser may choose the worker (people/backoff.py).
    "file.receive": Rate(20, 0.1),
    # A bad line asks again and again how far a file has come; a good one brings many parts a second.
    "file.resume": Rate(60, 1),
    "file.part": Rate(200, 20),
    "intake.start": Rate(10, 0.05),
}
# One bucket takes about 200 bytes, so the whole table stays under 10 MB.
MAX_BUCKETS = 50_000


class Limits:
    """Each action is charged to its own bucket and to the actor's total. What no rate names shares one bucket, so that
    a client cannot escape by inventing names."""

    def __init__(
        self,
        rates: Mapping[str, Rate] = RATES,
        monotonic: Callable[[], float] = time.monotonic,
        max_buckets: int = MAX_BUCKETS,
    ) -> None:
        self._rates = rates
        self._monotonic = monotonic
        self._max_buckets = max_buckets
        self._buckets: OrderedDict[tuple[Hashable, str], tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._buckets)

    def take(self, actor: Hashable, action: str) -> None:
        """Takes one token, or refuses with the whole seconds until there is one."""
        named = action if action in self._rates else OTHER
        with self._lock:
            now = self._monotonic()
            tokens = {name: self._tokens(actor, name, now) for name in (named, EVERYTHING)}
            wait = max((1 - left) / self._rates[name].per_second for name, left in tokens.items())
            cost = 0 if wait > 0 else 1
            for name, left in tokens.items():
                self._buckets[actor, name] = (left - cost, now)
                self._buckets.move_to_end((actor, name))
            while len(self._buckets) > self._max_buckets:
                # The one untouched for longest is the fullest there is; forgetting it gives the least away.
                self._buckets.popitem(last=False)
        if wait > 0:
            raise DomainError(ErrorCode.TOO_MANY, retry_after=math.ceil(wait))

    def _tokens(self, actor: Hashable, name: str, now: float) -> float:
        rate = self._rates[name]
        known = self._buckets.get((actor, name))
        return min(rate.burst, known[0] + (now - known[1]) * rate.per_second) if known else rate.burst


# What this process counts for its sockets and its HTTP requests alike.
SHARED = Limits()
