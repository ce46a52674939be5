"""Somebody who is worse: told, asked again, what it says afterwards, and how the desk sees it. And why one waits."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.album.album import Album
from tests.browser.conftest import House
from tests.browser.database import close_for_good
from tests.browser.forms import NO_DANGER, THROAT_WITHOUT_DANGER, UNKNOWN, YES, sore_throat
from tests.browser.people import Nurse, Resident
from tests.browser.pictures import drawn_throat

OSKAR, SAMIRA, BERTIL = "Oskar Wallin", "Samira Haddad", "Bertil Sandgren"


def waits(house: House, name: str, folder: Path) -> Resident:
    resident = house.resident(name)
    resident.begin("Ont i halsen")
    resident.describe(*sore_throat(drawn_throat(folder / "throat.jpg"), "Det känns värst på höger sida."))
    resident.send_form()
    expect(resident.heading("Väntrum")).to_be_visible()
    return resident


def tell(resident: Resident) -> None:
    resident.press("Jag mår sämre")
    resident.press("Säg till mottagningen att du mår sämre")
    expect(resident.page.get_by_role("heading", name="svårt att andas", level=1)).to_be_visible()


def told(house: House, album: Album, folder: Path) -> tuple[Resident, Nurse]:
    sara = house.nurse("sara.holm")
    samira, oskar = waits(house, SAMIRA, folder), waits(house, OSKAR, folder)
    oskar.page.get_by_text("Varför väntar jag?").click()
    album.keep(oskar.page, "waiting-why")
    tell(oskar)
    album.keep(oskar.page, "worse-asked")
    oskar.describe(*NO_DANGER, *THROAT_WITHOUT_DANGER[2:-1], ("svårt att gapa", UNKNOWN))
    expect(oskar.heading("Mottagningen har fått veta att du mår sämre")).to_be_visible()
    album.keep(oskar.page, "worse-told")
    oskar.page.get_by_role("link", name="Till mitt ärende").click()
    expect(oskar.page.get_by_text("Du sa till att det har blivit sämre")).to_be_visible()
    album.keep(oskar.page, "waiting-worse")
    return samira, sara


def alarmed(samira: Resident, sara: Nurse, album: Album) -> None:
    tell(samira)
    samira.answer("svårt att andas", YES)
    expect(samira.heading("Ring 112 nu")).to_be_visible()
    album.keep(samira.page, "worse-emergency")
    expect(sara.page.get_by_role("alert").filter(has_text="Mår sämre: Svårt att andas")).to_be_visible()
    album.keep(sara.page, "desk-worse", surface="staff")
    sara.claim(SAMIRA)
    expect(sara.case(SAMIRA).get_by_text("Ändrat från nej")).to_be_visible()
    album.keep(sara.page, "desk-worse-case", surface="staff")


def closed(house: House, album: Album, folder: Path) -> None:
    bertil = waits(house, BERTIL, folder)
    close_for_good(house.deployment)
    bertil.press("Jag mår sämre")
    expect(bertil.page.get_by_text("Ingen läser det förrän dess")).to_be_visible()
    album.keep(bertil.page, "worse-closed")
    bertil.press("Säg till mottagningen att du mår sämre")
    bertil.describe(*THROAT_WITHOUT_DANGER)
    expect(bertil.page.get_by_text("Ingen läser det här före")).to_be_visible()
    album.keep(bertil.page, "worse-told-closed")
