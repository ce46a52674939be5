"""Where the network refuses WebSockets: the same rooms and the same desk, over requests."""

import re

import pytest
from playwright.sync_api import WebSocketRoute, expect

from tests.browser.conftest import House
from tests.browser.forms import ask_urgently
from tests.browser.people import Nurse, Resident
from tests.browser.windows import Window

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

SAMIRA = "Samira Haddad"
REACHED = re.compile("Framme|Öppnat av|Läst av")


def refuse_websockets(window: Window) -> list[str]:
    """As a proxy that lets no upgrade through. Gives the addresses that were tried."""
    tried: list[str] = []

    def refuse(socket: WebSocketRoute) -> None:
        tried.append(socket.url)
        socket.close()

    window.context.route_web_socket(re.compile("/ws/"), refuse)
    return tried


def test_a_message_goes_both_ways(house: House) -> None:
    here, there = house.deployment.server(0).url, house.deployment.server(1).url
    resident = Resident(house.windows.open(SAMIRA, here, phone=True))
    nurse = Nurse(house.windows.open("sara.holm", there))
    tried = [refuse_websockets(person.window) for person in (resident, nurse)]
    resident.log_in(SAMIRA)
    ask_urgently(resident)
    nurse.log_in("sara.holm")
    nurse.claim(SAMIRA)
    expect(resident.heading("Sara Holm")).to_be_visible()
    resident.page.get_by_role("tab", name="Samtal").wait_for()
    resident.write("Invånaren ett")
    expect(nurse.message("Invånaren ett")).to_have_count(1)
    nurse.write(SAMIRA, "Mottagningen ett")
    expect(resident.message("Mottagningen ett")).to_have_count(1)
    resident.write("Invånaren två")
    for person, own in ((resident, "Invånaren ett"), (resident, "Invånaren två"), (nurse, "Mottagningen ett")):
        expect(person.message(own)).to_contain_text(REACHED)
    expect(nurse.message("Invånaren två")).to_have_count(1)
    # Each is there once, in the order in which they were written, and nobody is told of a connection that is away.
    for person in (resident, nurse):
        lines = " ".join(person.log.get_by_role("listitem").all_inner_texts())
        assert re.findall("(?:Invånaren|Mottagningen) (?:ett|två)", lines) == [
            "Invånaren ett",
            "Mottagningen ett",
            "Invånaren två",
        ]
        expect(person.page.get_by_text("Ansluter igen")).to_have_count(0)
    assert all(tried)
