"""One form on several devices, and two people's cases on one: nothing is lost on the way, and nothing is mixed up."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import House
from tests.browser.database import rows
from tests.browser.forms import NO, NO_DANGER, YES, ask_urgently, sore_throat
from tests.browser.people import Resident
from tests.support.servers import Deployment

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

ANNA, MARIA, LEO, OSKAR, NILS = "Anna Lind", "Maria Nyberg", "Leo Nyberg", "Oskar Wallin", "Nils Åkerman"
WORDS = "Det känns värst på höger sida sedan i natt."


def go_on(resident: Resident) -> None:
    resident.window.go("/")
    resident.page.get_by_role("link", name="Fortsätt där du var").click()


def news(resident: Resident) -> Locator:
    """What is said above the question about other devices and the network."""
    return resident.page.get_by_role("status")


def killed_and_opened_again(resident: Resident) -> Resident:
    """The tab is gone without a goodbye; when the network is back the same browser opens a new one."""
    address, context = resident.page.url, resident.window.context
    resident.page.close(run_before_unload=False)
    context.set_offline(False)
    page = context.new_page()
    page.goto(address)
    return Resident(replace(resident.window, page=page))


def test_a_form_goes_on_where_it_was_on_another_device(at_clinic: House, picture: Path) -> None:
    answers = sore_throat(picture, WORDS)
    phone = at_clinic.resident(ANNA)
    phone.begin("Ont i halsen")
    phone.describe(*answers[:6])
    expect(phone.page.get_by_role("heading", name="just nu, på det hela taget")).to_be_visible()
    phone.window.context.close()

    tablet = at_clinic.resident(ANNA)
    go_on(tablet)
    expect(tablet.page.get_by_role("heading", name="just nu, på det hela taget")).to_be_visible()
    expect(news(tablet).filter(has_text="Du började på en annan enhet")).to_contain_text("Dina 6 svar finns kvar.")
    tablet.press("Tillbaka")
    expect(tablet.page.get_by_label("Antal")).to_have_value("4")
    expect(tablet.page.get_by_label("dagar", exact=True)).to_be_checked()
    tablet.press("Nästa fråga")
    tablet.describe(*answers[6:])
    expect(tablet.page.get_by_text("4 dagar")).to_be_visible()
    tablet.send_form()

    sara = at_clinic.nurse("sara.holm")
    sara.claim(ANNA)
    case = sara.case(ANNA)
    for told in ("4 dagar", "38,6", WORDS):
        expect(case).to_contain_text(told)


def test_a_tab_killed_without_a_network_keeps_the_answer_and_sends_it(at_clinic: House) -> None:
    oskar = at_clinic.resident(OSKAR)
    oskar.begin("Ont i halsen")
    oskar.describe(*NO_DANGER)
    last = oskar.page.get_by_role("heading", name="svullnat upp snabbt")
    expect(last).to_be_visible()
    oskar.window.context.set_offline(True)
    NO(oskar.page)
    oskar.press("Nästa fråga")
    expect(oskar.page.get_by_text("Ditt svar är sparat")).to_be_visible()
    oskar = killed_and_opened_again(oskar)
    expect(oskar.page.get_by_label("Nej", exact=True)).to_be_checked()
    expect(news(oskar).filter(has_text="annan enhet")).to_have_count(0)
    oskar.press("Nästa fråga")
    expect(oskar.page.get_by_role("heading", name="svälja")).to_be_visible()


def test_an_answer_from_another_device_is_not_overwritten_unseen(at_clinic: House) -> None:
    phone = at_clinic.resident(NILS)
    phone.begin("Ont i halsen")
    phone.describe(*NO_DANGER)
    tablet = at_clinic.resident(NILS)
    go_on(tablet)
    tablet.describe(("svullnat upp snabbt", NO))
    expect(tablet.page.get_by_role("heading", name="svälja")).to_be_visible()

    # The telephone lay on the table for a while and still shows the question.
    phone.page.clock.set_system_time(datetime.now(UTC) + timedelta(minutes=2))
    phone.page.get_by_label("Jag vet inte").check()
    phone.press("Nästa fråga")
    expect(phone.page.get_by_role("alert")).to_contain_text("Där svarade du: Nej.")
    phone.press("Behåll svaret från den andra enheten")
    expect(phone.page.get_by_role("heading", name="svälja")).to_be_visible()
    phone.press("Tillbaka")
    expect(phone.page.get_by_label("Nej", exact=True)).to_be_checked()


def test_a_form_that_was_begun_is_offered_and_can_be_begun_anew(at_clinic: House) -> None:
    samira = at_clinic.resident("Samira Haddad")
    samira.begin("Ont i halsen")
    samira.describe(*NO_DANGER)
    samira.begin("Ont i halsen")
    expect(samira.heading("Du har redan börjat: Ont i halsen")).to_be_visible()
    samira.take_way("Börja om")
    first = samira.page.get_by_role("heading", name="svårt att andas")
    expect(first).to_be_visible()
    expect(samira.page.get_by_role("radio", checked=True)).to_have_count(0)
    samira.begin("Ont i halsen")
    expect(first).to_be_visible()


def test_a_childs_case_and_the_guardians_own_stay_apart(at_clinic: House, clinic: Deployment) -> None:
    """The same reason for both, at the same time: two forms, two lists, two rooms, and each nurse's word in its own."""
    maria = at_clinic.resident(MARIA)
    maria.begin("Ont i halsen", about="Mig själv")
    expect(maria.page.get_by_text("Det här gäller dig själv.")).to_be_visible()
    maria.describe(*NO_DANGER)
    maria.begin("Ont i halsen", about=LEO)
    expect(maria.page.get_by_text(f"Det här gäller {LEO}.")).to_be_visible()
    expect(maria.page.get_by_role("heading", name="Har barnet svårt att andas?")).to_be_visible()
    expect(maria.page.get_by_role("radio", checked=True)).to_have_count(0)
    YES(maria.page)

    child = ask_urgently(maria, about=LEO)
    expect(maria.page.get_by_text(f"Det här gäller {LEO}.")).to_be_visible()
    own = ask_urgently(maria, about="Mig själv")
    expect(maria.page.get_by_text(f"Det här gäller {LEO}.")).to_have_count(0)
    assert own != child
    stored = {str(case_id).replace("-", ""): str(resident) for case_id, resident in cases(clinic)}
    assert stored[own.replace("-", "")] != stored[child.replace("-", "")]

    maria.window.go("/cases")
    mine = maria.page.get_by_role("region", name="Om dig själv", exact=True)
    hers = maria.page.get_by_role("region", name=f"Om {LEO}", exact=True)
    # One form that was begun and one case each.
    expect(mine.get_by_role("listitem")).to_have_count(2)
    expect(hers.get_by_role("listitem")).to_have_count(2)
    expect(mine).not_to_contain_text(LEO)
    expect(hers.get_by_role("link", name=re.compile(f"Ont i bröstet, gäller {LEO}"))).to_be_visible()

    sara = at_clinic.nurse("sara.holm")
    for name, words in ((MARIA, "Hej Maria, hur mår du själv?"), (LEO, "Hej Maria, hur mår Leo?")):
        sara.claim(name)
        sara.write(name, words)
    maria.window.go(f"/cases/{own}")
    expect(maria.message("hur mår du själv?")).to_be_visible()
    expect(maria.message("hur mår Leo?")).to_have_count(0)
    maria.window.go(f"/cases/{child}")
    expect(maria.message("hur mår Leo?")).to_be_visible()
    expect(maria.message("hur mår du själv?")).to_have_count(0)
    expect(maria.page.get_by_text(f"Det här gäller {LEO}.")).to_be_visible()


def cases(clinic: Deployment) -> list[tuple[str, str]]:
    return [(case_id, resident) for case_id, resident in rows(clinic, "SELECT id, resident_id FROM rooms_case")]
