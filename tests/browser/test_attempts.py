"""A resident who does not answer is reminded, sought by telephone and missed by the supervisor: recorded in the case,
told to them neutrally; only enough of it ends the case as "no answer"."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import House
from tests.browser.database import let_be_reached, let_residents_have_been_silent
from tests.browser.forms import ask_urgently
from tests.browser.people import Nurse

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

INGRID, SAMIRA = "Ingrid Falk", "Samira Haddad"
# The job is seldom, on a machine that does other things as well.
PATIENCE_MS = 60_000


def to_telephone(nurse: Nurse) -> Locator:
    return nurse.case(SAMIRA).get_by_role("heading", name="Sök på telefon")


def alarm(staff: Nurse) -> Locator:
    return staff.page.get_by_role("region", name="Svarar inte")


def row(nurse: Nurse, name: str) -> Locator:
    """Of whoever has the case."""
    return nurse.page.locator(".row").filter(has_text=name).first


def be_reminded(house: House, nurse: Nurse, name: str) -> None:
    expect(nurse.case(name)).to_contain_text("Om inget svar")
    let_be_reached(house.deployment, name.split()[-1])
    let_residents_have_been_silent(house.deployment)
    expect(nurse.case(name)).to_contain_text("Påminnelse skickad", timeout=PATIENCE_MS)


def be_silent(house: House, nurse: Nurse, name: str) -> None:
    """Until the unit is told."""
    be_reminded(house, nurse, name)
    let_residents_have_been_silent(house.deployment)
    expect(row(nurse, name)).to_contain_text("Svarar inte, försök per telefon", timeout=PATIENCE_MS)


def ring_in_vain(nurse: Nurse, how: str) -> Locator:
    """Records it, and gives the case's panel."""
    panel = nurse.case(SAMIRA)
    nurse.press(how, panel)
    expect(nurse.told("Försöket att nå Samira Haddad är uppskrivet.").first).to_be_visible()
    return panel


def begin_to_end(nurse: Nurse) -> Locator:
    dialog = nurse.choose_of_menu(SAMIRA, "Avsluta ärendet")
    dialog.get_by_label("Uteblivet svar", exact=True).check()
    nurse.press("Ta med hur man kommer tillbaka", dialog)
    return dialog


def test_who_does_not_answer_is_sought_and_the_case_ends_only_after_enough(at_clinic: House) -> None:
    samira, sara = at_clinic.resident(SAMIRA), at_clinic.nurse("sara.holm")
    ask_urgently(samira)
    sara.claim(SAMIRA)
    sara.write(SAMIRA, "Hur är det nu?")
    expect(sara.case(SAMIRA)).to_contain_text("sök på telefon")
    expect(to_telephone(sara)).to_have_count(0)
    be_silent(at_clinic, sara, SAMIRA)
    expect(to_telephone(sara)).to_be_visible()
    panel = ring_in_vain(sara, "Inget svar")
    expect(panel).to_contain_text("1 av 3 försök. Nästa räknas tidigast")
    expect(panel).to_contain_text("Sara Holm ringde, inget svar")
    expect(samira.page.get_by_role("main")).to_contain_text("Mottagningen har försökt nå dig")
    dialog = begin_to_end(sara)
    expect(dialog.get_by_label("Sammanfattning till")).to_have_value(re.compile("svara här inom sju dagar"))
    sara.press("Avsluta ärendet", dialog)
    expect(sara.told("Uteblivet svar kräver 3 försök på telefon")).to_be_visible()


def test_what_is_urgent_alarms_the_supervisor_until_somebody_takes_it_and_an_answer_ends_it(at_clinic: House) -> None:
    ingrid, sara, helena = at_clinic.resident(INGRID), at_clinic.nurse("sara.holm"), at_clinic.supervisor()
    ask_urgently(ingrid)
    sara.claim(INGRID)
    sara.write(INGRID, "Hur är det nu?")
    be_silent(at_clinic, sara, INGRID)
    expect(alarm(helena)).not_to_contain_text(INGRID)
    let_residents_have_been_silent(at_clinic.deployment)
    expect(alarm(helena)).to_contain_text(INGRID, timeout=PATIENCE_MS)
    expect(alarm(helena)).to_contain_text("Följ mottagningens rutin")
    expect(alarm(sara)).to_have_count(0)
    expect(sara.case(INGRID)).to_contain_text("arbetsledaren är larmad")
    helena.go_to_floor()
    expect(helena.row(INGRID).first).to_contain_text("Svarar inte")
    helena.press(f"Jag tar det: {INGRID}", alarm(helena))
    expect(alarm(helena)).not_to_contain_text(INGRID)
    expect(row(sara, INGRID)).to_contain_text("Svarar inte, Helena Strand tar det")
    expect(sara.case(INGRID)).to_contain_text("Helena Strand tog på sig att få tag på invånaren")
    ingrid.write("Jag sov, det är bättre")
    expect(row(sara, INGRID)).not_to_contain_text("Svarar inte")
    expect(sara.case(INGRID)).not_to_contain_text("larmad")
