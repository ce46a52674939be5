"""Show 5: closing time passes over forty open rooms. What the resident, the nurse and the supervisor see of it."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import House
from tests.browser.database import close_in, let_cases_have_come_earlier, rows, run_beside
from tests.browser.forms import NO, ask_urgently, renewal
from tests.browser.people import Nurse, Resident

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

# Forty transactions, one after another, on a machine that does other things as well.
PATIENCE_MS = 120_000
INGRID, BERTIL, SAMIRA = "Ingrid Falk", "Bertil Sandgren", "Samira Haddad"


def band(staff: Nurse) -> Locator:
    return staff.page.get_by_role("region", name="Stängning")


def ask_calmly(resident: Resident) -> None:
    resident.begin("Förnya recept", errand=True)
    resident.describe(*renewal(vital=NO))
    resident.send_form()


def test_closing_time_passes_over_forty_open_rooms(at_clinic: House) -> None:
    house, deployment = at_clinic, at_clinic.deployment
    ingrid, bertil, samira = (house.resident(name) for name in (INGRID, BERTIL, SAMIRA))
    ask_calmly(bertil)
    ask_urgently(samira)
    sara, helena = house.nurse("sara.holm"), house.supervisor()
    sara.claim(SAMIRA)
    expect(sara.composer(SAMIRA)).to_be_visible()
    ask_urgently(ingrid)
    run_beside(deployment, "tests.browser.open_cases", "33", "4")
    helena.go_to_floor()

    close_in(deployment, 20)
    sara.page.reload()
    helena.page.reload()
    expect(band(sara)).to_contain_text(re.compile(r"Mottagningen stänger klockan .* Du har ett ärende kvar\."))
    expect(band(sara)).to_contain_text(re.compile(f"{SAMIRA}.*Ingen tar över: arbetsledaren larmas", re.DOTALL))
    expect(band(helena)).to_contain_text("40 ärenden är öppna.")
    expect(band(helena)).to_contain_text("och 34 till som ligger kvar")
    expect(band(helena).get_by_text("Ingen tar över: arbetsledaren larmas")).to_have_count(6)

    let_cases_have_come_earlier(deployment)
    close_in(deployment, 0)
    alarm = band(helena).get_by_role("alert")
    expect(alarm).to_contain_text("5 brådskande ärenden hade ingen när mottagningen stängde", timeout=PATIENCE_MS)
    expect(helena.row(INGRID).first).to_contain_text("Ingen hade ärendet vid stängning")
    # Those that can wait come last.
    steps = bertil.page.get_by_role("listitem").filter(has_text="Ditt ärende ligger kvar hos")
    expect(steps).to_be_visible(timeout=PATIENCE_MS)
    main = ingrid.page.get_by_role("main")
    expect(main).to_contain_text(
        "Mottagningen stängde innan någon hade tagit ditt ärende. Den som leder arbetet är larmad"
    )
    expect(main.get_by_role("link", name="1177").first).to_be_visible()
    expect(main.get_by_role("link", name="112").first).to_be_visible()
    expect(bertil.page.get_by_role("main")).to_contain_text(
        re.compile("Ditt ärende ligger kvar och Björkdalens vårdcentral fortsätter .*klockan")
    )
    expect(samira.page.get_by_role("main")).to_contain_text("Mottagningen har stängt. Sara Holm har kvar ditt ärende.")
    sara.page.reload()
    expect(band(sara)).to_contain_text(re.compile(r"Mottagningen stängde klockan .* Du har ett ärende kvar\."))
    told = rows(deployment, "SELECT room_id FROM rooms_custodystep WHERE move = 'closed'")
    assert (len(told), len(set(told))) == (40, 40)

    # Handled: whoever takes it ends the alarm.
    sara.claim(INGRID)
    expect(alarm).to_contain_text("4 brådskande ärenden hade ingen när mottagningen stängde")
    expect(sara.case(INGRID)).to_contain_text("Mottagningen stängde och ingen hade ärendet. Arbetsledaren larmades")
    expect(ingrid.page.get_by_role("main")).not_to_contain_text("Den som leder arbetet är larmad, men")
