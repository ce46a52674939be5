"""Calls one after another, each on one of the networks: whether it comes about, and how soon it is heard and seen."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Playwright

from tests.browser.windows import Window
from tests.calls.heard import EXPECT_SOUND, FIRST, FORGET, OFTEN_MS, SOUND_AGAIN
from tests.calls.place import NURSE, RESIDENT, Place, browser_in
from tests.calls.record import Record
from tests.calls.seats import FAILURES, Pair, Seat, in_chromium, seated, sit_down
from tests.calls.sides import Side, in_firefox
from tests.calls.tally import Tally
from tests.support.networks import address

# Each person's two addresses, of which they have one at a time.
ADDRESSES = {RESIDENT: (3, 20), NURSE: (4, 21)}
# What is on its way when an address goes has arrived by then.
ON_ITS_WAY_SECONDS = 0.3
PROGRESS = 10


def run(
    where: Place, record: Record, playwright: Playwright, folder: Path, counts: dict[str, int], networks: list[str]
) -> Iterator[tuple[str, str, Tally]]:
    """`counts` says how many calls each combination of browsers makes on each network: by whose is Firefox, "" for
    neither. Gives each combination's tally of each network while it is being counted."""
    record.begins("the two people and their room")
    room_id, *seats = seated(where, 1)[0]
    windows = {}
    for seat in seats:
        record.begins(f"the {seat.who}'s browser and page")
        windows[seat.who] = sit_down(browser_in(playwright, where.networks[seat.who], folder, seat.who), seat, OFTEN_MS)
    of = sum(counts.values()) * len(networks)
    made = 0
    for who, each in counts.items():
        record.begins(f"the {who} in Firefox" if who else "both in Chromium")
        with pair(where, folder, room_id, {seat.who: seat for seat in seats}, windows, who) as both:
            record.begins("calls")
            for network in networks:
                tally = Tally()
                yield who, network, tally
                where.becomes(network)
                for _ in range(each):
                    tried(where, record, network, both, tally)
                    made += 1
                    if made % PROGRESS == 0:
                        record.begins(f"{made} of {of} calls")
                where.becomes("open")
                record.say(f"{network}: {tally.told()}")


@contextmanager
def pair(
    where: Place, folder: Path, room_id: str, seats: dict[str, Seat], windows: dict[str, Window], foxes: str
) -> Iterator[Pair]:
    """Both in Chromium, or one of them, by the same login, in Firefox instead."""
    with ExitStack() as stack:
        both = in_chromium(0, room_id, windows)
        if foxes:
            page, seat = windows[foxes].page, seats[foxes]
            page.goto("about:blank")
            stack.callback(page.goto, seat.address)
            fox = in_firefox(folder / foxes, where.networks[foxes], seat.address, [seat.cookie])
            both.sides[foxes] = stack.enter_context(fox)
        both.find_back()
        yield both


def tried(where: Place, record: Record, network: str, both: Pair, tally: Tally) -> None:
    try:
        one_call(where, record, network, both, tally)
    except FAILURES as failure:
        record.say(f"  {network}: {str(failure).splitlines()[0]}")
        where.becomes("open")
        both.find_back()
        where.becomes(network)


def one_call(where: Place, record: Record, network: str, both: Pair, tally: Tally) -> None:
    """They call by turns, since nobody may begin more than one call in ten seconds for long (core/limits.py)."""
    rings, answers = (RESIDENT, NURSE) if tally.calls % 2 else (NURSE, RESIDENT)
    tally.calls += 1
    for side in both.sides.values():
        side.evaluate(FORGET)
    both.sides[rings].press(both.ring_of(rings))
    accepted = both.sides[answers].press("Svara med video")
    first = {who: side.evaluate(FIRST) for who, side in both.sides.items()}
    if missing := missed(first):
        record.say(f"  {network}: not there: {', '.join(missing)}; the {rings} had called")
    else:
        tally.connected += 1
        tally.sound_ms.append(max(one["audio"] for one in first.values()) - accepted)
        tally.picture_ms.append(max(one["video"] for one in first.values()) - accepted)
        if network == "address_change":
            change_address(where, record, (RESIDENT, NURSE)[tally.calls // 2 % 2], both.sides, tally)
    hang_up(both)


def missed(first: dict[str, dict[str, float]]) -> list[str]:
    return [f"{kind} at the {who}" for who, one in first.items() for kind in ("audio", "video") if kind not in one]


def change_address(where: Place, record: Record, whose: str, sides: dict[str, Side], tally: Tally) -> None:
    """The old address is gone, another is there: as between Wi-Fi and the mobile network."""
    end = where.networks[whose]
    shown = end.run("ip", "-4", "addr", "show", "net0")
    now, new = sorted(ADDRESSES[whose], key=lambda number: f"{address(number)}/" not in shown)
    end.run("ip", "addr", "del", f"{address(now)}/24", "dev", "net0")
    end.run("ip", "addr", "add", f"{address(new)}/24", "dev", "net0")
    changed = time.time() * 1000
    time.sleep(ON_ITS_WAY_SECONDS)
    for side in sides.values():
        side.evaluate(EXPECT_SOUND)
    again: list[Any] = [side.evaluate(SOUND_AGAIN) for side in sides.values()]
    if None in again:
        tally.dropped += 1
        silent = [name for name, at in zip(sides, again, strict=True) if at is None]
        record.say(f"  no sound again at: {', '.join(silent)}; the address was the {whose}'s")
    else:
        tally.recovery_ms.append(max(again) - changed)


def hang_up(both: Pair) -> None:
    resident, nurse = both.sides[RESIDENT], both.sides[NURSE]
    resident.press("Avsluta videosamtalet")
    nurse.until_said("Samtalet är avslutat.")
    resident.press("Okej")
