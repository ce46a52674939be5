"""A supervisor hides the addresses of calls and lets residents ring; the administrator sees who did, a nurse has no
such page."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.album.unit_settings import go_there
from tests.browser.conftest import House
from tests.browser.database import open_around_the_clock, rows
from tests.browser.forms import ask_urgently
from tests.browser.phrases import administrator
from tests.browser.windows import Windows
from tests.support.servers import embedded

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]
SAMIRA = "Samira Haddad"
# Nobody calls here: it is enough that there is one.
RELAY = json.dumps([{"urls": ["turn:127.0.0.1:9"], "username": "a", "credential": "b"}])


@pytest.fixture
def house_with_a_relay(windows: Windows, tmp_path: Path) -> Iterator[House]:
    with embedded(tmp_path, VARDRUM_ICE_SERVERS=RELAY) as deployment:
        open_around_the_clock(deployment)
        yield House(windows, deployment)


def relayed(page: Page) -> None:
    expect(page.get_by_role("radio", name="Alltid genom vår server")).to_be_checked()


def test_whoever_leads_the_unit_hides_addresses_by_the_keyboard(house_with_a_relay: House) -> None:
    helena = house_with_a_relay.supervisor().page
    helena.keyboard.press("g")
    helena.keyboard.press("i")
    expect(helena.get_by_role("heading", name="Mottagningens inställningar", level=1)).to_be_visible()
    helena.get_by_role("radio", name="Direkt mellan dem som talar").focus()
    helena.keyboard.press("ArrowDown")
    relayed(helena)
    helena.keyboard.press("Enter")
    expect(helena.get_by_role("status").filter(has_text="Sparat.")).to_be_visible()
    helena.reload()
    relayed(helena)
    expect(helena.get_by_text("Ändrades senast av Helena Strand")).to_be_visible()
    assert rows(house_with_a_relay.deployment, "SELECT relay_only FROM signaling_unitcalls") == [(1,)]

    nina = administrator(house_with_a_relay.windows.open("nina.admin", house_with_a_relay.origin)).page
    go_there(nina)
    relayed(nina)

    sara = house_with_a_relay.nurse("sara.holm").page
    sara.get_by_role("button", name="Konto:").click()
    expect(sara.get_by_role("menuitem", name="Logga ut")).to_be_visible()
    expect(sara.get_by_role("menuitem", name="Mottagningens inställningar")).to_have_count(0)


def test_residents_ring_where_the_unit_lets_them(house: House) -> None:
    samira = house.resident(SAMIRA)
    ask_urgently(samira)
    sara = house.nurse("sara.holm")
    sara.claim(SAMIRA)
    ring = samira.page.get_by_role("button", name="Ring Sara")
    samira.page.reload()
    expect(samira.page.get_by_role("heading", name="Sara Holm")).to_be_visible()
    expect(ring).to_have_count(0)

    helena = house.supervisor().page
    residents_call(helena, "Både ni och invånarna")
    ring.click()
    expect(sara.page.get_by_text("Samira ringer dig")).to_be_visible()
    sara.press("Inte nu")

    expect(ring).to_be_visible()
    residents_call(helena, "Bara ni")
    expect(ring).to_have_count(0)


def residents_call(helena: Page, choice: str) -> None:
    if helena.get_by_role("heading", name="Mottagningens inställningar", level=1).count() == 0:
        go_there(helena)
    helena.get_by_role("radio", name=choice).check()
    helena.get_by_role("button", name="Spara").click()
    expect(helena.get_by_role("status").filter(has_text="Sparat.")).to_be_visible()
