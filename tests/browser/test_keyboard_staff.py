"""A nurse's day and a supervisor's floor by keyboard alone, with the focus seen at every stop."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import House
from tests.browser.forms import ask_urgently
from tests.browser.keyboard import Keyboard
from tests.browser.people import PASSWORD, Nurse, Resident, Supervisor

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

SAMIRA, INGRID, ELSA = "Samira Haddad", "Ingrid Falk", "Elsa Nyberg"
CARD, SEEK = "Vila och drick mycket.", "om du får svårt att svälja."


def test_a_nurse_works_a_day(at_clinic: House, picture: Path) -> None:
    samira = at_clinic.resident(SAMIRA)
    ask_urgently(samira)
    ingrid = at_clinic.resident(INGRID)
    ask_urgently(ingrid)
    sara = Nurse(at_clinic.windows.open("sara.holm", at_clinic.origin))
    hands = Keyboard(sara.page)
    come_to_the_desk(hands, sara)
    take(hands, sara, SAMIRA)
    reply(hands, sara)
    add_a_note_and_a_picture(hands, sara, picture)
    read_the_case(hands, sara)
    take(hands, sara, INGRID)
    go_from_pane_to_pane(hands, sara)
    narrow(hands, sara)
    ring(hands, sara, samira)
    hand_back(hands, sara)
    conclude_and_reopen(hands, sara)
    go_home(hands, sara)


def come_to_the_desk(hands: Keyboard, sara: Nurse) -> None:
    sara.window.go("/staff")
    hands.fill("Användarnamn", "sara.holm")
    hands.fill("Lösenord", PASSWORD)
    hands.press("Enter")
    expect(sara.waiting).to_be_visible()
    sara.name = "Sara Holm"
    assert str(hands.step()) == "link “Hoppa till ärendena”"
    hands.press("Enter")
    hands.to("button", "Alla 2")
    hands.press("?")
    sheet = hands.page.get_by_role("dialog", name="Kortkommandon")
    expect(sheet).to_be_visible()
    hands.escapes(sheet, "Alla 2")


def take(hands: Keyboard, sara: Nurse, name: str) -> None:
    """N marks the most urgent; arrows walk the rows; Enter takes."""
    hands.press("n")
    expect(sara.waiting.get_by_role("button", name=re.compile("^Ta emot ")).first).to_be_focused()
    hands.see()
    if name not in hands.stop().name:
        hands.to("button", re.compile(name), "ArrowDown", bound=4)
        hands.press("Enter")
        hands.to("button", f"Ta emot {name}", bound=2)
    hands.press("Enter")
    hands.is_at("textbox", f"Skriv till {name}")


def reply(hands: Keyboard, sara: Nurse) -> None:
    """Letters are letters while one writes; a phrase has its blanks filled before it goes."""
    field = sara.composer(SAMIRA)
    hands.type("njrkg?")
    expect(field).to_have_value("njrkg?")
    expect(hands.page.get_by_role("dialog")).to_have_count(0)
    hands.press("Control+a", "Delete")
    hands.type(";tid")
    expect(hands.page.get_by_role("option", name="Bokad tid")).to_have_attribute("aria-selected", "true")
    hands.press("Enter")
    left = sara.pane(SAMIRA).get_by_text("fält kvar")
    expect(left).to_be_visible()
    while left.count():
        hands.press("Control+Enter")
        hands.type("9")
    hands.press("Control+Enter")
    expect(field).to_have_value("")
    hands.is_at("textbox", f"Skriv till {SAMIRA}")


def add_a_note_and_a_picture(hands: Keyboard, sara: Nurse, picture: Path) -> None:
    hands.push("Anteckning")
    note = sara.pane(SAMIRA).get_by_label(f"Anteckning om {SAMIRA}")
    expect(note).to_be_focused()
    hands.type("Bad om puls.")
    hands.press("Escape")
    hands.is_at("textbox", f"Skriv till {SAMIRA}")
    hands.push("Anteckning")
    expect(note).to_have_value("Bad om puls.")
    hands.push("Spara anteckningen")
    expect(sara.message("Bad om puls.")).to_be_visible()
    hands.is_at("textbox", f"Skriv till {SAMIRA}")
    hands.choose_file("button", "Lägg till en bild eller en PDF", picture)
    expect(sara.pane(SAMIRA).get_by_text("Bild bifogad")).to_be_visible()
    hands.push("Skicka Ctrl ↵")
    shown = re.compile("^Visa bilden från")
    expect(sara.pane(SAMIRA).get_by_role("button", name=shown)).to_be_visible()
    hands.back_to("button", shown)
    hands.press("Enter")
    large = hands.page.get_by_role("dialog")
    expect(large).to_be_visible()
    assert [stop.name for stop in hands.round()][-1] == "Stäng"
    hands.escapes(large, shown)


def read_the_case(hands: Keyboard, sara: Nurse) -> None:
    case = sara.case(SAMIRA)
    hands.to("button", "Fäll ihop ärendet")
    hands.press("Enter")
    hands.is_at("button", "Visa ärendet")
    hands.press("Enter")
    hands.push("Ändra prioritet")
    dialog = hands.page.get_by_role("dialog")
    hands.escapes(dialog, "Ändra prioritet")
    hands.press("Enter")
    hands.choose("Prioritet 2, Skyndsamt")
    hands.fill("Varför?", "Smärtan har släppt.")
    hands.push("Ändra prioritet")
    expect(dialog).to_have_count(0)
    expect(case.get_by_text("Smärtan har släppt.").first).to_be_visible()
    hands.is_at("button", "Ändra prioritet")


def go_from_pane_to_pane(hands: Keyboard, sara: Nurse) -> None:
    hands.press("Alt+1")
    hands.is_at("textbox", f"Skriv till {SAMIRA}")
    hands.press("Alt+2")
    hands.is_at("textbox", f"Skriv till {INGRID}")
    hands.back_to("button", f"Stäng rutan {INGRID}")
    hands.press("Enter")
    expect(sara.pane(INGRID)).to_have_count(0)
    hands.press("Control+k")
    hands.type("ingrid")
    hands.press("Enter")
    hands.is_at("textbox", f"Skriv till {INGRID}")


def narrow(hands: Keyboard, sara: Nurse) -> None:
    hands.back_to("button", "Fler filter")
    hands.press("Enter")
    hands.to("searchbox", "Sök bland ärendena")
    hands.type("samira")
    mine = hands.page.get_by_role("region", name="Mina rum")
    expect(mine.get_by_role("listitem")).to_have_count(1)
    hands.push("Rensa")
    expect(mine.get_by_role("listitem")).to_have_count(2)
    hands.back_to("button", re.compile("^Närvaro: "))
    for state in ("Fullt upp", "Tar emot"):
        hands.press("Enter")
        hands.to("menuitemradio", state, "ArrowDown", bound=4)
        hands.press("Enter")
        hands.is_at("button", f"Närvaro: {state}")
    hands.press("Enter")
    hands.escapes(hands.page.get_by_role("menu"), "Närvaro: Tar emot")


def ring(hands: Keyboard, sara: Nurse, samira: Resident) -> None:
    hands.press("Alt+1")
    hands.is_at("textbox", f"Skriv till {SAMIRA}")
    hands.back_to("button", f"Ring videosamtal till {SAMIRA}")
    hands.press("Enter")
    samira.press("Svara med video", samira.ringing)
    expect(hands.page.get_by_text("I samtal med Samira")).to_be_visible()
    hands.to("button", "Mikrofon på, stäng av")
    hands.press("Space")
    hands.is_at("button", "Mikrofon av, slå på")
    hands.press("Space")
    hands.to("button", "Kamera på, stäng av")
    hands.push("Avsluta samtalet")
    hands.to("button", "Stäng")
    hands.press("Enter")


def hand_back(hands: Keyboard, sara: Nurse) -> None:
    hands.press("Alt+2")
    more = f"Mer om rummet {INGRID}"
    hands.choose_of_menu(more, "Lämna tillbaka till kön", "Shift+Tab")
    dialog = hands.page.get_by_role("dialog")
    hands.escapes(dialog, more)
    hands.press("Enter")
    hands.to("menuitem", "Lämna tillbaka till kön", "ArrowDown", bound=12)
    hands.press("Enter")
    expect(dialog).to_be_visible()
    hands.push("Lämna tillbaka")
    expect(sara.pane(INGRID)).to_have_count(0)


def conclude_and_reopen(hands: Keyboard, sara: Nurse) -> None:
    hands.press("Alt+1")
    hands.choose_of_menu(f"Mer om rummet {SAMIRA}", "Avsluta ärendet", "Shift+Tab")
    dialog = hands.page.get_by_role("dialog")
    hands.choose("Råd gavs")
    hands.fill(re.compile("^Sammanfattning till"), CARD)
    hands.fill(re.compile("söka vård igen"), SEEK)
    hands.push("Avsluta ärendet")
    expect(dialog).to_have_count(0)
    hands.back_to("button", "Avslutade")
    hands.press("Enter")
    hands.push(f"Öppna igen {SAMIRA}")
    hands.fill(re.compile("^Varför"), "Hon ringde tillbaka.")
    hands.push("Öppna ärendet igen")
    expect(hands.page.get_by_role("row", name=SAMIRA)).to_have_count(0)


def go_home(hands: Keyboard, sara: Nurse) -> None:
    hands.back_to("button", "Konto: Sara Holm")
    hands.press("Enter")
    hands.to("menuitem", "Logga ut", "ArrowUp", bound=12)
    hands.press("Enter")
    expect(hands.page.get_by_label("Användarnamn")).to_be_visible()


def test_a_supervisor_keeps_the_floor(at_clinic: House) -> None:
    ask_urgently(at_clinic.resident(ELSA))
    johan = at_clinic.nurse("johan.lager")
    johan.claim(ELSA)
    helena = Supervisor(at_clinic.windows.open("helena.strand", at_clinic.origin))
    hands = Keyboard(helena.page)
    helena.window.go("/staff")
    hands.fill("Användarnamn", "helena.strand")
    hands.fill("Lösenord", PASSWORD)
    hands.press("Enter")
    hands.push(re.compile("^Björkdalens vårdcentral"))
    expect(helena.waiting).to_be_visible()
    hands.push("Läget nu")
    carry(hands, helena, "Helena Strand")
    give(hands, helena, johan.name)
    raise_priority(hands, helena)
    hands.back_to("button", "Visa väggläge")
    hands.press("Space")
    expect(hands.page.get_by_text(ELSA)).to_have_count(0)
    hands.press("Space")
    expect(helena.row(ELSA)).to_be_visible()


def carry(hands: Keyboard, helena: Supervisor, to: str) -> None:
    """Enter lifts the case, Tab goes from person to person, Escape puts it back, Enter lays it down."""
    hands.push(f"Flytta {ELSA}")
    hands.to("group", re.compile(f"^{to}"))
    hands.press("Escape")
    hands.is_at("button", f"Flytta {ELSA}")
    hands.press("Enter")
    hands.to("group", re.compile(f"^{to}"))
    hands.press("Enter")
    expect(helena.row(ELSA)).to_contain_text(to)


def give(hands: Keyboard, helena: Supervisor, to: str) -> None:
    hands.to("button", f"Ge {ELSA} till")
    hands.press("Enter")
    hands.to("menuitem", re.compile(to), "ArrowDown", bound=12)
    hands.press("Enter")
    expect(helena.row(ELSA)).to_contain_text(to)


def raise_priority(hands: Keyboard, helena: Supervisor) -> None:
    hands.to("button", f"Mer om {ELSA}")
    hands.press("Enter")
    hands.to("menuitem", "Ändra prioritet", "ArrowDown", bound=4)
    hands.press("Enter")
    dialog = hands.page.get_by_role("dialog")
    hands.choose("Prioritet 2, Skyndsamt")
    hands.fill("Varför?", "Hon mår bättre.")
    hands.push("Ändra prioritet")
    expect(dialog).to_have_count(0)
    expect(helena.row(ELSA)).to_contain_text("Skyndsamt")
    hands.is_at("button", f"Mer om {ELSA}")
