"""Somebody with a case: looks at it until it is closed, and answers when they have been written to."""

from typing import TYPE_CHECKING

from tests.day.journal import Shown
from tests.day.tab import Frame, Tab

if TYPE_CHECKING:
    from tests.day.nurse import Course
    from tests.day.play import Play

TEXT = "Sedan i onsdags, och det har varit ungefär likadant hela tiden."
TOLD = ("case.queued", "case.claimed", "case.released", "case.reassigned", "case.concluded", "case.reopened")


class Resident:
    def __init__(self, play: "Play", account: str, cookie: str, number: int) -> None:
        self.play, self.account, self.number = play, account, number
        self.course: Course | None = None
        self.tab = Tab("resident", play.site.deployment.servers, number, self._log_in, self._hear)
        self.tab.cookie = cookie

    async def come(self, course: "Course") -> None:
        self.course = course
        self.play.journal.seen.setdefault(course.room, set())
        await self.tab.come()
        await self.tab.follow_room(course.room)

    async def _log_in(self) -> str:
        return str((await self.play.site.door.ask("let_in", account=self.account, unit=None))["cookie"])

    def answer_after(self, seconds: float) -> None:
        self.play.soon(seconds, self._answer)

    async def _answer(self) -> None:
        course = self.course
        if course is not None and course.closed is None and self.tab.there:
            # Whoever has the case reads it before the writer hears that it has arrived.
            course.awaits_staff = True
            await self.play.write(self.tab, course.room, TEXT)

    def _hear(self, frame: Frame) -> None:
        course = self.course
        if course is None:
            return
        if frame["type"] == "message.sent":
            self.play.journal.seen[course.room].add(frame["client_message_id"])
        elif frame["type"] == "room.snapshot":
            shown = self.play.journal.seen[course.room]
            shown.update(message["client_message_id"] for message in frame["messages"])
        elif frame["type"] in TOLD:
            holder = frame["holder"]["id"] if "holder" in frame else None
            self.play.journal.shown.append(Shown(course.room, self.play.clock, frame["type"], holder))
            if frame["type"] == "case.concluded":
                self.play.soon(0, self.tab.leave)
