"""The desk, the case beside it, and the floor, with what a day at work brings: full lists, dialogs, a lost network."""

import re

from playwright.sync_api import expect

from tests.browser.album.album import Album
from tests.browser.conftest import House
from tests.browser.forms import CHEST_PAIN, NO, YES, ask_urgently, renewal
from tests.browser.people import PASSWORD, Nurse, Person, Resident, Supervisor

BERTIL, OSKAR, SAMIRA, INGRID, MARIA, NILS = (
    "Bertil Sandgren",
    "Oskar Wallin",
    "Samira Haddad",
    "Ingrid Falk",
    "Maria Nyberg",
    "Nils Åkerman",
)
REPLY = "Tack. Det låter som att vi ska träffas i dag."


def keep(person: Person, album: Album, state: str, *, wall: bool = False) -> None:
    album.keep(person.page, state, surface="staff", wall=wall)


def the_door(house: House, album: Album) -> None:
    """Before the desk: the login, its refusal, the choice of a unit, and who has no part in care."""
    window = house.windows.open("door", house.origin)
    anybody = Nurse(window)
    window.go("/staff")
    expect(anybody.page.get_by_label("Användarnamn")).to_be_visible()
    keep(anybody, album, "staff-login")
    anybody.page.get_by_label("Användarnamn").fill("helena.strand")
    anybody.page.get_by_label("Lösenord").fill("fel")
    anybody.press("Logga in")
    expect(anybody.page.get_by_role("alert")).not_to_be_empty()
    keep(anybody, album, "staff-login-refused")
    anybody.page.get_by_label("Lösenord").fill(PASSWORD)
    anybody.press("Logga in")
    expect(anybody.page.get_by_text("Rehab Norr")).to_be_visible()
    keep(anybody, album, "staff-unit")
    nina = Nurse(house.windows.open("nina.admin", house.origin))
    nina.window.go("/staff")
    nina.page.get_by_label("Användarnamn").fill("nina.admin")
    nina.page.get_by_label("Lösenord").fill(PASSWORD)
    nina.press("Logga in")
    expect(nina.heading("Du ser inga ärenden")).to_be_visible()
    keep(nina, album, "staff-administrator")


def the_morning(house: House, album: Album) -> tuple[Nurse, dict[str, Resident]]:
    """From an empty desk to a full list."""
    sara = house.nurse("sara.holm")
    keep(sara, album, "desk-empty")
    came = {name: house.resident(name) for name in (BERTIL, OSKAR, SAMIRA, INGRID)}
    came[BERTIL].begin("Ont i bröstet")
    came[BERTIL].describe(*CHEST_PAIN)
    came[BERTIL].take_way("Jag svarade fel")
    NO(came[BERTIL].page)
    came[BERTIL].press("Skicka till en sjuksköterska")
    came[BERTIL].case_id()
    ask_urgently(came[SAMIRA])
    for name, vital in ((OSKAR, YES), (INGRID, NO)):
        came[name].begin("Förnya recept", errand=True)
        came[name].describe(*renewal(vital=vital))
        came[name].send_form()
    expect(sara.waiting_rows()).to_have_count(4)
    keep(sara, album, "desk-list")
    sara.mark(OSKAR)
    keep(sara, album, "desk-row-marked")
    return sara, came


