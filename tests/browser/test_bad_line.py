"""A form and a room in a real browser at 50 kbit/s, 600 ms and 10 % loss: all arrives, and what is said is true.

Every word that ever stands below a message is noted with its time, and compared with when the server stored it.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.chromium import PATIENCE_MS
from tests.browser.conftest import House
from tests.browser.database import open_around_the_clock, rows
from tests.browser.forms import ask_urgently
from tests.browser.people import Resident
from tests.browser.windows import Windows
from tests.support.bad_line import BadLine, bad_line

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

ANNA = "Anna Lind"
# A page's scripts alone take twelve seconds of this line.
SLOWLY_MS = 60_000
ARRIVED = re.compile("Framme|Öppnat av")
NOT_THROUGH = "Kom inte fram. Vi försöker fortfarande."
# As long as a message is "being sent" before it is said that it has not got through (`LATE_MS` in delivery.ts).
LATE_MS = 15_000
# What a resident is told of a message of theirs; one of these always stands there.
STATES = re.compile("Sparat på enheten|Skickas|Bilden skickas|Kom inte fram|Framme|Öppnat av")

# From now on: each line of the conversation with the time, whenever its words are others than before.
NOTE_DOWN = """() => {
  const last = new WeakMap()
  window.told = []
  const look = () => {
    for (const line of document.querySelectorAll("[role=log] li")) {
      const words = line.textContent
      if (last.get(line) === words) continue
      last.set(line, words)
      window.told.push([Date.now(), words])
    }
  }
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true })
  look()
}"""


@pytest.fixture
def line(tmp_path: Path) -> Iterator[BadLine]:
    with bad_line(tmp_path) as line:
        open_around_the_clock(line.deployment)
        yield line


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    expect.set_options(timeout=SLOWLY_MS)
    yield
    expect.set_options(timeout=PATIENCE_MS)


def test_a_form_and_a_room_are_used_over_it(windows: Windows, line: BadLine, tmp_path: Path) -> None:
    anna = Resident(windows.open(ANNA, line.origin, phone=True))
    anna.page.set_default_timeout(SLOWLY_MS)
    anna.log_in(ANNA)
    line.turn_bad()
    ask_urgently(anna)
    sara = House(windows, line.deployment).nurse("sara.holm")
    sara.claim(ANNA)
    sara.write(ANNA, "Hej! Kan du skicka en bild?")
    expect(anna.message("Kan du skicka en bild?")).to_be_visible()

    anna.page.evaluate(NOTE_DOWN)
    anna.write("Ja, den kommer här")
    expect(anna.message("Ja, den kommer här")).to_contain_text(ARRIVED)

    Image.merge("RGB", [Image.effect_noise((320, 240), 60)] * 3).save(tmp_path / "rash.jpg", quality=85)
    anna.send_picture(tmp_path / "rash.jpg", "Så här ser det ut")
    unsent = anna.message("Så här ser det ut")
    expect(unsent).to_contain_text("Bilden skickas")
    # The page is there for its reader meanwhile.
    anna.composer.fill("Det kliar mest på kvällen")
    line.cut()
    expect(unsent).to_contain_text(ARRIVED)
    expect(anna.composer).to_have_value("Det kliar mest på kvällen")
    expect(sara.pane(ANNA).get_by_role("img", name="Bild från Anna Lind")).to_be_visible()
    expect(sara.message("Så här ser det ut")).to_have_count(1)

    line.take_away()
    anna.write("Hör ni mig?")
    expect(anna.message("Hör ni mig?")).to_contain_text(NOT_THROUGH)
    assert stored(line, "Hör ni mig?") == []
    line.give_back()
    expect(anna.message("Hör ni mig?")).to_contain_text(ARRIVED)
    for words in ("Ja, den kommer här", "Så här ser det ut", "Hör ni mig?"):
        was_true(anna, line, words)
    late = [at for at, told in noted(anna, "Hör ni mig?") if NOT_THROUGH in told]
    assert late[0] - noted(anna, "Hör ni mig?")[0][0] >= LATE_MS


def noted(anna: Resident, words: str) -> list[tuple[float, str]]:
    """When, in milliseconds since 1970, and what stood with these words."""
    return [(at, told) for at, told in anna.page.evaluate("() => window.told") if words in told]


def stored(line: BadLine, words: str) -> list[float]:
    """When the server stored them, in milliseconds since 1970."""
    found = rows(line.deployment, f"SELECT at FROM rooms_message WHERE text = '{words}'")  # noqa: S608 our own words
    return [datetime.fromisoformat(at).replace(tzinfo=UTC).timestamp() * 1_000 for (at,) in found]


def was_true(anna: Resident, line: BadLine, words: str) -> None:
    """It said where it was all the time, and never that it had arrived before it had."""
    story, [at] = noted(anna, words), stored(line, words)
    assert [told for _, told in story if not STATES.search(told)] == []
    assert not ARRIVED.search(story[0][1]), "it has been on its way"
    # The page's clock has whole milliseconds.
    assert [told for when, told in story if ARRIVED.search(told) and when < at - 1] == []
    assert ARRIVED.search(story[-1][1])
