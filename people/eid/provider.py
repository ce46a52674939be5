"""What Vårdrum asks of an e-ID. A provider proves who somebody is; what that person may do is decided elsewhere."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from people.personal_number import PersonalNumber


@dataclass(frozen=True, slots=True)
class VerifiedPerson:
    """Whom the e-ID vouches for."""

    personal_number: PersonalNumber
    given_name: str
    family_name: str


class EidRefused(Exception):
    """The e-ID vouches for nobody: cancelled, expired, unknown. Carries no personal data."""


class EidProvider(Protocol):
    """`start` says where to send the browser for an order; `complete` turns what came back into a verified person."""

    @property
    def name(self) -> str:
        """Names the provider in addresses and rows."""

    @property
    def is_test(self) -> bool:
        """Whether anybody can log in as anybody, and the pages have to say so."""

    def start(self, order_id: UUID) -> str: ...

    def complete(self, order_id: UUID, proof: str) -> VerifiedPerson:
        """Raises EidRefused."""
