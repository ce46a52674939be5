"""A long conversation: so much of it is drawn as anybody reads at once, and all can be read, by the keyboard too."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import House
from tests.browser.long_room import MESSAGES, NEWEST, OLDEST, long_room, nodes, opened_ms
from tests.browser.people import Nurse, Resident
from tests.support.servers import Deployment

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

INGRID = "Ingrid Falk"
MOST_NODES = 1_500
# A step shows a part of what had been drawn before: no message is between two steps.
NUMBER = re.compile(r"meddelande nummer (\d+),")
STEPS = 60


def test_two_thousand_messages_are_read_in_parts_that_a_page_can_bear(at_clinic: House, clinic: Deployment) -> None:
    ingrid, sara = at_clinic.resident(INGRID), at_clinic.nurse("sara.holm")
    long_room(ingrid, sara, clinic, INGRID)
    for person in (ingrid, sara):
        opened_ms(person, INGRID)
        expect(person.message(NEWEST)).to_be_in_viewport()
        assert nodes(person.page) <= MOST_NODES
    assert read_to_the_beginning(ingrid) == list(range(MESSAGES))
    a_message_meanwhile_stays_below(ingrid, sara)
    back_by_the_keyboard(ingrid)
    ingrid.press("1 nytt meddelande")
    expect(ingrid.message("Är du kvar?")).to_be_in_viewport()


def read_to_the_beginning(person: Resident | Nurse) -> list[int]:
    """Every step keeps the first line that was read where it was, and the page small."""
    seen: set[int] = set()
    older = person.page.get_by_role("button", name="Visa äldre meddelanden")
    for _ in range(STEPS):
        before = numbers(person)
        seen.update(before)
        if older.count() == 0:
            break
        older.focus()
        person.page.keyboard.press("Enter")
        first = before[0]
        expect(person.message(f"nummer {first - 1},")).to_have_count(1)
        assert nodes(person.page) <= MOST_NODES
    expect(person.message(OLDEST)).to_have_count(1)
    return sorted(seen)


def numbers(person: Resident | Nurse) -> list[int]:
    return [int(number) for number in NUMBER.findall(person.log.inner_text())]


def a_message_meanwhile_stays_below(resident: Resident, nurse: Nurse) -> None:
    nurse.write(INGRID, "Är du kvar?")
    expect(resident.page.get_by_role("button", name="1 nytt meddelande")).to_be_visible()
    expect(resident.message("Är du kvar?")).to_have_count(0)


def back_by_the_keyboard(resident: Resident) -> None:
    last = numbers(resident)[-1]
    resident.page.get_by_role("button", name="Visa nyare meddelanden").focus()
    resident.page.keyboard.press("Enter")
    expect(resident.message(f"nummer {last + 1},")).to_have_count(1)
    expect(resident.log).to_be_focused()
