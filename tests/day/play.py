"""The day itself: what happens is taken from a heap in the order of its time, the clock is put there, and it is done
over real sockets. Between two things the clock goes on in steps: every console beats, and the clock waits until the
jobs of the queue have run. So nothing of the house is skipped, and an hour takes seconds."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from heapq import heappop, heappush
from typing import Any
from uuid import UUID, uuid4

from insight.simulator.plan import Job, Plan
from tests.day.journal import Journal, Told
from tests.day.nurse import Course, Nurse
from tests.day.resident import Resident
from tests.day.site import Site
from tests.day.tab import Tab

Act = Callable[[], Awaitable[object]]
# Half of a lease; the shipped client beats every ten seconds. Where nobody works no lease runs, and steps are longer.
STEP_SECONDS, QUIET_SECONDS = 15.0, 60.0
# Residents' tabs beat every second step.
RESIDENTS_EVERY = 2


@dataclass
class Play:
    """`now` is in seconds since the day's midnight, as the plan's times are; `clock` in seconds since 1970."""

    site: Site
    plan: Plan
    unit: str
    journal: Journal = field(default_factory=Journal)
    nurses: dict[UUID, Nurse] = field(default_factory=dict)
    courses: dict[str, Course] = field(default_factory=dict)
    told: Counter[str] = field(default_factory=Counter)
    events: int = 0
    steps: int = 0
    _heap: list[tuple[float, int, Act]] = field(default_factory=list)
    _count: int = 0

    @property
    def midnight(self) -> float:
        return self.plan.scenario.midnight.timestamp()

    @property
    def clock(self) -> float:
        return self.site.hand.seconds()

    @property
    def now(self) -> float:
        return self.clock - self.midnight

    # --- what is to come -------------------------------------------------------------------------------------------
    def at(self, moment: float, act: Act) -> None:
        self._count += 1
        heappush(self._heap, (moment, self._count, act))

    def soon(self, seconds: float, act: Act) -> None:
        self.at(self.now + seconds, act)

    def expect(self, begins: float, ends: float) -> None:
        """Everybody's coming and going, pauses, and the cases."""
        pause = self.plan.scenario.break_minutes * 60
        for account, duties in self.plan.duties.items():
            nurse = self.nurses[account]
            for duty in [one for one in duties if one.ends > begins]:
                self.at(duty.begins, partial(nurse.begin, duty))
                self.at(duty.ends, nurse.go_home)
                if duty.pause is not None and duty.pause > begins:
                    self.at(duty.pause, nurse.pause)
                    self.at(duty.pause + pause, nurse.resume)
        for job in self.plan.jobs:
            if begins <= job.arrives < ends:
                self.at(job.arrives, partial(self._arrive, job))

    async def run(self, until: float) -> None:
        step = self.now
        while self.now < until:
            at, act = (self._heap[0][0], self._heap[0][2]) if self._heap else (until, None)
            if act is not None and at <= min(step, until):
                heappop(self._heap)
                self.events += 1
                self.site.hand.put(self.midnight + at)
                await act()
                continue
            self.site.hand.put(self.midnight + min(step, until))
            await self._step()
            step = self.now + (STEP_SECONDS if self._at_work() else QUIET_SECONDS)

    async def _step(self) -> None:
        self.steps += 1
        at = self.clock
        residents = [one.resident.tab for one in self.courses.values() if one.resident.tab.there]
        beating = [nurse.tab for nurse in self._at_work()] + residents[self.steps % RESIDENTS_EVERY :: RESIDENTS_EVERY]
        await asyncio.gather(*[tab.beat() for tab in beating])
        await self.site.jobs_done(at)

    def _at_work(self) -> list[Nurse]:
        return [nurse for nurse in self.nurses.values() if nurse.tab.there]

    # --- what people do --------------------------------------------------------------------------------------------
    async def _arrive(self, job: Job) -> None:
        need = job.need
        (profession,) = need.professions
        told = await self.site.door.ask(
            "hand_off", unit=self.unit, priority=need.priority, profession=profession, language=need.language
        )
        resident = Resident(self, told["account"], told["cookie"], need.number)
        course = self.courses[told["room"]] = Course(job, resident, told["room"])
        self.journal.cases[course.room] = Told(course.room, need.priority)
        await resident.come(course)

    async def write(self, tab: Tab, room: str, text: str) -> bool:
        """Whether it arrived; a refusal is told only to whoever has lost the case."""
        message = str(uuid4())
        answer: dict[str, Any] = await tab.command(
            type="message.send", room_id=room, shown_room_id=room, client_message_id=message, text=text, picture_id=None
        )
        if answer["type"] == "ack":
            self.journal.acked[message] = room
        return bool(answer["type"] == "ack")

    async def close(self) -> None:
        """Looks at every screen once more, and ends what is left."""
        nurses = self._at_work()
        residents = [one.resident.tab for one in self.courses.values() if one.resident.tab.there]
        await asyncio.gather(*[tab.beat() for tab in [nurse.tab for nurse in nurses] + residents])
        self.journal.at_the_end = {nurse.account: frozenset(nurse.held) for nurse in nurses}
        self.journal.watching = frozenset(one.room for one in self.courses.values() if one.resident.tab.there)
        for nurse in nurses:
            nurse.mark()
            nurse.here = False
            nurse.mark()
        self.told["resumed"] = sum(nurse.tab.resumed for nurse in self.nurses.values())
        await asyncio.gather(*[tab.vanish() for tab in [nurse.tab for nurse in nurses] + residents])
