"""Who issues a command. Pure: built at the edge from a login, carried through every action, named by every event."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class ActorKind(StrEnum):
    RESIDENT = "resident"
    STAFF = "staff"
    GUEST = "guest"
    SYSTEM = "system"


SUPERVISOR = "supervisor"
ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Actor:
    """`unit_id` is the unit a staff member chose at login; `name` is what others are shown."""

    kind: ActorKind
    account_id: UUID | None = None
    login_id: UUID | None = None
    name: str = ""
    title: str = ""
    profession: str = ""
    unit_id: UUID | None = None
    roles: frozenset[str] = field(default_factory=frozenset)

    @property
    def person(self) -> UUID:
        """The account behind the actor. The system has none; asking it is a fault."""
        if self.account_id is None:
            raise ValueError("the system is not a person")
        return self.account_id

    @property
    def is_staff(self) -> bool:
        return self.kind is ActorKind.STAFF

    @property
    def is_guest(self) -> bool:
        return self.kind is ActorKind.GUEST

    @property
    def is_supervisor(self) -> bool:
        return SUPERVISOR in self.roles


SYSTEM = Actor(kind=ActorKind.SYSTEM, name="Vårdrum")
