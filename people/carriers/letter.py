"""What an attempt is given: whole and in words, so that no carrier asks the database."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Subscription:
    """A device's address with its keys in base64url (RFC 8291)."""

    id: str
    endpoint: str
    p256dh: str
    auth: str


@dataclass(frozen=True, slots=True)
class Outgoing:
    """`id` goes with every attempt, so that whoever receives two knows them for one."""

    id: UUID
    title: str
    text: str
    to: str = ""
    devices: tuple[Subscription, ...] = ()
    urgent: bool = False
