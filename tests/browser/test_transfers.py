"""Handing over between two desks, by role and by what they read: declined and told why, run out, taken back, taken
over by name and by a profession; what was written stays with the case and the resident is told who took over."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import House
from tests.browser.database import let_transfers_run_out
from tests.browser.forms import ask_urgently
from tests.browser.people import Nurse

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

SAMIRA, INGRID = "Samira Haddad", "Ingrid Falk"
SITUATION, ADVICE = "Ont i bröstet sedan i morse", "Ring upp inom en kvart"


def lane_of(nurse: Nurse) -> Locator:
    return nurse.page.get_by_role("region", name="Överlämningar till dig")


def strip_of(nurse: Nurse, name: str) -> Locator:
    return nurse.pane(name).get_by_role("region", name=f"Överlämning av {name}")


def hand_over(nurse: Nurse, name: str, to: str) -> None:
    dialog = nurse.choose_of_menu(name, "Överlämna")
    dialog.get_by_label("Till").select_option(to)
    dialog.get_by_label("Situation").fill(SITUATION)
    dialog.get_by_label("Rekommendation").fill(ADVICE)
    nurse.press("Skicka frågan", dialog)
    expect(dialog).to_have_count(0)
    expect(strip_of(nurse, name)).to_contain_text("Du har bett")


def test_what_is_left_out_is_asked_for_and_what_is_written_is_kept(at_clinic: House) -> None:
    ask_urgently(at_clinic.resident(INGRID))
    sara = at_clinic.nurse("sara.holm")
    sara.claim(INGRID)
    dialog = sara.choose_of_menu(INGRID, "Överlämna")
    sara.press("Skicka frågan", dialog)
    expect(dialog.get_by_text("Välj vem som ska ta över.")).to_be_visible()
    expect(dialog.get_by_label("Till")).to_be_focused()
    dialog.get_by_label("Situation").fill(SITUATION)
    sara.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    dialog = sara.choose_of_menu(INGRID, "Överlämna")
    expect(dialog.get_by_label("Situation")).to_have_value(SITUATION)
    sara.page.keyboard.press("Escape")


def test_a_case_is_handed_over_and_comes_back_until_it_is_taken(at_clinic: House) -> None:
    samira = at_clinic.resident(SAMIRA)
    ask_urgently(samira)
    sara, johan = at_clinic.nurse("sara.holm"), at_clinic.nurse("johan.lager")
    sara.claim(SAMIRA)
    hand_over(sara, SAMIRA, "Johan Lager")
    expect(strip_of(sara, SAMIRA)).to_contain_text("Du har bett Johan Lager ta över.")
    # Still hers.
    sara.write(SAMIRA, "Jag frågar en kollega")
    card = lane_of(johan).get_by_role("article", name=f"Överlämning: {SAMIRA}")
    johan.press(f"Läs sammanfattningen {SAMIRA}", card)
    expect(card.get_by_text(SITUATION)).to_be_visible()
    johan.press(f"Kan inte nu {SAMIRA}", card)
    johan.page.get_by_role("menuitem", name="Behöver en annan kompetens").click()
    expect(card).to_have_count(0)
    expect(strip_of(sara, SAMIRA)).to_contain_text("Johan Lager kunde inte ta över: behöver en annan kompetens.")
    sara.press("Dölj", strip_of(sara, SAMIRA))
    hand_over(sara, SAMIRA, "Johan Lager")
    expect(card).to_be_visible()
    let_transfers_run_out(at_clinic.deployment)
    expect(strip_of(sara, SAMIRA)).to_contain_text("Johan Lager tog inte över i tid.")
    hand_over(sara, SAMIRA, "Johan Lager")
    sara.press("Ta tillbaka", strip_of(sara, SAMIRA))
    expect(card).to_have_count(0)
    hand_over(sara, SAMIRA, "Johan Lager")
    johan.press(f"Ta över {SAMIRA}", card)
    expect(johan.composer(SAMIRA)).to_be_focused()
    expect(johan.case(SAMIRA).get_by_text(ADVICE).first).to_be_visible()
    expect(sara.pane(SAMIRA)).to_have_count(0)
    expect(samira.page.get_by_text("Johan Lager har tagit över ditt ärende")).to_be_visible()
    expect(samira.page.get_by_text(SITUATION)).to_have_count(0)
    # To a profession: whoever of it is there is asked.
    peter = at_clinic.nurse("peter.akesson")
    hand_over(johan, SAMIRA, "Läkare")
    expect(strip_of(johan, SAMIRA)).to_contain_text("Du har bett en läkare ta över.")
    expect(lane_of(sara).get_by_role("article")).to_have_count(0)
    card = lane_of(peter).get_by_role("article", name=f"Överlämning: {SAMIRA}")
    expect(card.get_by_role("button", name="Kan inte nu")).to_have_count(0)
    peter.press(f"Ta över {SAMIRA}", card)
    expect(samira.page.get_by_text("Peter Åkesson har tagit över ditt ärende")).to_be_visible()
