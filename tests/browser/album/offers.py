"""The desk that is offered cases: one has come, the reasons for declining, a colleague asked, and who let two pass."""

from playwright.sync_api import Locator, expect

from tests.browser.album.album import Album
from tests.browser.conftest import House
from tests.browser.database import HEALTH_CENTRE, let_offers_run_out, let_offers_stand
from tests.browser.forms import ask_urgently
from tests.browser.people import Nurse
from tests.support.servers import manage

SAMIRA, INGRID, OSKAR = "Samira Haddad", "Ingrid Falk", "Oskar Wallin"


def lane_of(sara: Nurse) -> Locator:
    return sara.page.get_by_role("region", name="Erbjudanden")


def offered(house: House, album: Album) -> Nurse:
    manage(house.deployment.environment, "unit", HEALTH_CENTRE, "--assignment", "both")
    sara = house.nurse("sara.holm")
    ask_urgently(house.resident(SAMIRA))
    expect(lane_of(sara).get_by_role("article")).to_be_visible()
    # A picture is taken in many sizes and languages, which takes longer than an offer stands.
    let_offers_stand(house.deployment)
    album.keep(sara.page, "offer", surface="staff")
    sara.page.keyboard.press("d")
    expect(sara.page.get_by_role("menuitem").first).to_be_visible()
    album.keep(sara.page, "offer-declining", surface="staff")
    sara.page.keyboard.press("Escape")
    return sara


def missed(house: House, sara: Nurse, album: Album) -> None:
    """Beside a room of hers, so that the meter has something on its way in."""
    sara.page.reload()
    expect(lane_of(sara).get_by_role("article")).to_be_visible()
    sara.page.keyboard.press("a")
    expect(sara.composer(SAMIRA)).to_be_focused()
    for name in (INGRID, OSKAR):
        ask_urgently(house.resident(name))
        expect(lane_of(sara).get_by_role("article")).to_be_visible()
        if name == INGRID:
            let_offers_stand(house.deployment)
            album.keep(sara.page, "offer-beside-a-room", surface="staff")
        let_offers_run_out(house.deployment)
        expect(lane_of(sara).get_by_role("article")).to_have_count(0)
    expect(lane_of(sara).get_by_text("Du står som borta.")).to_be_visible()
    album.keep(sara.page, "offer-missed", surface="staff")
