"""Pictures over a bad line: made smaller on the telephone, cut, reloaded, on another network; they arrive once, whole,
upright and without a place."""

import re
from pathlib import Path

import pytest
from PIL import ExifTags, Image
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.conftest import House
from tests.browser.database import rows
from tests.browser.forms import ask_urgently
from tests.browser.people import Nurse, Resident
from tests.browser.pictures import GREEN, LEFT_IS_TOP, RED, bytes_shown
from tests.support.servers import Deployment

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

ANNA, SAMIRA, OSKAR = "Anna Lind", "Samira Haddad", "Oskar Wallin"
# Quick enough for a test and slow enough to be cut in the middle.
BYTES_A_SECOND = 60_000
LATENCY_MS = 200
GOES_ON_MS = 60_000


def grainy(file: Path, size: tuple[int, int] = (2000, 1500)) -> Path:
    """Green at the top and red below once it is upright, and with so much grain that it takes its time."""
    picture = Image.new("RGB", size, RED)
    picture.paste(GREEN, (0, 0, size[0] // 2, size[1]))
    picture = Image.blend(picture, Image.merge("RGB", [Image.effect_noise(size, 60)] * 3), 0.2)
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = LEFT_IS_TOP
    exif[ExifTags.Base.BodySerialNumber] = "serial 4711"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (58.0, 30.0, 0.0), 3: "E", 4: (20.0, 0.0, 0.0)})
    picture.save(file, quality=92, exif=exif)
    return file


# What goes over the line, which the browser does not tell of pictures; the figure outlives a reload.
WATCH_PARTS = """
(() => {
  const send = XMLHttpRequest.prototype.send;
  window.partsSent = [];
  XMLHttpRequest.prototype.send = function (body) {
    if (body instanceof Blob) {
      window.partsSent.push(body);
      sessionStorage.setItem("bytesSent", Number(sessionStorage.getItem("bytesSent")) + body.size);
    }
    return send.call(this, body);
  };
})();
"""