def the_rooms(sara: Nurse, came: dict[str, Resident], album: Album) -> None:
    """One room, then three beside each other; a phrase, a note, a reply that came too late, a lost network."""
    sara.claim(BERTIL)
    sara.write(BERTIL, "Hej Bertil! Jag heter Sara och är sjuksköterska. Har du ont just nu?")
    expect(came[BERTIL].message("Har du ont just nu?")).to_be_visible()
    came[BERTIL].write("Nej, det gick över efter en kvart.")
    expect(sara.message("det gick över")).to_be_visible()
    sara.note(BERTIL, "Bad om puls och blodtryck.")
    keep(sara, album, "desk-one-room")
    for name in (OSKAR, SAMIRA):
        sara.claim(name)
        expect(sara.composer(name)).to_be_focused()
    sara.composer(SAMIRA).fill(REPLY)
    sara.composer(OSKAR).click()
    came[SAMIRA].window.go("/cases")
    came[SAMIRA].page.get_by_role("link", name="Ont i bröstet").first.click()
    came[SAMIRA].write("Nu känns det sämre igen.")
    expect(sara.pane(SAMIRA).get_by_text("Samira skrev medan du var borta")).to_be_visible()
    keep(sara, album, "desk-three-rooms", wall=True)
    sara.composer(OSKAR).press_sequentially(";tid")
    keep(sara, album, "desk-phrases")
    sara.composer(OSKAR).press("Enter")
    expect(sara.pane(OSKAR).get_by_text("fält kvar att fylla i")).to_be_visible()
    keep(sara, album, "desk-phrase-blanks")
    sara.window.context.set_offline(True)
    expect(sara.page.get_by_text("Inget nät").first).to_be_visible()
    keep(sara, album, "desk-offline")
    sara.window.context.set_offline(False)
    expect(sara.page.get_by_text("Inget nät")).to_have_count(0)


def overlays(sara: Nurse, album: Album) -> None:
    keyboard = sara.page.keyboard
    keyboard.press("Control+k")
    keyboard.type("bert")
    keep(sara, album, "palette")
    keyboard.press("Escape")
    sara.page.get_by_role("button", name="Skrivbord").focus()
    keyboard.press("?")
    expect(sara.page.get_by_role("dialog")).to_be_visible()
    keep(sara, album, "key-sheet")
    keyboard.press("Escape")
    sara.page.get_by_role("button", name=re.compile("^Konto: ")).click()
    keep(sara, album, "account-menu")
    keyboard.press("Escape")
    for item, state in (("Avsluta ärendet", "conclude"), ("Lämna tillbaka", "release")):
        sara.press(f"Mer om rummet {BERTIL}", sara.pane(BERTIL))
        if state == "conclude":
            keep(sara, album, "room-menu")
        sara.page.get_by_role("menuitem", name=item).click()
        expect(sara.page.get_by_role("dialog")).to_be_visible()
        keep(sara, album, state)
        keyboard.press("Escape")
        expect(sara.page.get_by_role("dialog")).to_have_count(0)


def the_floor(house: House, album: Album) -> Supervisor:
    helena = house.supervisor()
    house.nurse("johan.lager")
    helena.go_to_floor()
    keep(helena, album, "floor", wall=True)
    dialog = helena.ask_for_priority(OSKAR)
    helena.press("Ändra prioritet", dialog)
    keep(helena, album, "floor-priority")
    helena.page.keyboard.press("Escape")
    return helena


def afterwards(house: House, sara: Nurse, helena: Supervisor, came: dict[str, Resident], album: Album) -> None:
    """What is concluded: the list of it, opening it again, and a choice before an earlier case is read."""
    sara.conclude(OSKAR, "Recept skrivet", "Receptet är förnyat i ett år.", "om du får hjärtklappning.")
    sara.open(BERTIL)
    helena.press("Avslutade")
    expect(helena.page.get_by_role("row").filter(has_text=OSKAR)).to_be_visible()
    keep(helena, album, "concluded-cases")
    helena.press(f"Öppna igen {OSKAR}")
    expect(helena.page.get_by_role("dialog")).to_be_visible()
    keep(helena, album, "reopen")
    helena.page.keyboard.press("Escape")
    ask_urgently(came[OSKAR])
    johan = house.nurse("johan.lager")
    johan.claim(OSKAR)
    keep(johan, album, "desk-earlier-cases")
    johan.case(OSKAR).get_by_role("button", name="Förnya recept").click()
    expect(johan.page.get_by_role("dialog")).to_be_visible()
    keep(johan, album, "active-choice")
