"""How long a guesser has to wait. Pure: a count of refused attempts and the time of the last one give the next."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Network, ip_address

# Beyond this every wait is the longest one anyway, and the product would grow past what a timedelta holds.
MAX_DOUBLINGS = 20


@dataclass(frozen=True, slots=True)
class Backoff:
    """`free` attempts without waiting, then a wait that doubles from `first` to `longest`; forgotten after `memory`."""

    free: int
    first: timedelta
    longest: timedelta
    memory: timedelta

    def wait(self, attempts: int, last: datetime, now: datetime) -> timedelta:
        """What is left to wait before the next attempt; nothing if it is zero."""
        if attempts < self.free or self.forgotten(last, now):
            return timedelta(0)
        doublings = min(attempts - self.free, MAX_DOUBLINGS)
        pause = min(self.first * (1 << doublings), self.longest)
        return max(last + pause - now, timedelta(0))

    def forgotten(self, last: datetime, now: datetime) -> bool:
        return now - last >= self.memory


# One person at one address: some wrong keys, then a pause that makes guessing hopeless and a tired nurse only wait.
PAIR = Backoff(free=5, first=timedelta(seconds=2), longest=timedelta(minutes=15), memory=timedelta(hours=24))
# One account from addresses it has never been used from. Its owner's own addresses are not counted here, so that
# nobody can lock a colleague out from somewhere else.
STRANGERS = Backoff(free=20, first=timedelta(seconds=2), longest=timedelta(minutes=15), memory=timedelta(hours=24))
# One address, all accounts. A whole clinic may share an address, so it bears much and waits little.
ADDRESS = Backoff(free=60, first=timedelta(seconds=1), longest=timedelta(minutes=1), memory=timedelta(hours=1))


def neighbourhood(address: str) -> str:
    """Whom an address is counted with: an IPv6 subscriber has a whole /64, so its addresses are one."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv4Address):
        return str(parsed)
    return str(parsed.ipv4_mapped or IPv6Network((parsed, 64), strict=False))
