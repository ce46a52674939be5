"""The whole way, in four windows: form, triage, hand-off, claim, messages, picture, call, reassignment, conclusion.

Taken once through the embedded server, and once through two workers with the resident on one and staff on the other.
"""

import re
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import House
from tests.browser.forms import YES, ask_urgently, renewal, sore_throat
from tests.browser.people import Nurse, Resident, Supervisor
from tests.browser.pictures import assert_upright_and_silent, bytes_shown

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

ANNA, OSKAR, BERTIL = "Anna Lind", "Oskar Wallin", "Bertil Sandgren"
OWN_WORDS = "Det gör mest ont på morgonen."
ADDED, GREETING, REPLY, BESIDE_CALL = (
    "Jag glömde: jag äter p-piller.",
    "Hej Anna! Jag läser dina svar nu.",
    "Tack, jag väntar.",
    "Stavas det Kåvepenin?",
)
LOOKS = "Så här ser det ut nu."
NOTE = "Ser ut som halsfluss, be om snabbtest."
CARD, SEEK = "Halsfluss är troligt. Ta Kåvepenin i tio dagar.", "om du inte är bättre om tre dagar."

# The window is kept busy until the moment, so that it cannot have heard of anybody else's press.
PRESS_AT = "(button, at) => { setTimeout(() => { while (Date.now() < at); button.click() }) }"
# Both buttons must be found before it comes, on a busy machine too.
SOON_MS = 2_000


@dataclass
class Four:
    """Whoever claims Anna's case first is `nurse` from then on."""

    resident: Resident
    nurse: Nurse
    colleague: Nurse
    supervisor: Supervisor


def test_the_whole_way(house: House, picture: Path) -> None:
    resident = house.resident(ANNA)
    fill_in_the_form(resident, picture)
    wait_and_add(resident)
    others_ask_for_help(house)
    sara, johan = house.nurse("sara.holm"), house.nurse("johan.lager")
    see_the_order_of_service(sara, johan)
    nurse, colleague = claim_at_once(sara, johan)
    four = Four(resident, nurse, colleague, house.supervisor())
    read_the_case(four)
    write_both_ways(four)
    send_another_picture(four, picture)
    decline_a_call(four)
    talk(four)
    reassign(four)
    conclude(four)


def fill_in_the_form(resident: Resident, picture: Path) -> None:
    resident.begin("Ont i halsen")
    resident.describe(*sore_throat(picture, OWN_WORDS))
    resident.send_form()


def wait_and_add(resident: Resident) -> None:
    """The waiting room, and a word to a clinic where nobody has opened the case yet."""
    expect(resident.heading("Väntrum")).to_be_visible()
    expect(resident.page.get_by_text("Din plats i kön")).to_be_visible()
    expect(resident.page.get_by_text("Ingen är före dig")).to_be_visible()
    resident.press("Skriv till mottagningen")
    resident.write(ADDED)
    expect(resident.message(ADDED)).to_contain_text("Framme hos mottagningen")
    expect(resident.composer).to_have_value("")


def others_ask_for_help(house: House) -> None:
    """Later than Anna, and to be helped before her: first one of priority 2, then one of priority 1."""
    oskar = house.resident(OSKAR)
    oskar.begin("Förnya recept", errand=True)
    oskar.describe(*renewal(vital=YES))
    oskar.send_form()
    bertil = house.resident(BERTIL)
    ask_urgently(bertil)
    oskar.page.close()
    bertil.page.close()


def see_the_order_of_service(*nurses: Nurse) -> None:
    for nurse in nurses:
        rows = nurse.waiting_rows()
        expect(rows).to_have_text(
            [re.compile(f"1.*{BERTIL}"), re.compile(f"2.*{OSKAR}"), re.compile(f"3.*{ANNA}")], use_inner_text=False
        )


