"""Silence on both sides: what nobody has opened, what its holder has not answered, and a resident who is sought."""

from playwright.sync_api import expect

from tests.browser.album.album import Album
from tests.browser.conftest import House
from tests.browser.database import (
    let_answers_be_awaited,
    let_cases_have_come_earlier,
    let_residents_have_been_silent,
    let_warnings_run_out,
)
from tests.browser.forms import ask_urgently
from tests.browser.test_attempts import alarm, be_silent, begin_to_end, ring_in_vain, row
from tests.browser.test_silences import INGRID, PATIENCE_MS, SAMIRA, band, strip


def of_staff(house: House, album: Album) -> None:
    ingrid, samira = house.resident(INGRID), house.resident(SAMIRA)
    ask_urgently(samira)
    sara, helena = house.nurse("sara.holm"), house.supervisor()
    sara.claim(SAMIRA)
    expect(sara.composer(SAMIRA)).to_be_visible()
    ask_urgently(ingrid)
    let_cases_have_come_earlier(house.deployment)
    let_answers_be_awaited(house.deployment)
    expect(strip(sara, SAMIRA)).to_contain_text("Jag är på det", timeout=PATIENCE_MS)
    expect(sara.waiting_rows().filter(has_text=INGRID)).to_contain_text("Oöppnat sedan", timeout=PATIENCE_MS)
    album.keep(sara.page, "silence-desk", surface="staff")
    expect(band(helena).get_by_role("heading")).to_be_visible()
    album.keep(helena.page, "silence-supervisor", surface="staff")
    helena.go_to_floor()
    expect(helena.row(INGRID).first).to_contain_text("Oöppnat sedan")
    album.keep(helena.page, "silence-floor", surface="staff", wall=True)
    sara.press("Jag är på det", strip(sara, SAMIRA))
    expect(strip(sara, SAMIRA)).to_contain_text("Du är på det")
    album.keep(sara.page, "silence-kept", surface="staff")
    let_warnings_run_out(house.deployment)
    expect(samira.page.get_by_text("Ditt ärende är i kön igen")).to_be_visible(timeout=PATIENCE_MS)
    album.keep(samira.page, "silence-put-back")


def of_a_resident(house: House, album: Album) -> None:
    samira, sara = house.resident(SAMIRA), house.nurse("sara.holm")
    ask_urgently(samira)
    sara.claim(SAMIRA)
    sara.write(SAMIRA, "Hur är det nu?")
    expect(sara.case(SAMIRA)).to_contain_text("Om inget svar")
    album.keep(sara.page, "absence-before", surface="staff")
    be_silent(house, sara, SAMIRA)
    album.keep(sara.page, "absence-task", surface="staff")
    helena = house.supervisor()
    let_residents_have_been_silent(house.deployment)
    expect(alarm(helena)).to_contain_text(SAMIRA, timeout=PATIENCE_MS)
    album.keep(helena.page, "absence-supervisor", surface="staff")
    album.keep(sara.page, "absence-routine", surface="staff")
    helena.go_to_floor()
    album.keep(helena.page, "absence-floor", surface="staff", wall=True)
    helena.press(f"Jag tar det: {SAMIRA}", alarm(helena))
    expect(row(sara, SAMIRA)).to_contain_text("Helena Strand tar det")
    album.keep(sara.page, "absence-taken", surface="staff")
    panel = ring_in_vain(sara, "Inget svar")
    expect(panel).to_contain_text("1 av 3 försök")
    album.keep(sara.page, "sought-case", surface="staff")
    expect(samira.page.get_by_text("Mottagningen har försökt nå dig")).to_be_visible()
    album.keep(samira.page, "sought-room")
    dialog = begin_to_end(sara)
    sara.press("Avsluta ärendet", dialog)
    expect(sara.told("Uteblivet svar kräver 3 försök på telefon")).to_be_visible()
    album.keep(sara.page, "sought-not-enough", surface="staff")
