"""What has not got through: without a network, after a while, without a store, and when one wants to leave."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.album.album import Album, wait_for_font
from tests.browser.conftest import House
from tests.browser.forms import ask_urgently
from tests.browser.people import Nurse, Resident
from tests.browser.pictures import drawn_throat
from tests.browser.storage import NO_STORE
from tests.browser.tenure import have_again

OSKAR, SAMIRA = "Oskar Wallin", "Samira Haddad"
WORDS = "Det trycker över bröstet när jag går i trappan."


def on_the_telephone(house: House, album: Album, folder: Path) -> tuple[Resident, Nurse]:
    oskar, sara = house.resident(OSKAR), house.nurse("sara.holm")
    in_a_room(oskar, sara, OSKAR)
    oskar.window.context.set_offline(True)
    oskar.write(WORDS)
    expect(oskar.message(WORDS)).to_contain_text("Sparat på enheten")
    oskar.send_picture(drawn_throat(folder / "unsent.jpg"), "Så här ser det ut.")
    expect(oskar.message("Så här ser det ut.")).to_contain_text("Sparat på enheten")
    # The line over the page comes when it has been away for a moment.
    expect(oskar.page.get_by_text("Inget nät just nu")).to_be_visible()
    album.keep(oskar.page, "room-unsent")
    later(oskar)
    expect(oskar.message(WORDS)).to_contain_text("Kom inte fram")
    expect(oskar.message("Så här ser det ut.")).to_contain_text("Kom inte fram")
    album.keep(oskar.page, "room-not-sent-15s")
    oskar.window.context.set_offline(False)
    expect(sara.message("Så här ser det ut.")).to_be_visible()
    return oskar, sara


def without_a_store(house: House, album: Album, sara: Nurse) -> None:
    window = house.windows.open(SAMIRA, house.origin, phone=True)
    window.context.add_init_script(NO_STORE)
    samira = Resident(window)
    samira.log_in(SAMIRA)
    in_a_room(samira, sara, SAMIRA)
    window.context.set_offline(True)
    samira.write(WORDS)
    expect(samira.message(WORDS)).to_contain_text("Inte sparat på enheten")
    expect(samira.page.get_by_text("Inget nät just nu")).to_be_visible()
    album.keep(samira.page, "room-not-saved")
    later(samira)
    expect(samira.message(WORDS)).to_contain_text("Kom inte fram")
    album.keep(samira.page, "room-not-saved-15s")
    window.context.set_offline(False)
    expect(sara.message(WORDS).first).to_be_visible()


def leaving(oskar: Resident, sara: Nurse, album: Album) -> None:
    oskar.composer.fill("Jag tänkte också fråga")
    oskar.window.go("/")
    oskar.press("Logga ut")
    expect(oskar.page.get_by_role("dialog")).to_contain_text("Något är inte skickat än")
    album.keep(oskar.page, "leave-unsent")
    oskar.press("Stanna kvar")
    sara.composer(OSKAR).fill("Tack. Kan du komma")
    sara.page.get_by_role("button", name=re.compile("^Konto: ")).click()
    sara.page.get_by_role("menuitem", name="Logga ut").click()
    expect(sara.page.get_by_role("alertdialog")).to_contain_text(OSKAR)
    album.keep(sara.page, "desk-leave-unsent", surface="staff")
    sara.press("Stanna kvar")
    wait_for_font(sara.page)
    sara.window.context.set_offline(True)
    sara.write(OSKAR, "Tack. Kan du komma hit i dag?")
    expect(sara.message("Kan du komma hit i dag?")).to_contain_text("Sparat här")
    album.keep(sara.page, "desk-unsent", surface="staff")
    sara.window.context.set_offline(False)
    expect(oskar.page.get_by_role("dialog")).to_have_count(0)


def had_again(house: House, sara: Nurse, album: Album) -> None:
    """Written before the case was handed back at another screen, and taken again there."""
    sara.window.context.set_offline(True)
    sara.write(OSKAR, "Då väntar vi till i morgon.")
    expect(sara.message("Då väntar vi till i morgon.")).to_contain_text("Sparat här")
    have_again(house, OSKAR)
    sara.window.context.set_offline(False)
    expect(sara.message("Då väntar vi till i morgon.")).to_contain_text("Ärendet har bytt händer")
    album.keep(sara.page, "desk-custody-changed", surface="staff")


def in_a_room(resident: Resident, sara: Nurse, name: str) -> None:
    ask_urgently(resident)
    sara.claim(name)
    sara.write(name, "Hej! Jag heter Sara. Berätta hur det känns.")
    expect(resident.message("Berätta hur det känns.")).to_be_visible()
    wait_for_font(resident.page)


def later(resident: Resident) -> None:
    resident.page.clock.set_system_time(datetime.now(UTC) + timedelta(seconds=20))
