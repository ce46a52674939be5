"""kill -9 in the middle of the chat, and the same port and data again: nothing is lost, doubled or reordered.

Both windows come back by themselves. Nothing is said to have reached anybody before it is in the database.
"""

import re
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import House
from tests.browser.database import messages
from tests.browser.forms import ask_urgently
from tests.browser.people import Nurse, Resident
from tests.support.servers import AppServer, Deployment

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

ROUNDS = 3
SAMIRA = "Samira Haddad"
# A killed server is back within seconds; then the windows' own next try has to come.
BACK_MS = 45_000
REACHED = re.compile("Framme|Öppnat av|Läst av")
KEPT_HERE = re.compile("Sparat på enheten|Sparat här")
TOKEN = re.compile(r"[ab]\d\.\d")


@dataclass
class Chat:
    """Two people in one room, and what each has written so far."""

    resident: Resident
    nurse: Nurse
    case_id: str
    by_resident: list[str] = field(default_factory=list)
    by_nurse: list[str] = field(default_factory=list)

    def resident_writes(self, token: str) -> None:
        self.resident.write(f"Invånaren {token}")
        self.by_resident.append(token)

    def nurse_writes(self, token: str) -> None:
        self.nurse.write(SAMIRA, f"Mottagningen {token}")
        self.by_nurse.append(token)

    def half_type(self, number: int) -> None:
        self.resident.composer.fill(half(number))
        self.nurse.composer(SAMIRA).fill(half(number))


def half(number: int) -> str:
    return f"Halvskrivet {number} och sedan"


def test_nothing_is_lost_doubled_or_reordered_when_the_server_is_killed(house: House, deployment: Deployment) -> None:
    resident = house.resident(SAMIRA)
    case_id = ask_urgently(resident)
    nurse = house.nurse("sara.holm")
    nurse.claim(SAMIRA)
    expect(resident.heading("Sara Holm")).to_be_visible()
    resident.page.get_by_role("tab", name="Samtal").wait_for()
    chat = Chat(resident, nurse, case_id)
    for number in range(ROUNDS):
        killed = deployment.server(number)
        write_until_killed(chat, killed, number)
        assert_nothing_claimed_too_much(chat, deployment)
        go_on_without_it(chat, killed, number)
        killed.process.restart()
        assert_all_is_there_once(chat, deployment)
        assert_half_typed_is_kept(chat, number)
    reload_keeps_half_typed(chat)


def write_until_killed(chat: Chat, server: AppServer, number: int) -> None:
    """The last message of each is on its way when the server dies."""
    chat.resident_writes(f"a{number}.1")
    chat.nurse_writes(f"b{number}.1")
    chat.resident_writes(f"a{number}.2")
    chat.nurse_writes(f"b{number}.2")
    server.process.kill()


def assert_nothing_claimed_too_much(chat: Chat, deployment: Deployment) -> None:
    claimed = [
        token
        for person in (chat.resident, chat.nurse)
        for line in person.log.get_by_role("listitem").filter(has_text=REACHED).all_inner_texts()
        for token in TOKEN.findall(line)
    ]
    assert set(claimed) <= set(stored(chat, deployment))


def go_on_without_it(chat: Chat, killed: AppServer, number: int) -> None:
    """Whoever has lost the server writes on, and is told that it is kept on this device only."""
    chat.resident_writes(f"a{number}.3")
    chat.nurse_writes(f"b{number}.3")
    own = ((chat.resident, f"a{number}.3"), (chat.nurse, f"b{number}.3"))
    for person, token in own:
        lost = person.window.origin == killed.url
        expect(person.message(token)).to_contain_text(KEPT_HERE if lost else REACHED)
    chat.half_type(number)


def assert_all_is_there_once(chat: Chat, deployment: Deployment) -> None:
    for person, own, others in (
        (chat.resident, chat.by_resident, chat.by_nurse),
        (chat.nurse, chat.by_nurse, chat.by_resident),
    ):
        for token in own:
            expect(person.message(token)).to_contain_text(REACHED, timeout=BACK_MS)
        for token in others:
            expect(person.message(token)).to_have_count(1, timeout=BACK_MS)
    in_order = stored(chat, deployment)
    assert sorted(in_order) == sorted(chat.by_resident + chat.by_nurse)
    assert [token for token in in_order if token.startswith("a")] == chat.by_resident
    assert [token for token in in_order if token.startswith("b")] == chat.by_nurse
    assert shown(chat.resident) == in_order
    assert shown(chat.nurse) == in_order


def assert_half_typed_is_kept(chat: Chat, number: int) -> None:
    expect(chat.resident.composer).to_have_value(half(number))
    expect(chat.nurse.composer(SAMIRA)).to_have_value(half(number))


def reload_keeps_half_typed(chat: Chat) -> None:
    chat.resident.page.reload()
    chat.nurse.page.reload()
    assert_half_typed_is_kept(chat, ROUNDS - 1)


def stored(chat: Chat, deployment: Deployment) -> list[str]:
    return [token for text in messages(deployment, chat.case_id) for token in TOKEN.findall(text)]


def shown(person: Resident | Nurse) -> list[str]:
    return TOKEN.findall(person.log.inner_text())
