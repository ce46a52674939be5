"""What was on its way when a case was lost does not go once it is had again: it stays, with a choice."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import House
from tests.browser.forms import ask_urgently
from tests.browser.people import Nurse
from tests.browser.tenure import have_again
from tests.browser.windows import Windows
from tests.support.servers import Deployment

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

BERTIL = "Bertil Sandgren"
CHANGED = "Ärendet har bytt händer under tiden"


@pytest.fixture
def clinic_house(windows: Windows, clinic: Deployment) -> House:
    return House(windows, clinic)


def write_without_a_network(sara: Nurse, *texts: str) -> None:
    sara.window.context.set_offline(True)
    for text in texts:
        sara.write(BERTIL, text)
        expect(sara.message(text)).to_contain_text("Sparat här")


def test_what_was_written_before_a_case_was_lost_waits_for_a_choice(clinic_house: House) -> None:
    bertil, sara = clinic_house.resident(BERTIL), clinic_house.nurse("sara.holm")
    ask_urgently(bertil)
    sara.claim(BERTIL)
    sara.write(BERTIL, "Hej Bertil!")
    expect(bertil.message("Hej Bertil!")).to_be_visible()
    changed, kept, dropped = "Då låter det ofarligt.", "Sitter du ner?", "Jag ringer om en timme."
    write_without_a_network(sara, changed, kept, dropped)
    have_again(clinic_house, BERTIL)
    sara.window.context.set_offline(False)
    for text in (changed, kept, dropped):
        expect(sara.message(text)).to_contain_text(CHANGED)
    sara.page.reload()
    for text in (changed, kept, dropped):
        expect(sara.message(text)).to_contain_text(CHANGED)
    sara.press("Ta bort", sara.message(dropped))
    expect(sara.message(dropped)).to_have_count(0)
    sara.press("Skicka ändå", sara.message(kept))
    expect(bertil.message(kept)).to_be_visible()
    sara.composer(BERTIL).fill("Hur mår du?")
    sara.press("Läs och ändra", sara.message(changed))
    expect(sara.composer(BERTIL)).to_be_focused()
    expect(sara.composer(BERTIL)).to_have_value(f"{changed}\n\nHur mår du?")
    expect(sara.message(changed)).to_have_count(0)
    sara.write(BERTIL, "Hur mår du nu?")
    expect(bertil.message("Hur mår du nu?")).to_be_visible()
    for text in (changed, dropped):
        expect(bertil.message(text)).to_have_count(0)
