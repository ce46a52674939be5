"""Somebody at work, as the simulator's floor has them: one thing at a time, several conversations, the same order of
their own; but they are asked, look at the question for a moment, and answer over a socket."""

import asyncio
import http.client
import json
from dataclasses import dataclass, field
from functools import partial
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any

from insight.simulator.plan import Duty, Job
from rooms.matching.parties import HALVES, RESIDENT_TURN, STAFF_TURN, Clinician, Rank
from tests.day.journal import Free, Gone
from tests.day.tab import Frame, Tab

if TYPE_CHECKING:
    from tests.day.play import Play
    from tests.day.resident import Resident

READS_SECONDS = 5.0
PRESENCE_SECONDS = 30
TEXT = "Tack för det. Hur länge har det varit så, och har det blivit bättre eller sämre?"


@dataclass
class Course:
    """How far one case has come, whoever has it. `opened` and `closed` are seconds of the day."""

    job: Job
    resident: "Resident"
    room: str
    turn: int = 0
    awaits_staff: bool = True
    opened: float | None = None
    closed: float | None = None
    # How often somebody has begun with it.
    begun: int = 0


@dataclass
class Nurse:
    play: "Play"
    clinician: Clinician
    account: str
    tab: Tab = field(init=False)
    here: bool = False
    paused: bool = False
    duty: Duty | None = None
    held: dict[str, Course] = field(default_factory=dict)
    ready: list[tuple[Rank, str]] = field(default_factory=list)
    answering: set[str] = field(default_factory=set)
    doing: str | None = None
    _offers: set[str] = field(default_factory=set)
    _asked: str | None = None
    _free_since: float | None = None
    # A new number each time they come: what they were doing at the console that died ends with it.
    _visit: int = 0

    def __post_init__(self) -> None:
        servers, number = self.play.site.deployment.servers, self.clinician.id.int
        self.tab = Tab("staff", servers, number, self._log_in, self._hear)

    async def _log_in(self) -> str:
        told = await self.play.site.door.ask("let_in", account=self.account, unit=self.play.unit)
        return str(told["cookie"])

    # --- come and go -----------------------------------------------------------------------------------------------
    async def begin(self, duty: Duty) -> None:
        self.duty, self.here, self.paused, self._visit = duty, True, False, self._visit + 1
        self.tab.cookie = ""
        await self.tab.come()
        await self.tab.follow_worklist(self.play.unit)
        await self._declare("available")

    async def pause(self) -> None:
        if self.here:
            self.paused = True
            await self._declare("away")
            self.mark()

    async def resume(self) -> None:
        if self.here and self.paused:
            self.paused = False
            await self._declare("available")
            await self._turn_to_next()

    async def go_home(self) -> None:
        """Nobody stays with someone who leaves; what they are in the middle of they finish."""
        if not self.here:
            return
        self.here = False
        await self._declare("away")
        for room in [room for room in self.held if room != self.doing]:
            await self._hand_back(room)
        await self._leave_if_done()

    async def _leave_if_done(self) -> None:
        if not self.here and self.doing is None and self.tab.there:
            self.mark()
            await self.tab.leave()

    async def crash(self) -> None:
        """The console dies, with what it has on it."""
        self.play.journal.gone.append(Gone(self.account, self.play.clock, tuple(self.held)))
        self.here, self.doing = False, None
        self.mark()
        await self.tab.vanish()
        self.held.clear()
        self.ready.clear()
        self.answering.clear()
        self._offers.clear()
        self._asked = None

    async def _declare(self, what: str) -> None:
        await asyncio.to_thread(_put_presence, self.tab, what)

    # --- what the desk shows ---------------------------------------------------------------------------------------
    def _hear(self, frame: Frame) -> None:
        if frame["type"] == "case.listed":
            self._see(frame["item"])
        elif frame["type"] == "worklist.snapshot":
            for item in frame["items"]:
                self._see(item)
        elif frame["type"] == "presence.set_away" and frame["account_id"] == self.account:
            self.play.told["set_away"] += 1
            self.play.soon(READS_SECONDS, self._here_after_all)
        elif frame["type"] == "message.sent":
            self._read(frame["stream"].removeprefix("room:"))
        elif frame["type"] == "room.snapshot":
            self._read(frame["room"]["id"])

    def _see(self, item: dict[str, Any]) -> None:
        room, offer = item["case_id"], item["offer"]
        mine = item["holder_id"] == self.account
        if offer is not None and offer["to_id"] == self.account:
            self._asked = room
            if offer["id"] not in self._offers:
                self._offers.add(offer["id"])
                self.play.soon(READS_SECONDS, partial(self._answer_offer, room, offer["id"]))
        elif room == self._asked:
            self._asked = None
        if room in self.held and not mine:
            self._drop(room)
        elif mine and item["overdue"] is not None and not item["overdue"]["kept"]:
            self.play.soon(READS_SECONDS, partial(self._keep, room))
        self.mark()

    def _read(self, room: str) -> None:
        if room in self.answering and self.held[room].awaits_staff:
            self.answering.discard(room)
            self._put_ready(self.held[room])
            self.play.soon(0, self._turn_to_next)

    def _drop(self, room: str) -> None:
        """The list says that it is somebody else's by now."""
        self.held.pop(room, None)
        self.answering.discard(room)
        self.ready = [one for one in self.ready if one[1] != room]

    async def _here_after_all(self) -> None:
        if self.here and not self.paused:
            await self._declare("available")

    async def _keep(self, room: str) -> None:
        if room in self.held:
            self.play.told["kept"] += 1
            await self.tab.command(type="case.keep", room_id=room)

    # --- cases -----------------------------------------------------------------------------------------------------
    async def _answer_offer(self, room: str, offer: str) -> None:
        if not self.here or self.paused or not self.tab.there:
            return
        course = self.play.courses[room]
        answering: Frame = {"room_id": room, "offer_id": offer}
        if self.clinician.id in course.job.need.barred:
            self.play.told["too_close"] += 1
            await self.tab.command(type="offer.decline", reason="close", **answering)
            return
        answer = await self.tab.command(type="offer.accept", **answering)
        if answer["type"] != "ack":
            self.play.told["too_late"] += 1
            return
        self.held[room] = course
        self._asked = None
        await self.tab.follow_room(room)
        if course.awaits_staff:
            self._put_ready(course)
        else:
            self.answering.add(room)
        await self._turn_to_next()

    def _put_ready(self, course: Course) -> None:
        heappush(self.ready, (course.job.need.rank, course.room))

    async def _turn_to_next(self) -> None:
        if self.doing is None and self.ready and self.here and not self.paused:
            _, room = heappop(self.ready)
            self.doing, course = room, self.held[room]
            course.begun += 1
            if course.opened is None:
                course.opened = self.play.now
            self.play.soon(course.job.work[course.turn], partial(self._answered, room, course.begun, self._visit))
            await self.tab.has_read(room)
        self.mark()

    async def _answered(self, room: str, begun: int, visit: int) -> None:
        if visit != self._visit or self.doing != room:
            return
        self.doing = None
        course = self.held.get(room)
        if course is not None and course.begun == begun:
            await self._write(course)
        await self._turn_to_next()
        await self._leave_if_done()

    async def _write(self, course: Course) -> None:
        if not await self.play.write(self.tab, course.room, TEXT):
            self.play.told["refused"] += 1
            self._drop(course.room)
            return
        course.turn += 1
        if course.turn == len(course.job.work):
            await self._conclude(course)
            return
        course.awaits_staff = False
        course.resident.answer_after(course.job.answers[course.turn - 1])
        self.answering.add(course.room)
        if not self.here:
            await self._hand_back(course.room)

    async def _conclude(self, course: Course) -> None:
        answer = await self.tab.command(
            type="case.conclude", room_id=course.room, outcome="advice_given", text="Råd enligt samtalet.", seek_care=""
        )
        if answer["type"] == "ack":
            course.closed = self.play.now
        self._drop(course.room)
        await self.tab.leave_room(course.room)

    async def _hand_back(self, room: str) -> None:
        self.play.told["handed_back"] += 1
        await self.tab.command(type="case.release", room_id=room, reason="Arbetsdagen är slut")
        self._drop(room)

    # --- how they stand --------------------------------------------------------------------------------------------
    @property
    def load(self) -> int:
        return STAFF_TURN * (len(self.ready) + (self.doing is not None)) + RESIDENT_TURN * len(self.answering)

    def mark(self) -> None:
        """Writes down since when they have stood with a hand free, when that ends."""
        room = self.load + STAFF_TURN <= self.clinician.capacity * HALVES
        free = self.here and not self.paused and room and self._asked is None and self.tab.there
        if free and self._free_since is None:
            self._free_since = self.play.clock
        elif not free and self._free_since is not None:
            self.play.journal.free.append(Free(self.account, self._free_since, self.play.clock))
            self._free_since = None


def _put_presence(tab: Tab, what: str) -> None:
    for server in (tab.server, *tab.servers):
        try:
            if _asked(server.port, server.url, tab.cookie, what):
                return
        except OSError:
            continue
    raise RuntimeError("no server takes what somebody declares")


def _asked(port: int, origin: str, cookie: str, what: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PRESENCE_SECONDS)
    headers = {"Cookie": f"vardrum_staff={cookie}", "Origin": origin, "Content-Type": "application/json"}
    try:
        connection.request("PUT", "/api/staff/presence", json.dumps({"declared": what}), headers)
        return connection.getresponse().status == 204
    finally:
        connection.close()
