"""The libraries of phrases, and what a reply says of a phrase that does not hold any more."""

from playwright.sync_api import expect

from tests.browser.album.album import Album
from tests.browser.conftest import House
from tests.browser.forms import ask_urgently
from tests.browser.people import Nurse
from tests.browser.phrases import PhraseDesk, administrator

BERTIL, ANNA = "Bertil Sandgren", "Anna Lind"


def the_library(house: House, album: Album) -> PhraseDesk:
    """Found, read, written, refused, saved, told of and brought back, by the supervisor and the administrator."""
    page = house.supervisor().page
    helena = PhraseDesk(page)
    helena.go_here()
    keep(helena, album, "phrases")
    helena.open("Hälsning")
    keep(helena, album, "phrase-read-only")
    helena.begin("vila ofta", "", "Vila till [dag, {resident_first_name}.")
    helena.form.press("Control+Enter")
    expect(helena.abbreviation).to_be_focused()
    keep(helena, album, "phrase-flaws")
    helena.form.get_by_role("button", name="Ångra ändringarna").click()
    nina = administrator(house.windows.open("nina.admin", house.origin))
    for desk in (helena, nina):
        desk.open("Bokad tid")
        desk.text().fill("Välkommen till {unit_name} [dag] klockan [tid]. Öppet {opening_hours}.")
    keep(helena, album, "phrase-unsaved")
    helena.save()
    helena.saved("Bokad tid", 2)
    nina.save()
    expect(nina.page.get_by_role("alert", name="Frasen har ändrats")).to_be_focused()
    keep(nina, album, "phrase-conflict")
    helena.form.get_by_role("button", name="Visa alla versioner").click()
    helena.form.locator("summary").last.click()
    keep(helena, album, "phrase-versions")
    helena.open("Provtagning")
    helena.form.get_by_role("button", name="Ta bort").click()
    expect(page.get_by_text("”Provtagning” är borttagen.")).to_be_visible()
    helena.page.get_by_role("button", name="Borttagna").click()
    helena.open("Provtagning")
    keep(helena, album, "phrase-withdrawn")
    page.route("**/api/staff/phrases", lambda route: route.abort())
    page.reload()
    expect(page.get_by_role("heading", name="Fraserna kunde inte hämtas")).to_be_visible()
    keep(helena, album, "phrases-troubled")
    page.unroute("**/api/staff/phrases")
    page.get_by_role("button", name="Försök igen").click()
    return helena


def the_replies(house: House, album: Album, helena: PhraseDesk) -> None:
    """A phrase in one language only, one that somebody changed, and words of another resident's."""
    for name in (BERTIL, ANNA):
        ask_urgently(house.resident(name))
    sara = house.nurse("sara.holm")
    for name in (BERTIL, ANNA):
        sara.claim(name)
        expect(sara.composer(name)).to_be_focused()
    only_in_english(sara)
    sara.composer(BERTIL).press_sequentially(";")
    expect(sara.page.get_by_role("option", name="Welcome")).to_be_visible()
    keep_desk(sara, album, "desk-phrase-without-language")
    sara.composer(BERTIL).fill("")
    sara.composer(BERTIL).press_sequentially(";hej ")
    sara.composer(BERTIL).press("Control+a")
    sara.composer(BERTIL).press("Control+c")
    sara.composer(ANNA).press("Control+v")
    expect(sara.pane(ANNA).get_by_role("alert")).to_be_visible()
    keep_desk(sara, album, "desk-phrase-of-another")
    sara.composer(ANNA).fill("")
    sara.composer(ANNA).press_sequentially(";tid ")
    helena.open("Bokad tid")
    helena.text().fill("Välkommen [dag] klockan [tid].")
    helena.save()
    helena.saved("Bokad tid", 3)
    expect(sara.pane(ANNA).get_by_role("button", name="Byt till den nya")).to_be_visible()
    keep_desk(sara, album, "desk-phrase-newer")


def only_in_english(sara: Nurse) -> None:
    phrases = PhraseDesk(sara.page)
    phrases.go_here()
    phrases.page.get_by_role("button", name="Ny fras").click()
    phrases.abbreviation.fill("wel")
    phrases.words("engelska").get_by_label("Namn", exact=True).fill("Welcome")
    phrases.text("engelska").fill("Welcome, {resident_first_name}!")
    phrases.save()
    phrases.saved("Welcome", 1)
    sara.press("Skrivbord")


def keep(desk: PhraseDesk, album: Album, state: str) -> None:
    album.keep(desk.page, state, surface="staff")


def keep_desk(sara: Nurse, album: Album, state: str) -> None:
    album.keep(sara.page, state, surface="staff")
