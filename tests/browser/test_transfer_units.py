"""Handing over to another unit, by role and by what they read: a closed one cannot be chosen, the unit asked has a row
and the summary, it is returned and the giver told why, it is taken and the resident told which unit answers now."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import House
from tests.browser.database import TELEPHONE, close_for_good, let_transfers_run_out
from tests.browser.forms import ask_urgently
from tests.browser.people import Nurse
from tests.browser.test_transfers import ADVICE, SITUATION, hand_over, strip_of

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

OSKAR, REHAB = "Oskar Wallin", "Rehab Norr"
ROUND_THE_CLOCK = f"{TELEPHONE}, öppet dygnet runt"


def asked_of(nurse: Nurse) -> Locator:
    """What other units ask this one to take over, on its work list."""
    return nurse.page.get_by_role("region", name="Överlämnas hit")


def opened_row(nurse: Nurse, name: str) -> Locator:
    """The row with its summary."""
    row = asked_of(nurse).get_by_role("listitem").filter(has_text=name)
    row.get_by_role("button").first.click()
    expect(row.get_by_text(SITUATION)).to_be_visible()
    return row


def test_a_case_goes_to_another_unit(at_clinic: House) -> None:
    close_for_good(at_clinic.deployment, REHAB)
    oskar = at_clinic.resident(OSKAR)
    ask_urgently(oskar)
    sara, helena = at_clinic.nurse("sara.holm"), at_clinic.nurse("helena.strand", unit=TELEPHONE)
    sara.claim(OSKAR)
    dialog = sara.choose_of_menu(OSKAR, "Överlämna")
    shut = dialog.get_by_role("option", name=f"{REHAB}, stängt")
    expect(shut).to_be_disabled()
    expect(dialog.get_by_text(f"{REHAB} har stängt och kan inte väljas.")).to_be_visible()
    sara.page.keyboard.press("Escape")

    hand_over(sara, OSKAR, ROUND_THE_CLOCK)
    expect(strip_of(sara, OSKAR)).to_contain_text(f"Du har bett {TELEPHONE} ta över.")
    row = opened_row(helena, OSKAR)
    expect(row).to_contain_text("Överlämnas från Björkdalens vårdcentral av Sara Holm")
    # Still hers, and the other unit has no way into it.
    sara.write(OSKAR, "Jag frågar en annan mottagning")
    expect(helena.pane(OSKAR)).to_have_count(0)
    row.get_by_role("button", name="Lämna tillbaka").click()
    helena.page.get_by_role("menuitem", name="Behöver en annan kompetens").click()
    expect(asked_of(helena)).to_have_count(0)
    expect(strip_of(sara, OSKAR)).to_contain_text(f"{TELEPHONE} kunde inte ta över: behöver en annan kompetens.")

    hand_over(sara, OSKAR, ROUND_THE_CLOCK)
    expect(asked_of(helena)).to_be_visible()
    let_transfers_run_out(at_clinic.deployment)
    expect(strip_of(sara, OSKAR)).to_contain_text(f"{TELEPHONE} tog inte över i tid.")
    expect(asked_of(helena)).to_have_count(0)

    hand_over(sara, OSKAR, ROUND_THE_CLOCK)
    opened_row(helena, OSKAR).get_by_role("button", name=f"Ta över {OSKAR}").click()
    expect(helena.composer(OSKAR)).to_be_focused()
    expect(helena.case(OSKAR).get_by_text(ADVICE).first).to_be_visible()
    expect(sara.pane(OSKAR)).to_have_count(0)
    expect(sara.page.get_by_text(f"{OSKAR} är nu hos Helena Strand, {TELEPHONE}.")).to_be_visible()
    expect(oskar.page.get_by_text(f"{TELEPHONE} svarar nu i ditt ärende")).to_be_visible()
    expect(oskar.page.get_by_text(SITUATION)).to_have_count(0)
    helena.write(OSKAR, "Hej, jag har läst det du har skrivit")
    expect(oskar.message("Hej, jag har läst det du har skrivit")).to_be_visible()
