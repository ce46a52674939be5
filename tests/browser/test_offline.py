"""Without a network, without room and with the browser killed: what was written arrives once, in order, and nobody else
can read it on the telephone meanwhile.
"""

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import House
from tests.browser.database import messages, rows
from tests.browser.forms import ask_urgently
from tests.browser.people import Nurse, Resident
from tests.browser.pictures import drawn_throat
from tests.browser.profiles import ProfileBrowser, profile_browser
from tests.browser.storage import NO_STORE, fill_up, set_quota, storage_of
from tests.support.servers import Deployment

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

ANNA, SAMIRA, OSKAR = "Anna Lind", "Samira Haddad", "Oskar Wallin"
CANARY = "kanariefågel"
WRITTEN = [f"{word} {CANARY}" for word in ("ett", "två", "tre", "fyra", "fem", "sex", "sju")]
# The second and the fifth go with a picture each.
WITH_PICTURE = (1, 4)
SESSION_SECONDS = 60
MARK = "provord"
HALF = f"Och sedan {CANARY}"
TOKEN = re.compile(rf"(\w+) {CANARY}")
REACHED = re.compile("Framme|Öppnat av")
# A new process has to start, log in and send two pictures on a busy machine.
BACK_MS = 45_000


@pytest.fixture
def phone(browser: Browser, tmp_path: Path) -> Iterator[ProfileBrowser]:
    with profile_browser(browser, tmp_path / "profile") as made:
        yield made


def opened(phone: ProfileBrowser, house: House, name: str) -> Resident:
    resident = Resident(phone.open(name, house.origin))
    resident.log_in(name)
    return resident


def in_a_room(resident: Resident, house: House, name: str, user_name: str = "sara.holm") -> tuple[str, Nurse]:
    case_id = ask_urgently(resident)
    nurse = house.nurse(user_name)
    nurse.claim(name)
    nurse.write(name, "Hej! Berätta.")
    expect(resident.message("Hej! Berätta.")).to_be_visible()
    return case_id, nurse


def write_all(anna: Resident, picture: Path) -> None:
    """The network goes in the middle of a word."""
    first, *others = WRITTEN
    anna.composer.press_sequentially(first[:5])
    anna.window.context.set_offline(True)
    anna.composer.press_sequentially(first[5:])
    anna.press("Skicka")
    for number, text in enumerate(others, start=1):
        if number in WITH_PICTURE:
            anna.send_picture(picture, text)
        else:
            anna.write(text)
        expect(anna.message(text)).to_contain_text("Sparat på enheten")
    anna.composer.press_sequentially(HALF)


def test_what_was_written_without_a_network_survives_a_killed_browser(
    phone: ProfileBrowser, at_clinic: House, clinic: Deployment, tmp_path: Path
) -> None:
    anna = opened(phone, at_clinic, ANNA)
    case_id, sara = in_a_room(anna, at_clinic, ANNA)
    write_all(anna, drawn_throat(tmp_path / "throat.jpg"))
    anna.page.clock.set_system_time(datetime.now(UTC) + timedelta(seconds=20))
    for text in WRITTEN:
        expect(anna.message(text)).to_contain_text("Kom inte fram. Vi försöker fortfarande.")
    nobody_can_read_it(anna)
    assert CANARY not in "".join(messages(clinic, case_id))

    the_browser_has_written(anna, phone.profile)
    phone.kill()
    assert not found_in(phone.profile, CANARY)

    anna = opened(phone, at_clinic, ANNA)
    anna.window.go(f"/cases/{case_id}")
    for text in WRITTEN:
        expect(anna.message(text)).to_contain_text(REACHED, timeout=BACK_MS)
        expect(sara.message(text)).to_have_count(1)
    words = [text.split()[0] for text in WRITTEN]
    assert TOKEN.findall("".join(messages(clinic, case_id))) == words
    assert TOKEN.findall(anna.log.inner_text()) == words
    assert TOKEN.findall(sara.log.inner_text()) == words
    expect(anna.log.get_by_role("img")).to_have_count(len(WITH_PICTURE))
    expect(sara.log.get_by_role("img")).to_have_count(len(WITH_PICTURE))
    sent = rows(clinic, "SELECT text FROM rooms_message WHERE picture_id IS NOT NULL ORDER BY sequence")
    assert [text for (text,) in sent] == [WRITTEN[number] for number in WITH_PICTURE]
    expect(anna.composer).to_have_value(HALF)
    assert anna.window.faults == []


