"""The permanent care contact, by role and by what they read: named beside the case, told to the resident who waits, and
the reason of the offer."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import House
from tests.browser.database import HEALTH_CENTRE
from tests.browser.forms import ask_urgently
from tests.support.servers import manage

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

INGRID = "Ingrid Falk"


def test_the_contact_is_named_and_asked_first(at_clinic: House) -> None:
    ingrid, sara = at_clinic.resident(INGRID), at_clinic.nurse("sara.holm")
    ask_urgently(ingrid)
    sara.claim(INGRID)
    helena = at_clinic.supervisor()
    case = sara.case(INGRID)
    expect(case.get_by_text("Ingen fast vårdkontakt")).to_be_visible()
    sara.press(f"Ange fast vårdkontakt för {INGRID}", case)
    dialog = sara.page.get_by_role("dialog")
    dialog.get_by_role("menuitem", name="Sara Holm").click()
    expect(sara.told(f"Sara Holm är nu fast vårdkontakt för {INGRID}.")).to_be_visible()
    expect(case.get_by_text("Du är fast vårdkontakt")).to_be_visible()
    expect(case.get_by_text("Angavs av Sara Holm")).to_be_visible()
    sara.conclude(INGRID, "Råd gavs", "Vila och drick.", "Om det blir värre.")

    manage(at_clinic.deployment.environment, "unit", HEALTH_CENTRE, "--assignment", "both")
    ingrid.window.go("/cases")
    ask_urgently(ingrid)
    expect(ingrid.page.get_by_text("Fast vårdkontakt här: Sara Holm, sjuksköterska.")).to_be_visible()
    offer = sara.page.get_by_role("region", name="Erbjudanden").get_by_role("article")
    expect(offer.get_by_text("Du är invånarens fasta vårdkontakt.")).to_be_visible()
    expect(helena.page.get_by_role("region", name="Erbjudanden").get_by_role("article")).to_have_count(0)
