"""One person in two tabs, who then leaves: a message is sent once, each draft is kept, and nothing is left behind."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import House
from tests.browser.database import messages
from tests.browser.forms import ask_urgently
from tests.browser.people import Resident
from tests.browser.storage import storage_of
from tests.support.servers import Deployment

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

ANNA = "Anna Lind"


def test_two_tabs_share_what_is_unsent_and_keep_a_draft_each(at_clinic: House, clinic: Deployment) -> None:
    one, sara = at_clinic.resident(ANNA), at_clinic.nurse("sara.holm")
    case_id = ask_urgently(one)
    sara.claim(ANNA)
    sara.write(ANNA, "Hej!")
    expect(one.message("Hej!")).to_be_visible()
    other = Resident(at_clinic.windows.tab(one.window))
    other.window.go(f"/cases/{case_id}")
    expect(other.message("Hej!")).to_be_visible()
    one.window.context.set_offline(True)
    one.write("Ett från den första.")
    expect(other.message("Ett från den första.")).to_contain_text("Sparat på enheten")
    other.write("Två från den andra.")
    expect(one.message("Två från den andra.")).to_contain_text("Sparat på enheten")
    one.composer.fill("Utkast ett")
    other.composer.fill("Utkast två")
    one.window.context.set_offline(False)
    for tab in (one, other):
        for text in ("Ett från den första.", "Två från den andra."):
            expect(tab.message(text)).to_contain_text("Öppnat av", timeout=45_000)
            expect(tab.message(text)).to_have_count(1)
    assert messages(clinic, case_id) == ["Hej!", "Ett från den första.", "Två från den andra."]
    for tab, draft in ((one, "Utkast ett"), (other, "Utkast två")):
        tab.page.reload()
        expect(tab.composer).to_have_value(draft)
    other.page.close()
    leaves_with_her_word(one)


def leaves_with_her_word(anna: Resident) -> None:
    anna.window.go("/")
    anna.press("Logga ut")
    dialog = anna.page.get_by_role("dialog", name="Något är inte skickat än")
    anna.press("Stanna kvar", dialog)
    assert storage_of(anna.page).records > 0
    anna.press("Logga ut")
    anna.press("Logga ut ändå", dialog)
    expect(anna.page.get_by_text(f"Inloggad som {ANNA}")).to_have_count(0)
    expect(dialog).to_have_count(0)
    assert storage_of(anna.page).records == 0
