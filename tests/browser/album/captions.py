"""Captions of a call: where one side's browser alone makes text of speech, the question and its answer, and what both
sides read."""

from playwright.sync_api import expect

from tests.browser.album.album import Album
from tests.browser.conftest import House
from tests.browser.forms import ask_urgently
from tests.browser.people import Nurse, Resident
from tests.browser.spoken import give_recognition, say

SAMIRA = "Samira Haddad"
# A pair of browsers that share a machine with other tests.
PATIENCE_MS = 60_000


def read(house: House, album: Album) -> None:
    samira = house.resident(SAMIRA)
    ask_urgently(samira)
    give_recognition(samira.page)
    sara = house.nurse("sara.holm")
    sara.claim(SAMIRA)
    one_alone(samira, sara, album)
    give_recognition(sara.page)
    sara.open(SAMIRA)
    asked(samira, sara, album)
    said(samira, sara, album)


def talk(samira: Resident, sara: Nurse) -> None:
    sara.ring(SAMIRA)
    samira.press("Svara med video", samira.ringing)
    expect(sara.page.get_by_text("I samtal med Samira")).to_be_visible(timeout=PATIENCE_MS)
    samira.figures_of_call()
    samira.press("Mer")
    samira.press("Textning av tal")


def one_alone(samira: Resident, sara: Nurse, album: Album) -> None:
    talk(samira, sara)
    expect(samira.page.get_by_text("Webbläsaren hos Sara kan inte göra text av tal.")).to_be_visible()
    album.keep(samira.page, "call-captions-cannot")
    samira.press("Avsluta videosamtalet")
    expect(samira.page.get_by_text("Videosamtalet är avslutat.")).to_be_visible()


def asked(samira: Resident, sara: Nurse, album: Album) -> None:
    talk(samira, sara)
    expect(samira.page.get_by_role("button", name="Be Sara om textning")).to_be_visible()
    album.keep(samira.page, "call-captions")
    samira.press("Be Sara om textning")
    question = sara.page.get_by_role("dialog", name="Samira vill läsa det du säger")
    expect(question).to_be_visible()
    album.keep(sara.page, "desk-call-captions-asked", surface="staff")
    album.keep(samira.page, "call-captions-asking")
    question.get_by_role("button", name="Texta det jag säger").click()
    expect(sara.page.get_by_text("Det du säger textas.")).to_be_visible()


def said(samira: Resident, sara: Nurse, album: Album) -> None:
    samira.page.get_by_role("checkbox", name="Texta det jag säger").check()
    say(sara.page, "Hej Samira! Hur länge har du haft ont?")
    say(samira.page, "Sedan i går morse. Det är värst när jag sväljer.")
    say(sara.page, "Har du haft feber", final=False)
    lines = samira.page.get_by_role("list", name="Det som har sagts")
    expect(lines).to_contain_text("Har du haft feber")
    album.keep(samira.page, "call-captions-said")
    expect(sara.page.get_by_role("list", name="Det som har sagts")).to_contain_text("Har du haft feber")
    album.keep(sara.page, "desk-call-captions-said", surface="staff")
    sara.press("Stäng textning")
    expect(sara.page.get_by_role("button", name="Sluta texta")).to_be_visible()
    album.keep(sara.page, "desk-call-captions-running", surface="staff")
