"""Captions in a call: asked for by whoever reads, begun by the yes of whoever speaks, and no choice where no browser
makes text of speech on the device."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.conftest import House
from tests.browser.database import rows
from tests.browser.forms import ask_urgently
from tests.browser.people import Nurse, Resident
from tests.browser.spoken import give_recognition, listens, say
from tests.support.servers import Deployment

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]
SAMIRA, ANNA = "Samira Haddad", "Anna Lind"
PATIENCE_MS = 60_000
SAID = "Jag har haft ont i halsen sedan i går."


def before_the_call(house: House, name: str = SAMIRA) -> tuple[Resident, Nurse]:
    samira = house.resident(name)
    ask_urgently(samira)
    sara = house.nurse("sara.holm")
    sara.claim(name)
    return samira, sara


def talk(samira: Resident, sara: Nurse, name: str = SAMIRA) -> None:
    sara.ring(name)
    samira.press("Svara med video", samira.ringing)
    expect(sara.page.get_by_text(f"I samtal med {name.split()[0]}")).to_be_visible(timeout=PATIENCE_MS)
    samira.figures_of_call()


def test_who_needs_to_read_asks_and_who_speaks_says_yes(at_clinic: House, clinic: Deployment) -> None:
    samira, sara = before_the_call(at_clinic)
    give_recognition(samira.page)
    give_recognition(sara.page)
    sara.open(SAMIRA)
    talk(samira, sara)
    samira.press("Mer")
    samira.press("Textning av tal")
    samira.press("Be Sara om textning")
    question = sara.page.get_by_role("dialog", name="Samira vill läsa det du säger")
    expect(question).to_be_visible()
    assert (listens(samira.page), listens(sara.page)) == (0, 0)
    assert violations(sara.page) == []
    question.get_by_role("button", name="Texta det jag säger").click()
    expect(sara.page.get_by_text("Det du säger textas.")).to_be_visible()
    assert (listens(samira.page), listens(sara.page)) == (0, 1)

    said = samira.page.get_by_role("list", name="Det som har sagts")
    say(sara.page, "Hur länge har", final=False)
    expect(said).to_contain_text("Sara Hur länge har")
    say(sara.page, "Hur länge har du haft ont?")
    expect(said).to_contain_text("Hur länge har du haft ont?")
    expect(samira.page.get_by_text("Texten görs av en dator")).to_be_visible()
    assert violations(samira.page) == []

    sara.page.get_by_role("button", name="Mikrofon på, stäng av").click()
    expect(sara.page.get_by_text("Din mikrofon är av, så inget textas.")).to_be_visible()
    assert listens(sara.page) == 0
    sara.page.get_by_role("button", name="Mikrofon av, slå på").click()
    expect(sara.page.get_by_text("Det du säger textas.")).to_be_visible()
    assert listens(sara.page) == 1

    samira.page.get_by_role("checkbox", name="Texta det jag säger").check()
    say(samira.page, SAID)
    expect(sara.page.get_by_role("list", name="Det som har sagts")).to_contain_text(SAID)
    samira.press("Avsluta videosamtalet")
    expect(samira.page.get_by_text("Videosamtalet är avslutat.")).to_be_visible()
    expect(sara.page.get_by_text("Samtalet är avslutat.")).to_be_visible()
    assert (listens(samira.page), listens(sara.page)) == (0, 0)
    # Nothing of it is kept.
    assert rows(clinic, f"SELECT COUNT(*) FROM core_event WHERE frame LIKE '%{SAID}%'")[0][0] == 0  # noqa: S608 ours


def test_where_no_browser_can_there_is_no_choice(at_clinic: House) -> None:
    anna, sara = before_the_call(at_clinic, ANNA)
    talk(anna, sara, ANNA)
    anna.press("Mer")
    expect(anna.page.get_by_role("group", name="Mer i samtalet")).to_be_visible()
    expect(anna.page.get_by_role("button", name="Textning av tal")).to_have_count(0)
    expect(sara.page.get_by_role("button", name="Textning av tal")).to_have_count(0)
    anna.press("Text i realtid")
    expect(anna.page.get_by_text("Ingen webbläsare i samtalet kan göra text av tal.")).to_be_visible()
