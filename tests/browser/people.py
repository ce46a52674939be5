"""The people of the walks and what each does at the screen, by role and by the words they see. No test looks past them.

What is expected of the product is said in the tests; what is needed to get somewhere is waited for here.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.windows import Window

PASSWORD = "vardrum-demo"
CASE_ADDRESS = re.compile(r"/cases/([0-9a-f-]{36})$")

# Gives one question's answer on its screen.
Answer = Callable[[Page], None]


def choose(*labels: str) -> Answer:
    """One choice of a list, or several."""

    def give(page: Page) -> None:
        for label in labels:
            page.get_by_label(label, exact=True).check()

    return give


def lasting(number: int, unit: str) -> Answer:
    def give(page: Page) -> None:
        page.get_by_label("Antal").fill(str(number))
        page.get_by_label(unit, exact=True).check()

    return give


def write(label: str, text: str) -> Answer:
    return lambda page: page.get_by_label(label).fill(text)


def attach(picture: Path) -> Answer:
    def give(page: Page) -> None:
        page.get_by_label("Ta eller välj en bild").set_input_files(picture)
        expect(page.get_by_role("img", name="Bild 1")).to_be_visible()

    return give


def skip(page: Page) -> None:
    """Some questions may be left without an answer."""


class Person:
    def __init__(self, window: Window) -> None:
        self.window = window
        self.page = window.page

    def heading(self, words: str, level: int = 1) -> Locator:
        return self.page.get_by_role("heading", name=words, level=level, exact=True)

    def press(self, name: str, within: Locator | None = None) -> None:
        (within or self.page).get_by_role("button", name=name, exact=True).click()

    def take_way(self, title: str) -> None:
        """A large way on; its name goes on with a note of what it leads to."""
        self.page.get_by_role("button", name=title).click()

    @property
    def log(self) -> Locator:
        """The conversation on screen; the newest message is last."""
        return self.page.get_by_role("log")

    def message(self, text: str) -> Locator:
        """One message with its sender and its state."""
        return self.log.locator("li:not(.log__help, .log__help *)").filter(has_text=text)

    def figures_of_call(self, before: dict[str, Any] | None = None) -> dict[str, Any]:
        return self.window.media_after(before)


class Resident(Person):
    """Somebody who asks for help, on a telephone."""

    def log_in(self, name: str) -> None:
        self.window.go("/login")
        self.take_way(name)
        expect(self.page.get_by_text(f"Inloggad som {name}")).to_be_visible()

    def begin(self, reason: str, about: str | None = None, errand: bool = False) -> None:
        self.window.go("/")
        way = "Recept, intyg eller tid" if errand else "Jag har ett nytt besvär"
        self.page.get_by_role("link", name=way).click()
        if about is not None:
            self.take_way(about)
        self.press(reason)

    def answer(self, question: str, give: Answer) -> None:
        """Answers the question on screen, whose heading must have these words."""
        heading = self.page.get_by_role("heading", name=question, level=1)
        expect(heading).to_be_visible()
        give(self.page)
        self.press("Nästa fråga")
        expect(heading).to_have_count(0)

    def describe(self, *answers: tuple[str, Answer]) -> None:
        for question, give in answers:
            self.answer(question, give)

    def wait_until_kept(self) -> None:
        """What has just been entered is in the telephone: from here on it outlives the tab."""
        kept = self.page.get_by_role("status").filter(has_text="Dina svar är sparade på den här enheten")
        expect(kept).to_have_attribute("aria-busy", "false")

    def change(self, block: str, label: str, question: str, give: Answer) -> None:
        """From "check your answers" to one question of a block and back again."""
        self.press(f"Ändra {block}")
        self.page.get_by_role("button", name=label).click()
        heading = self.page.get_by_role("heading", name=question, level=1)
        expect(heading).to_be_visible()
        give(self.page)
        self.press("Spara ändringen")
        expect(self.heading("Stämmer dina svar?")).to_be_visible()

    def send_form(self, receiver: str = "Björkdalens vårdcentral") -> str:
        """Sends the checked answers and says which case they became."""
        expect(self.heading("Stämmer dina svar?")).to_be_visible()
        self.press(f"Skicka till {receiver}")
        return self.case_id()

    def case_id(self) -> str:
        self.page.wait_for_url(CASE_ADDRESS)
        found = CASE_ADDRESS.search(self.page.url)
        assert found is not None
        return found[1]

    @property
    def composer(self) -> Locator:
        return self.page.get_by_label("Skriv ett meddelande")

    @property
    def ringing(self) -> Locator:
        return self.page.get_by_role("alertdialog")

    def write(self, text: str) -> None:
        self.composer.fill(text)
        self.press("Skicka")

    def turn(self, what: str, *, on: bool) -> None:
        """A switch of the call: its name stays, its state changes."""
        switch = self.page.get_by_role("switch", name=what, exact=True)
        switch.click()
        expect(switch).to_be_checked(checked=on)

    def send_picture(self, picture: Path, text: str = "") -> None:
        self.page.get_by_label("Lägg till en bild").set_input_files(picture)
        expect(self.page.get_by_alt_text("Bilden du har valt")).to_be_visible()
        self.write(text)


class Nurse(Person):
    """Somebody at the desk of the health centre."""

    name = ""

    @property
    def first_name(self) -> str:
        return self.name.split()[0]

    def log_in(self, user_name: str, unit: str | None = None) -> None:
        self.window.go("/staff")
        self.page.get_by_label("Användarnamn").fill(user_name)
        self.page.get_by_label("Lösenord").fill(PASSWORD)
        self.press("Logga in")
        if unit is not None:
            self.take_way(unit)
        expect(self.waiting).to_be_visible()
        account = self.page.get_by_role("button", name=re.compile("^Konto: ")).get_attribute("aria-label")
        self.name = (account or "").removeprefix("Konto: ")

    @property
    def waiting(self) -> Locator:
        return self.page.get_by_role("region", name="Väntar på någon")

    def waiting_rows(self) -> Locator:
        return self.waiting.locator("button[aria-expanded]")

    def mark(self, name: str) -> None:
        row = self.waiting_rows().filter(has_text=name)
        row.click()
        expect(row).to_have_attribute("aria-expanded", "true")

    def claim(self, name: str) -> None:
        self.mark(name)
        self.press(f"Ta emot {name}")

    def open(self, name: str) -> None:
        """A room of one's own, from the list."""
        self.page.get_by_role("region", name="Mina rum").get_by_role("button").filter(has_text=name).click()
        expect(self.pane(name)).to_be_visible()

    def pane(self, name: str) -> Locator:
        return self.page.get_by_role("region", name=f"Rum: {name}", exact=True)

    def case(self, name: str) -> Locator:
        return self.page.get_by_role("region", name=f"Ärendet för {name}", exact=True)

    def composer(self, name: str) -> Locator:
        return self.pane(name).get_by_label(f"Skriv till {name}", exact=True)

    def write(self, name: str, text: str) -> None:
        self.composer(name).fill(text)
        self.send(name)

    def send(self, name: str) -> None:
        self.pane(name).get_by_role("button", name="Skicka").click()

    def note(self, name: str, text: str) -> None:
        self.press("Anteckning", self.pane(name))
        self.pane(name).get_by_label(f"Anteckning om {name}").fill(text)
        self.press("Spara anteckningen", self.pane(name))

    def ring(self, name: str) -> None:
        self.press(f"Ring videosamtal till {name}", self.pane(name))

    def choose_of_menu(self, name: str, line: str) -> Locator:
        """A line of the room's menu, and the dialog that it opens."""
        self.press(f"Mer om rummet {name}", self.pane(name))
        self.page.get_by_role("menuitem", name=line).click()
        return self.page.get_by_role("dialog")

    def look_at_picture(self, name: str, which: int = -1) -> Locator:
        """One of the pictures that somebody sent, large; the newest unless another place is given."""
        self.page.get_by_role("button", name=f"Visa bilden från {name} stor").nth(which).click()
        return self.page.get_by_role("dialog")

    def conclude(self, name: str, outcome: str, card: str, seek_care: str) -> None:
        dialog = self.choose_of_menu(name, "Avsluta ärendet")
        dialog.get_by_label(outcome, exact=True).check()
        dialog.get_by_label("Sammanfattning till").fill(card)
        dialog.get_by_label("söka vård igen").fill(seek_care)
        self.press("Avsluta ärendet", dialog)
        expect(dialog).to_have_count(0)

    def told(self, sentence: str | re.Pattern[str]) -> Locator:
        """What the corner of the desk says."""
        return self.page.get_by_role("status", name="Besked").get_by_text(sentence)


