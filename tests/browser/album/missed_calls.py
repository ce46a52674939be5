"""Calls that nobody answered, from both sides, and the way back: a call where the unit takes them, else a message."""

from playwright.sync_api import expect

from tests.browser.album.album import Album
from tests.browser.conftest import House
from tests.browser.database import let_call_ring_out, let_residents_call
from tests.browser.forms import ask_urgently
from tests.browser.people import Nurse, Resident

SAMIRA = "Samira Haddad"


def missed(house: House, album: Album) -> None:
    samira = house.resident(SAMIRA)
    ask_urgently(samira)
    sara = house.nurse("sara.holm")
    sara.claim(SAMIRA)
    by_the_resident(house, samira, sara, album)
    by_the_nurse(house, samira, sara, album)


def by_the_resident(house: House, samira: Resident, sara: Nurse, album: Album) -> None:
    ring_in_vain(house, samira, sara)
    expect(samira.page.get_by_role("button", name="Säg att du kan nu")).to_be_visible()
    album.keep(samira.page, "call-missed")
    expect(sara.pane(SAMIRA).get_by_text("Samira svarade inte.")).to_be_visible()
    album.keep(sara.page, "desk-call-missed", surface="staff")
    samira.press("Säg att du kan nu")
    expect(sara.message("Nu kan jag prata.")).to_be_visible()
    let_residents_call(house.deployment)
    samira.page.reload()
    expect(samira.page.get_by_role("button", name="Ring Sara")).to_be_visible()
    ring_in_vain(house, samira, sara)
    expect(samira.page.get_by_role("button", name="Ring tillbaka")).to_be_visible()
    album.keep(samira.page, "call-missed-call-back")


def by_the_nurse(house: House, samira: Resident, sara: Nurse, album: Album) -> None:
    sara.press("Stäng", sara.pane(SAMIRA).get_by_role("status"))
    samira.press("Ring tillbaka")
    expect(samira.page.get_by_text("Ringer Sara")).to_be_visible()
    album.keep(samira.page, "call-by-resident")
    album.keep(sara.page, "desk-call-by-resident", surface="staff")
    let_call_ring_out(house.deployment)
    expect(samira.page.get_by_text("Sara svarade inte.")).to_be_visible()
    album.keep(samira.page, "call-not-answered")
    expect(sara.page.get_by_text("Samira ringde och fick inget svar.")).to_be_visible()
    album.keep(sara.page, "desk-call-by-resident-missed", surface="staff")


def ring_in_vain(house: House, samira: Resident, sara: Nurse) -> None:
    sara.ring(SAMIRA)
    expect(samira.ringing).to_be_visible()
    let_call_ring_out(house.deployment)
    expect(samira.page.get_by_text("Du missade ett videosamtal.")).to_be_visible()
