"""The floor and what comes after a conclusion: giving away, raising, reopening, reading what is closed."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import House
from tests.browser.forms import YES, ask_urgently, renewal
from tests.browser.people import Nurse, Resident, Supervisor

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

SAMIRA, OSKAR, INGRID, BERTIL = "Samira Haddad", "Oskar Wallin", "Ingrid Falk", "Bertil Sandgren"
CARD, SEEK = "Receptet är förnyat i ett år.", "om du får hjärtklappning."


def test_a_case_is_given_away_by_drag_and_brought_back_by_keyboard(at_clinic: House) -> None:
    ask_urgently(at_clinic.resident(SAMIRA))
    sara, johan, helena = at_clinic.nurse("sara.holm"), at_clinic.nurse("johan.lager"), at_clinic.supervisor()
    sara.claim(SAMIRA)
    expect(sara.composer(SAMIRA)).to_be_visible()
    helena.go_to_floor()
    expect(helena.row(SAMIRA)).to_contain_text(sara.name)
    expect(helena.colleague(johan.name)).to_contain_text("tar emot")

    helena.drag(SAMIRA, johan.name)
    expect(helena.told(f"{johan.name} har fått ärendet för {SAMIRA}.")).to_be_visible()
    expect(johan.pane(SAMIRA)).to_be_visible()
    expect(sara.pane(SAMIRA)).to_have_count(0)
    expect(lately(helena)).to_contain_text(f"Du gav {SAMIRA} till {johan.name}")

    helena.carry(SAMIRA, sara.name)
    expect(helena.row(SAMIRA)).to_contain_text(sara.name)
    expect(sara.pane(SAMIRA)).to_be_visible()
    expect(johan.pane(SAMIRA)).to_have_count(0)

    lately(helena).get_by_role("button", name="Ångra").click()
    expect(helena.row(SAMIRA)).to_contain_text(johan.name)


def lately(supervisor: Supervisor) -> Locator:
    return supervisor.page.get_by_role("region", name="Gjort nyss")


def test_a_priority_is_raised_with_a_reason_that_the_nurse_sees_beside_the_old_one(at_clinic: House) -> None:
    ask_for_medicine(at_clinic.resident(OSKAR))
    sara, helena = at_clinic.nurse("sara.holm"), at_clinic.supervisor()
    sara.claim(OSKAR)
    helena.go_to_floor()
    dialog = helena.ask_for_priority(OSKAR)
    helena.press("Ändra prioritet", dialog)
    expect(dialog.get_by_text("Välj en prioritet.")).to_be_visible()
    expect(dialog.get_by_text("Skriv varför.")).to_be_visible()
    dialog.get_by_label("Omgående").check()
    dialog.get_by_label("Varför?").fill("Har varit utan i fyra dagar.")
    helena.press("Ändra prioritet", dialog)
    expect(dialog).to_have_count(0)
    expect(helena.row(OSKAR)).to_contain_text("Omgående")
    case = sara.case(OSKAR)
    expect(case.get_by_role("heading", name="Omgående")).to_be_visible()
    expect(case).to_contain_text(
        re.compile("Skyndsamt.*Omgående.*Har varit utan i fyra dagar.*Helena Strand", re.DOTALL)
    )
    expect(case).to_contain_text("Helena Strand ändrade Skyndsamt till Omgående")


def ask_for_medicine(resident: Resident) -> None:
    """An urgent errand: priority 2."""
    resident.begin("Förnya recept", errand=True)
    resident.describe(*renewal(vital=YES))
    resident.send_form()


def test_a_concluded_case_is_found_again_and_reopened_in_its_old_place(at_clinic: House) -> None:
    ask_for_medicine(at_clinic.resident(INGRID))
    helena, sara = at_clinic.supervisor(), at_clinic.nurse("sara.holm")
    helena.go_to_floor()
    came = arrival(helena, INGRID)
    sara.claim(INGRID)
    sara.conclude(INGRID, "Recept skrivet", CARD, SEEK)
    sara.press("Ångra")
    expect(sara.composer(INGRID)).to_be_visible()

    sara.conclude(INGRID, "Recept skrivet", CARD, SEEK)
    expect(sara.pane(INGRID).get_by_text("Kan öppnas igen till")).to_be_visible()
    expect(helena.row(INGRID)).to_have_count(0)
    helena.press("Avslutade")
    helena.page.get_by_label("Sök på namn").fill("ingrid")
    expect(helena.page.get_by_role("row", name=INGRID)).to_contain_text(re.compile("Recept skrivet.*Sara Holm"))
    helena.press(f"Öppna igen {INGRID}")
    dialog = helena.page.get_by_role("dialog")
    helena.press("Öppna ärendet igen", dialog)
    expect(dialog.get_by_text("Skriv varför.")).to_be_visible()
    dialog.get_by_label("Varför?").fill("Fel styrka på receptet.")
    helena.press("Öppna ärendet igen", dialog)
    expect(helena.page.get_by_role("row", name=INGRID)).to_have_count(0)

    helena.go_to_floor()
    expect(helena.row(INGRID)).to_contain_text("Skyndsamt")
    assert arrival(helena, INGRID) == came


def arrival(supervisor: Supervisor, name: str) -> str:
    """When the case came and is promised to be opened, as the floor says it exactly."""
    return supervisor.row(name).get_by_title(re.compile("^Kom ")).get_attribute("title") or ""


def test_an_earlier_case_is_read_after_a_reason_and_only_read(at_clinic: House) -> None:
    bertil = at_clinic.resident(BERTIL)
    ask_for_medicine(bertil)
    sara, johan = at_clinic.nurse("sara.holm"), at_clinic.nurse("johan.lager")
    sara.claim(BERTIL)
    sara.conclude(BERTIL, "Recept skrivet", CARD, SEEK)
    ask_urgently(bertil)
    johan.claim(BERTIL)
    earlier = johan.case(BERTIL).get_by_role("button", name="Förnya recept")
    earlier.click()
    dialog = johan.page.get_by_role("dialog")
    johan.press("Öppna ärendet", dialog)
    expect(dialog.get_by_text("Välj ett skäl.")).to_be_visible()
    dialog.get_by_label("Pågående vård av samma person").check()
    johan.press("Öppna ärendet", dialog)
    expect(dialog).to_have_count(0)
    concluded = closed_pane(johan)
    expect(concluded).to_contain_text(CARD)
    expect(concluded.get_by_text("Avslutat av Sara Holm")).to_be_visible()
    expect(concluded.get_by_label(f"Skriv till {BERTIL}")).to_have_count(0)


def closed_pane(nurse: Nurse) -> Locator:
    """Of two rooms about the same person, the one that is concluded."""
    card = nurse.page.get_by_role("region", name="Sammanfattning till invånaren")
    return nurse.page.get_by_role("region", name=f"Rum: {BERTIL}, ärende").filter(has=card)
