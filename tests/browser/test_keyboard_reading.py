"""A nurse reads a case to its end by keyboard alone: the resident's own words, the picture, a case from before."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import House
from tests.browser.forms import NO, renewal, sore_throat
from tests.browser.keyboard import Keyboard
from tests.browser.people import PASSWORD, Nurse, Resident

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

OSKAR, WORDS = "Oskar Wallin", "Det känns värst på höger sida sedan i natt."


def test_a_nurse_reads_a_case_to_its_end(at_clinic: House, picture: Path) -> None:
    oskar = at_clinic.resident(OSKAR)
    an_earlier_case(at_clinic, oskar)
    oskar.begin("Ont i halsen")
    oskar.describe(*sore_throat(picture, WORDS))
    oskar.send_form()
    sara = Nurse(at_clinic.windows.open("sara.holm", at_clinic.origin))
    hands = Keyboard(sara.page)
    take_the_case(hands, sara)
    mark_the_words_read(hands, sara)
    look_at_the_picture_of_the_form(hands)
    open_an_earlier_case(hands, sara)


def an_earlier_case(house: House, oskar: Resident) -> None:
    """A renewal that somebody else has concluded."""
    oskar.begin("Förnya recept", errand=True)
    oskar.describe(*renewal(vital=NO))
    oskar.send_form()
    johan = house.nurse("johan.lager")
    johan.claim(OSKAR)
    johan.conclude(OSKAR, "Recept skrivet", "Receptet är förnyat i ett år.", "om du får hjärtklappning.")


def take_the_case(hands: Keyboard, sara: Nurse) -> None:
    sara.window.go("/staff")
    hands.fill("Användarnamn", "sara.holm")
    hands.fill("Lösenord", PASSWORD)
    hands.press("Enter")
    expect(sara.waiting_rows().filter(has_text=OSKAR)).to_be_visible()
    hands.press("n")
    hands.is_at("button", f"Ta emot {OSKAR}")
    hands.press("Enter")
    hands.is_at("textbox", f"Skriv till {OSKAR}")


def mark_the_words_read(hands: Keyboard, sara: Nurse) -> None:
    case = sara.case(OSKAR)
    expect(case.get_by_text(WORDS)).to_be_visible()
    hands.push("Markera läst")
    expect(case.get_by_text("Läst av dig")).to_be_visible()
    expect(case.get_by_role("button", name="Markera läst")).to_have_count(0)
    # The button is gone; whoever pressed it is not thrown to the top of the page.
    assert hands.stop().role != "outside"


def look_at_the_picture_of_the_form(hands: Keyboard) -> None:
    shown = re.compile("^Visa bild")
    hands.to("button", shown)
    hands.press("Enter")
    hands.escapes(hands.page.get_by_role("dialog"), shown)


def open_an_earlier_case(hands: Keyboard, sara: Nurse) -> None:
    earlier = re.compile("^Förnya recept")
    hands.to("button", earlier)
    hands.press("Enter")
    dialog = hands.page.get_by_role("dialog")
    hands.escapes(dialog, earlier)
    hands.press("Enter")
    hands.push("Öppna ärendet")
    expect(dialog.get_by_text("Välj ett skäl")).to_be_visible()
    hands.choose("Uppföljning av det som gjordes")
    hands.push("Öppna ärendet")
    expect(dialog).to_have_count(0)
    expect(sara.page.get_by_text("Receptet är förnyat i ett år.").first).to_be_visible()
