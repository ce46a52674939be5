"""Two pictures beside each other, and marks on a copy of one, by keys and by pointer; the original stays as it is."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import House
from tests.browser.database import rows
from tests.browser.forms import ask_urgently
from tests.browser.people import Nurse, Resident
from tests.browser.pictures import bytes_shown
from tests.support.servers import Deployment

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

ANNA = "Anna Lind"
SKIN = (214, 150, 132)


def with_two_pictures(house: House, folder: Path) -> tuple[Resident, Nurse]:
    anna, sara = house.resident(ANNA), house.nurse("sara.holm")
    ask_urgently(anna)
    sara.claim(ANNA)
    sara.write(ANNA, "Hej! Skicka en bild av utslaget då och nu.")
    expect(anna.message("Skicka en bild")).to_be_visible()
    for words in ("Den gamla bilden", "Den nya bilden"):
        Image.new("RGB", (1600, 1200), SKIN).save(folder / "rash.jpg")
        anna.send_picture(folder / "rash.jpg", words)
        expect(sara.message(words)).to_be_visible()
    return anna, sara


def test_two_are_compared_and_a_copy_is_marked(at_clinic: House, clinic: Deployment, tmp_path: Path) -> None:
    anna, sara = with_two_pictures(at_clinic, tmp_path)
    page = sara.page
    dialog = sara.look_at_picture(ANNA, 0)
    page.get_by_role("button", name="Jämför två bilder").click()
    stages = dialog.get_by_role("group", name=re.compile("Från Anna Lind"))
    expect(stages).to_have_count(2)
    assert violations(page) == []
    page.get_by_role("button", name="Visa i full storlek").click()
    # What is moved by keys in one is moved in the other.
    stages.first.focus()
    page.keyboard.press("End")
    for _ in range(6):
        page.keyboard.press("ArrowDown")
    page.wait_for_function(
        "() => { const [a, b] = [...document.querySelectorAll('.compared__stage')].map((one) => one.scrollTop);"
        " return a > 20 && Math.abs(a - b) < 2 }"
    )

    mark(page, dialog)
    assert violations(page) == []
    originals = rows(clinic, "SELECT id, state, size, changed_at FROM core_storedfile ORDER BY id")
    dialog.get_by_role("button", name="Lägg kopian i svaret").click()

    expect(dialog).to_have_count(0)
    expect(page.get_by_alt_text("Bild bifogad")).to_be_visible()
    expect(page.get_by_text("Kopian med markeringar är med")).to_be_visible()
    sara.send(ANNA)
    copy = anna.message("Kopia med markeringar av bilden från")
    expect(copy.get_by_role("img")).to_be_visible()
    # On both sides it leads to the message whose picture it is a copy of.
    for person in (anna, sara):
        person.message("Kopia med markeringar").get_by_role("button", name=re.compile("^Kopia med markeringar")).click()
        expect(person.message("Den gamla bilden")).to_be_focused()
    with Image.open(io.BytesIO(bytes_shown(copy.get_by_role("img")))) as seen:
        assert seen.size == (1600, 1200)
        # The arrow's point, and a place that nobody drew on.
        assert far_from_skin(seen.convert("RGB").getpixel((960, 720)))
        assert not far_from_skin(seen.convert("RGB").getpixel((1200, 200)))
    assert rows(clinic, "SELECT id, state, size, changed_at FROM core_storedfile ORDER BY id")[:2] == originals


def mark(page: Page, dialog: Locator) -> None:
    """A circle by keys left of the middle, an arrow by pointer, and a line that is taken back."""
    dialog.get_by_role("button", name="Rita på en kopia").click()
    sheet = dialog.get_by_role("application", name="Bilden att rita på")
    dialog.get_by_label("Ring").check()
    sheet.focus()
    for _ in range(5):
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(dialog.get_by_text("Markeringar: 1.")).to_be_visible()
    dialog.get_by_label("Pil").check()
    box = sheet.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.8)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.6, steps=4)
    page.mouse.up()
    dialog.get_by_label("Fri hand").check()
    page.mouse.move(box["x"] + 30, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] + 60, steps=5)
    page.mouse.up()
    expect(dialog.get_by_text("Markeringar: 3.")).to_be_visible()
    dialog.get_by_role("button", name="Ångra").click()
    expect(dialog.get_by_text("Markeringar: 2.")).to_be_visible()


def far_from_skin(pixel: object) -> bool:
    assert isinstance(pixel, tuple)
    return any(abs(one - other) > 40 for one, other in zip(pixel, SKIN, strict=True))
