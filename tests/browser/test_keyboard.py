"""Every task of a resident by keyboard alone, with the focus seen at every stop."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import House
from tests.browser.keyboard import OUTSIDE, Keyboard
from tests.browser.people import Nurse
from tests.browser.windows import PHONE, Window

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

ANNA, BERTIL, OSKAR, MARIA = "Anna Lind", "Bertil Sandgren", "Oskar Wallin", "Maria Nyberg"
CARD, SEEK = "Vila och drick mycket.", "om du får svårt att svälja."

Give = Callable[["Hands"], None]


class Hands(Keyboard):
    """A resident's way through the form, key by key."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.page)
        self.window = window

    def answer(self, question: str, give: Give) -> None:
        self.heard(re.compile(question))
        give(self)
        self.push("Nästa fråga")
        expect(self.page.get_by_role("heading", name=question, level=1)).to_have_count(0)

    def log_in(self, name: str) -> None:
        self.heard("Logga in")
        self.push(re.compile(f"^{name}"))


def one(label: str) -> Give:
    return lambda hands: hands.choose(label)


def some(*labels: str) -> Give:
    def give(hands: Hands) -> None:
        for label in labels:
            hands.tick(label)

    return give


def words(label: str, text: str) -> Give:
    return lambda hands: hands.fill(label, text)


def lasting(number: int, unit: str) -> Give:
    def give(hands: Hands) -> None:
        hands.fill("Antal", str(number))
        hands.choose(unit)

    return give


def picture_of(file: Path) -> Give:
    def give(hands: Hands) -> None:
        hands.choose_file("button", "Ta eller välj en bild", file)
        expect(hands.page.get_by_role("img", name="Bild 1")).to_be_visible()
        hands.back_to("button", "Ta bort bild 1")

    return give


def nothing(_hands: Hands) -> None:
    """Some questions may be left without an answer."""


NO = one("Nej")
NO_DANGER = (("svårt att andas", NO), ("förvirra", NO))
CHEST_PAIN = (*NO_DANGER, ("stark smärta i bröstet", one("Ja")))
THROAT = (*NO_DANGER, ("svullnat upp snabbt", NO), ("svälja", NO), ("svårt att gapa", NO))
CONTACT = (
    ("Var är", one("Hemma")),
    ("telefonnummer", words("Telefon", "070-1740612")),
    ("Hur vill du att vi svarar", one("Skriv först. Gärna videosamtal.")),
    ("språk", one("Svenska")),
)


def sore_throat(picture: Path) -> tuple[tuple[str, Give], ...]:
    return (
        *THROAT,
        ("Hur länge", lasting(4, "dagar")),
        ("just nu, på det hela taget", one("Ganska bra")),
        ("något av det här?", some("Snuva, hosta eller heshet", "Svullnad utanpå halsen")),
        ("tillräckligt att dricka", one("Ja")),
        ("Hur ont", one("6")),
        ("en bild på halsen", picture_of(picture)),
        ("feber", one("Ja")),
        ("högsta temperatur", words("Högsta temperatur", "38,6")),
        ("Stämmer något av det här", some("Inget av det här")),
        ("berätta något mer", words("Med egna ord", "Det svider.")),
        ("Vad hoppas du", words("Vad du hoppas på", "Veta om det är halsfluss")),
        *CONTACT,
    )


MILD_SORE_THROAT = (
    *THROAT,
    ("Hur länge", lasting(2, "dagar")),
    ("just nu, på det hela taget", one("Bra")),
    ("något av det här?", some("Snuva, hosta eller heshet")),
    ("tillräckligt att dricka", one("Ja")),
    ("Hur ont", one("3")),
    ("en bild på halsen", nothing),
    ("feber", NO),
    ("Stämmer något av det här", some("Inget av det här")),
    ("berätta något mer", nothing),
    ("Vad hoppas du", nothing),
    *CONTACT,
)


def describe(hands: Hands, *answers: tuple[str, Give]) -> None:
    for question, give in answers:
        hands.answer(question, give)


def hands_of(house: House, name: str) -> Hands:
    """A narrow window, as on a large magnification: what stays in reach must not cover what has the focus."""
    hands = Hands(house.windows.open(name, house.origin))
    hands.page.set_viewport_size(PHONE)
    return hands