class Supervisor(Nurse):
    """A nurse who also watches over the unit."""

    def go_to_floor(self) -> None:
        self.press("Läget nu")
        expect(self.page.get_by_role("heading", name="Öppna ärenden", exact=True)).to_be_visible()

    def row(self, name: str) -> Locator:
        """A case on the floor."""
        return self.page.get_by_role("row").filter(has_text=name)

    def colleague(self, name: str) -> Locator:
        """Somebody who answers, on whom a case can be laid."""
        return self.page.locator("[data-person]").filter(has_text=name)

    def reassign(self, name: str, to: str) -> None:
        self.press("Läget nu")
        self.press(f"Ge {name} till")
        self.page.get_by_role("menuitem", name=to).click()

    def drag(self, name: str, to: str) -> None:
        """By the mouse, from the row to the person."""
        self.row(name).drag_to(self.colleague(to))

    def carry(self, name: str, to: str) -> None:
        """The same by the keyboard alone: Enter lifts the case, Tab goes from person to person, Enter lays it down."""
        self.page.get_by_role("button", name=f"Flytta {name}").focus()
        self.page.keyboard.press("Enter")
        people = self.page.locator("[data-person]")
        expect(self.page.locator("[data-person]:focus")).to_have_count(1)
        for _ in range(people.count()):
            if self.colleague(to).evaluate("person => person === document.activeElement"):
                break
            self.page.keyboard.press("Tab")
        expect(self.colleague(to)).to_be_focused()
        self.page.keyboard.press("Enter")

    def ask_for_priority(self, name: str) -> Locator:
        """The dialog that a row's own menu opens."""
        self.press(f"Mer om {name}")
        self.page.get_by_role("menuitem", name="Ändra prioritet").click()
        return self.page.get_by_role("dialog", name=f"Ändra prioritet för {name}")
