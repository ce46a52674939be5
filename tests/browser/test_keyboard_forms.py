"""A form that is sent into a room and a copy of the case, by keyboard alone and with the focus seen at every stop."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import House
from tests.browser.forms import ask_urgently
from tests.browser.keyboard import Keyboard
from tests.browser.people import Nurse

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

ANNA = "Anna Lind"
TODAY = "Hur är det i dag?"


def line_of_the_menu(hands: Keyboard, name: str) -> None:
    hands.choose_of_menu(f"Mer om rummet {ANNA}", name)
    expect(hands.page.get_by_role("dialog")).to_be_visible()


def send(hands: Keyboard) -> None:
    """What is missing is said; what opened the dialog has the focus when it is left."""
    line_of_the_menu(hands, "Skicka formulär")
    hands.press("Escape")
    expect(hands.page.get_by_role("dialog")).to_have_count(0)
    line_of_the_menu(hands, "Skicka formulär")
    hands.to("radio", re.compile(f"^{re.escape(TODAY)}"))
    hands.press("Space")
    hands.push("Skicka formulär")
    expect(hands.page.get_by_role("dialog")).to_have_count(0)
    expect(hands.page.get_by_role("region", name=f"Formulär: {TODAY}")).to_be_visible()


def answer(theirs: Keyboard) -> None:
    theirs.push("Svara på frågorna")
    for question, chosen in (
        ("svårt att andas", "Nej"),
        ("mycket sjuk", "Nej"),
        ("jämfört med", "Bättre"),
        ("ont", "3"),
    ):
        theirs.heard(re.compile(question, re.IGNORECASE))
        theirs.choose(chosen)
        theirs.push("Nästa fråga")
    theirs.heard(re.compile("nya besvär"))
    theirs.choose("Nej")
    theirs.push("Nästa fråga")
    theirs.heard(re.compile("berätta något mer"))
    theirs.push(re.compile("^(Nästa fråga|Hoppa över)"))
    theirs.heard("Stämmer dina svar?")
    theirs.push("Skicka svaren")


def read_and_save(hands: Keyboard, sara: Nurse) -> None:
    expect(sara.page.get_by_role("region", name=f"Formulär: {TODAY}")).to_contain_text("Besvarat")
    line_of_the_menu(hands, "Utskrift som PDF")
    hands.tick("Ta med anteckningar som bara personal läser")
    with hands.page.expect_download() as download:
        hands.push("Hämta PDF")
    assert download.value.path().read_bytes().startswith(b"%PDF-")


def test_a_form_is_sent_answered_and_saved_by_keyboard_alone(at_clinic: House) -> None:
    anna, sara = at_clinic.resident(ANNA), at_clinic.nurse("sara.holm")
    ask_urgently(anna)
    sara.claim(ANNA)
    sara.write(ANNA, "Hej Anna! Svara gärna på några frågor.")
    expect(anna.message("Svara gärna")).to_be_visible()
    hands, theirs = Keyboard(sara.page), Keyboard(anna.page)
    # Their script is for pages that come: those that are open have it by being opened anew.
    sara.page.reload()
    sara.open(ANNA)
    anna.page.reload()
    expect(anna.message("Svara gärna")).to_be_visible()
    send(hands)
    answer(theirs)
    read_and_save(hands, sara)