def test_a_resident_asks_for_help_talks_and_leaves(at_clinic: House, picture: Path) -> None:
    hands = hands_of(at_clinic, ANNA)
    come_in(hands)
    describe(hands, *sore_throat(picture)[1:])
    check_and_send(hands)
    wait(hands)
    sara = at_clinic.nurse("sara.holm")
    sara.claim(ANNA)
    sara.write(ANNA, "Hej Anna!")
    talk(hands, picture)
    take_a_call(hands, sara)
    sara.conclude(ANNA, "Råd gavs", CARD, SEEK)
    write_again(hands)
    leave(hands)


def come_in(hands: Hands) -> None:
    hands.window.go("/")
    hands.heard("Vad behöver du hjälp med?")
    past_the_top(hands)
    hands.push("Fler tecken på fara", "link")
    hands.heard("Tecken på fara")
    hands.back_to("link", "Tillbaka")
    hands.press("Enter")
    hands.heard("Vad behöver du hjälp med?")
    hands.push(re.compile("^Jag har ett nytt besvär"), "link")
    hands.log_in(ANNA)
    hands.heard("Vad gäller det?")
    hands.fill("Sök på besvär", "halsfluss")
    hands.push(re.compile("^Ont i halsen"))
    hands.heard(re.compile("svårt att andas"))
    hands.to("DisclosureTriangle", "Varför frågar vi det här?")
    hands.press("Enter")
    expect(hands.page.get_by_role("group").locator("p")).to_be_visible()
    hands.push("Nästa fråga")
    hands.is_at("region", "Något saknas")
    hands.push(re.compile("inget svar än$"), "link")
    hands.is_at("radio", "Ja")
    hands.step("ArrowDown")
    hands.push("Nästa fråga")


def check_and_send(hands: Hands) -> None:
    """Back to the last question and on again; one answer changed; sent."""
    hands.heard("Stämmer dina svar?")
    hands.back_to("button", "Tillbaka")
    hands.press("Enter")
    hands.answer("språk", nothing)
    hands.heard("Stämmer dina svar?")
    hands.push("Ändra Kontakt")
    hands.push(re.compile("^Vad du hoppas på"))
    hands.heard(re.compile("Vad hoppas du"))
    hands.fill("Vad du hoppas på", "Bli bra till lördag")
    hands.push("Spara ändringen")
    hands.heard("Stämmer dina svar?")
    hands.push("Skicka till Björkdalens vårdcentral")
    hands.heard("Väntrum")


def wait(hands: Hands) -> None:
    hands.push("Jag mår sämre")
    hands.heard("Mår du sämre?")
    hands.back_to("button", "Tillbaka")
    hands.press("Enter")
    hands.heard("Väntrum")
    hands.push("Skriv till mottagningen")
    hands.heard("Ont i halsen")


def talk(hands: Hands, picture: Path) -> None:
    page = hands.page
    hands.fill("Skriv ett meddelande", "Hej! Det svider.")
    hands.push("Skicka")
    expect(page.get_by_role("log").get_by_text("Hej! Det svider.")).to_be_visible()
    hands.is_at("textbox", "Skriv ett meddelande")
    hands.choose_file("button", "Lägg till en bild eller en PDF", picture)
    hands.back_to("button", "Ta bort bilden")
    hands.push("Skicka")
    hands.back_to("button", re.compile("Visa bilden stor"))
    hands.press("Enter")
    hands.is_at("button", "Tillbaka")
    hands.escapes(page.get_by_role("dialog"), re.compile("Visa bilden stor"))
    hands.back_to("tab", "Samtal")
    hands.press("ArrowRight")
    hands.is_at("tab", "Hela ärendet")
    hands.to("DisclosureTriangle", re.compile("meddelande"))
    hands.press("Enter")
    expect(page.get_by_role("tabpanel").get_by_text("Hej! Det svider.")).to_be_visible()
    hands.back_to("tab", "Hela ärendet")
    hands.press("ArrowLeft")
    hands.is_at("tab", "Samtal")