class Line:
    """The telephone's network, and what goes over it in parts."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._session: CDPSession = page.context.new_cdp_session(page)
        self._session.send("Network.enable")
        page.add_init_script(WATCH_PARTS)
        page.evaluate(WATCH_PARTS)
        self.is_there(True)

    def is_there(self, there: bool) -> None:
        figures = {"latency": LATENCY_MS, "downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND}
        self._session.send("Network.emulateNetworkConditions", {"offline": not there, **figures})

    def breaks(self) -> None:
        """Until a part has found that it is gone."""
        with self._page.expect_event("requestfailed", lambda request: request.method == "PATCH"):
            self.is_there(False)
        self.is_there(True)

    def bytes_sent(self) -> int:
        return int(self._page.evaluate("Number(sessionStorage.getItem('bytesSent'))"))

    def sent(self) -> bytes:
        return bytes(self._page.evaluate("async () => [...new Uint8Array(await new Blob(partsSent).arrayBuffer())]"))


def in_a_room(house: House, name: str, user_name: str = "sara.holm") -> tuple[Resident, Nurse, str]:
    resident = house.resident(name)
    case_id = ask_urgently(resident)
    nurse = house.nurse(user_name)
    nurse.claim(name)
    nurse.write(name, "Hej! Skicka en bild.")
    expect(resident.message("Hej! Skicka en bild.")).to_be_visible()
    return resident, nurse, case_id


def wait_for_share(page: Page, least: int) -> None:
    """The figure beside the bar."""
    page.wait_for_function(
        "(least) => [...document.querySelectorAll('.sent')].some((one) => parseInt(one.textContent, 10) >= least)",
        arg=least,
        timeout=GOES_ON_MS,
    )


def stored(clinic: Deployment) -> int:
    return int(rows(clinic, "SELECT count(*) FROM core_storedfile")[0][0])


def test_a_picture_survives_cuts_and_a_reload(at_clinic: House, clinic: Deployment, tmp_path: Path) -> None:
    before = stored(clinic)
    anna, sara, _ = in_a_room(at_clinic, ANNA)
    line = Line(anna.page)
    anna.send_picture(grainy(tmp_path / "rash.jpg"), "Så här ser det ut")
    unsent = anna.message("Så här ser det ut")
    expect(unsent).to_contain_text("Bilden skickas")
    wait_for_share(anna.page, 15)
    line.breaks()
    wait_for_share(anna.page, 35)
    # The tab is gone in the middle of a part, and the next one knows nothing but what the telephone keeps.
    anna.page.reload()
    wait_for_share(anna.page, 40)
    expect(anna.message("Så här ser det ut")).to_contain_text(re.compile("Framme|Öppnat av"), timeout=GOES_ON_MS)
    size, length = rows(
        clinic, "SELECT size, (SELECT max(length) FROM core_upload) FROM core_storedfile ORDER BY id DESC"
    )[0]
    assert size > 0
    assert stored(clinic) == before + 1
    # A break costs a part, not the picture.
    assert length <= line.bytes_sent() < length * 1.6
    picture = sara.pane(ANNA).get_by_role("img", name=re.compile("Bild"))
    expect(picture).to_be_visible()
    content = bytes_shown(picture)
    (tmp_path / "seen").write_bytes(content)
    with Image.open(tmp_path / "seen") as seen:
        assert seen.size == (1500, 2000)
        top, bottom = (seen.convert("RGB").resize((1, 2), Image.Resampling.BOX).getpixel((0, y)) for y in (0, 1))
        assert isinstance(top, tuple)
        assert isinstance(bottom, tuple)
        assert top[1] > top[0]
        assert bottom[0] > bottom[1]
        assert not seen.getexif()
    assert b"serial 4711" not in content


def test_a_large_picture_is_made_small_on_the_telephone(at_clinic: House, clinic: Deployment, tmp_path: Path) -> None:
    """What goes is upright already and says nothing of the place, and the writer is told what was saved."""
    samira, _, _ = in_a_room(at_clinic, SAMIRA, "johan.lager")
    line = Line(samira.page)
    file = grainy(tmp_path / "large.jpg", (4000, 3000))
    samira.page.get_by_label("Lägg till en bild").set_input_files(file)
    expect(samira.page.get_by_text("Gjord mindre för att gå fortare")).to_be_visible()
    samira.write("I full storlek")
    expect(samira.message("I full storlek")).to_contain_text(re.compile("Framme|Öppnat av"), timeout=GOES_ON_MS)
    whole = line.sent()
    (tmp_path / "sent").write_bytes(whole)
    with Image.open(tmp_path / "sent") as seen:
        assert seen.size == (1536, 2048)
        top = seen.convert("RGB").resize((1, 2), Image.Resampling.BOX).getpixel((0, 0))
        assert isinstance(top, tuple)
        assert top[1] > top[0]
        assert not seen.getexif()
    assert len(whole) * 2 < file.stat().st_size
    assert b"serial 4711" not in whole


def test_a_bad_picture_is_said_to_be_one_and_goes_all_the_same(at_clinic: House, tmp_path: Path) -> None:
    oskar, _, _ = in_a_room(at_clinic, OSKAR)
    for name, colour, advice in (
        ("dark", (9, 8, 8), "Bilden är mörk"),
        ("white", (250, 250, 250), "Bilden är mycket ljus"),
        ("blurred", (150, 110, 100), "Bilden kan vara suddig"),
    ):
        Image.new("RGB", (800, 600), colour).save(tmp_path / f"{name}.jpg")
        oskar.page.get_by_label("Lägg till en bild").set_input_files(tmp_path / f"{name}.jpg")
        expect(oskar.page.get_by_text(advice)).to_be_visible()
    with oskar.page.expect_file_chooser() as chooser:
        oskar.page.get_by_label("Ta en ny bild").click()
    chooser.value.set_files(grainy(tmp_path / "good.jpg", (800, 600)))
    expect(oskar.page.get_by_text("Bilden kan vara suddig")).to_have_count(0)
    oskar.page.get_by_label("Lägg till en bild").set_input_files(tmp_path / "dark.jpg")
    expect(oskar.page.get_by_text("Du kan skicka den ändå.")).to_be_visible()
    oskar.write("Det är mörkt här")
    expect(oskar.message("Det är mörkt här")).to_contain_text(re.compile("Framme|Öppnat av"))
