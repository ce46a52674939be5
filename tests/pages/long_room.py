"""How fast a room with two thousand messages opens on a processor four times slower, and how much of it is drawn."""

import statistics
from typing import Any

from tests.browser.chromium import one_chromium
from tests.browser.conftest import House
from tests.browser.long_room import MESSAGES, long_room, nodes, opened_ms
from tests.browser.people import Nurse, Resident
from tests.browser.windows import Windows
from tests.support.servers import Deployment

SLOWER = 4
INGRID = "Ingrid Falk"
MOST_MS, MOST_NODES = 1_000, 1_500


def measure(clinic: Deployment, runs: int) -> dict[str, Any]:
    with one_chromium() as browser:
        windows = Windows(browser)
        house = House(windows, clinic)
        ingrid, sara = house.resident(INGRID), house.nurse("sara.holm")
        long_room(ingrid, sara, clinic, INGRID)
        figures = {"resident": _opened(ingrid, runs), "staff": _opened(sara, runs)}
        windows.close()
    return {"messages": MESSAGES, "cpu_slowdown": SLOWER, **figures}


def _opened(person: Resident | Nurse, runs: int) -> dict[str, Any]:
    session = person.page.context.new_cdp_session(person.page)
    times, most = [], 0
    for _ in range(runs):
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        times.append(opened_ms(person, INGRID))
        session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        most = max(most, nodes(person.page))
        if isinstance(person, Nurse):
            person.press(f"Stäng rutan {INGRID}", person.pane(INGRID))
        else:
            person.window.go("/cases")
    return {"opens_ms": round(statistics.median(times)), "nodes": most}


def missed(found: dict[str, Any]) -> list[str]:
    lines = []
    for who in ("resident", "staff"):
        if found[who]["opens_ms"] > MOST_MS:
            lines.append(f"long room, {who}: opens in {found[who]['opens_ms']} ms, at most {MOST_MS}")
        if found[who]["nodes"] > MOST_NODES:
            lines.append(f"long room, {who}: {found[who]['nodes']} nodes, at most {MOST_NODES}")
    return lines