def take_a_call(hands: Hands, sara: Nurse) -> None:
    page = hands.page
    ringing = page.get_by_role("alertdialog")
    hands.to("textbox", "Skriv ett meddelande")
    sara.ring(ANNA)
    hands.is_at("button", "Svara med video")
    assert "Skriv ett meddelande" not in {stop.name for stop in hands.round()}
    hands.push("Inte nu")
    expect(ringing).to_have_count(0)
    hands.is_at("textbox", "Skriv ett meddelande")
    sara.press("Stäng", sara.pane(ANNA))
    sara.ring(ANNA)
    hands.is_at("button", "Svara med video")
    hands.press("Enter")
    expect(sara.page.get_by_text("I samtal med Anna")).to_be_visible()
    hands.heard("Sara Holm")
    for name in ("Mikrofon", "Kamera"):
        switch = page.get_by_role("switch", name=name)
        hands.to("switch", name)
        hands.press("Space")
        expect(switch).not_to_be_checked()
        hands.press("Space")
        expect(switch).to_be_checked()
    hands.push("Skriv")
    hands.to("textbox", "Skriv ett meddelande")
    hands.back_to("button", "Visa videon")
    hands.press("Enter")
    hands.push("Avsluta videosamtalet")
    hands.is_at("textbox", "Skriv ett meddelande")
    hands.back_to("button", "Okej")
    hands.press("Enter")


def write_again(hands: Hands) -> None:
    hands.heard("Sammanfattning")
    hands.push(re.compile("^Läs samtalet"))
    hands.heard("Sara Holm")
    hands.push("Läs sammanfattningen")
    hands.heard("Sammanfattning")
    hands.push("Skriv igen")
    hands.heard("Ont i halsen")
    hands.to("textbox", "Skriv ett meddelande")


def leave(hands: Hands) -> None:
    hands.back_to("link", "Mina ärenden")
    hands.press("Enter")
    hands.heard("Mina ärenden")
    hands.to("link", re.compile("^Ont i halsen"))
    hands.back_to("button", "English")
    hands.press("Enter")
    hands.is_at("button", "Svenska")
    hands.press("Enter")
    hands.back_to("link", "Tillbaka")
    hands.press("Enter")
    hands.heard("Vad behöver du hjälp med?")
    hands.push("Logga ut")
    expect(hands.page.get_by_text("Inloggad som")).to_have_count(0)


def past_the_top(hands: Hands) -> None:
    """The way past what every page begins with is its first stop, and leads to the one main part."""
    hands.back_to("link", "Hoppa till innehållet")
    assert hands.step("Shift+Tab") == OUTSIDE
    hands.to("link", "Hoppa till innehållet")
    hands.press("Enter")
    expect(hands.page.get_by_role("main")).to_be_focused()


def test_an_emergency_advice_for_home_and_a_child(at_clinic: House) -> None:
    bertil = hands_of(at_clinic, BERTIL)
    begin(bertil, BERTIL, "Ont i bröstet")
    describe(bertil, *CHEST_PAIN)
    bertil.heard("Ring 112 nu")
    bertil.push(re.compile("^Jag har ringt 112"))
    expect(bertil.page.get_by_role("heading", name=re.compile("^Bra att du ringde"))).to_be_focused()
    bertil.push(re.compile("^Jag svarade fel"))
    bertil.heard("Vad ville du svara?")
    bertil.back_to("button", "Tillbaka")
    bertil.press("Enter")
    bertil.heard("Du har ringt 112")
    bertil.push(re.compile("^Jag svarade fel"))
    bertil.heard("Vad ville du svara?")
    bertil.choose("Nej")
    bertil.push("Skicka till en sjuksköterska")
    bertil.heard("Väntrum")

    oskar = hands_of(at_clinic, OSKAR)
    begin(oskar, OSKAR, "Ont i halsen")
    describe(oskar, *MILD_SORE_THROAT)
    oskar.heard("Stämmer dina svar?")
    oskar.push("Skicka till Björkdalens vårdcentral")
    oskar.heard("Du kan ta hand om halsen hemma")
    oskar.push("Jag vill ändå ha kontakt")
    oskar.heard(re.compile("svårt att andas"))

    maria = hands_of(at_clinic, MARIA)
    maria.window.go("/new")
    maria.log_in(MARIA)
    maria.heard("Vem gäller det?")
    maria.push(re.compile("^Leo Nyberg"))
    maria.heard("Vad gäller det för Leo?")
    maria.push("Ont i halsen")
    maria.heard("Har barnet svårt att andas?")


def begin(hands: Hands, name: str, reason: str) -> None:
    hands.window.go("/new")
    hands.log_in(name)
    hands.heard("Vad gäller det?")
    hands.push(reason)
