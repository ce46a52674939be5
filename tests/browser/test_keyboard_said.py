"""What is done with messages and pictures by keyboard alone, with the focus seen at every stop: answering, correcting,
looking for words, taking away, comparing, marking a copy, hiding, and a phrase of one's own."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import House
from tests.browser.forms import ask_urgently
from tests.browser.keyboard import Keyboard
from tests.browser.people import Nurse, Resident
from tests.browser.pictures import drawn_throat

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

ANNA = "Anna Lind"
FEVER, SECRET = "Jag har feber 39,5", "Min granne tar Waran"
CHOICES = re.compile("^Val för")
PICTURE = "Visa bilden från Anna Lind stor"


def test_messages_and_pictures_by_keyboard_alone(at_clinic: House, tmp_path: Path) -> None:
    anna, sara = at_clinic.resident(ANNA), at_clinic.nurse("sara.holm")
    ask_urgently(anna)
    sara.claim(ANNA)
    for words in ("I måndags", "I dag"):
        anna.send_picture(drawn_throat(tmp_path / "throat.jpg"), words)
        expect(sara.message(words).get_by_role("img")).to_be_visible()
    for text in (SECRET, FEVER):
        anna.write(text)
        expect(sara.message(text)).to_be_visible()
    hands, theirs = Keyboard(sara.page), Keyboard(anna.page)
    # Their script is for pages that come: those that are open have it by being opened anew.
    sara.page.reload()
    sara.open(ANNA)
    anna.page.reload()
    expect(anna.message(FEVER)).to_be_visible()
    a_resident_says_it_anew(theirs, anna)
    take_away(hands, sara)
    answer(hands, sara)
    mark_a_copy(hands, sara)
    hide(hands, sara)
    look_for(hands, sara)
    a_phrase(hands)


def a_resident_says_it_anew(theirs: Keyboard, anna: Resident) -> None:
    theirs.to("button", CHOICES)
    theirs.press("Enter")
    theirs.push("Ändra")
    theirs.fill("Meddelande", "Jag har feber 38,5")
    theirs.push("Spara ändringen")
    expect(anna.message("Jag har feber 38,5")).to_be_visible()
    theirs.back_to("button", "Sök i samtalet")
    theirs.press("Enter")
    theirs.is_at("textbox", "Vad letar du efter?")
    theirs.type("waran")
    theirs.press("Enter")
    theirs.push(re.compile(SECRET))
    expect(anna.message(SECRET)).to_be_focused()
    theirs.back_to("tab", "Samtal")
    theirs.press("ArrowRight")
    with theirs.page.expect_download() as download:
        theirs.push("Spara som PDF")
    assert download.value.path().read_bytes().startswith(b"%PDF-")


def choices_of(hands: Keyboard, nurse: Nurse, text: str) -> None:
    """Tab comes to those of the newest message, arrows lead to the others."""
    wanted = nurse.message(text).get_by_role("button", name=CHOICES)
    hands.to("button", CHOICES)
    while not wanted.evaluate("button => button === document.activeElement"):
        hands.step("ArrowUp")
    hands.press("Enter")


def take_away(hands: Keyboard, sara: Nurse) -> None:
    hands.press("Alt+1")
    hands.back_to("button", CHOICES)
    hands.step("Shift+Tab")
    choices_of(hands, sara, SECRET)
    hands.push("Ta bort för alla")
    expect(hands.page.get_by_role("dialog")).to_be_visible()
    hands.choose("Gäller en annan person")
    hands.push("Ta bort meddelandet")
    expect(hands.page.get_by_role("dialog")).to_have_count(0)
    expect(sara.log.get_by_text(SECRET)).to_have_count(0)
    hands.see()


def answer(hands: Keyboard, sara: Nurse) -> None:
    hands.press("Alt+1")
    hands.back_to("button", CHOICES)
    hands.press("Enter")
    hands.push("Svara")
    hands.is_at("textbox", f"Skriv till {ANNA}")
    hands.type("Drick mycket.")
    hands.press("Control+Enter")
    expect(sara.message("Drick mycket.")).to_contain_text("Jag har feber 38,5")


def open_large(hands: Keyboard) -> None:
    hands.press("Alt+1")
    hands.back_to("button", PICTURE)
    hands.press("Enter")
    expect(hands.page.get_by_role("dialog")).to_be_visible()


def mark_a_copy(hands: Keyboard, sara: Nurse) -> None:
    open_large(hands)
    hands.push("Jämför två bilder")
    expect(hands.page.get_by_role("dialog").locator(".compared img")).to_have_count(2)
    hands.push("Visa i full storlek")
    hands.to("group", re.compile("I dag$"))
    hands.press("ArrowDown")
    hands.back_to("button", "Rita på en kopia")
    hands.press("Enter")
    hands.choose("Ring")
    hands.to("application", "Bilden att rita på")
    hands.press("ArrowLeft", "ArrowLeft", "Enter", "ArrowUp", "Enter")
    hands.back_to("button", "Ångra")
    hands.press("Enter")
    expect(hands.page.get_by_text("Markeringar: 1.")).to_be_visible()
    hands.push("Lägg kopian i svaret")
    expect(sara.pane(ANNA).get_by_alt_text("Bild bifogad")).to_be_visible()
    hands.is_at("textbox", f"Skriv till {ANNA}")
    hands.press("Control+Enter")
    expect(sara.message("Kopia med markeringar").get_by_role("img")).to_be_visible()


def hide(hands: Keyboard, sara: Nurse) -> None:
    open_large(hands)
    hands.push("Dölj bilden för alla")
    dialog = hands.page.get_by_role("dialog")
    expect(dialog.get_by_label("Berätta kort för kollegorna")).to_be_visible()
    hands.choose("Den gäller någon annan")
    hands.fill("Berätta kort för kollegorna", "Bilden är på en bror")
    hands.push("Dölj för alla")
    expect(dialog).to_have_count(0)
    expect(sara.message("I dag")).to_contain_text("Dold av vården")
    expect(sara.log.get_by_text("Kopia med markeringar").locator("..").get_by_role("img")).to_have_count(0)
    hands.see()


def look_for(hands: Keyboard, sara: Nurse) -> None:
    hands.press("Alt+1")
    hands.back_to("log", re.compile(""))
    hands.press("g", "m")
    hands.is_at("textbox", "Vad letar du efter?")
    hands.type("feber")
    hands.press("Enter")
    hands.push(re.compile("Jag har feber"))
    expect(sara.message("Jag har feber 38,5").first).to_be_focused()


def a_phrase(hands: Keyboard) -> None:
    hands.press("g", "f")
    expect(hands.page.get_by_role("heading", name="Fraser", level=1)).to_be_visible()
    hands.push("Ny fras")
    hands.fill("Förkortning", "vila")
    hands.fill("Namn", "Vila")
    hands.fill("Text", "Vila till [dag].")
    hands.press("Control+Enter")
    expect(hands.page.get_by_text("”Vila” är sparad, version 1.")).to_be_visible()
    hands.see()
