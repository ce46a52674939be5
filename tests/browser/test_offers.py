"""Offers at the desk, by keyboard alone: one is accepted, one declined, two run out, and one is back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import House
from tests.browser.database import HEALTH_CENTRE, let_offers_run_out
from tests.browser.forms import ask_urgently
from tests.browser.keyboard import Keyboard
from tests.browser.people import Nurse
from tests.support.servers import manage

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

SAMIRA, INGRID, OSKAR, BERTIL = "Samira Haddad", "Ingrid Falk", "Oskar Wallin", "Bertil Sandgren"


def test_offers_are_answered_and_missed_by_keyboard(at_clinic: House) -> None:
    deployment = at_clinic.deployment
    manage(deployment.environment, "unit", HEALTH_CENTRE, "--assignment", "both")
    sara = Nurse(at_clinic.windows.open("sara.holm", at_clinic.origin))
    hands = Keyboard(sara.page)
    sara.log_in("sara.holm")
    lane = sara.page.get_by_role("region", name="Erbjudanden")
    ask_urgently(at_clinic.resident(SAMIRA))
    expect(lane.get_by_role("heading", name=re.compile(SAMIRA))).to_be_visible()
    expect(lane.get_by_text("Prioritet 1 går före.")).to_be_visible()
    hands.press("a")
    hands.is_at("textbox", f"Skriv till {SAMIRA}")
    # While one writes a letter is a letter; the answers are reached by Tab as well.
    ask_urgently(at_clinic.resident(INGRID))
    expect(lane.get_by_role("button", name=re.compile(f"^Ta emot {INGRID}"))).to_be_visible()
    hands.press("a")
    expect(sara.composer(SAMIRA)).to_have_value("a")
    hands.to("button", re.compile(f"^Kan inte nu {INGRID}"), "Shift+Tab")
    hands.press("Enter")
    expect(sara.page.get_by_role("menuitem", name="Upptagen med någon annan")).to_be_focused()
    hands.press("ArrowDown", "Enter")
    expect(lane.get_by_role("article")).to_have_count(0)
    for name in (OSKAR, BERTIL):
        ask_urgently(at_clinic.resident(name))
        expect(lane.get_by_role("heading", name=re.compile(name))).to_be_visible()
        let_offers_run_out(deployment)
        expect(sara.page.get_by_text(f"Erbjudandet om {name} gick vidare utan svar.")).to_be_visible()
    expect(lane.get_by_text("Du står som borta.")).to_be_visible()
    expect(sara.page.get_by_role("button", name="Närvaro: Borta")).to_be_visible()
    hands.to("button", re.compile("^Jag är tillbaka"), "Shift+Tab")
    hands.press("Enter")
    expect(lane.get_by_text("Du står som borta.")).to_have_count(0)
