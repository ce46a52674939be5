"""Handing over, between two desks: what is asked, what waits for an answer, what is read before it, what came back."""

from playwright.sync_api import expect

from tests.browser.album.album import Album
from tests.browser.conftest import House
from tests.browser.database import let_transfers_run_out, let_transfers_stand
from tests.browser.forms import ask_urgently
from tests.browser.people import Nurse

BERTIL = "Bertil Sandgren"
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
