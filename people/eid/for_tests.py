"""The test e-ID: whoever is chosen from a list of fictional people is believed. Never in production."""

from uuid import UUID

from people.eid.fictional_people import PEOPLE, FictionalPerson
from people.eid.provider import EidRefused, VerifiedPerson

ALLOWED_MODES = frozenset({"embedded", "test"})


class EidForTestsForbidden(Exception):
    """The server is set to use the test e-ID where it must not."""


class EidForTests:
    """Implements EidProvider. The proof is the id of a fictional person."""

    name = "test"
    is_test = True

    def __init__(self, mode: str) -> None:
        if mode not in ALLOWED_MODES:
            raise EidForTestsForbidden(
                f"The test e-ID lets anybody log in as anybody and is refused in the mode '{mode}': "
                "take 'test' out of VARDRUM_EID_PROVIDERS."
            )

    def start(self, order_id: UUID) -> str:
        return f"/login?order={order_id}"

    def complete(self, order_id: UUID, proof: str) -> VerifiedPerson:
        for person in PEOPLE:
            if person.person_id == proof:
                return VerifiedPerson(person.personal_number, person.given_name, person.family_name)
        raise EidRefused

    @property
    def people(self) -> tuple[FictionalPerson, ...]:
        return PEOPLE
