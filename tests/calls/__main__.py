"""`make calls`. Real browsers, the product's own pages, the deployed relay's configuration, networks made for the run.

`--calls` is how many in all (10 by default; 200 or 1000 for a record that is kept), `--networks` which. With
`--with firefox` the resident has Firefox in one half of them, the nurse in the other. A call that does not come about
within `SECONDS` has failed; the last line is JSON, and failures have their upper bound (3/n for 0). Sound is back when
both sides have it; where it is not within `SECONDS`, the call counts as dropped.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, expect, sync_playwright

from tests.browser.chromium import NODE, PATIENCE_MS
from tests.browser.forms import sore_throat
from tests.browser.people import Nurse, Resident
from tests.browser.pictures import taken_sideways
from tests.browser.windows import open_window
from tests.calls.heard import EXPECT_SOUND, FIRST, FORGET, REMEMBER, SOUND_AGAIN
from tests.calls.place import NURSE, ORIGIN, RESIDENT, RULES, Place, browser_in, place
from tests.calls.sides import ChromiumSide, Side, in_firefox
from tests.calls.tally import Tally
from tests.support.networks import address

ANNA = "Anna Lind"
RING = f"Ring videosamtal till {ANNA}"
# Each person's two addresses, of which they have one at a time.
ADDRESSES = {RESIDENT: (3, 20), NURSE: (4, 21)}
# What is on its way when an address goes has arrived by then.
ON_ITS_WAY_SECONDS = 0.3
# Until the desk may ring again, taking over and ending what is still going on.
FIND_BACK = """
async (ring) => {
  const until = Date.now() + 90000;
  const button = (name) => [...document.querySelectorAll('button')].find((one) =>
    (one.ariaLabel || one.textContent).trim() === name && !one.disabled && one.ariaDisabled !== 'true');
  const room = () => document.querySelector('[aria-label="Mina rum"] button');
  for (;;) {
    if (button(ring)) return;
    if (Date.now() > until) throw new Error('the last call did not end');
    (button('Fortsätt här') ?? button('Avsluta samtalet') ?? button('Avbryt uppringningen') ?? room())?.click();
    await new Promise((r) => setTimeout(r, 500));
  }
}
"""
Sides = dict[str, Side]


def one_call(where: Place, network: str, sides: Sides, tally: Tally) -> None:
    resident, nurse = sides[RESIDENT], sides[NURSE]
    tally.calls += 1
    for side in sides.values():
        side.evaluate(FORGET)
    nurse.press(RING)
    accepted = resident.press("Svara med video")
    first = [side.evaluate(FIRST) for side in sides.values()]
    if all("audio" in one and "video" in one for one in first):
        tally.connected += 1
        tally.sound_ms.append(max(one["audio"] for one in first) - accepted)
        tally.picture_ms.append(max(one["video"] for one in first) - accepted)
        if network == "address_change":
            change_address(where, (RESIDENT, NURSE)[tally.calls % 2], sides, tally)
    hang_up(resident, nurse)


def change_address(where: Place, whose: str, sides: Sides, tally: Tally) -> None:
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
    again = [side.evaluate(SOUND_AGAIN) for side in sides.values()]
    if None in again:
        tally.dropped += 1
        silent = [name for name, at in zip(sides, again, strict=True) if at is None]
        print(f"  no sound again at: {', '.join(silent)}; the address was the {whose}'s", flush=True)
    else:
        tally.recovery_ms.append(max(again) - changed)


def hang_up(resident: Side, nurse: Side) -> None:
    resident.press("Avsluta videosamtalet")
    nurse.until_said("Samtalet är avslutat.")
    resident.press("Okej")


def find_back(where: Place, sides: Sides) -> None:
    """After a call that failed, so that the next one does not fail for it."""
    where.becomes("open")
    for side in sides.values():
        side.reload()
    sides[NURSE].evaluate(FIND_BACK, RING)


def people(playwright: Any, where: Place, folder: Path) -> tuple[Resident, Nurse]:
    browsers = [browser_in(playwright, where.networks[name], folder, name) for name in (RESIDENT, NURSE)]
    windows = [
        open_window(browsers[0], ANNA, ORIGIN, phone=True),
        open_window(browsers[1], "sara.holm", ORIGIN),
    ]
    for window in windows:
        window.context.add_init_script(REMEMBER)
    resident, nurse = Resident(windows[0]), Nurse(windows[1])
    resident.log_in(ANNA)
    nurse.log_in("sara.holm")
    resident.begin("Ont i halsen")
    resident.describe(*sore_throat(taken_sideways(folder / "throat.jpg"), "Ont"))
    resident.send_form()
    nurse.claim(ANNA)
    return resident, nurse


@contextmanager
def pair(where: Place, folder: Path, people: dict[str, Resident | Nurse], foxes: str | None) -> Iterator[Sides]:
    """Both in Chromium, or one of them, by the same login, in Firefox instead."""
    with ExitStack() as stack:
        sides: Sides = {}
        for name, person in people.items():
            if name == foxes:
                page = person.page.url
                cookies = person.window.context.cookies()
                person.page.goto("about:blank")
                stack.callback(person.page.goto, page)
                sides[name] = stack.enter_context(in_firefox(folder / name, where.networks[name], page, cookies))
            else:
                sides[name] = ChromiumSide(person.page)
        sides[NURSE].evaluate(FIND_BACK, RING)
        yield sides


def run(where: Place, sides: Sides, networks: list[str], calls: int) -> dict[str, Tally]:
    found = {}
    for network in networks:
        tally = found[network] = Tally()
        where.becomes(network)
        for _ in range(calls):
            try:
                one_call(where, network, sides, tally)
            except (Error, AssertionError, RuntimeError) as failure:
                print(f"  {network}: {str(failure).splitlines()[0]}", flush=True)
                find_back(where, sides)
                where.becomes(network)
        where.becomes("open")
        print(f"{network}: {tally.told()}", flush=True)
    return found


def told(found: dict[str, dict[str, Tally]]) -> dict[str, Any]:
    """By network, and with Firefox also by whose browser it was."""
    tallies = [(who, network, tally) for who, ran in found.items() for network, tally in ran.items()]
    networks = {network: total(one for _, name, one in tallies if name == network) for _, network, _ in tallies}
    line = {**total(one for _, _, one in tallies), "by_network": networks}
    if list(found) != [""]:
        line["by_firefox"] = {who: total(ran.values()) for who, ran in found.items()}
    return line


def total(tallies: Iterable[Tally]) -> dict[str, Any]:
    together = Tally()
    for tally in tallies:
        together.add(tally)
    return together.told()


def main() -> int:
    parser = argparse.ArgumentParser(prog="make calls")
    parser.add_argument("--calls", type=int, default=10, help="in all; 200 or 1000 for the record")
    parser.add_argument("--networks", nargs="+", choices=RULES, default=list(RULES))
    parser.add_argument("--with", dest="other", choices=["chromium", "firefox"], default="chromium")
    chosen = parser.parse_args()
    foxes = [RESIDENT, NURSE] if chosen.other == "firefox" else [""]
    tools = ["chromium", "turnserver", "nft", "ip", *(["firefox-esr"] if foxes != [""] else [])]
    missing = [tool for tool in tools if not shutil.which(tool)]
    if missing or os.geteuid() != 0:
        print(f"NOT RUN: {'needs root' if not missing else 'for want of ' + ', '.join(missing)}")
        return 1
    os.environ["PLAYWRIGHT_NODEJS_PATH"] = str(NODE)
    expect.set_options(timeout=PATIENCE_MS)
    each = max(1, chosen.calls // len(chosen.networks) // len(foxes))
    found = {}
    with (
        tempfile.TemporaryDirectory(prefix="vardrum-calls-") as made,
        place(Path(made)) as where,
        sync_playwright() as playwright,
    ):
        resident, nurse = people(playwright, where, Path(made))
        for who in foxes:
            print(f"the {who} in Firefox:" if who else "both in Chromium:", flush=True)
            with pair(where, Path(made), {RESIDENT: resident, NURSE: nurse}, who or None) as sides:
                found[who] = run(where, sides, chosen.networks, each)
    print(json.dumps(told(found)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
