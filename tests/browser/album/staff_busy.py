"""A desk with much to do: a long list and its filters, pictures, a child, calls, the floor, and what goes wrong."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.album.album import Album
from tests.browser.album.staff import keep
from tests.browser.conftest import House
from tests.browser.forms import (
    CERTIFICATE,
    MILD_SORE_THROAT,
    NO,
    THROAT_WITHOUT_DANGER,
    YES,
    ask_urgently,
    renewal,
    sore_throat,
)
from tests.browser.people import Nurse, Resident
from tests.browser.pictures import drawn_throat

ANNA, BERTIL, SAMIRA, OSKAR = "Anna Lind", "Bertil Sandgren", "Samira Haddad", "Oskar Wallin"
INGRID, NILS, FATIMA, ELSA, MARIA = "Ingrid Falk", "Nils Åkerman", "Fatima Noor", "Elsa Nyberg", "Maria Nyberg"
LEO = "Leo Nyberg"
MANY = 12


def a_long_list(house: House, album: Album, folder: Path) -> tuple[Nurse, dict[str, Resident]]:
    """Twelve who wait, of every urgency, in three languages, one of them a child; then a list narrowed to nobody."""
    came = {name: house.resident(name) for name in (ANNA, BERTIL, SAMIRA, OSKAR, INGRID, NILS, FATIMA, ELSA, MARIA)}
    came[ANNA].begin("Ont i halsen")
    came[ANNA].describe(*sore_throat(drawn_throat(folder / "throat.jpg"), "Det känns värst till höger sedan i natt."))
    came[ANNA].send_form()
    for name in (BERTIL, SAMIRA):
        ask_urgently(came[name])
    for name, vital in ((OSKAR, YES), (FATIMA, YES), (ELSA, NO)):
        came[name].begin("Förnya recept", errand=True)
        came[name].describe(*renewal(vital=vital))
        send(came[name], name)
    for name in (NILS, OSKAR, FATIMA, INGRID):
        came[name].begin("Intyg", errand=True)
        came[name].describe(*CERTIFICATE)
        send(came[name], name)
    came[MARIA].begin("Ont i halsen", about="Mig själv")
    came[MARIA].describe(*MILD_SORE_THROAT)
    came[MARIA].press("Skicka till Björkdalens vårdcentral")
    came[MARIA].press("Jag vill ändå ha kontakt")
    came[MARIA].describe(*THROAT_WITHOUT_DANGER)
    came[MARIA].send_form()
    ask_urgently(came[MARIA], about=LEO)
    sara = house.nurse("sara.holm")
    expect(sara.waiting_rows()).to_have_count(MANY)
    keep(sara, album, "desk-long-list", wall=True)
    sara.press("Fler filter")
    sara.page.get_by_label("Sök bland ärendena").fill("recept")
    keep(sara, album, "desk-filters")
    sara.page.get_by_label("Sök bland ärendena").fill("stukad fot")
    expect(sara.waiting_rows()).to_have_count(0)
    keep(sara, album, "desk-filters-nobody")
    sara.press("Rensa")
    sara.press("Fler filter")
    return sara, came


def send(resident: Resident, name: str) -> None:
    """Two of them are listed nowhere and say themselves which clinic they turn to."""
    if name in (NILS, FATIMA):
        resident.page.get_by_role("radio", name="Björkdalens vårdcentral").check()
    resident.send_form()


def pictures(sara: Nurse, came: dict[str, Resident], album: Album, folder: Path) -> None:
    """A form with much in it, a picture in the conversation, the picture large and turned, a note being written."""
    sara.claim(ANNA)
    sara.write(ANNA, "Hej Anna! Jag heter Sara och är sjuksköterska. Kan du skicka en bild till, i dagsljus?")
    expect(came[ANNA].message("i dagsljus")).to_be_visible()
    came[ANNA].send_picture(drawn_throat(folder / "again.jpg"), "Så här ser det ut nu.")
    expect(sara.message("Så här ser det ut nu.").get_by_role("img")).to_be_visible()
    keep(sara, album, "desk-picture", wall=True)
    sara.press(f"Visa bilden från {ANNA} stor", sara.pane(ANNA))
    expect(sara.page.get_by_role("dialog").get_by_role("img")).to_be_visible()
    keep(sara, album, "lightbox")
    sara.press("Vrid bilden ett kvarts varv")
    keep(sara, album, "lightbox-turned")
    sara.press("Visa i full storlek")
    keep(sara, album, "lightbox-full")
    sara.page.keyboard.press("Escape")
    sara.press("Anteckning", sara.pane(ANNA))
    sara.pane(ANNA).get_by_label(f"Anteckning om {ANNA}").fill("Prickar på tonsillerna, mest höger. Bad om snabbtest.")
    keep(sara, album, "desk-note")
    sara.press("Spara anteckningen", sara.pane(ANNA))


def a_child(sara: Nurse, came: dict[str, Resident], album: Album) -> None:
    sara.claim(LEO)
    sara.write(LEO, "Hej Maria! Hur mår Leo nu?")
    expect(came[MARIA].message("Hur mår Leo nu?")).to_be_visible()
    came[MARIA].write("Han är pigg igen, men vill inte äta.")
    expect(sara.pane(LEO).get_by_text("Han är pigg igen")).to_be_visible()
    keep(sara, album, "desk-child")


def calls(sara: Nurse, came: dict[str, Resident], album: Album) -> None:
    """Ringing out and not answered; then somebody who asked not to be rung."""
    sara.ring(ANNA)
    expect(came[ANNA].ringing).to_be_visible()
    keep(sara, album, "desk-ringing")
    came[ANNA].press("Inte nu", came[ANNA].ringing)
    expect(sara.pane(ANNA).get_by_text("tackade nej")).to_be_visible()
    keep(sara, album, "desk-call-declined")
    sara.press("Stäng", sara.pane(ANNA).get_by_role("status"))
    sara.claim(ELSA)
    sara.ring(ELSA)
    expect(sara.page.get_by_role("alertdialog")).to_be_visible()
    keep(sara, album, "call-unwanted")
    sara.page.keyboard.press("Escape")


def menus(sara: Nurse, album: Album) -> None:
    sara.page.get_by_role("button", name="Närvaro: ").click()
    expect(sara.page.get_by_role("menu")).to_be_visible()
    keep(sara, album, "presence-menu")
    sara.page.keyboard.press("Escape")
    sara.page.keyboard.press("Control+k")
    keep(sara, album, "palette-all")
    sara.page.keyboard.type("tid")
    keep(sara, album, "palette-phrases")
    sara.page.keyboard.press("Escape")
    sara.composer(ANNA).click()
    sara.composer(ANNA).press_sequentially(";")
    expect(sara.page.get_by_role("listbox")).to_be_visible()
    keep(sara, album, "desk-all-phrases")
    sara.composer(ANNA).fill("")


def the_full_floor(house: House, album: Album) -> None:
    """Everybody on the floor, one case given by its room's menu, one lifted by the keyboard, and the wall."""
    johan = house.nurse("johan.lager")
    johan.claim(SAMIRA)
    helena = house.supervisor()
    helena.claim(BERTIL)
    helena.press(f"Mer om rummet {BERTIL}", helena.pane(BERTIL))
    helena.page.get_by_role("menuitem", name="Ge till någon annan").click()
    expect(helena.page.get_by_role("dialog")).to_be_visible()
    keep(helena, album, "give")
    helena.page.keyboard.press("Escape")
    helena.go_to_floor()
    helena.reassign(INGRID, johan.name)
    expect(helena.told(f"{johan.name} har fått ärendet för {INGRID}.")).to_be_visible()
    keep(helena, album, "floor-full", wall=True)
    helena.page.get_by_role("button", name=f"Flytta {NILS}").focus()
    helena.page.keyboard.press("Enter")
    expect(helena.page.locator("[data-person]:focus")).to_have_count(1)
    keep(helena, album, "floor-carrying")
    helena.page.keyboard.press("Escape")
    helena.press("Visa väggläge")
    keep(helena, album, "floor-on-wall", wall=True)


def troubles(sara: Nurse, album: Album) -> None:
    """What cannot be had is said where it would have stood; a login that has ended is said, and leads to the door."""
    sara.page.route("**/api/staff/cases/*/earlier", lambda route: route.abort())
    sara.composer(ELSA).click()
    sara.page.reload()
    expect(sara.page.get_by_role("button", name="Försök igen")).to_be_visible()
    keep(sara, album, "desk-case-troubled")
    sara.page.route("**/api/staff/concluded*", lambda route: route.abort())
    sara.press("Avslutade")
    expect(sara.page.get_by_role("button", name="Försök igen")).to_be_visible()
    keep(sara, album, "concluded-troubled")
    sara.window.context.clear_cookies()
    sara.page.unroute("**/api/staff/concluded*")
    sara.press("Försök igen")
    expect(sara.page.get_by_text("Du har loggats ut")).to_be_visible()
    expect(sara.page.get_by_label("Användarnamn")).to_be_visible()
    keep(sara, album, "staff-login-ended")
