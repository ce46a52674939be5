"""Silence of staff, by what each sees of it: a case that nobody opens, and one that its holder does not answer."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import House
from tests.browser.database import (
    let_answers_be_awaited,
    let_cases_have_come_earlier,
    let_warnings_run_out,
    open_around_the_clock,
)
from tests.browser.forms import ask_urgently
from tests.browser.people import Nurse

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

INGRID, SAMIRA = "Ingrid Falk", "Samira Haddad"
# The sweep is seldom, on a machine that does other things as well.
PATIENCE_MS = 60_000


def band(staff: Nurse) -> Locator:
    return staff.page.get_by_role("region", name="Oöppnat")


def strip(staff: Nurse, name: str) -> Locator:
    return staff.pane(name).get_by_role("region", name=f"Obesvarat av {name}")


def test_what_nobody_opens_is_told_to_all_and_stands_before_the_supervisor_until_it_is_opened(at_clinic: House) -> None:
    open_around_the_clock(at_clinic.deployment)
    ask_urgently(at_clinic.resident(INGRID))
    sara, helena = at_clinic.nurse("sara.holm"), at_clinic.supervisor()
    let_cases_have_come_earlier(at_clinic.deployment)
    row = sara.waiting_rows().filter(has_text=INGRID)
    expect(row).to_contain_text("Oöppnat sedan", timeout=PATIENCE_MS)
    expect(band(sara)).to_have_count(0)
    expect(band(helena)).to_contain_text("Ett ärende har legat oöppnat för länge")
    helena.go_to_floor()
    expect(helena.row(INGRID).first).to_contain_text("Oöppnat sedan")
    sara.claim(INGRID)
    expect(band(helena)).to_have_text("", timeout=PATIENCE_MS)
    expect(sara.case(INGRID)).to_contain_text("Ingen öppnade det i tid. Arbetsledaren fick veta det")


def test_whoever_does_not_answer_is_warned_keeps_it_once_and_then_loses_it(at_clinic: House) -> None:
    house = at_clinic
    open_around_the_clock(house.deployment)
    samira, sara, johan = house.resident(SAMIRA), house.nurse("sara.holm"), house.nurse("johan.lager")
    ask_urgently(samira)
    sara.claim(SAMIRA)
    expect(sara.composer(SAMIRA)).to_be_visible()
    let_answers_be_awaited(house.deployment)
    expect(strip(sara, SAMIRA)).to_contain_text("Utan svar går ärendet tillbaka till kön", timeout=PATIENCE_MS)
    johan.page.get_by_role("button").filter(has_text=SAMIRA).first.click()
    expect(strip(johan, SAMIRA)).to_contain_text("Utan svar från Sara Holm går ärendet tillbaka till kön")
    expect(strip(johan, SAMIRA).get_by_role("button")).to_have_count(0)
    sara.press("Jag är på det", strip(sara, SAMIRA))
    expect(strip(sara, SAMIRA)).to_contain_text("Du är på det: ärendet är kvar hos dig till")
    expect(strip(sara, SAMIRA).get_by_role("button")).to_have_count(0)
    let_warnings_run_out(house.deployment)
    expect(johan.waiting_rows().filter(has_text=SAMIRA)).to_be_visible(timeout=PATIENCE_MS)
    expect(sara.case(SAMIRA)).to_contain_text("Gick tillbaka till kön, eftersom ingen hade svarat")
    told = samira.page.get_by_role("main")
    expect(told).to_contain_text("Ditt ärende är i kön igen och har kvar sin plats")
    expect(told).not_to_contain_text(re.compile("svara(t|de)"))
