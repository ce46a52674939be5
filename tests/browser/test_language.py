"""Swedish and English on both entries: one press changes all words and the page's `lang`, and nothing typed is lost."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import House
from tests.browser.forms import THROAT_WITHOUT_DANGER, ask_urgently
from tests.browser.people import PASSWORD, Nurse, lasting
from tests.browser.windows import Windows
from tests.support.servers import Deployment

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

HALF = "Halvskrivet och sedan"


def assert_language(page: Page, code: str) -> None:
    expect(page.locator("html")).to_have_attribute("lang", code)


def test_a_resident_changes_language_in_the_middle_of_a_question(at_clinic: House) -> None:
    anna = at_clinic.resident("Anna Lind")
    anna.begin("Ont i halsen")
    anna.describe(*THROAT_WITHOUT_DANGER)
    lasting(3, "veckor")(anna.page)
    assert_language(anna.page, "sv")
    anna.press("English")
    assert_language(anna.page, "en")
    expect(anna.heading("How long have you had this?")).to_be_visible()
    expect(anna.page.get_by_label("Number")).to_have_value("3")
    expect(anna.page.get_by_label("weeks")).to_be_checked()
    anna.page.reload()
    assert_language(anna.page, "en")
    expect(anna.page.get_by_label("Number")).to_have_value("3")
    anna.press("Svenska")
    assert_language(anna.page, "sv")
    expect(anna.page.get_by_label("Antal")).to_have_value("3")


def test_the_server_answers_in_the_chosen_language(at_clinic: House) -> None:
    """What comes from the content and the staff register changes with the page's own words."""
    bertil = at_clinic.resident("Bertil Sandgren")
    bertil.press("English")
    expect(bertil.heading("What do you need help with?")).to_be_visible()
    bertil.page.get_by_role("link", name="I have a new problem").click()
    bertil.press("Chest pain")
    expect(bertil.heading("Are you having trouble breathing?")).to_be_visible()


def test_staff_change_language_at_the_door_and_at_the_desk(
    at_clinic: House, windows: Windows, clinic: Deployment
) -> None:
    oskar = at_clinic.resident("Oskar Wallin")
    ask_urgently(oskar)
    sara = Nurse(windows.open("sara.holm", clinic.server(1).url))
    sara.window.go("/staff")
    sara.page.get_by_label("Användarnamn").fill("sara.holm")
    sara.press("English")
    assert_language(sara.page, "en")
    expect(sara.page.get_by_label("User name")).to_have_value("sara.holm")
    sara.press("Svenska")
    sara.page.get_by_label("Lösenord").fill(PASSWORD)
    sara.press("Logga in")
    sara.claim("Oskar Wallin")
    sara.composer("Oskar Wallin").fill(HALF)
    sara.press("Konto: Sara Holm")
    sara.page.get_by_role("menuitemradio", name="English").click()
    assert_language(sara.page, "en")
    expect(sara.page.get_by_label("Write to Oskar Wallin")).to_have_value(HALF)
    expect(sara.page.get_by_role("region", name="My rooms")).to_contain_text("Oskar Wallin")
