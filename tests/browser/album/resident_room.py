"""The resident's case from the waiting room to the closing card, with calls, and with what may go wrong."""

from pathlib import Path

from playwright.sync_api import expect

from chatserver.core.ids import new_id
from tests.browser.album.album import Album
from tests.browser.conftest import House
from tests.browser.database import HEALTH_CENTRE, run_beside
from tests.browser.forms import ask_urgently, sore_throat
from tests.browser.people import Nurse, Resident
from tests.browser.pictures import drawn_throat

ANNA = "Anna Lind"
FIRST = "Hej Anna! Jag heter Sara och är sjuksköterska. Jag har läst dina svar och sett din bild."


def wait(house: House, album: Album, folder: Path) -> tuple[Resident, Nurse]:
    anna = house.resident(ANNA)
    anna.begin("Ont i halsen")
    anna.describe(*sore_throat(drawn_throat(folder / "throat.jpg"), "Det känns värst på höger sida sedan i natt."))
    anna.send_form()
    expect(anna.heading("Väntrum")).to_be_visible()
    album.keep(anna.page, "waiting")
    run_beside(house.deployment, "tests.support.past_weeks", HEALTH_CENTRE)
    sara = house.nurse("sara.holm")
    anna.page.reload()
    expect(anna.page.get_by_role("heading", name="Troligen")).to_be_visible()
    album.keep(anna.page, "waiting-expected")
    sara.claim(ANNA)
    return anna, sara


def talk(anna: Resident, sara: Nurse, album: Album, folder: Path) -> None:
    sara.write(ANNA, FIRST)
    expect(anna.message(FIRST)).to_be_visible()
    anna.write("Hej! Det gör mest ont när jag sväljer.")
    expect(sara.message("Det gör mest ont")).to_be_visible()
    anna.page.get_by_label("Lägg till en bild").set_input_files(drawn_throat(folder / "again.jpg"))
    expect(anna.page.get_by_alt_text("Bilden du har valt")).to_be_visible()
    album.keep(anna.page, "room-picture-chosen")
    anna.write("Så här ser det ut nu.")
    expect(sara.message("Så här ser det ut nu.")).to_be_visible()
    sara.composer(ANNA).press_sequentially("Tack, det")
    expect(anna.page.get_by_text("Sara Holm skriver")).to_be_visible()
    album.keep(anna.page, "room")
    sara.write(ANNA, "Tack, det var en tydlig bild. Har du märkt några prickar på halsmandlarna?")
    anna.window.context.set_offline(True)
    anna.write("Ja, några vita på höger sida.")
    expect(anna.page.get_by_text("Sparat på enheten").first).to_be_visible()
    expect(anna.page.get_by_text("Inget nät just nu")).to_be_visible()
    album.keep(anna.page, "room-offline")
    anna.window.context.set_offline(False)
    expect(sara.message("Ja, några vita på höger sida.")).to_be_visible()


def look_back(anna: Resident, album: Album) -> None:
    anna.page.get_by_role("tab", name="Hela ärendet").click()
    expect(anna.heading("Dina svar", level=3)).to_be_visible()
    album.keep(anna.page, "whole-case")
    anna.page.get_by_role("tab", name="Samtal").click()
    anna.page.get_by_role("log").get_by_role("img").first.click()
    expect(anna.page.get_by_role("dialog")).to_be_visible()
    album.keep(anna.page, "picture-large")
    anna.page.keyboard.press("Escape")


def call(anna: Resident, sara: Nurse, album: Album) -> None:
    sara.ring(ANNA)
    expect(anna.ringing).to_be_visible()
    album.keep(anna.page, "incoming")
    anna.press("Svara med video", anna.ringing)
    anna.figures_of_call()
    album.keep(anna.page, "call")
    album.keep(sara.page, "desk-call", surface="staff")
    anna.press("Avsluta videosamtalet")
    album.keep(anna.page, "call-ended")


def end(anna: Resident, sara: Nurse, album: Album) -> None:
    sara.conclude(
        ANNA, "Råd gavs", "Vi tror att det är halsfluss. Vila och drick mycket.", "om du får svårt att svälja."
    )
    expect(anna.heading("Sammanfattning")).to_be_visible()
    album.keep(anna.page, "closing")
    album.keep(sara.page, "desk-concluded", surface="staff")


def worse(house: House, album: Album) -> None:
    samira = house.resident("Samira Haddad")
    ask_urgently(samira)
    expect(samira.heading("Väntrum")).to_be_visible()
    samira.page.get_by_role("button", name="Jag mår sämre").click()
    samira.page.wait_for_load_state("networkidle")
    album.keep(samira.page, "worse")


def shut_out(anna: Resident, album: Album) -> None:
    """A case that is not there, and a login that has ended."""
    anna.window.go(f"/cases/{new_id()}")
    anna.page.wait_for_load_state("networkidle")
    album.keep(anna.page, "case-not-found")
    anna.window.context.clear_cookies()
    anna.window.go("/cases")
    anna.page.wait_for_load_state("networkidle")
    album.keep(anna.page, "login-ended")
