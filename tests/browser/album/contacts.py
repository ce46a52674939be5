"""The permanent care contact: nobody yet, who is chosen, who it is, and what the resident reads while they wait."""

from playwright.sync_api import expect

from tests.browser.album.album import Album
from tests.browser.conftest import House
from tests.browser.forms import ask_urgently

BERTIL = "Bertil Sandgren"


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
