"""The nurse's desk: phrases that must be filled, replies gone stale, rooms beside each other, and no mouse."""

import re

import pytest
from playwright.sync_api import Locator, ViewportSize, expect

from tests.browser.conftest import House
from tests.browser.forms import YES, ask_urgently, renewal
from tests.browser.people import Nurse, Resident
from tests.browser.windows import Windows
from tests.support.servers import Deployment

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

BERTIL, OSKAR, SAMIRA, MARIA = "Bertil Sandgren", "Oskar Wallin", "Samira Haddad", "Maria Nyberg"
ANNA, INGRID, ELSA = "Anna Lind", "Ingrid Falk", "Elsa Nyberg"
WIDE: ViewportSize = {"width": 1920, "height": 1080}


@pytest.fixture
def clinic_house(windows: Windows, clinic: Deployment) -> House:
    return House(windows, clinic)


def ask(house: House, name: str) -> Resident:
    """Somebody whose case is on the list: chest pain goes first, a medicine that cannot wait comes after it."""
    resident = house.resident(name)
    if name == BERTIL:
        ask_urgently(resident)
    else:
        # Maria may also ask for her children.
        resident.begin("Förnya recept", about="Mig själv" if name == MARIA else None, errand=True)
        resident.describe(*renewal(vital=YES))
        resident.send_form()
    return resident


def answer(resident: Resident, text: str) -> None:
    resident.window.go("/cases")
    resident.page.get_by_role("link", name=re.compile("Ont i bröstet|Förnya recept")).first.click()
    resident.write(text)


def send_button(nurse: Nurse, name: str) -> Locator:
    return nurse.pane(name).get_by_role("button", name="Skicka")


def test_an_unfilled_blank_stops_a_phrase(clinic_house: House) -> None:
    oskar = ask(clinic_house, OSKAR)
    sara = clinic_house.nurse("sara.holm")
    sara.claim(OSKAR)
    field = sara.composer(OSKAR)
    field.press_sequentially(";tid")
    expect(sara.page.get_by_role("option", name="Bokad tid")).to_have_attribute("aria-selected", "true")
    field.press("Enter")
    expect(field).to_have_value(re.compile(r"\[dag\].*\[tid\]"))
    expect(sara.pane(OSKAR).get_by_text("fält kvar att fylla i")).to_be_visible()
    expect(send_button(sara, OSKAR)).to_have_attribute("aria-disabled", "true")
    field.press("Control+Enter")
    sara.page.keyboard.type("tisdag")
    field.press("Control+Enter")
    expect(field).to_have_value(re.compile(r"tisdag.*\[tid\]"))
    while sara.pane(OSKAR).get_by_text("fält kvar").count():
        field.press("Control+Enter")
        sara.page.keyboard.type("9")
    field.press("Control+Enter")
    expect(field).to_have_value("")
    expect(sara.message("tisdag")).to_be_visible()
    field.fill("Kom [dag")
    field.press("Control+Enter")
    expect(field).to_have_value("Kom [dag")
    expect(oskar.page.get_by_text("[dag")).to_have_count(0)
    sara.window.page.close()


def test_a_reply_that_the_resident_wrote_past_is_stopped(clinic_house: House) -> None:
    bertil = ask(clinic_house, BERTIL)
    sara = clinic_house.nurse("sara.holm")
    sara.claim(BERTIL)
    sara.composer(BERTIL).fill("Då låter det ofarligt.")
    sara.page.get_by_role("button", name="Skrivbord").focus()
    ask(clinic_house, SAMIRA)
    sara.claim(SAMIRA)
    expect(sara.composer(SAMIRA)).to_be_focused()
    answer(bertil, "Nu gör det mer ont.")
    pane = sara.pane(BERTIL)
    expect(pane.get_by_text("Bertil skrev medan du var borta")).to_be_visible()
    sara.composer(BERTIL).focus()
    sara.composer(BERTIL).press("Control+Enter")
    expect(sara.composer(BERTIL)).to_have_value("Då låter det ofarligt.")
    expect(pane.get_by_role("button", name="Läs och ändra")).to_be_focused()
    sara.page.reload()
    expect(pane.get_by_text("Bertil skrev medan du var borta")).to_be_visible()
    sara.composer(BERTIL).press("Enter")
    expect(pane.get_by_text("Bertil skrev medan du var borta")).to_have_count(0)
    sara.composer(BERTIL).fill("Jag ringer dig nu.")
    sara.composer(BERTIL).press("Control+Enter")
    expect(pane.get_by_role("log").get_by_text("Jag ringer dig nu.")).to_be_visible()


