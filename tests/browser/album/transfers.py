"""Handing over, between two desks: what is asked, what waits for an answer, what is read before it, what came back."""

from playwright.sync_api import expect

from tests.browser.album.album import Album
from tests.browser.conftest import House
from tests.browser.database import TELEPHONE, close_for_good, let_transfers_run_out, let_transfers_stand
from tests.browser.forms import ask_urgently
from tests.browser.people import Nurse

BERTIL, OSKAR, REHAB = "Bertil Sandgren", "Oskar Wallin", "Rehab Norr"
PARTS = {
    "Situation": "Tryck över bröstet sedan i morse. Lämnar över för att jag går hem kl. 16.",
    "Bakgrund": "Högt blodtryck. Sökte för samma sak i mars.",
    "Bedömning": "Säger att det inte pågår nu, men behöver frågas ut.",
    "Rekommendation": "Ring upp nu. 112 om smärtan kommer tillbaka.",
}


def handed_over(house: House, album: Album) -> None:
    sara, johan = house.nurse("sara.holm"), house.nurse("johan.lager")
    ask_urgently(house.resident(BERTIL))
    sara.claim(BERTIL)
    _asked(sara, album)
    let_transfers_stand(house.deployment)
    album.keep(sara.page, "transfer-waiting", surface="staff")
    johan.press(f"Läs sammanfattningen {BERTIL}")
    expect(johan.page.get_by_text(PARTS["Bedömning"])).to_be_visible()
    album.keep(johan.page, "transfer-offered", surface="staff")
    let_transfers_run_out(house.deployment)
    expect(sara.pane(BERTIL).get_by_text("Johan Lager tog inte över i tid.")).to_be_visible()
    album.keep(sara.page, "transfer-returned", surface="staff")


def to_another_unit(house: House, album: Album) -> None:
    """One unit is closed; the one that never closes has it on its list, returns it, and takes it at last."""
    close_for_good(house.deployment, REHAB)
    oskar = house.resident(OSKAR)
    ask_urgently(oskar)
    sara, helena = house.nurse("sara.holm"), house.nurse("helena.strand", unit=TELEPHONE)
    sara.claim(OSKAR)
    _unit_asked(sara, album)
    let_transfers_stand(house.deployment)
    album.keep(sara.page, "transfer-unit-waiting", surface="staff")
    row = helena.page.get_by_role("region", name="Överlämnas hit").get_by_role("listitem")
    expect(row).to_be_visible()
    album.keep(helena.page, "transfer-unit-row", surface="staff")
    row.get_by_role("button").first.click()
    expect(row.get_by_text(PARTS["Bedömning"])).to_be_visible()
    album.keep(helena.page, "transfer-unit-read", surface="staff")
    row.get_by_role("button", name="Lämna tillbaka").click()
    helena.page.get_by_role("menuitem", name="Behöver en annan kompetens").click()
    expect(sara.pane(OSKAR).get_by_text(f"{TELEPHONE} kunde inte ta över")).to_be_visible()
    album.keep(sara.page, "transfer-unit-returned", surface="staff")
    _unit_asked(sara)
    row.get_by_role("button").first.click()
    row.get_by_role("button", name=f"Ta över {OSKAR}").click()
    expect(helena.composer(OSKAR)).to_be_focused()
    expect(sara.page.get_by_text(f"{OSKAR} är nu hos Helena Strand")).to_be_visible()
    album.keep(sara.page, "transfer-unit-moved", surface="staff")
    album.keep(helena.page, "transfer-unit-taken", surface="staff")
    expect(oskar.page.get_by_text(f"{TELEPHONE} svarar nu i ditt ärende")).to_be_visible()
    album.keep(oskar.page, "room-unit-took-over")


def _unit_asked(sara: Nurse, album: Album | None = None) -> None:
    dialog = sara.choose_of_menu(OSKAR, "Överlämna")
    dialog.get_by_label("Till").select_option(f"{TELEPHONE}, öppet dygnet runt")
    for label, text in PARTS.items():
        dialog.get_by_label(label).fill(text)
    dialog.get_by_label("Till").focus()
    if album is not None:
        album.keep(sara.page, "transfer-unit-written", surface="staff")
    sara.press("Skicka frågan", dialog)
    expect(dialog).to_have_count(0)


def _asked(sara: Nurse, album: Album) -> None:
    dialog = sara.choose_of_menu(BERTIL, "Överlämna")
    sara.press("Skicka frågan", dialog)
    expect(dialog.get_by_text("Välj vem som ska ta över.")).to_be_visible()
    album.keep(sara.page, "transfer-left-out", surface="staff")
    dialog.get_by_label("Till").select_option("Johan Lager")
    for label, text in PARTS.items():
        dialog.get_by_label(label).fill(text)
    album.keep(sara.page, "transfer-written", surface="staff")
    sara.press("Skicka frågan", dialog)
    expect(dialog).to_have_count(0)
