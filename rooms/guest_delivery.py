"""The way on which an invitation is sent by SMS or e-mail. Whoever sends such things connects it (`chatserver.wiring`);
until then staff hand the link or the code over themselves.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Delivery:
    """`path` is the link without the site's own name, secret part included: it may be in what is sent, once, and in no
    log. `key` names the delivery, so that what is handed over twice is sent once."""

    key: UUID
    channel: Literal["sms", "email"]
    address: str
    name: str
    unit_name: str
    path: str
    code: str
    expires_at: datetime


_ways: list[Callable[[Delivery], None]] = []


def connect(way: Callable[[Delivery], None] | None) -> None:
    """Takes the place of what was connected before; None disconnects."""
    _ways[:] = [way] if way is not None else []


def connected() -> bool:
    return bool(_ways)


def deliver(delivery: Delivery) -> None:
    for way in _ways:
        way(delivery)
