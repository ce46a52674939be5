"""What matching needs to know of a waiting case and of a person at work. Pure values, filled in by the caller."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from rooms.call_terms import CHAT
from rooms.urgency import rank

# A conversation that waits for an answer takes a whole hand, one that waits for the resident half of one, and one
# that is paused none. Counted in halves, so that the sums stay whole numbers.
STAFF_TURN, RESIDENT_TURN, PAUSED_TURN = 2, 1, 0
HALVES = 2

Rank = tuple[int, int, datetime, int, datetime, int]
# Among equally urgent cases those of a unit that is helped come after all of the own ones.
AFTER_OWN = datetime.max.replace(tzinfo=UTC)


class Signature(NamedTuple):
    """What a case asks of whoever takes it. Cases with the same signature differ in nothing but rank and persons."""

    unit_id: UUID
    professions: frozenset[str]
    role: str | None
    competences: frozenset[str]
    # None: any will do, because an interpreter is there or nobody at the unit speaks it.
    language: str | None
    protected: bool
    urgent: bool


class Kind(NamedTuple):
    """What a person can be asked for. `off_hours`: only what is urgent is offered."""

    units: frozenset[UUID]
    profession: str
    roles: frozenset[str]
    competences: frozenset[str]
    languages: frozenset[str]
    protected: bool
    off_hours: bool


# Not slotted: the derived values are computed once and kept.
@dataclass(frozen=True)
class Need:
    """A waiting case. `permanent` is the resident's permanent care contact, `known` whom they have met, the latest
    first; `barred` are those who lately declined it or let it pass, `subjects` everybody whom the case is about."""

    id: UUID
    number: int
    unit_id: UUID
    priority: int | None
    alarm_rank: int
    open_by: datetime
    arrived_at: datetime
    professions: frozenset[str]
    role: str | None = None
    competences: frozenset[str] = frozenset()
    # The competence that the topic asks for, and until which part of the promised time, in percent, it does. Once that
    # has gone `competences` is empty.
    wished: str = ""
    wished_until: int = 100
    language: str = "sv"
    interpreter: bool = False
    protected: bool = False
    subjects: frozenset[UUID] = frozenset()
    permanent: UUID | None = None
    known: tuple[UUID, ...] = ()
    barred: frozenset[UUID] = frozenset()
    # How the resident is met: chat or telephone. Somebody who is to be called is offered to nobody before this.
    contact_form: str = CHAT
    not_before: datetime | None = None
    # Of a unit that is helped.
    outside: bool = False

    @cached_property
    def rank(self) -> Rank:
        own = rank(self)
        return (*own[:2], AFTER_OWN, 0, self.open_by, self.number) if self.outside else own

    @property
    def urgent(self) -> bool:
        return self.priority in (1, 2)

    @cached_property
    def signature(self) -> Signature:
        language = None if self.interpreter else self.language
        return Signature(
            self.unit_id, self.professions, self.role, self.competences, language, self.protected, self.urgent
        )

    @property
    def preferred(self) -> tuple[UUID, ...]:
        """Whom the resident would rather meet, the permanent care contact before all."""
        first = () if self.permanent is None else (self.permanent,)
        return first + tuple(account for account in self.known if account != self.permanent)


@dataclass(frozen=True)
class Clinician:
    """A person at work. `load` is what they hold, in halves (STAFF_TURN and so on); `capacity` is in whole hands.
    `works_until` is when the unit's or the person's hours end; `relatives` are accounts they must not treat."""

    id: UUID
    units: frozenset[UUID]
    profession: str
    capacity: int
    load: int = 0
    available: bool = True
    roles: frozenset[str] = frozenset()
    competences: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset({"sv"})
    protected: bool = False
    works_until: datetime | None = None
    relatives: frozenset[UUID] = field(default_factory=frozenset)
    # Rises with every case they are given: of two with the same load, whoever was given theirs longest ago is next.
    given: int = 0
    # How many they may be asked about at once; None: as many as they have hands free.
    asks: int | None = None

    @property
    def room(self) -> bool:
        """Whether one more conversation that waits for an answer still fits."""
        if self.asks is not None and self.asks < 1:
            return False
        return self.load + STAFF_TURN <= self.capacity * HALVES

    def kind(self, now: datetime) -> Kind:
        off_hours = self.works_until is not None and now >= self.works_until
        return Kind(
            self.units, self.profession, self.roles, self.competences, self.languages, self.protected, off_hours
        )

    @property
    def turn(self) -> tuple[int, int, int, int]:
        """Sorts ascending: the least loaded by their own measure, then whoever can do least else, so that the rare
        skills stay free; then whoever was given a case longest ago. The id settles the rest."""
        share = self.load * 1000 // (self.capacity * HALVES) if self.capacity else 1000
        return share, len(self.competences) + len(self.languages) + len(self.units), self.given, self.id.int
