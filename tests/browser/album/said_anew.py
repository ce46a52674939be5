"""Messages that are corrected, answered and taken away, a link, and words that are looked for, on both sides."""

from playwright.sync_api import expect

from tests.browser.album.album import Album
from tests.browser.conftest import House
from tests.browser.forms import ask_urgently
from tests.browser.people import Nurse, Resident
from tests.browser.said import choices

SAMIRA = "Samira Haddad"
WRONG, BETTER = "Jag har feber 39,5 grader sedan i går.", "Jag har feber 38,5 grader sedan i går."
SECRET = "Min granne Åke tar också Waran."
LINK = "Läs på https://www.1177.se/sjukdomar--besvar/ innan du ringer."
ARABIC = "مرحبا، عندي صداع منذ أمس 👩🏽‍⚕️"


def both_sides(house: House) -> tuple[Resident, Nurse]:
    samira = house.resident(SAMIRA)
    ask_urgently(samira)
    sara = house.nurse("sara.holm")
    sara.claim(SAMIRA)
    for text in (WRONG, SECRET, ARABIC):
        samira.write(text)
        expect(sara.pane(SAMIRA).get_by_text(text)).to_be_visible()
    return samira, sara


def corrected(samira: Resident, sara: Nurse, album: Album) -> None:
    choices(samira.log, WRONG).click()
    album.keep(samira.page, "message-choices")
    samira.press("Ändra", samira.log)
    dialog = samira.page.get_by_role("dialog")
    dialog.get_by_label("Meddelande", exact=True).fill(BETTER)
    album.keep(samira.page, "message-correct")
    samira.press("Spara ändringen", dialog)
    pane = sara.pane(SAMIRA)
    choices(pane, BETTER).click()
    album.keep(sara.page, "desk-message-choices", surface="staff")
    sara.press("Vad som stod tidigare", pane)
    expect(sara.page.get_by_role("dialog").get_by_text(WRONG)).to_be_visible()
    album.keep(sara.page, "desk-message-versions", surface="staff")
    sara.page.keyboard.press("Escape")


def answered(samira: Resident, sara: Nurse, album: Album) -> None:
    pane = sara.pane(SAMIRA)
    choices(pane, SECRET).click()
    sara.press("Svara", pane)
    album.keep(sara.page, "desk-message-answering", surface="staff")
    sara.write(SAMIRA, LINK)
    expect(samira.message("innan du ringer")).to_be_visible()
    choices(samira.log, "innan du ringer").click()
    samira.press("Svara", samira.log)
    album.keep(samira.page, "message-answering")
    samira.page.get_by_role("button", name="https://www.1177.se").first.click()
    album.keep(samira.page, "link-question")
    samira.page.keyboard.press("Escape")


def looked_for(samira: Resident, sara: Nurse, album: Album) -> None:
    samira.press("Sök i samtalet")
    samira.page.keyboard.type("FEBER")
    samira.page.keyboard.press("Enter")
    expect(samira.page.get_by_role("dialog").get_by_role("status")).to_have_text("1 meddelande")
    album.keep(samira.page, "search")
    samira.page.keyboard.press("Escape")
    sara.page.get_by_role("log").focus()
    for key in "gm":
        sara.page.keyboard.press(key)
    sara.page.keyboard.type("waran")
    sara.page.keyboard.press("Enter")
    expect(sara.page.get_by_role("dialog").get_by_role("status")).to_have_text("1 meddelande")
    album.keep(sara.page, "desk-search", surface="staff")
    sara.page.keyboard.press("Escape")


def taken_away(samira: Resident, sara: Nurse, album: Album) -> None:
    pane = sara.pane(SAMIRA)
    choices(pane, SECRET).click()
    sara.press("Ta bort för alla", pane)
    dialog = sara.page.get_by_role("dialog")
    sara.press("Ta bort meddelandet", dialog)
    album.keep(sara.page, "desk-message-redact", surface="staff")
    dialog.get_by_label("Gäller en annan person").check()
    sara.press("Ta bort meddelandet", dialog)
    expect(samira.log.get_by_text("Meddelandet är borttaget")).to_be_visible()
    album.keep(samira.page, "message-gone")
    album.keep(sara.page, "desk-message-gone", surface="staff")
