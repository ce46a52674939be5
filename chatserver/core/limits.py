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
    "message.correct": Rate(20, 1),
    "message.redact": Rate(20, 1),
    # Each looks through thousands of messages.
    "message.search": Rate(20, 0.5),
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
    "case.merge": Rate(10, 0.5),
    "case.reopen": Rate(10, 0.5),
    "case.prioritise": Rate(20, 1),
    "contact.name": Rate(10, 0.5),
    "case.keep": Rate(20, 1),
    "absence.take": Rate(20, 1),
    "offer.accept": Rate(20, 1),
    "offer.decline": Rate(20, 1),
    # Each asks a colleague, or a whole profession.
    "transfer.offer": Rate(10, 0.2),
    "transfer.accept": Rate(20, 1),
    "overflow.take": Rate(20, 1),
    "transfer.decline": Rate(20, 1),
    "transfer.withdraw": Rate(20, 1),
    "alarm.acknowledge": Rate(20, 2),
    # Everybody in the room draws it anew.
    "names.shorten": Rate(10, 0.2),
    # Each alerts a whole unit.
    "colleague.call": Rate(5, 0.1),
    "colleague.come": Rate(20, 1),
    "colleague.introduce": Rate(20, 1),
    "colleague.leave": Rate(20, 1),
    # The same; whoever is told to wait has the numbers to call before them.
    "worse.say": Rate(6, 0.02),
    # Each tells a unit; a number is chosen a few times at most.
    "callback.ask": Rate(6, 0.1),
    "callback.forgo": Rate(6, 0.1),
    "case.withdraw": Rate(6, 0.1),
    "callback.begin": Rate(20, 1),
    "callback.end": Rate(20, 1),
    "reach.settle": Rate(20, 1),
    # Each is a telephone call, and its resident is told of it.
    "attempt.record": Rate(5, 0.05),
    "file.hide": Rate(20, 1),
    "guest.invite": Rate(20, 0.1),
    "guest.admit": Rate(20, 1),
    "guest.refuse": Rate(20, 1),
    "guest.withdraw": Rate(20, 1),
    # One in ten seconds a tab; each renews a lease in the database.
    "heartbeat": Rate(30, 3),
    "call.start": Rate(5, 0.1),
    "call.accept": Rate(10, 0.5),
    "call.decline": Rate(10, 0.5),
    "call.rejoin": Rate(20, 1),
    "call.end": Rate(10, 0.5),
    "call.join": Rate(10, 0.5),
    "call.leave": Rate(10, 0.5),
    "call.remove": Rate(10, 0.5),
    "call.report": Rate(40, 4),
    "call.media": Rate(20, 2),
    "call.description": Rate(40, 4),
    "call.candidate": Rate(200, 30),
    # A check asks twice, and keeps the server's media peer busy for some seconds.
    "connection.check": Rate(8, 0.04),
    # A tab without WebSockets asks anew after each answer.
    "events.await": Rate(60, 5),
    # Over HTTP. Logins are counted in the database, since a guesser may choose the worker (people/backoff.py).
    "file.receive": Rate(20, 0.1),
    # A bad line asks again and again how far a file has come; a good one brings many parts a second.
    "file.resume": Rate(60, 1),
    "file.part": Rate(200, 20),
    # By address: a whole clinic may share one, and a guesser may not gain by it.
    "guest.try": Rate(20, 0.1),
    "intake.start": Rate(10, 0.05),
    "form.send": Rate(20, 0.2),
    "form.withdraw": Rate(20, 0.2),
    # Each is a process of its own for some seconds.
    "case.transcript": Rate(6, 0.05),
    # Each may send something that costs money.
    "reach.change": Rate(20, 0.05),
    # Each is a version that is kept.
    "phrase.save": Rate(60, 0.2),
    "competences.set": Rate(60, 0.2),
    # Chosen once in a unit's life, and each change is a row of the log.
    "unit.calls": Rate(10, 0.05),
}
# Whoever talks has some five buckets of about 200 bytes, so the whole table stays near 10 MB.
MAX_ACTORS = 10_000

# How many tokens there were, and when.
Bucket = tuple[float, float]


class Limits:
    """Each action is charged to its own bucket and to the actor's total. What no rate names shares one bucket, so that
    a client cannot escape by inventing names."""

    def __init__(
        self,
        rates: Mapping[str, Rate] = RATES,
        monotonic: Callable[[], float] = time.monotonic,
        max_actors: int = MAX_ACTORS,
    ) -> None:
        self._rates = rates
        self._monotonic = monotonic
        self._max_actors = max_actors
        self._actors: OrderedDict[Hashable, dict[str, Bucket]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        """How many actors are remembered."""
        return len(self._actors)

    def forget(self) -> None:
        """Everybody may do as much as on the first day."""
        with self._lock:
            self._actors.clear()

    def take(self, actor: Hashable, action: str) -> None:
        """Takes one token, or refuses with the whole seconds until there is one."""
        named = action if action in self._rates else OTHER
        with self._lock:
            wait = self._take(self._buckets(actor), named)
        if wait > 0:
            raise DomainError(ErrorCode.TOO_MANY, retry_after=math.ceil(wait))

    def _buckets(self, actor: Hashable) -> dict[str, Bucket]:
        known = self._actors.get(actor)
        if known is not None:
            self._actors.move_to_end(actor)
            return known
        made = self._actors[actor] = {}
        if len(self._actors) > self._max_actors:
            # Whoever has been silent for longest has the fullest buckets; forgetting them gives the least away.
            self._actors.popitem(last=False)
        return made

    def _take(self, buckets: dict[str, Bucket], named: str) -> float:
        """Seconds until both have a token; one is taken from each where they have."""
        now, own, total = self._monotonic(), self._rates[named], self._rates[EVERYTHING]
        of_own, of_total = _tokens(buckets.get(named), own, now), _tokens(buckets.get(EVERYTHING), total, now)
        wait = max((1 - of_own) / own.per_second, (1 - of_total) / total.per_second)
        cost = 0 if wait > 0 else 1
        buckets[named], buckets[EVERYTHING] = (of_own - cost, now), (of_total - cost, now)
        return wait


def _tokens(bucket: Bucket | None, rate: Rate, now: float) -> float:
    if bucket is None:
        return rate.burst
    tokens, at = bucket
    return min(rate.burst, tokens + (now - at) * rate.per_second)


# What this process counts for its sockets and its HTTP requests alike.
SHARED = Limits()