def test_rooms_beside_each_other_keep_their_drafts_apart(clinic_house: House) -> None:
    people = (ANNA, INGRID, ELSA)
    for name in people:
        ask(clinic_house, name)
    johan = clinic_house.nurse("johan.lager")
    johan.page.set_viewport_size(WIDE)
    for name in people:
        johan.claim(name)
        expect(johan.composer(name)).to_be_focused()
        johan.composer(name).fill(f"Till {name}")
    frames = set()
    for name in people:
        pane, case = johan.pane(name), johan.case(name)
        johan.composer(name).click()
        expect(johan.composer(name)).to_have_value(f"Till {name}")
        expect(pane.get_by_role("heading", name=re.compile(f"^{name}, "))).to_be_visible()
        expect(pane.get_by_text(re.compile(f"^Till {name}, "))).to_be_visible()
        hue = hue_of(pane)
        expect(case).to_have_class(re.compile(rf"\b{hue}\b"))
        expect(row(johan, name)).to_have_class(re.compile(rf"\b{hue}\b"))
        frames.add(hue)
    assert len(frames) == len(people)
    johan.page.reload()
    for name in people:
        expect(johan.composer(name)).to_have_value(f"Till {name}")
    johan.send(INGRID)
    expect(johan.pane(INGRID).get_by_role("log").get_by_text(f"Till {INGRID}")).to_be_visible()
    for name in (ANNA, ELSA):
        expect(johan.composer(name)).to_have_value(f"Till {name}")
        expect(johan.pane(name).get_by_role("log").get_by_text(f"Till {INGRID}")).to_have_count(0)


def hue_of(pane: Locator) -> str:
    found = re.search(r"hue-\d", pane.get_attribute("class") or "")
    assert found is not None
    return found[0]


def row(nurse: Nurse, name: str) -> Locator:
    return nurse.page.get_by_role("region", name="Mina rum").get_by_role("listitem").filter(has_text=name)


def test_a_case_from_the_list_to_the_answer_without_a_mouse(clinic_house: House) -> None:
    """Taken, answered, noted, put away and found again by its name, handed back and taken again by undoing."""
    ask(clinic_house, MARIA)
    peter = clinic_house.nurse("peter.akesson")
    keyboard = peter.page.keyboard
    rows = peter.waiting_rows()
    expect(rows.filter(has_text=MARIA)).to_be_visible()
    keyboard.press("n")
    expect(peter.waiting.get_by_role("button", name=re.compile("^Ta emot ")).first).to_be_focused()
    # Those whom other tests left behind may come before her.
    before = [MARIA in words for words in rows.all_inner_texts()].index(True)
    for _ in range(before):
        keyboard.press("ArrowDown")
    if before > 0:
        keyboard.press("Enter")
        keyboard.press("Tab")
    expect(peter.page.get_by_role("button", name=f"Ta emot {MARIA}")).to_be_focused()
    keyboard.press("Enter")
    expect(peter.composer(MARIA)).to_be_focused()
    keyboard.type("Hej Maria!")
    keyboard.press("Control+Enter")
    expect(peter.message("Hej Maria!")).to_be_visible()
    expect(peter.composer(MARIA)).to_have_value("")
    keyboard.press("Control+k")
    keyboard.type("anteckning")
    keyboard.press("Enter")
    expect(peter.pane(MARIA).get_by_label(f"Anteckning om {MARIA}")).to_be_focused()
    keyboard.press("Escape")
    expect(peter.composer(MARIA)).to_be_focused()
    keyboard.press("Control+k")
    keyboard.type("stäng rutan")
    keyboard.press("Enter")
    expect(peter.pane(MARIA)).to_have_count(0)
    keyboard.press("Control+k")
    keyboard.type("maria ny")
    keyboard.press("Enter")
    expect(peter.composer(MARIA)).to_be_focused()
    keyboard.press("Control+k")
    keyboard.type("lämna till")
    keyboard.press("Enter")
    dialog = peter.page.get_by_role("dialog", name=re.compile(f"^Lämna tillbaka ärendet för {MARIA}"))
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Lämna tillbaka").press("Enter")
    expect(peter.pane(MARIA)).to_have_count(0)
    expect(peter.told(f"{MARIA} är tillbaka i kön.")).to_be_visible()
    keyboard.press("Control+z")
    expect(peter.composer(MARIA)).to_be_focused()
