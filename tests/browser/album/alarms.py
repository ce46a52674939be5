"""Alarm words: the card that a resident is shown, in the waiting room and in the room, and what is over the desk."""

from playwright.sync_api import expect

from tests.browser.album.album import Album
from tests.browser.conftest import House
from tests.browser.forms import YES, renewal
from tests.browser.people import Nurse, Resident, write

OSKAR, SAMIRA = "Oskar Wallin", "Samira Haddad"
# So many answers to a renewal, the last of them in own words.
WRITTEN = 5


def numbers_to_call(house: House, album: Album) -> Resident:
    oskar, samira = house.resident(OSKAR), house.resident(SAMIRA)
    answers = renewal(vital=YES, more=write("Med egna ord", "Får ingen luft när jag går"))
    oskar.begin("Förnya recept", errand=True)
    oskar.describe(*answers[:WRITTEN])
    expect(oskar.page.get_by_text("Behöver du hjälp nu?")).to_be_visible()
    album.keep(oskar.page, "question-help")
    oskar.press("Jag har läst, fortsätt")
    oskar.describe(*answers[WRITTEN:])
    album.keep(oskar.page, "check-help")
    oskar.send_form()
    expect(oskar.page.get_by_text("Behöver du hjälp nu?")).to_be_visible()
    album.keep(oskar.page, "waiting-help")
    samira.begin("Förnya recept", errand=True)
    samira.describe(*renewal(vital=YES))
    samira.send_form()
    samira.press("Skriv till mottagningen")
    samira.write("Jag orkar inte leva längre.")
    expect(samira.page.get_by_text("Behöver du hjälp nu?")).to_be_visible()
    album.keep(samira.page, "room-help")
    return samira


def over_the_desk(house: House, album: Album, samira: Resident) -> None:
    sara = house.nurse("sara.holm")
    expect(sara.page.get_by_role("alert").filter(has_text="Larmord i 2 ärenden")).to_be_visible()
    album.keep(sara.page, "desk-alarms", surface="staff")
    sara.press(f"Öppna ärendet med {OSKAR}")
    expect(sara.waiting_rows().filter(has_text=OSKAR)).to_contain_text("Sara Holm har öppnat")
    sara.claim(SAMIRA)
    samira.write("Jag vill dö. Jag har tagit för många tabletter.")
    expect(sara.pane(SAMIRA).get_by_role("button", name="Jag har läst")).to_be_visible()
    album.keep(sara.page, "desk-alarm-in-room", surface="staff")
    samira.write("Jag vet var du bor.")
    expect(sara.pane(SAMIRA).get_by_role("button", name="Svara med standardtext")).to_be_visible()
    album.keep(sara.page, "desk-threat", surface="staff")
    against_threats(house, album, sara, samira)
    helena = house.supervisor()
    helena.go_to_floor()
    album.keep(helena.page, "floor-alarms", surface="staff", wall=True)


def against_threats(house: House, album: Album, sara: Nurse, samira: Resident) -> None:
    """Surnames are hidden, and a colleague is asked in, comes and is introduced."""
    pane, johan = sara.pane(SAMIRA), house.nurse("johan.lager")
    sara.press("Dölj våra efternamn", within=pane)
    expect(pane.get_by_text("Invånaren ser bara förnamn")).to_be_visible()
    sara.press("Kalla in en kollega", within=pane)
    asked = johan.page.get_by_role("alert").filter(has_text="Sara Holm vill ha sällskap")
    expect(asked).to_be_visible()
    album.keep(johan.page, "desk-company-asked", surface="staff")
    johan.press("Jag kommer till Sara Holm")
    expect(pane.get_by_role("button", name="Presentera Johan Lager för invånaren")).to_be_visible()
    album.keep(sara.page, "desk-company-hidden", surface="staff")
    sara.press("Presentera Johan Lager för invånaren")
    expect(samira.page.get_by_text("Också med i samtalet: Johan")).to_be_visible()
    album.keep(samira.page, "room-first-names")
    johan.press("Lämna ärendet", within=johan.pane(SAMIRA))
    expect(pane.get_by_text("läser med")).to_have_count(0)
