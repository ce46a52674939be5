"""Two cases of one resident that become one: asked about, in both rooms afterwards, and what the resident is told."""

from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.browser.album.album import Album
from tests.browser.conftest import House
from tests.browser.forms import NO, renewal, sore_throat
from tests.browser.people import Nurse, Resident
from tests.browser.pictures import drawn_throat

OSKAR = "Oskar Wallin"


def two_cases(house: House, folder: Path) -> tuple[Resident, Nurse, str]:
    """A case that Sara has taken, and an errand that waits, whose id is given."""
    oskar = house.resident(OSKAR)
    oskar.begin("Ont i halsen")
    oskar.describe(*sore_throat(drawn_throat(folder / "throat.jpg"), "Det känns värst på höger sida."))
    oskar.send_form()
    throat = oskar.case_id()
    sara = house.nurse("sara.holm")
    sara.claim(OSKAR)
    oskar.window.go("/cases")
    oskar.begin("Förnya recept", errand=True)
    oskar.describe(*renewal(vital=NO))
    oskar.send_form()
    errand = oskar.case_id()
    oskar.window.go(f"/cases/{throat}")
    sara.page.reload()
    sara.open(OSKAR)
    return oskar, sara, errand


def merge_button(sara: Nurse) -> Locator:
    return sara.case(OSKAR).get_by_role("button", name="Slå ihop hit")


def merged(house: House, album: Album, folder: Path) -> None:
    oskar, sara, errand = two_cases(house, folder)
    merge_button(sara).scroll_into_view_if_needed()
    album.keep(sara.page, "desk-mergeable", surface="staff")
    merge_button(sara).click()
    expect(sara.page.get_by_role("dialog")).to_be_visible()
    album.keep(sara.page, "desk-merging", surface="staff")
    sara.page.get_by_role("dialog").get_by_role("button", name="Slå ihop", exact=True).click()
    expect(sara.pane(OSKAR).get_by_role("log")).to_contain_text("fortsätter här")
    album.keep(sara.page, "desk-merged", surface="staff")
    sara.case(OSKAR).get_by_role("button", name="Förnya recept").click()
    expect(sara.page.get_by_text("Fortsätter i ärende 1, Ont i halsen.")).to_be_visible()
    album.keep(sara.page, "desk-merged-away", surface="staff")
    expect(oskar.page.get_by_role("log")).to_contain_text("fortsätter här")
    album.keep(oskar.page, "room-merged")
    oskar.window.go(f"/cases/{errand}")
    expect(oskar.heading("Samtalet fortsätter")).to_be_visible()
    album.keep(oskar.page, "merged-away")
