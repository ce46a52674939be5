"""`make calls`. Real browsers, the product's own pages, the deployed relay's configuration, networks made for the run.

`--calls` is how many in all (10 by default; 200 or 1000 for a record that is kept), `--networks` which. A call that
does not come about within `SECONDS` has failed; the last line is JSON, and failures have their upper bound (3/n for 0).
"""

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, expect, sync_playwright

from tests.browser.chromium import NODE, PATIENCE_MS
from tests.browser.forms import sore_throat
from tests.browser.people import Nurse, Resident
from tests.browser.pictures import taken_sideways
from tests.browser.windows import open_window
from tests.calls.place import NURSE, ORIGIN, RESIDENT, RULES, Place, browser_in, place
from tests.support.networks import address

ANNA = "Anna Lind"
SECONDS = 20
# Remembers by itself when this call's first sound and picture were there, so that nobody's asking delays it.
REMEMBER = """
(() => {
  window.heardFirst = {};
  window.soundMoved = 0;
  let busy = false, last = null, packets = 0;
  setInterval(async () => {
    const live = (window.connectionsMade ?? []).filter((one) => one.connectionState !== 'closed').at(-1);
    if (!live || busy) return;
    busy = true;
    for (const stats of (await live.getStats()).values()) {
      if (stats.type !== 'inbound-rtp') continue;
      const media = stats.kind === 'audio' ? stats.totalAudioEnergy > 0 : stats.framesDecoded > 0;
      if (media) window.heardFirst[stats.kind] ??= Date.now();
      if (stats.kind === 'audio') {
        // A connection that was built anew counts from nothing.
        if (live === last) window.soundMoved += stats.packetsReceived - packets;
        last = live;
        packets = stats.packetsReceived;
      }
    }
    busy = false;
  }, 20);
})();
"""
FIRST = f"""
async () => {{
  const until = Date.now() + {SECONDS * 1000};
  const both = () => window.heardFirst.audio && window.heardFirst.video;
  while (Date.now() < until && !both()) await new Promise((r) => setTimeout(r, 20));
  return window.heardFirst;
}}
"""
SOUND_AGAIN = f"""
async (before) => {{
  const until = Date.now() + {SECONDS * 1000};
  while (Date.now() < until && !(window.soundMoved > before + 25)) await new Promise((r) => setTimeout(r, 20));
  return window.soundMoved > before + 25 ? Date.now() : null;
}}
"""


@dataclass
class Tally:
    calls: int = 0
    connected: int = 0
    dropped: int = 0
    sound_ms: list[float] = field(default_factory=list)
    picture_ms: list[float] = field(default_factory=list)
    recovery_ms: list[float] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        self.calls += other.calls
        self.connected += other.connected
        self.dropped += other.dropped
        for name in ("sound_ms", "picture_ms", "recovery_ms"):
            getattr(self, name).extend(getattr(other, name))

    def told(self) -> dict[str, Any]:
        failed = self.calls - self.connected
        return {
            "calls": self.calls,
            "connected": self.connected,
            "failed_upper_bound": round(
                min(1, (3 if failed == 0 else failed + 2 * failed**0.5 + 2) / max(1, self.calls)), 4
            ),
            "first_sound_ms": ranks(self.sound_ms),
            "first_picture_ms": ranks(self.picture_ms),
            "recovery_ms": ranks(self.recovery_ms),
            "dropped": self.dropped,
        }


def ranks(values: list[float]) -> dict[str, int] | None:
    if not values:
        return None
    ordered = sorted(values)
    return {"p50": round(statistics.median(ordered)), "p95": round(ordered[max(0, -(-len(ordered) * 95 // 100) - 1)])}


def one_call(where: Place, network: str, resident: Resident, nurse: Nurse, tally: Tally) -> None:
    tally.calls += 1
    for person in (resident, nurse):
        person.page.evaluate("() => { window.heardFirst = {} }")
    nurse.ring(ANNA)
    expect(resident.ringing).to_be_visible()
    accepted = time.time() * 1000
    resident.press("Svara med video", resident.ringing)
    first = [person.page.evaluate(FIRST) for person in (resident, nurse)]
    if all("audio" in one and "video" in one for one in first):
        tally.connected += 1
        tally.sound_ms.append(max(one["audio"] for one in first) - accepted)
        tally.picture_ms.append(max(one["video"] for one in first) - accepted)
        if network == "address_change":
            change_address(where, resident, tally)
    hang_up(resident, nurse)


def change_address(where: Place, resident: Resident, tally: Tally) -> None:
    """The resident's old address is gone, another is there: as between Wi-Fi and the mobile network."""
    end = where.networks[RESIDENT]
    now = 20 if address(20) in end.run("ip", "-4", "addr", "show", "net0") else 3
    new = 3 if now == 20 else 20
    end.run("ip", "addr", "del", f"{address(now)}/24", "dev", "net0")
    end.run("ip", "addr", "add", f"{address(new)}/24", "dev", "net0")
    changed = time.time() * 1000
    # What was on its way has arrived by then; half a second of packets, not what was made up in their place, is sound.
    resident.page.wait_for_timeout(300)
    again = resident.page.evaluate(SOUND_AGAIN, resident.page.evaluate("() => window.soundMoved"))
    if again is None:
        tally.dropped += 1
    else:
        tally.recovery_ms.append(again - changed)


def hang_up(resident: Resident, nurse: Nurse) -> None:
    resident.press("Avsluta videosamtalet")
    expect(nurse.page.get_by_text("Samtalet är avslutat.")).to_be_visible()
    resident.press("Okej")


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


def run(where: Place, resident: Resident, nurse: Nurse, networks: list[str], calls: int) -> dict[str, Tally]:
    found = {}
    for network in networks:
        tally = found[network] = Tally()
        where.networks[RESIDENT].rules(*RULES[network])
        for _ in range(calls):
            try:
                one_call(where, network, resident, nurse, tally)
            except (Error, AssertionError) as failure:
                print(f"  {network}: {str(failure).splitlines()[0]}", flush=True)
                where.networks[RESIDENT].rules()
                resident.page.reload()
                nurse.page.reload()
        where.networks[RESIDENT].rules()
        print(f"{network}: {tally.told()}", flush=True)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(prog="make calls")
    parser.add_argument("--calls", type=int, default=10, help="in all; 200 or 1000 for the record")
    parser.add_argument("--networks", nargs="+", choices=RULES, default=list(RULES))
    chosen = parser.parse_args()
    missing = [tool for tool in ("chromium", "turnserver", "nft", "ip") if not shutil.which(tool)]
    if missing or os.geteuid() != 0:
        print(f"NOT RUN: {'needs root' if not missing else 'for want of ' + ', '.join(missing)}")
        return 1
    print("NOT RUN: Chromium with Firefox; Playwright cannot drive a stock Firefox, and nothing else here does yet.")
    os.environ["PLAYWRIGHT_NODEJS_PATH"] = str(NODE)
    expect.set_options(timeout=PATIENCE_MS)
    with (
        tempfile.TemporaryDirectory(prefix="vardrum-calls-") as made,
        place(Path(made)) as where,
        sync_playwright() as playwright,
    ):
        resident, nurse = people(playwright, where, Path(made))
        each = max(1, chosen.calls // len(chosen.networks))
        found = run(where, resident, nurse, chosen.networks, each)
    total = Tally()
    for tally in found.values():
        total.add(tally)
    print(json.dumps({**total.told(), "by_network": {name: tally.told() for name, tally in found.items()}}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
