"""axe-core finds nothing to object to on the main screens, in light and dark, on a telephone and at a desk."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.axe import AT_A_DESK, violations
from tests.browser.conftest import House
from tests.browser.forms import CHEST_PAIN, MILD_SORE_THROAT, ask_urgently
from tests.browser.windows import Windows
from tests.support.servers import Deployment

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]


def test_the_start_the_signs_and_the_login(windows: Windows, clinic: Deployment) -> None:
    window = windows.open("anybody", clinic.server(0).url, phone=True)
    for path in ("/", "/signs", "/login"):
        window.go(path)
        window.page.wait_for_load_state("networkidle")
        assert violations(window.page) == []


def test_the_form_and_the_advice(at_clinic: House) -> None:
    oskar = at_clinic.resident("Oskar Wallin")
    oskar.begin("Ont i halsen")
    expect(oskar.page.get_by_role("radio")).to_have_count(3)
    assert violations(oskar.page) == []
    oskar.press("Nästa fråga")
    assert violations(oskar.page) == []
    oskar.describe(*MILD_SORE_THROAT)
    expect(oskar.heading("Stämmer dina svar?")).to_be_visible()
    assert violations(oskar.page) == []
    oskar.press("Skicka till Björkdalens vårdcentral")
    expect(oskar.heading("Du kan ta hand om halsen hemma")).to_be_visible()
    assert violations(oskar.page) == []


def test_the_emergency_page(at_clinic: House) -> None:
    bertil = at_clinic.resident("Bertil Sandgren")
    bertil.begin("Ont i bröstet")
    bertil.describe(*CHEST_PAIN)
    expect(bertil.heading("Ring 112 nu")).to_be_visible()
    assert violations(bertil.page) == []


def test_the_room_and_the_desk_and_the_floor(at_clinic: House, picture: Path) -> None:
    samira = at_clinic.resident("Samira Haddad")
    ask_urgently(samira)
    expect(samira.heading("Väntrum")).to_be_visible()
    assert violations(samira.page) == []
    sara = at_clinic.nurse("sara.holm")
    sara.claim("Samira Haddad")
    sara.write("Samira Haddad", "Hej! Jag läser dina svar nu.")
    expect(samira.message("Jag läser dina svar")).to_be_visible()
    samira.send_picture(picture, "Så här ser det ut.")
    expect(sara.message("Så här ser det ut.")).to_be_visible()
    sara.note("Samira Haddad", "Be om snabbtest.")
    expect(sara.message("Be om snabbtest.")).to_be_visible()
    assert violations(samira.page) == []
    assert violations(sara.page, AT_A_DESK) == []
    helena = at_clinic.supervisor()
    helena.press("Läget nu")
    expect(helena.page.get_by_role("table")).to_contain_text("Sara Holm")
    assert violations(helena.page, AT_A_DESK) == []
    sara.ring("Samira Haddad")
    expect(samira.ringing).to_be_visible()
    assert violations(samira.page) == []
    samira.press("Svara med video", samira.ringing)
    samira.figures_of_call()
    assert violations(samira.page) == []
    assert violations(sara.page, AT_A_DESK) == []
    samira.press("Avsluta samtalet")
    sara.conclude("Samira Haddad", "Råd gavs", "Vila.", "om du blir sämre.")
    expect(samira.heading("Sammanfattning")).to_be_visible()
    assert violations(samira.page) == []