def claim_at_once(*nurses: Nurse) -> tuple[Nurse, Nurse]:
    """Both press at the same moment: one has the case, the other is told who has it."""
    for nurse in nurses:
        nurse.mark(ANNA)
    moment = time.time() * 1000 + SOON_MS
    for nurse in nurses:
        nurse.page.get_by_role("button", name=f"Ta emot {ANNA}").evaluate(PRESS_AT, moment)
    told = re.compile("hann före")
    for nurse in nurses:
        expect(nurse.composer(ANNA).or_(nurse.told(told))).to_be_visible()
    winner, loser = sorted(nurses, key=lambda nurse: nurse.composer(ANNA).count(), reverse=True)
    expect(loser.told(f"{winner.name} hann före med {ANNA}. Ärendet är nu hos {winner.name}.")).to_be_visible()
    expect(loser.composer(ANNA)).to_have_count(0)
    expect(loser.page.get_by_role("region", name="Hos kollegor")).to_contain_text(f"Hos {winner.name}")
    expect(winner.page.get_by_role("region", name="Mina rum")).to_contain_text(ANNA)
    return winner, loser


def read_the_case(four: Four) -> None:
    """What the form said, why it got its priority, and its picture upright and without its place."""
    case = four.nurse.case(ANNA)
    expect(case).to_contain_text("Feber, minst 2 dygn, inga förkylningssymtom.")
    expect(case).to_contain_text(OWN_WORDS)
    expect(case).to_contain_text("38,6 grader")
    image = case.get_by_role("img", name="Bild 1 från formuläret")
    expect(image).to_be_visible()
    assert_upright_and_silent(bytes_shown(image))


def write_both_ways(four: Four) -> None:
    resident, nurse = four.resident, four.nurse
    expect(resident.heading(nurse.name)).to_be_visible()
    expect(nurse.message(ADDED)).to_be_visible()
    expect(resident.message(ADDED)).to_contain_text(f"Öppnat av {nurse.first_name}")
    nurse.composer(ANNA).press_sequentially(GREETING)
    expect(resident.page.get_by_text(f"{nurse.name} skriver")).to_be_visible()
    resident.page.get_by_role("link", name="Mina ärenden").click()
    nurse.send(ANNA)
    expect(nurse.message(GREETING)).to_contain_text("Framme,")
    resident.page.get_by_role("link", name="Ont i halsen").click()
    expect(resident.message(GREETING)).to_be_visible()
    expect(nurse.message(GREETING)).to_contain_text("Läst av Anna")
    resident.composer.press_sequentially(REPLY)
    expect(nurse.pane(ANNA).get_by_text("Anna skriver")).to_be_visible()
    resident.press("Skicka")
    expect(nurse.message(REPLY)).to_be_visible()
    expect(resident.message(REPLY)).to_contain_text(f"Öppnat av {nurse.first_name}")


def send_another_picture(four: Four, picture: Path) -> None:
    four.resident.send_picture(picture, LOOKS)
    image = four.nurse.log.get_by_role("img", name=f"Bild från {ANNA}")
    expect(image).to_be_visible()
    assert_upright_and_silent(bytes_shown(image))
    expect(four.resident.message(LOOKS)).to_contain_text("Öppnat av")
    for person in (four.resident, four.nurse):
        expect(person.log.get_by_text(LOOKS)).to_be_in_viewport()


def decline_a_call(four: Four) -> None:
    resident, nurse = four.resident, four.nurse
    nurse.ring(ANNA)
    expect(nurse.page.get_by_text("Ringer Anna")).to_be_visible()
    expect(resident.ringing).to_contain_text(f"Videosamtal från {nurse.name}")
    resident.press("Inte nu", resident.ringing)
    expect(nurse.page.get_by_text("Anna tackade nej till samtalet.")).to_be_visible()
    expect(resident.ringing).to_have_count(0)
    nurse.press("Stäng", nurse.pane(ANNA))


