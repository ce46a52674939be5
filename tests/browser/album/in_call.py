"""What happens during a call: a look at oneself before, text as it is typed, a picture by consent, what is switched
off, the rest of what a call can do, and a line that was lost."""

from playwright.sync_api import expect

from tests.browser.album.album import Album
from tests.browser.conftest import House
from tests.browser.forms import ask_urgently
from tests.browser.people import Nurse, Resident

SAMIRA = "Samira Haddad"
# A pair of browsers that share a machine with other tests.
PATIENCE_MS = 60_000
BY_NURSE, BY_RESIDENT = "Kan du vrida armen mot fönstret?", "Så här, syns det"


def during(house: House, album: Album) -> None:
    samira = house.resident(SAMIRA)
    ask_urgently(samira)
    sara = house.nurse("sara.holm")
    sara.claim(SAMIRA)
    answered(samira, sara, album)
    text(samira, sara, album)
    picture(samira, sara, album)
    switches(samira, sara, album)
    lost(samira, sara, album)


def answered(samira: Resident, sara: Nurse, album: Album) -> None:
    sara.ring(SAMIRA)
    samira.ringing.get_by_role("button", name="Titta på dig själv först").click()
    expect(samira.page.get_by_label("Din bild")).to_be_visible()
    album.keep(samira.page, "incoming-look")
    samira.press("Svara med video", samira.ringing)
    expect(sara.page.get_by_text("I samtal med Samira")).to_be_visible(timeout=PATIENCE_MS)
    samira.figures_of_call()


def text(samira: Resident, sara: Nurse, album: Album) -> None:
    sara.press("Text i realtid", sara.pane(SAMIRA))
    expect(sara.page.get_by_text("Ingen webbläsare i samtalet kan göra text av tal.")).to_be_visible()
    album.keep(sara.page, "desk-call-text-empty", surface="staff")
    field = sara.page.get_by_label("syns medan du skriver")
    field.fill(BY_NURSE)
    field.press("Enter")
    expect(samira.page.get_by_label("Det ni har skrivit")).to_contain_text(BY_NURSE)
    samira.page.get_by_label("syns medan du skriver").fill(BY_RESIDENT)
    expect(sara.page.get_by_label("Det ni har skrivit")).to_contain_text(BY_RESIDENT)
    album.keep(samira.page, "call-text")
    album.keep(sara.page, "desk-call-text", surface="staff")
    sara.page.get_by_label("Spara texten i ärendet, om ni båda vill").check()
    expect(samira.page.get_by_label("Sara vill spara texten i ärendet")).to_be_visible()
    album.keep(samira.page, "call-text-keep")
    samira.press("Stäng text i realtid")


def picture(samira: Resident, sara: Nurse, album: Album) -> None:
    sara.press("Ta en bild till ärendet", sara.pane(SAMIRA))
    question = samira.page.get_by_role("dialog", name="Sara vill ta en bild")
    expect(question).to_be_visible()
    album.keep(samira.page, "call-still-asked")
    question.get_by_role("button", name="Ta bilden").click()
    expect(sara.page.get_by_text("Samira sa ja.")).to_be_visible()
    expect(sara.log.get_by_role("img", name=f"Bild från {SAMIRA}")).to_be_visible(timeout=PATIENCE_MS)
    album.keep(sara.page, "desk-call-still", surface="staff")


def switches(samira: Resident, sara: Nurse, album: Album) -> None:
    for name in ("Mikrofon", "Kamera"):
        samira.page.get_by_role("switch", name=name).click()
    expect(samira.page.get_by_role("switch", name="Kamera")).not_to_be_checked()
    album.keep(samira.page, "call-off")
    album.keep(sara.page, "desk-call-camera-off", surface="staff")
    samira.press("Mer")
    album.keep(samira.page, "call-more")
    samira.press("Kamera och ljud")
    expect(samira.page.get_by_role("dialog", name="Kamera och ljud")).to_be_visible()
    album.keep(samira.page, "call-devices")
    samira.page.keyboard.press("Escape")


def lost(samira: Resident, sara: Nurse, album: Album) -> None:
    """Her page is gone without a word; the call stands for half a minute."""
    sara.page.close()
    expect(samira.page.get_by_text("Vi tappade kontakten. Kopplar upp igen")).to_be_visible(timeout=PATIENCE_MS)
    album.keep(samira.page, "call-reconnecting")
