"""The page of phrases, as its people use it: finding, writing and saving one, by the words on the screen."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.people import PASSWORD
from tests.browser.windows import Window


class PhraseDesk:
    """Somebody on the page of phrases."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def form(self) -> Locator:
        return self.page.get_by_role("region", name="Frasen", exact=True)

    @property
    def abbreviation(self) -> Locator:
        return self.form.get_by_label("Förkortning")

    def line(self, title: str) -> Locator:
        return self.page.get_by_role("region", name="Fraser").get_by_role("listitem").filter(has_text=title)

    def words(self, language: str) -> Locator:
        """One language of the form: "svenska" or "engelska"."""
        return self.form.get_by_role("region", name=f"På {language}", exact=True)

    def text(self, language: str = "svenska") -> Locator:
        return self.words(language).get_by_label("Text", exact=True)

    def go_here(self) -> None:
        self.page.get_by_role("button", name="Fraser", exact=True).click()
        expect(self.page.get_by_role("heading", name="Fraser", level=1)).to_be_visible()

    def open(self, title: str) -> None:
        self.line(title).get_by_role("button").click()
        expect(self.form.get_by_role("heading", name=title, level=2, exact=True)).to_be_focused()

    def begin(self, abbreviation: str, title: str, text: str) -> None:
        """A new phrase in Swedish, not saved yet."""
        self.page.get_by_role("button", name="Ny fras").click()
        self.abbreviation.fill(abbreviation)
        self.words("svenska").get_by_label("Namn", exact=True).fill(title)
        self.text().fill(text)

    def save(self) -> None:
        self.form.get_by_role("button", name="Spara", exact=True).click()

    def saved(self, title: str, version: int) -> None:
        expect(self.page.get_by_text(f"”{title}” är sparad, version {version}.")).to_be_visible()


def administrator(window: Window) -> PhraseDesk:
    """Nina, who sees no cases and looks after the phrases."""
    window.go("/staff")
    window.page.get_by_label("Användarnamn").fill("nina.admin")
    window.page.get_by_label("Lösenord").fill(PASSWORD)
    window.page.get_by_role("button", name="Logga in").click()
    desk = PhraseDesk(window.page)
    desk.go_here()
    return desk
