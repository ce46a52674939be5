"""Somebody who is worse while they wait or talk: the unit sees it at once, the red flags are asked again, and nobody
loses their place by it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser import axe
from tests.browser.conftest import House
from tests.browser.database import close_for_good
from tests.browser.forms import NO_DANGER, THROAT_WITHOUT_DANGER, UNKNOWN, YES, sore_throat
from tests.browser.people import Nurse, Resident
from tests.browser.pictures import drawn_throat
from tests.browser.windows import DESKTOP

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

OSKAR, SAMIRA, BERTIL, INGRID = "Oskar Wallin", "Samira Haddad", "Bertil Sandgren", "Ingrid Falk"
TELL = "Säg till mottagningen att du mår sämre"
KNOWN = "Mottagningen har fått veta att du mår sämre"


def waits(house: House, name: str, folder: Path) -> Resident:
    """Somebody with a sore throat, who waits with priority 3."""
    resident = house.resident(name)
    resident.begin("Ont i halsen")
    resident.describe(*sore_throat(drawn_throat(folder / "throat.jpg"), "Det känns värst på höger sida."))
    resident.send_form()
    expect(resident.heading("Väntrum")).to_be_visible()
    return resident


def says_worse(resident: Resident) -> None:
    resident.press("Jag mår sämre")
    expect(resident.heading("Mår du sämre?")).to_be_visible()
    resident.press(TELL)
    expect(resident.page.get_by_role("heading", name="svårt att andas", level=1)).to_be_visible()


def row_of(nurse: Nurse, name: str) -> Locator:
    return nurse.waiting_rows().filter(has_text=name)


def names_in(nurse: Nurse) -> list[str]:
    found = [
        re.search("|".join((OSKAR, SAMIRA, BERTIL, INGRID)), text) for text in nurse.waiting_rows().all_inner_texts()
    ]
    return [one[0] for one in found if one]


def back_to_case(resident: Resident) -> None:
    resident.page.get_by_role("link", name="Till mitt ärende").click()


def test_the_same_answers_are_seen_and_cost_no_place(at_clinic: House, tmp_path: Path) -> None:
    oskar, ingrid = waits(at_clinic, OSKAR, tmp_path), waits(at_clinic, INGRID, tmp_path)
    oskar.page.get_by_text("Varför väntar jag?").click()
    expect(oskar.page.get_by_text("Ingen på mottagningen är inloggad just nu.")).to_be_visible()
    sara = at_clinic.nurse("sara.holm")
    expect(row_of(sara, OSKAR)).to_be_visible()
    before = names_in(sara)
    says_worse(oskar)
    # Before anything is answered.
    expect(row_of(sara, OSKAR)).to_contain_text("Säger att det blivit sämre")
    assert axe.violations(oskar.page) == []
    oskar.describe(*THROAT_WITHOUT_DANGER)
    expect(oskar.heading(KNOWN)).to_be_visible()
    assert axe.violations(oskar.page) == []
    assert names_in(sara) == before
    back_to_case(oskar)
    expect(oskar.heading("Väntrum")).to_be_visible()
    expect(oskar.page.get_by_text("Du sa till att det har blivit sämre")).to_be_visible()
    sara.claim(OSKAR)
    expect(sara.case(OSKAR)).to_contain_text("Samma svar som förut.")
    expect(sara.pane(OSKAR).get_by_role("log")).to_contain_text("Oskar Wallin säger att det blivit sämre")
    expect(row_of(sara, INGRID)).not_to_contain_text("Säger att det blivit sämre")
    assert axe.violations(sara.page, (DESKTOP,)) == []
    ingrid.press("Skriv till mottagningen")
    ingrid.write("Hej, är det länge kvar?")
    expect(row_of(sara, INGRID)).to_contain_text("Har skrivit och väntar")


def test_a_red_flag_says_112_and_moves_the_case_first(at_clinic: House, tmp_path: Path) -> None:
    samira, sara = waits(at_clinic, SAMIRA, tmp_path), at_clinic.nurse("sara.holm")
    says_worse(samira)
    samira.answer("svårt att andas", YES)
    expect(samira.heading("Ring 112 nu")).to_be_visible()
    expect(samira.page.get_by_role("link", name="Ring 112")).to_have_attribute("href", "tel:112")
    expect(samira.page.get_by_text("Mottagningen har också fått veta det")).to_be_visible()
    assert axe.violations(samira.page) == []
    alert = sara.page.get_by_role("alert").filter(has_text="Larm")
    expect(alert).to_contain_text("Mår sämre: Svårt att andas")
    expect(sara.waiting_rows().first).to_have_text(re.compile("1.*Samira Haddad.*Omgående"))
    # A page that is loaded anew says the same.
    samira.page.reload()
    expect(samira.heading("Ring 112 nu")).to_be_visible()
    back_to_case(samira)
    expect(samira.page.get_by_role("region", name="Behöver du hjälp nu?")).to_be_visible()
    sara.claim(SAMIRA)
    flag = sara.case(SAMIRA).get_by_role("definition").filter(has_text="Ändrat från nej")
    expect(flag).to_contain_text("Ja")
    expect(sara.case(SAMIRA)).to_contain_text("Samira Haddad säger att det blivit sämre")


def test_in_the_conversation_too_and_again(at_clinic: House) -> None:
    """Sara has had Samira's case since the walk above, and what Samira answers now is less."""
    samira, sara = at_clinic.resident(SAMIRA), at_clinic.nurse("sara.holm")
    samira.window.go("/cases")
    samira.page.get_by_role("link", name="Ont i halsen").first.click()
    sara.open(SAMIRA)
    sara.write(SAMIRA, "Hur är det nu?")
    expect(samira.message("Hur är det nu?")).to_be_visible()
    says_worse(samira)
    expect(sara.pane(SAMIRA).get_by_text("Samira Haddad säger att det blivit sämre")).to_have_count(2)
    samira.describe(*NO_DANGER, *THROAT_WITHOUT_DANGER[2:-1], ("svårt att gapa", UNKNOWN))
    expect(samira.heading(KNOWN)).to_be_visible()
    back_to_case(samira)
    expect(samira.message("Hur är det nu?")).to_be_visible()
    expect(sara.case(SAMIRA).get_by_text("Ändrat från ja")).to_be_visible()
    expect(sara.pane(SAMIRA)).to_contain_text("Omgående")


def test_a_closed_clinic_says_that_nobody_reads_it(at_clinic: House, tmp_path: Path) -> None:
    bertil = waits(at_clinic, BERTIL, tmp_path)
    close_for_good(at_clinic.deployment)
    bertil.press("Jag mår sämre")
    expect(bertil.page.get_by_text("Ingen läser det förrän dess. Vänta inte på svar: ring 1177 nu.")).to_be_visible()
    assert axe.violations(bertil.page) == []
    bertil.press(TELL)
    bertil.describe(*THROAT_WITHOUT_DANGER)
    expect(bertil.page.get_by_text("Ingen läser det här före")).to_be_visible()
    expect(bertil.page.get_by_role("link", name="Ring 1177", exact=True)).to_be_visible()
    johan = at_clinic.nurse("johan.lager")
    expect(row_of(johan, BERTIL)).to_contain_text("Säger att det blivit sämre")
