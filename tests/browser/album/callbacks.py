"""Being called by telephone instead, and a case that its resident withdraws."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.album.album import Album
from tests.browser.album.worse import OSKAR, SAMIRA, waits
from tests.browser.conftest import House
from tests.browser.people import Nurse, Resident


def asked(house: House, album: Album, folder: Path) -> tuple[Resident, Nurse]:
    oskar, sara = waits(house, OSKAR, folder), house.nurse("sara.holm")
    oskar.press("Bli uppringd i stället")
    oskar.page.get_by_label("Telefonnummer").fill("070-174 06 05")
    album.keep(oskar.page, "callback-asking")
    oskar.press("Be om att bli uppringd")
    expect(oskar.heading("Du blir uppringd", 2)).to_be_visible()
    album.keep(oskar.page, "callback-waiting")
    expect(sara.waiting_rows().filter(has_text=OSKAR)).to_contain_text("Vill bli uppringd")
    return oskar, sara


def called(oskar: Resident, sara: Nurse, album: Album) -> None:
    sara.claim(OSKAR)
    expect(sara.case(OSKAR).get_by_role("link", name="Ring 070-174 06 05")).to_be_visible()
    album.keep(sara.page, "desk-callback", surface="staff")
    sara.press("Jag ringer nu", within=sara.case(OSKAR))
    expect(sara.case(OSKAR).get_by_role("button", name="Inget svar")).to_be_visible()
    album.keep(sara.page, "desk-callback-ringing", surface="staff")
    sara.press("Inget svar", within=sara.case(OSKAR))
    expect(sara.waiting_rows().filter(has_text=OSKAR)).to_contain_text("Ringd 1 av 3")
    album.keep(sara.page, "desk-callback-again", surface="staff")
    expect(oskar.page.get_by_text("Vi har ringt utan att få svar")).to_be_visible()
    album.keep(oskar.page, "callback-again")


def withdrawn(house: House, album: Album, folder: Path) -> None:
    samira = waits(house, SAMIRA, folder)
    samira.press("Jag behöver inte hjälp längre")
    samira.page.get_by_label("Det har blivit bättre").check()
    album.keep(samira.page, "withdrawing")
    samira.press("Ta tillbaka ärendet")
    expect(samira.page.get_by_text("Du tog själv tillbaka ärendet.")).to_be_visible()
    album.keep(samira.page, "withdrawn")
