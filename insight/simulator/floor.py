"""The unit at work: discrete events from a plan, with a policy that says who gets what. Pure and deterministic."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from heapq import heappop, heappush
from uuid import UUID

from insight.simulator.plan import Duty, Job, Plan, with_load
from insight.simulator.policies import Policy
from rooms.matching.parties import RESIDENT_TURN, STAFF_TURN, Clinician, Rank

Event = tuple[float, int, Callable[[], None]]


@dataclass(slots=True)
class Course:
    """How far one case has come. `opened` is when a clinician first turned to it."""

    job: Job
    turn: int = 0
    opened: float | None = None
    closed: float | None = None
    # Who had it in hand, from when they first turned to it until they had it no more.
    held: list[tuple[UUID, float, float | None]] = field(default_factory=list)

    def turned_to(self, person_id: UUID, at: float) -> None:
        if not self.held or self.held[-1][2] is not None:
            self.held.append((person_id, at, None))

    def let_go(self, at: float) -> None:
        if self.held and self.held[-1][2] is None:
            self.held[-1] = (*self.held[-1][:2], at)


@dataclass(slots=True)
class Person:
    """Somebody at work does one thing at a time, and holds several conversations."""

    clinician: Clinician
    here: bool = False
    paused: bool = False
    given: int = 0
    doing: Course | None = None
    ready: list[tuple[Rank, UUID]] = field(default_factory=list)
    answering: set[UUID] = field(default_factory=set)

    @property
    def load(self) -> int:
        return STAFF_TURN * (len(self.ready) + (self.doing is not None)) + RESIDENT_TURN * len(self.answering)


@dataclass(frozen=True, slots=True)
class Outcome:
    courses: list[Course]
    hand_backs: int
    events: int


class Floor:
    """One run. `look`, if given, is shown the floor at every arrival, before anything is decided."""

    def __init__(self, plan: Plan, policy: Policy, look: "Callable[[Floor, Course], None] | None" = None) -> None:
        self.plan, self.policy, self._look = plan, policy, look
        self.now = 0.0
        self.people = {one.id: Person(one) for one in plan.people}
        self.courses = {job.need.id: Course(job) for job in plan.jobs}
        self._holder: dict[UUID, UUID] = {}
        self._events: list[Event] = []
        self._count = 0
        self._hand_backs = 0

    def run(self) -> Outcome:
        for account, duties in self.plan.duties.items():
            for duty in duties:
                self._plan_duty(self.people[account], duty)
        for course in self.courses.values():
            self._plan(course.job.arrives, partial(self._arrive, course))
        while self._events and self._events[0][0] <= self.plan.scenario.end:
            self.now, _, happen = heappop(self._events)
            happen()
            # Those who begin at the same minute are all there before anything is given.
            if not self._events or self._events[0][0] > self.now:
                self._give()
        return Outcome(list(self.courses.values()), self._hand_backs, self._count)

    # --- people come and go ----------------------------------------------------------------------------------------
    def _plan(self, at: float, happen: Callable[[], None]) -> None:
        self._count += 1
        heappush(self._events, (at, self._count, happen))

    def _plan_duty(self, person: Person, duty: Duty) -> None:
        self._plan(duty.begins, lambda: self._stand(person, here=True))
        self._plan(duty.ends, lambda: self._go_home(person))
        if duty.pause is not None:
            self._plan(duty.pause, lambda: self._stand(person, paused=True))
            back = duty.pause + self.plan.scenario.break_minutes * 60
            self._plan(back, lambda: self._stand(person, paused=False))

    def _stand(self, person: Person, here: bool | None = None, paused: bool | None = None) -> None:
        person.here = person.here if here is None else here
        person.paused = person.paused if paused is None else paused
        self._turn_to_next(person)
        self._tell(person)

    def _go_home(self, person: Person) -> None:
        """What they are in the middle of they finish; nobody else stays with someone who has left."""
        person.here = False
        if self.policy.hands_back:
            for case_id in [case_id for _, case_id in person.ready] + sorted(person.answering):
                self._hand_back(person, self.courses[case_id])
        self._tell(person)

    def _hand_back(self, person: Person, course: Course) -> None:
        """A conversation that waits for the resident comes back to the queue with their answer."""
        case_id = course.job.need.id
        self._hand_backs += 1
        course.let_go(self.now)
        del self._holder[case_id]
        if case_id in person.answering:
            person.answering.remove(case_id)
        else:
            person.ready = [one for one in person.ready if one[1] != case_id]
            self.policy.put_case(course.job.need)

    # --- cases come and go -----------------------------------------------------------------------------------------
    def _arrive(self, course: Course) -> None:
        if self._look is not None:
            self._look(self, course)
        self.policy.put_case(course.job.need)

    def _give(self) -> None:
        for one in self.policy.settle():
            person, course = self.people[one.person_id], self.courses[one.case_id]
            person.given += 1
            self._holder[one.case_id] = one.person_id
            self._wait_for(person, course)

    def _wait_for(self, person: Person, course: Course) -> None:
        heappush(person.ready, (self.policy.own_order(course.job.need), course.job.need.id))
        self._turn_to_next(person)
        self._tell(person)

    def _turn_to_next(self, person: Person) -> None:
        if person.doing is not None or not person.ready or person.paused or not person.here:
            return
        _, case_id = heappop(person.ready)
        course = person.doing = self.courses[case_id]
        if course.opened is None:
            course.opened = self.now
        course.turned_to(person.clinician.id, self.now)
        self._plan(self.now + course.job.work[course.turn], lambda: self._answered(person, course))

    def _answered(self, person: Person, course: Course) -> None:
        case_id = course.job.need.id
        person.doing = None
        course.turn += 1
        if course.turn == len(course.job.work):
            course.closed = self.now
            course.let_go(self.now)
            del self._holder[case_id]
        else:
            back = self.now + course.job.answers[course.turn - 1]
            self._plan(back, lambda: self._reply(course))
            person.answering.add(case_id)
            if not person.here and self.policy.hands_back:
                self._hand_back(person, course)
        self._turn_to_next(person)
        self._tell(person)

    def _reply(self, course: Course) -> None:
        case_id = course.job.need.id
        holder = self._holder.get(case_id)
        if holder is None:
            self.policy.put_case(course.job.need)
            return
        person = self.people[holder]
        person.answering.discard(case_id)
        self._wait_for(person, course)

    def _tell(self, person: Person) -> None:
        available = person.here and not person.paused
        told = with_load(person.clinician, person.load, person.given, available)
        self.policy.put_person(told, self.plan.scenario.at(self.now))
