"""How cases find people: the house's own way, and the ways it is compared with. Pure.

`ours` and `first_come` are the same engine with another order. `round_robin` and `least_loaded` give a case away when
it comes, as Chatwoot's and Rocket.Chat's automatic assignment do (the next in the circle; the fewest open chats), and
each person works through their own heap in order of arrival.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cached_property
from typing import Protocol
from uuid import UUID

from rooms.matching.eligibility import of_kind, of_persons
from rooms.matching.engine import Assignment, Matcher
from rooms.matching.parties import Clinician, Need, Rank


class Policy(Protocol):
    # Whether what somebody holds comes back to the queue when they go home.
    hands_back: bool

    def own_order(self, need: Need) -> Rank:
        """In which order a person takes the conversations that wait for them; the smallest first."""

    def put_case(self, need: Need) -> None: ...
    def put_person(self, person: Clinician, now: datetime) -> None: ...
    def settle(self) -> list[Assignment]: ...


@dataclass(frozen=True)
class _Arrived(Need):
    @cached_property
    def rank(self) -> Rank:
        return by_arrival(self)


def by_arrival(need: Need) -> Rank:
    return (0, 0, need.arrived_at, 0, need.arrived_at, need.number)


class Ours(Matcher):
    hands_back = True

    def own_order(self, need: Need) -> Rank:
        return need.rank


class FirstCome(Matcher):
    hands_back = True

    def put_case(self, need: Need) -> None:
        super().put_case(_Arrived(**{field.name: getattr(need, field.name) for field in fields(need)}))

    def own_order(self, need: Need) -> Rank:
        return by_arrival(need)


class GivenOnArrival:
    """No queue of the unit: whoever is there gets the case at once, and keeps it until they have the time, over nights
    and absences; without anybody it waits for the first who come."""

    hands_back = False

    def __init__(self, choose: Callable[[list[Clinician], Mapping[UUID, int]], Clinician]) -> None:
        self._choose = choose
        self._people: dict[UUID, tuple[Clinician, datetime]] = {}
        self._times: dict[UUID, int] = {}
        self._backlog: list[Need] = []
        # Whether anybody has come who could take what is left, and whatever has come since.
        self._tried = 0

    def own_order(self, need: Need) -> Rank:
        return by_arrival(need)

    def put_case(self, need: Need) -> None:
        self._backlog.append(need)

    def put_person(self, person: Clinician, now: datetime) -> None:
        before = self._people.get(person.id)
        if person.available and (before is None or not before[0].available):
            self._tried = 0
        self._people[person.id] = person, now

    def settle(self) -> list[Assignment]:
        if len(self._backlog) == self._tried:
            return []
        given, left = [], self._backlog[: self._tried]
        for need in sorted(self._backlog[self._tried :], key=by_arrival):
            able = [person for person, now in self._people.values() if self._may(need, person, now)]
            if not able:
                left.append(need)
                continue
            chosen = self._choose(able, self._times)
            self._times[chosen.id] = 1 + max(self._times.values(), default=0)
            given.append(Assignment(need.id, chosen.id))
            self._hold(chosen)
        self._backlog, self._tried = left, len(left)
        return given

    def _may(self, need: Need, person: Clinician, now: datetime) -> bool:
        return person.available and not of_kind(need.signature, person.kind(now)) and not of_persons(need, person)

    def _hold(self, person: Clinician) -> None:
        _, now = self._people[person.id]
        values = {field.name: getattr(person, field.name) for field in fields(person)}
        self._people[person.id] = Clinician(**{**values, "load": person.load + 2}), now


def _next_in_the_circle(able: list[Clinician], times: Mapping[UUID, int]) -> Clinician:
    return min(able, key=lambda person: (times.get(person.id, 0), person.id))


def _fewest_open(able: list[Clinician], times: Mapping[UUID, int]) -> Clinician:
    return min(able, key=lambda person: (person.load, times.get(person.id, 0), person.id))


POLICIES: Mapping[str, Callable[[], Policy]] = {
    "ours": Ours,
    "first_come": FirstCome,
    "round_robin": lambda: GivenOnArrival(_next_in_the_circle),
    "least_loaded": lambda: GivenOnArrival(_fewest_open),
}
