"""Overflow: what the unit that helps is shown, what the floor says of it, and what residents read."""

from playwright.sync_api import expect

from tests.browser.album.album import Album
from tests.browser.conftest import House
from tests.browser.database import HEALTH_CENTRE, TELEPHONE
from tests.browser.forms import ask_urgently
from tests.support.servers import manage

OSKAR = "Oskar Wallin"


def helped(house: House, album: Album) -> None:
    """Nobody is at the health centre, and the telephone unit helps."""
    hours = ("--overflow-hours", "00:00-24:00", "--overflow-after", "50")
    manage(house.deployment.environment, "unit", HEALTH_CENTRE, "--overflow", TELEPHONE, *hours)
    oskar = house.resident(OSKAR)
    ask_urgently(oskar)
    helena = house.supervisor(unit=TELEPHONE)
    row = helena.page.get_by_role("region", name="Hjälp andra mottagningar").get_by_role("listitem")
    expect(row).to_be_visible()
    row.get_by_role("button").first.click()
    expect(row.get_by_role("button", name=f"Ta ärendet {OSKAR}")).to_be_visible()
    album.keep(helena.page, "overflow-row", surface="staff")
    oskar.page.reload()
    oskar.page.get_by_text("Varför väntar jag?").click()
    expect(oskar.page.get_by_text(f"{TELEPHONE} hjälper till just nu.")).to_be_visible()
    album.keep(oskar.page, "waiting-overflow")
    helena.go_to_floor()
    expect(helena.page.get_by_text(f"Ni hjälper {HEALTH_CENTRE}")).to_be_visible()
    album.keep(helena.page, "floor-overflow", surface="staff")
    helena.press("Skrivbord")
    row.get_by_role("button").first.click()
    row.get_by_role("button", name=f"Ta ärendet {OSKAR}").click()
    expect(helena.composer(OSKAR)).to_be_focused()
    expect(helena.case(OSKAR).get_by_text(f"Helena Strand tog ärendet för att hjälpa {HEALTH_CENTRE}")).to_be_visible()
    album.keep(helena.page, "overflow-taken", surface="staff")
