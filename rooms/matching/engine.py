"""Who gets what: the waiting case that ranks highest is given first, to the least loaded person whom it fits. Pure.

Nobody passes a fitting case that ranks above: a case is passed only when nobody who fits it has a hand free, and hands
only fill while cases are given. Whom the resident knows is considered afterwards, among those who were served anyway,
so that it costs no one else their turn. Cases lie in one heap a signature and people in one a kind; an event touches
the signatures it concerns, so that it costs the logarithm of what waits (docs/adr/0024).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from heapq import heappop, heappush
from uuid import UUID

from rooms.matching.eligibility import of_kind, of_persons, of_time
from rooms.matching.parties import STAFF_TURN, Clinician, Kind, Need, Rank, Signature

Turn = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Assignment:
    case_id: UUID
    person_id: UUID


@dataclass(frozen=True, slots=True)
class _Given:
    case: Need
    person_id: UUID


def match(cases: Iterable[Need], people: Iterable[Clinician], now: datetime) -> list[Assignment]:
    """All that can be given now, in the order of service. The same input gives the same answer in any order."""
    matcher = Matcher()
    for person in people:
        matcher.put_person(person, now)
    for case in cases:
        if not of_time(case, now):
            matcher.put_case(case)
    return matcher.settle()


class Matcher:
    """What waits and who is at work, kept between events. After `settle` nobody who waits fits anybody with a hand
    free, which is what lets the next event look at what it changed alone."""

    def __init__(self) -> None:
        self._cases: dict[UUID, Need] = {}
        self._people: dict[UUID, Clinician] = {}
        self._kinds: dict[UUID, Kind] = {}
        self._waiting: dict[Signature, list[tuple[Rank, UUID]]] = {}
        self._free: dict[Kind, list[tuple[Turn, UUID]]] = {}
        self._fitting: dict[Signature, list[Kind]] = {}
        self._asking: dict[Kind, list[Signature]] = {}
        self._touched: set[Signature] = set()

    # --- what changes ----------------------------------------------------------------------------------------------
    def put_case(self, case: Need) -> None:
        """A case begins to wait, or what is known of it has changed. Time is not asked after here: who is to be called
        later is put here when that time has come."""
        asked, before = case.signature, self._cases.get(case.id)
        self._cases[case.id] = case
        if before is not None and (before.rank, before.signature) == (case.rank, asked):
            self._touched.add(asked)
            return
        if asked not in self._waiting:
            self._waiting[asked] = []
            self._fitting[asked] = [kind for kind in self._free if not of_kind(asked, kind)]
            for kind in self._fitting[asked]:
                self._asking[kind].append(asked)
        heappush(self._waiting[asked], (case.rank, case.id))
        self._touched.add(asked)

    def take_case(self, case_id: UUID) -> None:
        """The case waits no more: claimed, concluded or moved."""
        self._cases.pop(case_id, None)

    def put_person(self, person: Clinician, now: datetime) -> None:
        """A person comes to work, or their load, presence or hours have changed."""
        kind = person.kind(now)
        if kind not in self._free:
            self._free[kind] = []
            self._asking[kind] = [asked for asked in self._waiting if not of_kind(asked, kind)]
            for asked in self._asking[kind]:
                self._fitting[asked].append(kind)
        self._people[person.id], self._kinds[person.id] = person, kind
        if person.available and person.room:
            heappush(self._free[kind], (person.turn, person.id))
            self._touched.update(self._asking[kind])

    def take_person(self, person_id: UUID) -> None:
        self._people.pop(person_id, None)
        self._kinds.pop(person_id, None)

    def person(self, person_id: UUID) -> Clinician | None:
        return self._people.get(person_id)

    def waiting(self) -> Iterator[Need]:
        return iter(self._cases.values())

    # --- what follows ----------------------------------------------------------------------------------------------
    def settle(self) -> list[Assignment]:
        """Gives all that can be given, and counts it as held by whoever got it."""
        everything: list[_Given] = []
        while given := self._give():
            everything += self._prefer(given)
        everything.sort(key=lambda one: one.case.rank)
        return [Assignment(one.case.id, one.person_id) for one in everything]

    def _give(self) -> list[_Given]:
        given: list[_Given] = []
        front: list[tuple[Rank, UUID, Signature]] = []
        aside: list[Need] = []
        touched, self._touched = self._touched, set()
        for asked in touched:
            self._bring_forward(front, asked)
        while front:
            _, case_id, asked = heappop(front)
            case = self._cases[case_id]
            if not self._somebody_free(asked):
                continue
            heappop(self._waiting[asked])
            person = self._choose(case)
            if person is None:
                aside.append(case)
            else:
                del self._cases[case_id]
                self._load(person, STAFF_TURN)
                given.append(_Given(case, person.id))
            self._bring_forward(front, asked)
        for case in aside:
            heappush(self._waiting[case.signature], (case.rank, case.id))
        return given

    def _bring_forward(self, front: list[tuple[Rank, UUID, Signature]], asked: Signature) -> None:
        """The signature's next case, past what no longer waits or waits in another place."""
        queue = self._waiting[asked]
        while queue:
            place, case_id = queue[0]
            case = self._cases.get(case_id)
            if case is not None and case.rank == place and case.signature == asked:
                heappush(front, (place, case_id, asked))
                return
            heappop(queue)

    def _somebody_free(self, asked: Signature) -> bool:
        return any(self._first_free(kind) is not None for kind in self._fitting[asked])

    def _first_free(self, kind: Kind) -> Clinician | None:
        queue = self._free[kind]
        while queue:
            person = self._current(queue[0], kind)
            if person is not None:
                return person
            heappop(queue)
        return None

    def _current(self, entry: tuple[Turn, UUID], kind: Kind) -> Clinician | None:
        """The person whom an entry still speaks of truly."""
        turn, person_id = entry
        person = self._people.get(person_id)
        if person is None or self._kinds[person_id] != kind or person.turn != turn:
            return None
        return person if person.available and person.room else None

    def _choose(self, case: Need) -> Clinician | None:
        best: Clinician | None = None
        for kind in self._fitting[case.signature]:
            person = self._first_free(kind)
            if person is not None and of_persons(case, person):
                person = self._first_for(case, kind)
            if person is not None and (best is None or person.turn < best.turn):
                best = person
        return best

    def _first_for(self, case: Need, kind: Kind) -> Clinician | None:
        """The first free one with nothing between them and this resident; whoever is passed keeps their place."""
        queue, passed = self._free[kind], []
        found: Clinician | None = None
        while found is None and (person := self._first_free(kind)) is not None:
            if of_persons(case, person):
                passed.append(heappop(queue))
            else:
                found = person
        for entry in passed:
            heappush(queue, entry)
        return found

    def _load(self, person: Clinician, halves: int) -> None:
        hands = halves // STAFF_TURN
        asks = None if person.asks is None else person.asks - hands
        loaded = replace(person, load=person.load + halves, given=person.given + hands, asks=asks)
        self._people[person.id] = loaded
        if loaded.available and loaded.room:
            heappush(self._free[self._kinds[person.id]], (loaded.turn, person.id))

    # --- whom the resident knows -----------------------------------------------------------------------------------
    def _prefer(self, given: list[_Given]) -> list[_Given]:
        """Lets those who were served meet whom they know: somebody with a hand still free, or in exchange with one
        who was served just now too. Nobody who is served loses it by that, and a hand that comes free is used."""
        holders = {one.case.id: one.person_id for one in given}
        held: dict[UUID, list[Need]] = {}
        for one in given:
            held.setdefault(one.person_id, []).append(one.case)
        for one in given:
            for wanted in one.case.preferred:
                if wanted == holders[one.case.id] or self._bring_together(one.case, wanted, holders, held):
                    break
        return [_Given(one.case, holders[one.case.id]) for one in given]

    def _bring_together(
        self, case: Need, wanted: UUID, holders: dict[UUID, UUID], held: dict[UUID, list[Need]]
    ) -> bool:
        person = self._people.get(wanted)
        if person is None or not person.available or not self._fits(case, person):
            return False
        present = self._people[holders[case.id]]
        if person.room:
            self._move(case, present, person, holders, held)
            self._load(self._people[present.id], -STAFF_TURN)
            self._load(person, STAFF_TURN)
            self._touched.update(self._asking[self._kinds[present.id]])
            return True
        for other in sorted(held.get(wanted, []), key=lambda one: one.rank, reverse=True):
            if wanted not in other.preferred and self._fits(other, present):
                self._move(other, person, present, holders, held)
                self._move(case, present, person, holders, held)
                return True
        return False

    def _fits(self, case: Need, person: Clinician) -> bool:
        return not of_kind(case.signature, self._kinds[person.id]) and not of_persons(case, person)

    @staticmethod
    def _move(
        case: Need, giver: Clinician, taker: Clinician, holders: dict[UUID, UUID], held: dict[UUID, list[Need]]
    ) -> None:
        holders[case.id] = taker.id
        held[giver.id].remove(case)
        held.setdefault(taker.id, []).append(case)
