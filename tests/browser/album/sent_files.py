"""Files on their way and after: a picture that could be better, one half sent, a document, a refusal, a hidden one."""

import re
from pathlib import Path

from PIL import Image, ImageEnhance
from playwright.sync_api import Route, expect

from tests.browser.album.album import Album, wait_for_font
from tests.browser.conftest import House
from tests.browser.forms import ask_urgently
from tests.browser.people import Nurse, Resident
from tests.browser.pictures import drawn_throat
from tests.core.documents import CERTIFICATE, pdf

ANNA = "Anna Lind"
LABEL = "Lägg till en bild eller en PDF"


def begin(house: House) -> tuple[Resident, Nurse]:
    anna, sara = house.resident(ANNA), house.nurse("sara.holm")
    ask_urgently(anna)
    sara.claim(ANNA)
    sara.write(ANNA, "Hej! Kan du skicka en bild och intyget?")
    expect(anna.message("Kan du skicka en bild")).to_be_visible()
    wait_for_font(anna.page)
    return anna, sara


def on_the_way(anna: Resident, album: Album, folder: Path) -> None:
    noise = Image.merge("RGB", [Image.effect_noise((2400, 1800), 8)] * 3)
    Image.blend(noise, Image.new("RGB", noise.size, (8, 4, 4)), 0.85).save(folder / "dark.jpg", quality=97)
    anna.page.get_by_label(LABEL).set_input_files(folder / "dark.jpg")
    expect(anna.page.get_by_text("Bilden är mörk")).to_be_visible()
    album.keep(anna.page, "room-picture-dark")
    parts = 0

    def one_part(route: Route) -> None:
        """The first part arrives, the second is still on its way while the picture is taken."""
        nonlocal parts
        parts += 1
        if parts == 1:
            route.continue_()

    anna.page.route("**/uploads/*", one_part)
    anna.write("Det är mörkt här")
    anna.page.wait_for_function("() => /[1-9]/.test(document.querySelector('.sent')?.textContent ?? '')")
    album.keep(anna.page, "room-picture-on-its-way")
    anna.page.unroute("**/uploads/*")
    anna.page.reload()
    expect(anna.message("Det är mörkt här")).to_contain_text(re.compile("Framme|Öppnat av"), timeout=45_000)


def documents(anna: Resident, sara: Nurse, album: Album, folder: Path) -> None:
    for name, data in (("Intyg från skolan.pdf", CERTIFICATE), ("Remiss.pdf", pdf(b"<</S/JavaScript/JS(1)>>"))):
        (folder / name).write_bytes(data)
        anna.page.get_by_label(LABEL).set_input_files(folder / name)
        expect(anna.page.get_by_text(f"{name} är med.")).to_be_visible()
        anna.write(f"Här kommer {name}")
    expect(anna.message("Här kommer Remiss.pdf")).to_contain_text("startar av sig självt")
    expect(sara.pane(ANNA).get_by_role("link", name="Spara Intyg från skolan.pdf")).to_be_visible()
    album.keep(anna.page, "room-documents")
    album.keep(sara.page, "desk-document", surface="staff")
    anna.press("Ta bort", anna.message("Här kommer Remiss.pdf"))


def together(anna: Resident, sara: Nurse, album: Album, folder: Path) -> None:
    with Image.open(drawn_throat(folder / "monday.jpg")) as worse:
        ImageEnhance.Color(worse).enhance(0.5).save(folder / "today.jpg")
    for name, words in (("monday.jpg", "Så såg det ut i måndags"), ("today.jpg", "Så ser det ut i dag")):
        anna.send_picture(folder / name, words)
        expect(sara.message(words).get_by_role("img")).to_be_visible()
    dialog = sara.look_at_picture(ANNA)
    sara.press("Jämför två bilder")
    expect(dialog.locator(".compared img")).to_have_count(2)
    album.keep(sara.page, "desk-pictures-compared", surface="staff")
    sara.press("Rita på en kopia")
    dialog.get_by_label("Ring").check()
    dialog.get_by_role("application").focus()
    sara.page.keyboard.press("Enter")
    album.keep(sara.page, "desk-picture-marked", surface="staff")
    sara.press("Lägg kopian i svaret")
    expect(sara.page.get_by_alt_text("Bild bifogad")).to_be_visible()
    album.keep(sara.page, "desk-marked-copy", surface="staff")
    sara.send(ANNA)
    expect(anna.message("Kopia med markeringar").get_by_role("img")).to_be_visible()
    album.keep(anna.page, "room-marked-copy")


def hidden(anna: Resident, sara: Nurse, album: Album, folder: Path) -> None:
    anna.send_picture(drawn_throat(folder / "other.jpg"), "Så här ser det ut")
    expect(sara.message("Så här ser det ut")).to_be_visible()
    sara.look_at_picture(ANNA)
    album.keep(sara.page, "desk-picture-large", surface="staff")
    sara.press("Dölj bilden för alla")
    dialog = sara.page.get_by_role("dialog")
    sara.press("Dölj för alla", dialog)
    album.keep(sara.page, "desk-hide", surface="staff")
    dialog.get_by_label("Den gäller någon annan").check()
    dialog.get_by_label("Berätta kort för kollegorna").fill("Bilden är på en bror")
    sara.press("Dölj för alla", dialog)
    expect(anna.message("Så här ser det ut")).to_contain_text("Dold av vården")
    album.keep(anna.page, "room-hidden")
    album.keep(sara.page, "desk-hidden", surface="staff")