def talk(four: Four) -> None:
    """It rings over another page too. Pictures and sound both ways, measured twice; muting, the camera, and writing
    beside the call."""
    resident, nurse = four.resident, four.nurse
    resident.page.get_by_role("link", name="Mina ärenden").click()
    nurse.ring(ANNA)
    resident.press("Svara med video", resident.ringing)
    expect(nurse.page.get_by_text("I samtal med Anna")).to_be_visible()
    first = resident.figures_of_call(), nurse.figures_of_call()
    resident.figures_of_call(first[0])
    nurse.figures_of_call(first[1])
    nurse.press("Mikrofon på, stäng av")
    expect(resident.page.get_by_text(f"{nurse.name} har stängt av ljudet")).to_be_visible()
    nurse.press("Mikrofon av, slå på")
    expect(resident.page.get_by_text(f"{nurse.name} har stängt av ljudet")).to_have_count(0)
    resident.turn("Kamera", on=False)
    expect(nurse.page.get_by_text("Anna har kameran av")).to_be_visible()
    resident.turn("Kamera", on=True)
    expect(nurse.page.get_by_text("Anna har kameran av")).to_have_count(0)
    resident.press("Skriv")
    resident.write(BESIDE_CALL)
    expect(nurse.message(BESIDE_CALL)).to_be_visible()
    resident.press("Visa videon")
    resident.press("Avsluta videosamtalet")
    expect(nurse.page.get_by_text("Samtalet är avslutat.")).to_be_visible()
    expect(resident.page.get_by_text("Videosamtalet är avslutat.")).to_be_visible()
    resident.press("Okej")


def reassign(four: Four) -> None:
    """Whoever is given the case sees all of it; whoever had it is told who has it now."""
    nurse, colleague = four.nurse, four.colleague
    nurse.note(ANNA, NOTE)
    expect(nurse.message(NOTE)).to_be_visible()
    four.supervisor.reassign(ANNA, colleague.name)
    expect(four.supervisor.told(f"{colleague.name} har fått ärendet för {ANNA}.")).to_be_visible()
    expect(nurse.told(re.compile(f"^{ANNA} är nu hos {colleague.name}."))).to_be_visible()
    expect(nurse.pane(ANNA)).to_have_count(0)
    expect(colleague.told(re.compile(f"^Du har fått {ANNA}."))).to_be_visible()
    for text in (ADDED, GREETING, REPLY, BESIDE_CALL, NOTE):
        expect(colleague.message(text)).to_have_count(1)
    expect(colleague.log.get_by_role("img", name=f"Bild från {ANNA}")).to_be_visible()
    expect(colleague.case(ANNA)).to_contain_text(OWN_WORDS)
    expect(colleague.case(ANNA).get_by_role("img", name="Bild 1 från formuläret")).to_be_visible()
    expect(four.resident.heading(colleague.name)).to_be_visible()
    expect(four.resident.message(NOTE)).to_have_count(0)


def conclude(four: Four) -> None:
    resident, colleague = four.resident, four.colleague
    colleague.conclude(ANNA, "Råd gavs", CARD, SEEK)
    expect(colleague.told(f"Ärendet för {ANNA} är avslutat.")).to_be_visible()
    expect(resident.heading("Sammanfattning")).to_be_visible()
    for words in ("Ärendet är klart", "Du har fått råd", CARD, SEEK, "Livshotande? Ring 112."):
        expect(resident.page.get_by_text(words)).to_be_visible()
    resident.take_way("Läs samtalet")
    expect(resident.message(GREETING)).to_be_visible()
    expect(resident.page.get_by_text("Det går inte att skriva mer här.")).to_be_visible()
    expect(resident.composer).to_have_count(0)
    expect(colleague.composer(ANNA)).to_have_count(0)
    empty(colleague.page.get_by_role("region", name="Mina rum"))


def empty(rooms: Locator) -> None:
    expect(rooms.get_by_role("listitem")).to_have_count(0)
