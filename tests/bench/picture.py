"""A telephone's picture over a bad line, cut twice on its way: bytes, seconds, and the memory it costs the server."""

import os
import re
import threading
import time
from pathlib import Path
from typing import Any

import pi_heif
from playwright.sync_api import Page, expect

from tests.bench.measures import Say
from tests.browser.chromium import one_chromium
from tests.browser.conftest import House
from tests.browser.database import open_around_the_clock, rows
from tests.browser.forms import ask_urgently
from tests.browser.people import Resident
from tests.browser.windows import Windows
from tests.support.bad_line import BadLine, bad_line
from tests.support.processes import REPOSITORY

PHONES = REPOSITORY.parent / "shared" / "corpora" / "exif-samples" / "heic" / "mobile"
SAMPLE = REPOSITORY / "tests" / "core" / "samples" / "large.heic"
# As many bytes as a telephone's picture has, where there is none at hand.
PADDED_BYTES = 900_000
LEAST_PIXELS = 12_000_000
CPU_SLOWED = 4
CUT_AT = (20, 60)
GOES_ON_MS = 500_000
LOOK_SECONDS = 0.02
NAME, WORDS = "Anna Lind", "Så här ser det ut"
WATCH_PARTS = """
(() => {
  const send = XMLHttpRequest.prototype.send;
  window.bytesSent = 0;
  XMLHttpRequest.prototype.send = function (body) {
    if (body instanceof Blob) window.bytesSent += body.size;
    return send.call(this, body);
  };
})();
"""


def chosen_picture(folder: Path, named: Path | None) -> Path:
    """The one that is named, or the smallest of telephones' own with 12 megapixels, or ours made as long as those."""
    if named is not None:
        return named
    large = [path for path in PHONES.glob("*.[hH][eE][iI]*") if pixels(path) >= LEAST_PIXELS]
    if large:
        return min(large, key=lambda path: path.stat().st_size)
    data = SAMPLE.read_bytes()
    box = PADDED_BYTES - len(data)
    made = folder / "padded.heic"
    # A box named "free" is skipped by every reader (ISO/IEC 14496-12, 8.1.2).
    made.write_bytes(data + box.to_bytes(4, "big") + b"free" + os.urandom(box - 8))
    return made


def pixels(path: Path) -> int:
    width, height = pi_heif.open_heif(path).size
    return int(width * height)


class Watch:
    """The most memory that a server and the decoders it starts have had."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self.decoder_kib = 0
        self._thread.start()

    def server_kib(self) -> int:
        return most_kib(self._pid)

    def close(self) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(LOOK_SECONDS):
            for child in children(self._pid):
                self.decoder_kib = max(self.decoder_kib, most_kib(child))


def children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [int(one) for one in task.read_text().split()]
        except OSError:
            continue
    return found


def most_kib(pid: int) -> int:
    """The peak of the memory in use (VmHWM) in KiB; 0 for a process that has ended."""
    try:
        said = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0
    return int(said[1]) if said else 0


def measured(folder: Path, named: Path | None, say: Say) -> dict[str, Any]:
    """The figures by name; raises if the picture does not arrive."""
    picture = chosen_picture(folder, named)
    with bad_line(folder) as line, one_chromium() as browser:
        open_around_the_clock(line.deployment)
        windows = Windows(browser)
        anna = in_a_room(windows, line)
        watch = Watch(line.deployment.server(0).process.pid)
        before = watch.server_kib()
        start = time.perf_counter()
        cuts = sent_and_cut(anna.page, line, picture)
        expect(anna.message(WORDS)).to_contain_text(re.compile("Framme|Öppnat av"), timeout=GOES_ON_MS)
        seconds = time.perf_counter() - start
        watch.close()
        state, length = rows(
            line.deployment,
            "SELECT state, (SELECT max(length) FROM core_upload) FROM core_storedfile ORDER BY id DESC LIMIT 1",
        )[0]
        sent = int(anna.page.evaluate("window.bytesSent"))
        figures = {
            "megapixels": round(pixels(picture) / 1e6, 1),
            "file_bytes": picture.stat().st_size,
            "reduced_by_browser": length != picture.stat().st_size,
            "bytes_sent": sent,
            "cuts": cuts,
            "seconds": round(seconds, 1),
            "arrived": state == "ready",
            "server_peak_kib": watch.server_kib(),
            "server_peak_before_kib": before,
            "decoder_peak_kib": watch.decoder_kib,
        }
        windows.close()
    say(f"picture on a bad line: {figures}")
    return figures


def in_a_room(windows: Windows, line: BadLine) -> Resident:
    anna = Resident(windows.open(NAME, line.origin, phone=True))
    anna.page.set_default_timeout(GOES_ON_MS)
    anna.log_in(NAME)
    ask_urgently(anna)
    sara = House(windows, line.deployment).nurse("sara.holm")
    sara.claim(NAME)
    sara.write(NAME, "Hej! Skicka en bild.")
    expect(anna.message("Skicka en bild.")).to_be_visible()
    return anna


def sent_and_cut(page: Page, line: BadLine, picture: Path) -> int:
    """How many times the line was cut while the picture was on its way."""
    page.evaluate(WATCH_PARTS)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWED})
    line.turn_bad()
    page.get_by_label("Lägg till en bild").set_input_files(picture)
    page.get_by_role("textbox").last.fill(WORDS)
    page.get_by_role("button", name="Skicka").click()
    cuts = 0
    for share in CUT_AT:
        page.wait_for_function(
            "(least) => [...document.querySelectorAll('.sent')].some((one) => parseInt(one.textContent, 10) >= least)",
            arg=share,
            timeout=GOES_ON_MS,
        )
        cuts += line.cut() > 0
    return cuts
