"""Residents and nurses in rooms of their own, logged in and ready to call each other."""

import json
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from playwright.sync_api import Browser, Error

from tests.browser.database import let_residents_call, rows
from tests.browser.windows import Window, open_window
from tests.calls.heard import remember
from tests.calls.place import NURSE, ORIGIN, RESIDENT, Place
from tests.calls.sides import ChromiumSide, Side
from tests.support.servers import output_of

TRIES = 3
SETTLE_SECONDS = 10
TICK_SECONDS = 0.05
# A page that is not as it should be, whatever browser it is in.
FAILURES = (Error, RuntimeError)
# Until one may ring again, taking over and ending what is still going on. A nurse who has been away for too long has
# lost the case to the list by then, and takes it again.
FIND_BACK = """
async (ring) => {
  const until = Date.now() + 60000;
  const button = (name) => [...document.querySelectorAll('button')].find((one) =>
    (one.ariaLabel || one.textContent).trim() === name && !one.disabled && one.ariaDisabled !== 'true');
  const room = () => document.querySelector('[aria-label="Mina rum"] button');
  const name = ring.split(' till ')[1];
  const row = () => [...document.querySelectorAll('[aria-label="Väntar på någon"] button[aria-expanded="false"]')].find(
    (one) => one.textContent.includes(name));
  const ways = ['Fortsätt här', 'Ta videosamtalet här', 'Avsluta samtalet', 'Avsluta videosamtalet',
    'Avbryt uppringningen', 'Okej', 'Försök igen', 'Ta emot ' + name];
  for (;;) {
    if (button(ring)) return;
    const says = document.body.innerText.slice(0, 200).replaceAll(/\\s+/g, ' ');
    if (Date.now() > until) throw new Error('no button: ' + ring + '; the page says: ' + says);
    (ways.map(button).find(Boolean) ?? room() ?? row())?.click();
    await new Promise((r) => setTimeout(r, 500));
  }
}
"""


@dataclass(frozen=True)
class Seat:
    """One person's login and the page that they sit at."""

    who: str
    name: str
    address: str
    cookie: dict[str, Any]


@dataclass(frozen=True)
class Pair:
    """The two of one room. `sides` by who they are."""

    number: int
    room_id: str
    sides: dict[str, Side]

    def ring_of(self, who: str) -> str:
        """The name of the button by which that side calls the other."""
        return f"Ring videosamtal till Invånare {self.number}" if who == NURSE else f"Ring Sjuksköterska {self.number}"

    def find_back(self) -> None:
        """After something failed, so that the next call does not fail for it: as they are, and if that does not do,
        opened anew."""
        for _ in range(TRIES - 1):
            with suppress(*FAILURES):
                self.ready()
                return
            with suppress(*FAILURES):
                for side in self.sides.values():
                    side.reload()
        self.ready()

    def ready(self) -> None:
        for who in (NURSE, RESIDENT):
            self.sides[who].evaluate(FIND_BACK, self.ring_of(who))


def seated(where: Place, count: int) -> list[tuple[str, Seat, Seat]]:
    """So many rooms, each held by a nurse of its own; its id, the resident and the nurse. Once for a house: the numbers
    are names."""
    told = output_of(where.deployment.environment, "-m", "tests.bench.seed", str(count), str(count))
    given = json.loads(told.splitlines()[-1])
    let_residents_call(where.deployment)
    made = []
    for number in range(count):
        resident, nurse = given[number], given[count + number]
        room_id = resident["rooms"][0]
        made.append(
            (
                room_id,
                Seat(RESIDENT, f"Invånare {number}", f"{ORIGIN}/cases/{room_id}", cookie(resident)),
                Seat(NURSE, f"Sjuksköterska {number}", f"{ORIGIN}/staff", cookie(nurse)),
            )
        )
    return made


def cookie(given: dict[str, Any]) -> dict[str, Any]:
    return {"name": f"vardrum_{given['audience']}", "value": given["cookie"]}


def sit_down(browser: Browser, seat: Seat, every_ms: int, before_any_page: str = "") -> Window:
    """Opens the seat's page; more than once if it must, since the first may meet a server that has just started."""
    window = open_window(browser, seat.name, ORIGIN, phone=seat.who == RESIDENT)
    window.context.add_init_script(remember(every_ms))
    if before_any_page:
        window.context.add_init_script(before_any_page)
    cookies: list[Any] = [{**seat.cookie, "url": ORIGIN}]
    window.context.add_cookies(cookies)
    for _ in range(TRIES - 1):
        with suppress(Error):
            window.page.goto(seat.address)
            return window
    window.page.goto(seat.address)
    return window


def in_chromium(number: int, room_id: str, windows: dict[str, Window]) -> Pair:
    return Pair(number, room_id, {who: ChromiumSide(window.page) for who, window in windows.items()})


@dataclass(frozen=True)
class Row:
    """A call in the database. `callee_peer` is empty for one that nobody answered; `ended_ms` is since the epoch."""

    id: str
    state: str
    caller_peer: str
    callee_peer: str
    ended_ms: float | None


def calls_of(where: Place, room_id: str) -> list[Row]:
    """The room's calls, the newest first."""
    found = rows(
        where.deployment,
        "SELECT id, state, caller_peer, COALESCE(callee_peer, ''), ended_at FROM signaling_call "  # noqa: S608 our own id
        f"WHERE room_id = '{room_id.replace('-', '')}' ORDER BY started_at DESC",
    )
    return [
        Row(str(id_), str(state), str(caller), str(callee), None if ended is None else moment_ms(ended))
        for id_, state, caller, callee, ended in found
    ]


def settled(where: Place, room_id: str) -> str:
    """The state of the room's newest call once it is connected or has ended, or after `SETTLE_SECONDS`: media is there
    before both pages have told the server so. Empty if there is none."""
    until = time.monotonic() + SETTLE_SECONDS
    while True:
        calls = calls_of(where, room_id)
        state = calls[0].state if calls else ""
        if state in ("connected", "ended") or time.monotonic() > until:
            return state
        time.sleep(TICK_SECONDS)


def moment_ms(written: str) -> float:
    """As SQLite keeps it, in UTC."""
    return datetime.fromisoformat(written).replace(tzinfo=UTC).timestamp() * 1000