def nobody_can_read_it(resident: Resident) -> None:
    """The telephone holds it sealed, by a key that it does not give away."""
    held = storage_of(resident.page)
    assert held.records >= len(WRITTEN)
    assert not held.holds(CANARY)
    assert held.keys == [{"extractable": False, "exported": False}]


def the_browser_has_written(resident: Resident, profile: Path) -> None:
    """It does so some seconds after something was typed: a field beside ours that may be kept says when."""
    resident.page.evaluate("document.body.append(Object.assign(document.createElement('textarea'), {id: 'kept'}))")
    resident.page.locator("#kept").press_sequentially(MARK)
    until = time.monotonic() + SESSION_SECONDS
    while not found_in(profile, MARK):
        assert time.monotonic() < until, "the browser writes no session, so the test shows nothing"
        # Nobody tells when a browser writes a file: it is looked for again.
        resident.page.wait_for_timeout(250)


def found_in(profile: Path, words: str) -> list[Path]:
    """The files of the profile that hold these words, in either of the ways a browser writes them."""
    forms = [words.encode(), words.encode("utf-16le")]
    files = [file for file in profile.rglob("*") if file.is_file() and not file.is_symlink()]
    return [file for file in files if any(form in read_if_there(file) for form in forms)]


def read_if_there(file: Path) -> bytes:
    """A living browser takes files away between the listing and the reading."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""


def test_a_full_phone_says_so_keeps_it_in_the_page_and_sends_it(at_clinic: House) -> None:
    samira = Resident(at_clinic.windows.open(SAMIRA, at_clinic.origin, phone=True))
    samira.window.go("/")
    set_quota(samira.page, 400_000)
    samira.log_in(SAMIRA)
    _, nurse = in_a_room(samira, at_clinic, SAMIRA, "johan.lager")
    fill_up(samira.page)
    samira.window.context.set_offline(True)
    samira.write("Inget rum på enheten.")
    unsent = samira.message("Inget rum på enheten.")
    expect(unsent).to_contain_text("Inte sparat på enheten")
    samira.composer.fill("Halvskrivet utan rum")
    expect(samira.page.get_by_text("Enheten har inte plats att spara")).to_be_visible()
    expect(samira.page.get_by_text("Inget nät just nu. Låt sidan vara öppen.")).to_be_visible()
    samira.window.context.set_offline(False)
    expect(unsent).to_contain_text(REACHED, timeout=BACK_MS)
    expect(nurse.message("Inget rum på enheten.")).to_have_count(1)
    expect(samira.composer).to_have_value("Halvskrivet utan rum")
    set_quota(samira.page, 100_000_000)
    samira.composer.press_sequentially(".")
    expect(samira.page.get_by_text("Enheten har inte plats att spara")).to_have_count(0)
    samira.page.reload()
    expect(samira.composer).to_have_value("Halvskrivet utan rum.")


def test_a_browser_that_keeps_nothing_says_so_and_sends_it(at_clinic: House) -> None:
    window = at_clinic.windows.open(OSKAR, at_clinic.origin, phone=True)
    window.context.add_init_script(NO_STORE)
    oskar = Resident(window)
    oskar.log_in(OSKAR)
    in_a_room(oskar, at_clinic, OSKAR, "johan.lager")
    expect(oskar.page.get_by_text("Den här webbläsaren kan inte spara på enheten")).to_be_visible()
    window.context.set_offline(True)
    oskar.write("Bara i sidan.")
    expect(oskar.message("Bara i sidan.")).to_contain_text("Inte sparat på enheten")
    oskar.page.clock.set_system_time(datetime.now(UTC) + timedelta(seconds=20))
    expect(oskar.message("Bara i sidan.")).to_contain_text("Kom inte fram, och är inte sparat på enheten")
    window.context.set_offline(False)
    expect(oskar.message("Bara i sidan.")).to_contain_text(REACHED, timeout=BACK_MS)
