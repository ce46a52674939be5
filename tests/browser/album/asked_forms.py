"""A form that staff send into a room, from its choice to its answers, and a copy of the case as PDF."""

from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.album.album import Album, wait_for_font
from tests.browser.conftest import House
from tests.browser.forms import ask_urgently
from tests.browser.people import Nurse, Resident, choose, skip

ANNA = "Anna Lind"
TODAY, DIARY = "Hur är det i dag?", "Temperaturdagbok"


def send(sara: Nurse, title: str) -> None:
    dialog = sara.choose_of_menu(ANNA, "Skicka formulär")
    dialog.get_by_label(title).check()
    sara.press("Skicka formulär", dialog)
    expect(dialog).to_have_count(0)
    expect(card(sara.page, title)).to_be_visible()


def card(page: Page, title: str) -> Locator:
    return page.get_by_role("region", name=f"Formulär: {title}")


def chosen(house: House, album: Album) -> tuple[Resident, Nurse]:
    anna, sara = house.resident(ANNA), house.nurse("sara.holm")
    ask_urgently(anna)
    sara.claim(ANNA)
    sara.write(ANNA, "Hej Anna! Jag skickar några frågor om hur det är i dag.")
    expect(anna.message("Jag skickar några frågor")).to_be_visible()
    wait_for_font(anna.page)
    dialog = sara.choose_of_menu(ANNA, "Skicka formulär")
    expect(dialog.get_by_label(TODAY)).to_be_visible()
    album.keep(sara.page, "desk-form-choose", surface="staff")
    sara.press("Skicka formulär", dialog)
    expect(dialog.get_by_text("Välj ett formulär.")).to_be_visible()
    album.keep(sara.page, "desk-form-unchosen", surface="staff")
    sara.page.keyboard.press("Escape")
    return anna, sara


def sent_and_taken_back(anna: Resident, sara: Nurse, album: Album) -> None:
    send(sara, DIARY)
    sara.press("Ta tillbaka", card(sara.page, DIARY))
    expect(card(sara.page, DIARY)).to_contain_text("Tillbakataget")
    send(sara, TODAY)
    expect(card(anna.page, TODAY)).to_contain_text("Sara Holm vill att du svarar")
    album.keep(sara.page, "desk-form-sent", surface="staff")
    album.keep(anna.page, "room-form-sent")
    dialog = sara.choose_of_menu(ANNA, "Skicka formulär")
    expect(dialog.get_by_text("Redan skickat, inte besvarat")).to_be_visible()
    album.keep(sara.page, "desk-form-waits", surface="staff")
    sara.page.keyboard.press("Escape")


def answered(anna: Resident, sara: Nurse, album: Album) -> None:
    case_id = anna.case_id()
    anna.press("Svara på frågorna", card(anna.page, TODAY))
    expect(anna.heading("Har du svårt att andas?")).to_be_visible()
    album.keep(anna.page, "asked-question")
    anna.answer("svårt att andas", choose("Nej"))
    expect(anna.page.get_by_role("status").filter(has_text="sparade")).to_be_visible()
    anna.window.go(f"/cases/{case_id}")
    expect(card(anna.page, TODAY)).to_contain_text("Påbörjat")
    expect(card(sara.page, TODAY)).to_contain_text("inte besvarat")
    album.keep(anna.page, "room-form-opened")
    album.keep(sara.page, "desk-form-opened", surface="staff")
    anna.press("Fortsätt svara", card(anna.page, TODAY))
    anna.describe(("mycket sjuk", choose("Nej")), ("jämfört med", choose("Bättre")), ("ont", choose("3")))
    anna.describe(("nya besvär", choose("Nej")), ("berätta något mer", skip))
    expect(anna.heading("Stämmer dina svar?")).to_be_visible()
    album.keep(anna.page, "asked-check")
    anna.press("Skicka svaren")
    for page in (anna.page, sara.page):
        expect(card(page, TODAY)).to_contain_text("Besvarat")
        card(page, TODAY).get_by_text("5 svar").click()
    album.keep(anna.page, "room-form-answered")
    album.keep(sara.page, "desk-form-answered", surface="staff")


def saved(anna: Resident, sara: Nurse, album: Album) -> None:
    """A copy as PDF: what is in it is chosen, none comes while the printers are taken, and then one does."""
    dialog = sara.choose_of_menu(ANNA, "Utskrift som PDF")
    dialog.get_by_label("Ta med anteckningar").check()
    album.keep(sara.page, "desk-transcript", surface="staff")
    anna.page.get_by_role("tab", name="Hela ärendet").click()
    for page, button, state in (
        (sara.page, "Hämta PDF", "desk-transcript-failed"),
        (anna.page, "Spara som PDF", "save-failed"),
    ):
        page.route("**/transcript?*", without_printers)
        page.get_by_role("button", name=button).click()
        expect(page.get_by_text("Det blev ingen PDF just nu.")).to_be_visible()
        album.keep(page, state, surface="staff" if "desk" in state else "resident")
        page.unroute("**/transcript?*")
        with page.expect_download() as download:
            page.get_by_role("button", name=button).click()
        assert download.value.path().read_bytes().startswith(b"%PDF-")
    expect(dialog).to_have_count(0)
    expect(anna.page.get_by_text("PDF-filen är sparad")).to_be_visible()


def without_printers(route: Route) -> None:
    route.fulfill(status=503, json={"type": "error", "code": "unavailable", "params": {}, "retryable": True})
