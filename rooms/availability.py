"""Whether a staff member can be given cases. Pure: presence is derived from lease, load and what was declared, and is
never stored (docs/architecture.md, 'State machines')."""

from datetime import timedelta
from enum import StrEnum

# Consoles renew every 10 s; two lost heartbeats and a little, then the person counts as gone (law 6).
LEASE = timedelta(seconds=30)


class Availability(StrEnum):
    OFFLINE = "offline"
    AVAILABLE = "available"
    BUSY = "busy"
    AWAY = "away"


def availability(*, here: bool, declared: str | None, holding: int, capacity: int) -> Availability:
    """No live lease is offline; else what was declared, available if nothing was; at the load limit busy."""
    if not here:
        return Availability.OFFLINE
    state = Availability(declared) if declared else Availability.AVAILABLE
    if state is Availability.AVAILABLE and holding >= capacity:
        return Availability.BUSY
    return state
