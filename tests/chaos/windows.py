"""Two real browser windows through a cut: what people write at the screen while it lasts, and what stands there after.

Playwright waits in a thread of its own, since proxies and faults live in the event loop.
"""

import asyncio
import json
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, expect

from tests.browser.chromium import one_chromium
from tests.browser.people import Nurse, Person, Resident
from tests.browser.windows import Window, Windows
from tests.chaos.checker_journal import TOKEN
from tests.chaos.clients import Seat, some_words
from tests.chaos.faults import Scale
from tests.chaos.run import Run

RESIDENT = "Invånare Prov"
REACHED = re.compile("Framme|Öppnat av|Läst av")
SAID = re.compile(rf"Hej {TOKEN.pattern}")
BACK_MS = 45_000
CUT_SECONDS = 4.0


async def windows_cut(run: Run, scale: Scale) -> None:
    if shutil.which("chromium") is None:
        run.told["windows"] = "n/a: chromium is not installed"
        return
    journal = run.marks.with_name("windows.jsonl")
    run.more.append(journal)
    loop = asyncio.get_running_loop()

    def away(whether: bool) -> None:
        loop.call_soon_threadsafe(_go_away, run, whether)

    start = await asyncio.to_thread(_in_windows, run, journal, away, scale.rounds(1))
    run.mark(start, time.time(), excused=False)


def _go_away(run: Run, whether: bool) -> None:
    run.site.front.refusing = whether
    run.site.front.cut()


def _in_windows(run: Run, journal: Path, away: Callable[[bool], None], rounds: int) -> float:
    with one_chromium() as browser:
        at = AtWindows(run, browser, journal)
        start = time.time()
        for _ in range(rounds):
            at.everybody_writes()
            away(True)
            at.everybody_writes()
            at.everybody_writes()
            # The browser notices by itself; what was written is said to be kept on the device meanwhile.
            at.resident.page.wait_for_timeout(CUT_SECONDS * 1000)
            away(False)
            at.wait_for_all()
            at.tell_what_stands_there()
        at.windows.close()
        return start


class AtWindows:
    """The resident on a telephone and the nurse at her desk, in one room."""

    def __init__(self, run: Run, browser: Browser, journal: Path) -> None:
        self.journal = journal
        self.windows = Windows(browser)
        self.written: list[tuple[str, str]] = []
        (self.anna, seat), (self.sara, desk) = next(iter(run.residents.items())), next(iter(run.nurses.items()))
        self.room = seat.rooms[0]
        origin = f"http://127.0.0.1:{run.site.front.port}"
        self.resident = Resident(self._window(self.anna, seat, origin, phone=True))
        self.nurse = Nurse(self._window(self.sara, desk, origin, phone=False))
        self.resident.window.go(f"/cases/{self.room}")
        self.resident.composer.wait_for()
        self.nurse.window.go("/staff")
        self.nurse.open(RESIDENT)

    def _window(self, tab: str, seat: Seat, origin: str, *, phone: bool) -> Window:
        window = self.windows.open(tab, origin, phone=phone)
        name, _, value = seat.cookies[0].partition("=")
        window.context.add_cookies([{"name": name, "value": value, "url": origin}])
        self._tell(
            tab, "seat", audience=seat.audience, account=seat.account, rooms=list(seat.rooms), tells_states=False
        )
        return window

    def _tell(self, tab: str, kind: str, **more: Any) -> None:
        with self.journal.open("a") as lines:
            lines.write(json.dumps({"at": time.time(), "tab": tab, "kind": kind, **more}) + "\n")

    def everybody_writes(self) -> None:
        for tab in (self.anna, self.sara):
            text = some_words("Hej")
            self.written.append((tab, text))
            # The window gives the message its id and tells nobody; the checker finds it by its words.
            self._tell(tab, "written", client_message_id=f"window:{text}", room=self.room, text=text)
            if tab == self.anna:
                self.resident.write(text)
            else:
                self.nurse.write(RESIDENT, text)

    def wait_for_all(self) -> None:
        for tab, text in self.written:
            writer, reader = (self.resident, self.nurse) if tab == self.anna else (self.nurse, self.resident)
            expect(writer.message(text)).to_contain_text(REACHED, timeout=BACK_MS)
            expect(reader.message(text)).to_have_count(1, timeout=BACK_MS)

    def tell_what_stands_there(self) -> None:
        for tab, person in ((self.anna, self.resident), (self.sara, self.nurse)):
            shown = [{"text": text} for text in SAID.findall(_conversation(person))]
            self._tell(tab, "shown", room=self.room, looking=True, messages=shown, **{"from": 0})
        for tab, text in self.written:
            self._tell(tab, "acked", client_message_id=f"window:{text}")


def _conversation(person: Person) -> str:
    return person.log.inner_text()
