"""Overflow, by role and by what they read: a case that waits where nobody is stands at the unit that helps with the
reasons, the floor of each says so, it is taken there, and the resident is told which unit answers."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import House
from tests.browser.database import HEALTH_CENTRE, TELEPHONE
from tests.browser.forms import ask_urgently
from tests.browser.people import Nurse
from tests.support.servers import manage

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

OSKAR = "Oskar Wallin"


def helping(nurse: Nurse) -> Locator:
    """What waits at other units, on the work list of the one that helps."""
    return nurse.page.get_by_role("region", name="Hjälp andra mottagningar")


def test_a_case_is_taken_at_the_unit_that_helps(at_clinic: House) -> None:
    manage(at_clinic.deployment.environment, "unit", HEALTH_CENTRE, "--overflow", TELEPHONE)
    oskar = at_clinic.resident(OSKAR)
    ask_urgently(oskar)
    helena = at_clinic.supervisor(unit=TELEPHONE)
    row = helping(helena).get_by_role("listitem").filter(has_text=OSKAR)
    expect(row).to_contain_text(f"Väntar hos {HEALTH_CENTRE}")
    row.get_by_role("button").first.click()
    expect(row).to_contain_text(f"Ni hjälper {HEALTH_CENTRE}, där ingen tar emot ärenden just nu.")
    oskar.page.reload()
    oskar.page.get_by_text("Varför väntar jag?").click()
    expect(
        oskar.page.get_by_text(f"{TELEPHONE} hjälper till just nu. Någon där kan också ta ditt ärende.")
    ).to_be_visible()

    helena.go_to_floor()
    expect(helena.page.get_by_text(f"Ni hjälper {HEALTH_CENTRE}")).to_be_visible()
    expect(helena.page.get_by_text("Gäller nu. Ett ärende kan tas.")).to_be_visible()
    helena.press("Skrivbord")

    row = helping(helena).get_by_role("listitem").filter(has_text=OSKAR)
    row.get_by_role("button").first.click()
    row.get_by_role("button", name=f"Ta ärendet {OSKAR}").click()
    expect(helena.composer(OSKAR)).to_be_focused()
    expect(helping(helena)).to_have_count(0)
    expect(helena.case(OSKAR).get_by_text(f"Ni hjälper {HEALTH_CENTRE}, där ingen").first).to_be_visible()
    expect(helena.case(OSKAR).get_by_text(f"Helena Strand tog ärendet för att hjälpa {HEALTH_CENTRE}")).to_be_visible()
    expect(oskar.page.get_by_text(f"{TELEPHONE} svarar nu i ditt ärende")).to_be_visible()
    helena.write(OSKAR, "Hej, jag hjälper till från telefonenheten")
    expect(oskar.message("Hej, jag hjälper till från telefonenheten")).to_be_visible()
