"""A form and a room in a real browser at 50 kbit/s, 600 ms and 10 % loss: all arrives, and what is said is true."""

import re
from collections.abc import Iterator
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

    anna.write("Ja, den kommer här")
    said = anna.message("Ja, den kommer här")
    # Before the clinic has it, nothing says that the clinic has it.
    expect(said).to_be_visible()
    told = said.inner_text()
    held = rows(line.deployment, "SELECT count(*) FROM rooms_message WHERE text = 'Ja, den kommer här'")[0][0]
    assert held or not ARRIVED.search(told)
    expect(said).to_contain_text(ARRIVED)
    assert rows(line.deployment, "SELECT count(*) FROM rooms_message WHERE text = 'Ja, den kommer här'")[0][0] == 1

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
