"""`make screenshots`: the pictures of the README and docs/screenshots, taken of the running product.

A resident describes a sore throat, a nurse answers her; what the four main screens show then is kept.
"""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.chromium import chromium
from tests.browser.conftest import House
from tests.browser.database import open_around_the_clock
from tests.browser.forms import CHEST_PAIN, YES, renewal, sore_throat
from tests.browser.people import Resident
from tests.browser.pictures import drawn_throat
from tests.browser.windows import Windows
from tests.support.processes import REPOSITORY
from tests.support.servers import embedded

SHOTS = REPOSITORY / "docs" / "screenshots"
ANNA = "Anna Lind"
TALK = (
    ("nurse", "Hej Anna! Jag heter Sara och är sjuksköterska. Jag har läst dina svar och sett din bild."),
    ("resident", "Hej! Det gör mest ont när jag sväljer."),
    ("nurse", "Det förstår jag. Har du märkt några prickar eller beläggningar på halsmandlarna?"),
)


def others(house: House) -> None:
    """A work list has more than one row."""
    oskar = house.resident("Oskar Wallin")
    oskar.begin("Förnya recept", errand=True)
    oskar.describe(*renewal(vital=YES))
    oskar.send_form()
    bertil = house.resident("Bertil Sandgren")
    bertil.begin("Ont i bröstet")
    bertil.describe(*CHEST_PAIN)
    keep(bertil, "emergency")
    bertil.take_way("Jag svarade fel")
    bertil.press("Skicka till en sjuksköterska")
    bertil.case_id()


def keep(person: Resident, name: str) -> None:
    person.page.screenshot(path=SHOTS / f"{name}.png")


def portray(house: House, folder: Path) -> None:
    anna = house.resident(ANNA)
    anna.window.go("/")
    expect(anna.page.get_by_role("link", name="Jag har ett nytt besvär")).to_be_visible()
    keep(anna, "start")
    anna.begin("Ont i halsen")
    answers = sore_throat(drawn_throat(folder / "throat.jpg"), "Det känns värst på höger sida sedan i natt.")
    anna.describe(*answers[:3])
    expect(anna.page.get_by_role("heading", name="svälja")).to_be_visible()
    keep(anna, "question")
    anna.describe(*answers[3:])
    anna.send_form()
    others(house)
    sara, helena = house.nurse("sara.holm"), house.supervisor()
    sara.claim(ANNA)
    # With nobody's message yet the case page is the waiting room; it becomes a conversation with the first one.
    for speaker, text in TALK:
        if speaker == "nurse":
            sara.write(ANNA, text)
            expect(anna.message(text)).to_be_visible()
        else:
            anna.write(text)
            expect(sara.message(text)).to_be_visible()
    keep(anna, "room")
    sara.composer(ANNA).fill("Vi behöver ta ett snabbtest. ")
    sara.page.screenshot(path=SHOTS / "desk.png")
    helena.press("Läget nu")
    expect(helena.page.get_by_role("button", name=f"Ge {ANNA} till")).to_be_visible()
    helena.page.screenshot(path=SHOTS / "floor.png")


def take(browser: Browser, folder: Path) -> None:
    with embedded(folder) as deployment:
        open_around_the_clock(deployment)
        windows = Windows(browser)
        portray(House(windows, deployment), folder)
        windows.close()


def main() -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="vardrum-portraits-") as folder, chromium() as browser:
        take(browser, Path(folder))


if __name__ == "__main__":
    main()
