"""Called by telephone instead of written to, and a case that its resident withdraws: on both sides of the screen."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.conftest import House
from tests.browser.test_worse import BERTIL, INGRID, OSKAR, row_of, waits
from tests.browser.windows import DESKTOP

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

ASK, SAVE, NUMBER = "Bli uppringd i stället", "Be om att bli uppringd", "070-174 06 05"


def test_a_resident_is_called_instead_and_reached_at_the_second_attempt(at_clinic: House, tmp_path: Path) -> None:
    oskar, sara = waits(at_clinic, OSKAR, tmp_path), at_clinic.nurse("sara.holm")
    oskar.press(ASK)
    oskar.page.get_by_label("Telefonnummer").fill("hej")
    oskar.press(SAVE)
    expect(oskar.page.get_by_text("Skriv ett telefonnummer")).to_be_visible()
    assert axe.violations(oskar.page) == []
    oskar.page.get_by_label("Telefonnummer").fill(NUMBER)
    oskar.press(SAVE)
    expect(oskar.page.get_by_text("Vi ringer numret som slutar på 05.")).to_be_visible()
    expect(oskar.page.get_by_text("Du bad om att bli uppringd")).to_be_visible()
    assert axe.violations(oskar.page) == []
    expect(row_of(sara, OSKAR)).to_contain_text("Vill bli uppringd")
    sara.claim(OSKAR)
    case = sara.case(OSKAR)
    for outcome in ("Inget svar", "Nådd"):
        expect(case.get_by_role("link", name=f"Ring {NUMBER}")).to_have_attribute("href", "tel:+46701740605")
        sara.press("Jag ringer nu", within=case)
        expect(sara.pane(OSKAR).get_by_role("log")).to_contain_text("Mottagningen ringde")
        assert axe.violations(sara.page, (DESKTOP,)) == []
        sara.press(outcome, within=case)
        if outcome == "Inget svar":
            expect(row_of(sara, OSKAR)).to_contain_text("Ringd 1 av 3")
            expect(oskar.page.get_by_text("Vi har ringt utan att få svar")).to_be_visible()
            sara.press(f"Ta emot {OSKAR}", within=sara.pane(OSKAR))
    expect(sara.case(OSKAR).get_by_text(re.compile("Sara Holm: nådd"))).to_be_visible()
    sara.write(OSKAR, "Tack för samtalet")
    expect(oskar.page.get_by_text("Tack för samtalet")).to_be_visible()


def test_back_to_the_chat(at_clinic: House, tmp_path: Path) -> None:
    bertil, sara = waits(at_clinic, BERTIL, tmp_path), at_clinic.nurse("sara.holm")
    bertil.press(ASK)
    bertil.page.get_by_label("Telefonnummer").fill(NUMBER)
    bertil.press(SAVE)
    expect(row_of(sara, BERTIL)).to_contain_text("Vill bli uppringd")
    bertil.press("Chatta i stället")
    expect(bertil.page.get_by_role("button", name=ASK)).to_be_visible()
    expect(row_of(sara, BERTIL)).not_to_contain_text("Vill bli uppringd")


def test_a_resident_withdraws_their_case_and_opens_it_again(at_clinic: House, tmp_path: Path) -> None:
    ingrid, sara = waits(at_clinic, INGRID, tmp_path), at_clinic.nurse("sara.holm")
    expect(row_of(sara, INGRID)).to_be_visible()
    ingrid.press("Jag behöver inte hjälp längre")
    # Where to turn stands before the question.
    expect(ingrid.page.get_by_role("dialog")).to_contain_text("ring 112")
    ingrid.press("Ta tillbaka ärendet")
    expect(ingrid.page.get_by_text("Välj varför.")).to_be_visible()
    assert axe.violations(ingrid.page) == []
    ingrid.page.get_by_label("Det har blivit bättre").check()
    ingrid.press("Ta tillbaka ärendet")
    expect(ingrid.page.get_by_text("Du tog själv tillbaka ärendet.")).to_be_visible()
    assert axe.violations(ingrid.page) == []
    expect(row_of(sara, INGRID)).to_have_count(0)
    ingrid.press("Skriv igen")
    expect(row_of(sara, INGRID)).to_be_visible()
