"""`make calls`. Real browsers, the product's own pages, the deployed relay's configuration, networks made for the run.

`--calls` is how many in all (200 by default; 1000 for the record), `--networks` which, `--with` in which browsers: both
people in Chromium, one of them in Firefox (the resident in one half, the nurse in the other), or first the one and then
the other, which is the default where there is a Firefox. A call that does not come about within `SECONDS` has failed,
and failures have their upper bound (3/n for 0). Sound is back when both sides have it; where it is not within
`SECONDS`, the call counts as dropped.

`--faults` makes other calls instead, `--pairs` at a time, 50 for each fault unless `--calls` says otherwise: their
sockets are cut for a minute, the server or the relay is restarted, or both press "call" at once. The last line is JSON,
also of a run that stopped before its end; all lines are kept in `.build/calls/`, or where `--keep` says.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Playwright, expect, sync_playwright

from tests.browser.chromium import NODE, PATIENCE_MS
from tests.browser.group_calls import SMALL_CAMERA
from tests.calls import faults, singly, together
from tests.calls.heard import SELDOM_MS
from tests.calls.place import NURSE, RESIDENT, RULES, Place, browser_in, place
from tests.calls.record import Record, place_to_keep, recorded
from tests.calls.seats import Pair, in_chromium, seated, sit_down
from tests.calls.tally import FaultTally, PressTally, Tally, shares, total

BOTH_PRESS = "both_press"
FIREFOX = "firefox-esr"
CALLS, CALLS_A_FAULT, PAIRS = 200, 50, 5
Told = Callable[[], dict[str, Any]]


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make calls")
    parser.add_argument("--calls", type=int, help=f"in all, {CALLS}; for each fault, {CALLS_A_FAULT}")
    parser.add_argument("--networks", nargs="+", choices=RULES, default=list(RULES))
    parser.add_argument("--with", dest="other", choices=["chromium", "firefox", "both"], default="both")
    parser.add_argument(
        "--faults", nargs="*", choices=[*faults.FAULTS, BOTH_PRESS], help="all of them if none is named"
    )
    parser.add_argument("--pairs", type=int, default=PAIRS, help="who talk at once while there is a fault")
    parser.add_argument("--keep", type=Path, help="the file that keeps what is printed")
    return parser.parse_args()


def combinations(other: str, record: Record) -> list[str]:
    """Whose browser is Firefox, "" for nobody's."""
    foxes = [RESIDENT, NURSE]
    if other == "both" and not shutil.which(FIREFOX):
        record.say(f"with Firefox: NOT RUN for want of {FIREFOX}")
        return [""]
    return {"chromium": [""], "firefox": foxes, "both": ["", *foxes]}[other]


class Singly:
    def __init__(self, chosen: argparse.Namespace, record: Record) -> None:
        self._chosen = chosen
        self._record = record
        self._found: list[tuple[str, str, Tally]] = []
        self._combinations = combinations(chosen.other, record)

    def run(self, where: Place, playwright: Playwright, folder: Path) -> None:
        networks = self._chosen.networks
        counts = shares(self._chosen.calls or CALLS, self._combinations, len(networks))
        for found in singly.run(where, self._record, playwright, folder, counts, networks):
            self._found.append(found)

    def told(self) -> dict[str, Any]:
        """By network, and with Firefox also by whose browser it was."""
        found = self._found
        networks = dict.fromkeys(network for _, network, _ in found)
        line = {
            **total(tally for _, _, tally in found),
            "by_network": {name: total(one for _, network, one in found if network == name) for name in networks},
        }
        if self._combinations != [""]:
            whose = dict.fromkeys(who for who, _, _ in found)
            named = {who: total(one for fox, _, one in found if fox == who) for who in whose}
            line["by_firefox"] = {who or "nobody": told for who, told in named.items()}
        return line


class Faulty:
    def __init__(self, chosen: argparse.Namespace, record: Record) -> None:
        self._names = chosen.faults or [*faults.FAULTS, BOTH_PRESS]
        self._calls = chosen.calls or CALLS_A_FAULT
        self._pairs = min(chosen.pairs, self._calls)
        self._record = record
        self._found: dict[str, FaultTally | PressTally] = {}

    def run(self, where: Place, playwright: Playwright, folder: Path) -> None:
        pairs = self._sit_down(where, playwright, folder)
        for name in self._names:
            self._record.begins(name)
            if name == BOTH_PRESS:
                self._found[name] = presses = PressTally()
                together.run(where, self._record, pairs, self._calls, presses)
            else:
                self._found[name] = tally = FaultTally()
                faults.run(where, self._record, name, pairs, self._calls, tally)

    def _sit_down(self, where: Place, playwright: Playwright, folder: Path) -> list[Pair]:
        self._record.begins(f"{self._pairs} pairs and their rooms")
        rooms = seated(where, self._pairs)
        browsers = {who: browser_in(playwright, where.networks[who], folder, who) for who in (NURSE, RESIDENT)}
        windows: list[dict[str, Any]] = [{} for _ in rooms]
        # The nurses first: whoever holds a case and is not seen for a minute loses it.
        for who in (NURSE, RESIDENT):
            for number, (_, *seats) in enumerate(rooms):
                seat = next(one for one in seats if one.who == who)
                windows[number][who] = sit_down(browsers[who], seat, SELDOM_MS, f"({SMALL_CAMERA.strip()})()")
            self._record.begins(f"every {who}'s page is open")
        pairs = [in_chromium(number, room[0], windows[number]) for number, room in enumerate(rooms)]
        for pair in pairs:
            pair.find_back()
        return pairs

    def told(self) -> dict[str, Any]:
        by_fault = {name: tally.told() for name, tally in self._found.items()}
        calls = sum(tally.calls for tally in self._found.values())
        dropped = sum(tally.dropped for tally in self._found.values() if isinstance(tally, FaultTally))
        return {"calls": calls, "dropped": dropped, "pairs": self._pairs, "by_fault": by_fault}


def main() -> int:
    chosen = options()
    tools = ["chromium", "turnserver", "nft", "ip", *([FIREFOX] if chosen.other == "firefox" else [])]
    missing = [tool for tool in tools if not shutil.which(tool)]
    if missing or os.geteuid() != 0:
        print(f"NOT RUN: {'needs root' if not missing else 'for want of ' + ', '.join(missing)}")
        return 1
    os.environ["PLAYWRIGHT_NODEJS_PATH"] = str(NODE)
    expect.set_options(timeout=PATIENCE_MS)
    with recorded(chosen.keep or place_to_keep()) as record:
        part = Singly(chosen, record) if chosen.faults is None else Faulty(chosen, record)
        stopped = carried_out(part, record)
        record.say(json.dumps({**part.told(), **({} if stopped is None else {"stopped": stopped})}))
    return 0 if stopped is None else 1


def carried_out(part: Singly | Faulty, record: Record) -> str | None:
    """None, or why it stopped before its end."""
    logs: list[Path] = []
    with tempfile.TemporaryDirectory(prefix="vardrum-calls-") as made:
        try:
            record.begins("the networks, the relay and the house")
            with place(Path(made)) as where:
                logs += where.logs
                record.begins("Playwright")
                with sync_playwright() as playwright:
                    part.run(where, playwright, Path(made))
        except (Exception, KeyboardInterrupt) as fault:  # whatever it is, it is told
            return record.failed(fault, logs or sorted(Path(made).glob("*.log")))
    return None


if __name__ == "__main__":
    sys.exit(main())
