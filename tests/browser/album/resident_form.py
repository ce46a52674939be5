"""From the start page to where a form leads, with what may go wrong on the way."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.album.album import Album, wait_for_font
from tests.browser.conftest import House
from tests.browser.forms import (
    CHEST_PAIN,
    MILD_SORE_THROAT,
    NO,
    THROAT_WITHOUT_DANGER,
    YES,
    renewal,
    sore_throat,
)
from tests.browser.people import Resident
from tests.browser.pictures import drawn_throat
from tests.browser.windows import Windows

SAVES = "**/api/resident/intakes/*/answers/*"
EVERYTHING = "**/api/resident/**"


def before_login(windows: Windows, origin: str, album: Album) -> None:
    window = windows.open("anybody", origin, phone=True)
    for path, state in (("/", "start"), ("/signs", "signs"), ("/login", "login"), ("/nowhere", "not-found")):
        window.go(path)
        window.page.wait_for_load_state("networkidle")
        album.keep(window.page, state)


def questions(house: House, album: Album, folder: Path) -> None:
    """One screen of each kind of question, then the check and the waiting that follows it."""
    anna = house.resident("Anna Lind")
    answers = sore_throat(drawn_throat(folder / "throat.jpg"), "Det känns värst på höger sida sedan i natt.")
    names = {5: "duration", 6: "health", 7: "many", 9: "scale", 10: "picture", 12: "number", 14: "words", 16: "place"}
    anna.window.go("/")
    album.keep(anna.page, "start-logged-in")
    anna.begin("Ont i halsen")
    for place, (question, give) in enumerate(answers):
        heading = anna.page.get_by_role("heading", name=question, level=1)
        expect(heading).to_be_visible()
        if place == 0:
            album.keep(anna.page, "question")
            anna.press("Nästa fråga")
            album.keep(anna.page, "question-unanswered")
        give(anna.page)
        if place in names:
            album.keep(anna.page, f"question-{names[place]}")
        anna.press("Nästa fråga")
        expect(heading).to_have_count(0)
    expect(anna.heading("Stämmer dina svar?")).to_be_visible()
    album.keep(anna.page, "check")
    anna.send_form()
    anna.window.go("/cases")
    anna.page.wait_for_load_state("networkidle")
    album.keep(anna.page, "cases")
    again(anna, album)


def again(anna: Resident, album: Album) -> None:
    """A form left in the middle, and a second one about what there is a case about already."""
    anna.begin("Ont i halsen")
    anna.describe(*THROAT_WITHOUT_DANGER)
    anna.window.go("/")
    expect(anna.page.get_by_text("Fortsätt").first).to_be_visible()
    album.keep(anna.page, "start-unfinished")
    anna.page.get_by_role("link", name="Jag har ett nytt besvär").click()
    search = anna.page.get_by_label("Sök på besvär")
    search.fill("kissa")
    album.keep(anna.page, "reasons-search")
    search.fill("zzz")
    album.keep(anna.page, "reasons-search-none")
    search.fill("")
    anna.press("Ont i halsen")
    expect(anna.page.get_by_text("Vill du fortsätta, eller börja om?")).to_be_visible()
    album.keep(anna.page, "form-begun")
    anna.page.get_by_role("link", name="Fortsätt där du var").click()
    anna.describe(*MILD_SORE_THROAT[5:])
    expect(anna.page.get_by_text("Du har redan ett ärende om det här")).to_be_visible()
    album.keep(anna.page, "check-open-case")


def troubles(house: House, album: Album) -> None:
    """A form when the network is slow, away, or the server refuses."""
    ingrid = house.resident("Ingrid Falk")
    ingrid.begin("Ont i halsen")
    expect(ingrid.page.get_by_role("radio")).to_have_count(3)
    wait_for_font(ingrid.page)
    ingrid.window.context.set_offline(True)
    NO(ingrid.page)
    ingrid.press("Nästa fråga")
    album.keep(ingrid.page, "question-offline")
    ingrid.window.context.set_offline(False)
    ingrid.page.route(EVERYTHING, lambda route: route.fulfill(status=503, body="{}"))
    ingrid.window.go("/cases")
    ingrid.page.wait_for_load_state("networkidle")
    album.keep(ingrid.page, "cases-server-down")
    ingrid.page.unroute(EVERYTHING)


def outcomes(house: House, album: Album) -> None:
    bertil = house.resident("Bertil Sandgren")
    bertil.begin("Ont i bröstet")
    bertil.describe(*CHEST_PAIN)
    expect(bertil.heading("Ring 112 nu")).to_be_visible()
    album.keep(bertil.page, "emergency")
    bertil.take_way("Jag svarade fel")
    expect(bertil.heading("Vad ville du svara?")).to_be_visible()
    album.keep(bertil.page, "answered-wrong")
    bertil.press("Tillbaka")
    bertil.take_way("Jag har ringt 112")
    expect(bertil.heading("Bra att du ringde. Ha det här nära till hands:", level=2)).to_be_visible()
    album.keep(bertil.page, "emergency-called")


def urgent(house: House, album: Album) -> None:
    samira = house.resident("Samira Haddad")
    samira.begin("Ont i halsen")
    samira.describe(*THROAT_WITHOUT_DANGER[:4], ("svårt att gapa", YES))
    expect(samira.page.get_by_text("Sök vård på plats")).to_be_visible()
    album.keep(samira.page, "urgent-care")


def advice(house: House, album: Album) -> None:
    oskar = house.resident("Oskar Wallin")
    oskar.begin("Ont i halsen")
    oskar.describe(*MILD_SORE_THROAT)
    oskar.press("Skicka till Björkdalens vårdcentral")
    expect(oskar.heading("Du kan ta hand om halsen hemma")).to_be_visible()
    album.keep(oskar.page, "self-care")
    oskar.press("Jag vill ändå ha kontakt")
    oskar.describe(*THROAT_WITHOUT_DANGER)
    expect(oskar.heading("Stämmer dina svar?")).to_be_visible()
    album.keep(oskar.page, "contact-after-self-care")


def errand(house: House, album: Album) -> None:
    fatima = house.resident("Fatima Noor")
    fatima.window.go("/cases")
    expect(fatima.heading("Du har inga ärenden", level=2)).to_be_visible()
    album.keep(fatima.page, "cases-empty")
    fatima.begin("Förnya recept", errand=True)
    fatima.describe(*renewal(vital=NO))
    album.keep(fatima.page, "check-errand")


def for_a_child(house: House, album: Album) -> None:
    maria = house.resident("Maria Nyberg")
    maria.window.go("/")
    maria.page.get_by_role("link", name="Jag har ett nytt besvär").click()
    expect(maria.page.get_by_text("Leo Nyberg")).to_be_visible()
    album.keep(maria.page, "about-whom")
    maria.take_way("Leo Nyberg")
    album.keep(maria.page, "reasons-child")
    choose_reason(maria)


def choose_reason(maria: Resident) -> None:
    maria.press("Ont i halsen")
    expect(maria.page.get_by_role("heading", name="Har barnet svårt att andas?")).to_be_visible()
