"""Who is asked first: what somebody can do, and the permanent care contact: nobody yet, who is chosen, who it is, and
what residents read while they wait."""

from playwright.sync_api import expect

from tests.browser.album.album import Album
from tests.browser.conftest import House
from tests.browser.database import HEALTH_CENTRE
from tests.browser.forms import ask_urgently
from tests.support.servers import manage

BERTIL, INGRID = "Bertil Sandgren", "Ingrid Falk"


def able(house: House, album: Album) -> None:
    """On the floor: what somebody can do is asked, and stands with them; a resident waits for whoever can."""
    manage(house.deployment.environment, "unit", HEALTH_CENTRE, "--asks", "chest_pain=diabetes", "--asks-until", "80")
    helena = house.supervisor()
    helena.go_to_floor()
    helena.press("Kompetenser för Sara Holm")
    helena.page.get_by_role("checkbox", name="Diabetes").check()
    helena.page.get_by_role("checkbox", name="Sårvård").check()
    album.keep(helena.page, "competences-choosing", surface="staff")
    helena.press("Spara")
    expect(helena.colleague("Sara Holm").get_by_text("Diabetes, Sårvård")).to_be_visible()
    album.keep(helena.page, "floor-competences", surface="staff")
    ingrid = house.resident(INGRID)
    ask_urgently(ingrid)
    ingrid.page.get_by_text("Varför väntar jag?").click()
    expect(ingrid.page.get_by_text("Ditt ärende går först till någon med särskild kompetens")).to_be_visible()
    album.keep(ingrid.page, "waiting-competence")


def named(house: House, album: Album) -> None:
    bertil = house.resident(BERTIL)
    ask_urgently(bertil)
    helena = house.supervisor()
    helena.claim(BERTIL)
    case = helena.case(BERTIL)
    expect(case.get_by_text("Ingen fast vårdkontakt")).to_be_visible()
    album.keep(helena.page, "contact-none", surface="staff")
    helena.press(f"Ange fast vårdkontakt för {BERTIL}", case)
    choice = helena.page.get_by_role("dialog").get_by_role("menuitem", name="Sara Holm")
    expect(choice).to_be_visible()
    album.keep(helena.page, "contact-choosing", surface="staff")
    choice.click()
    expect(case.get_by_text("Fast vårdkontakt: Sara Holm, sjuksköterska")).to_be_visible()
    album.keep(helena.page, "contact-named", surface="staff")
    helena.press(f"Ändra fast vårdkontakt för {BERTIL}", case)
    expect(helena.page.get_by_role("button", name="Ta bort Sara Holm")).to_be_visible()
    album.keep(helena.page, "contact-changing", surface="staff")
    helena.page.keyboard.press("Escape")
    dialog = helena.choose_of_menu(BERTIL, "Lämna tillbaka till kön")
    helena.press("Lämna tillbaka", dialog)
    bertil.page.reload()
    expect(bertil.page.get_by_text("Fast vårdkontakt här: Sara Holm, sjuksköterska.")).to_be_visible()
    album.keep(bertil.page, "waiting-contact")
