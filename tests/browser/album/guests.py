"""Guests on all three sides: invited from what the form asks for, before the door, in the room, and after the end."""

from playwright.sync_api import Page, expect

from tests.browser.album.album import Album, wait_for_font
from tests.browser.conftest import House
from tests.browser.forms import YES, renewal
from tests.browser.guests import AMIRA, GO_IN, come, go_in, invited, let_in, time_is_over
from tests.browser.people import Nurse, Resident, choose, write
from tests.browser.said import choices

OSKAR = "Oskar Wallin"
NILS, MARTA = "Nils Wallin", "Märta Öberg"
ANOTHER_LANGUAGE = ("Vilket språk vill", choose("Annat språk, med tolk"))
ARABIC = ("Vilket språk behöver", write("Tolk på", "arabiska"))


def asked_for(house: House, album: Album) -> tuple[Resident, Nurse]:
    """The language that was asked for is one press from the invitation."""
    oskar = house.resident(OSKAR)
    oskar.begin("Förnya recept", errand=True)
    oskar.describe(*renewal(vital=YES)[:-1], ANOTHER_LANGUAGE)
    ARABIC[1](oskar.page)
    album.keep(oskar.page, "question-interpreter")
    oskar.describe(ARABIC)
    oskar.send_form()
    sara = house.nurse("sara.holm")
    sara.claim(OSKAR)
    sara.write(OSKAR, "Hej! Jag bjuder in en tolk.")
    expect(oskar.message("Jag bjuder in en tolk")).to_be_visible()
    expect(oskar.page.get_by_text("Du har bett om tolk: arabiska.")).to_be_visible()
    album.keep(oskar.page, "guests-asked")
    album.keep(sara.page, "desk-guests-asked", surface="staff")
    return oskar, sara


def invite(house: House, sara: Nurse, album: Album) -> str:
    """The dialog in all its states; gives the path of the link."""
    sara.press("Bjud in tolk: arabiska", sara.pane(OSKAR))
    dialog = sara.page.get_by_role("dialog")
    expect(dialog.get_by_label("Språk", exact=True)).to_have_value("arabiska")
    album.keep(sara.page, "desk-guests-invite", surface="staff")
    dialog.get_by_label("Skicka länken").select_option(label="Med sms")
    dialog.get_by_label("Språk", exact=True).fill("")
    sara.press("Skapa inbjudan", dialog)
    expect(dialog.get_by_text("Skriv vart länken ska skickas.")).to_be_visible()
    dialog.get_by_label("Namn").fill(AMIRA)
    dialog.get_by_label("Språk", exact=True).fill("arabiska")
    dialog.get_by_label("Mobilnummer").fill("070")
    sara.press("Skapa inbjudan", dialog)
    expect(dialog.get_by_text("Länken kan inte skickas dit.")).to_be_visible()
    dialog.get_by_label("Namn").fill("")
    album.keep(sara.page, "desk-guests-invite-wrong", surface="staff")
    dialog.get_by_label("Namn").fill(AMIRA)
    dialog.get_by_label("Mobilnummer").fill("070-174 06 05")
    sara.press("Skapa inbjudan", dialog)
    made = sara.page.get_by_role("dialog")
    expect(made.get_by_role("img", name=f"QR-kod med länken till {AMIRA}")).to_be_visible()
    album.keep(sara.page, "desk-guests-made", surface="staff")
    link = made.locator(".guests__link").inner_text()
    sara.press("Klar")
    return link.removeprefix(house.origin)


def before_the_door(house: House, album: Album, path: str) -> Page:
    """Gives the page of whoever waits."""
    page = come(house, path).page
    expect(page.get_by_role("heading", name=f"Hej {AMIRA}")).to_be_visible()
    album.keep(page, "guest-greeted")
    page.get_by_role("button", name=GO_IN).click()
    expect(page.get_by_text("Kryssa i rutan för att gå vidare.")).to_be_visible()
    album.keep(page, "guest-promise-missing")
    go_in(page)
    album.keep(page, "guest-waiting")
    other = come(house, path).page
    expect(other.get_by_role("heading", name="Inbjudan är redan använd")).to_be_visible()
    album.keep(other, "guest-used")
    other.goto(f"{house.origin}/guest#{'0' * 64}")
    other.reload()
    expect(other.get_by_role("heading", name="Länken stämmer inte")).to_be_visible()
    album.keep(other, "guest-unknown")
    return page


def with_a_code(house: House, album: Album, code: str) -> Page:
    """What is told to whoever has none, a wrong one, and one that has been guessed at; gives their page."""
    page = come(house, "/guest").page
    field, go_on = page.get_by_label("Kod"), page.get_by_role("button", name="Fortsätt")
    expect(field).to_be_visible()
    album.keep(page, "guest-code")
    for number in range(5):
        field.fill(f"{code[:-1]}{(int(code[-1]) + 1) % 10}")
        with page.expect_response("**/api/guest/look"):
            go_on.click()
        expect(page.get_by_text("Koden stämmer inte.")).to_be_visible()
        if number == 0:
            album.keep(page, "guest-code-wrong")
    field.fill(code)
    go_on.click()
    expect(page.get_by_text("är spärrad")).to_be_visible()
    album.keep(page, "guest-code-locked")
    return page


def the_line(house: House, oskar: Resident, sara: Nurse, album: Album, amira: Page) -> tuple[Page, Page]:
    """Two who wait and one who is only invited, for whom the link is left; then the two are in. Gives the page of who
    may only read, and of who is still outside, at the link."""
    case_id = oskar.case_id()
    nils = invited(sara, case_id, NILS, may_write=False)
    guessed = invited(sara, case_id, MARTA, role="outside")
    outside = with_a_code(house, album, guessed["code"])
    outside.goto(house.origin + guessed["path"])
    outside.reload()
    reader = come(house, nils["path"], NILS).page
    go_in(reader)
    expect(sara.pane(OSKAR).get_by_text(f"{NILS} (närstående) väntar på att komma in")).to_be_visible()
    album.keep(sara.page, "desk-guests-knock", surface="staff")
    let_in(sara, OSKAR, amira)
    let_in(sara, OSKAR, reader, NILS)
    return reader, outside


def in_the_room(oskar: Resident, sara: Nurse, album: Album, amira: Page, reader: Page) -> None:
    amira.get_by_label("Skriv ett meddelande").fill("Jag heter Amira och tolkar mellan svenska och arabiska.")
    amira.get_by_role("button", name="Skicka").click()
    oskar.write("Medicinen räcker till fredag.")
    sara.write(OSKAR, "Tack! Har du någon bild på förpackningen?")
    log = amira.get_by_role("log")
    expect(log.get_by_text("Har du någon bild")).to_be_visible()
    choices(log, "räcker till fredag").click()
    amira.get_by_role("button", name="Svara", exact=True).click()
    amira.get_by_label("Skriv ett meddelande").fill("Han menar på fredag kväll.")
    album.keep(amira, "guest-room-answering")
    amira.get_by_role("button", name="Skicka").click()
    expect(oskar.message("Han menar")).to_be_visible()
    expect(log.get_by_text("Öppnat av").first).to_be_visible()
    album.keep(amira, "guest-room")
    album.keep(reader, "guest-room-read-only")
    album.keep(oskar.page, "guests-in-room")
    album.keep(sara.page, "desk-guests-in-room", surface="staff")
    wait_for_font(amira)
    amira.context.set_offline(offline=True)
    amira.get_by_label("Skriv ett meddelande").fill("Hon undrar en sak till.")
    amira.get_by_role("button", name="Skicka").click()
    expect(log.get_by_text("Sparat på enheten")).to_be_visible()
    expect(amira.get_by_text("Inget nät just nu.")).to_be_visible()
    album.keep(amira, "guest-room-offline")
    amira.context.set_offline(offline=False)
    expect(oskar.message("Hon undrar en sak till.")).to_be_visible()
    amira.get_by_role("button", name="Lämna").click()
    album.keep(amira, "guest-leaving")
    amira.get_by_role("button", name="Stanna").click()


def at_the_end(house: House, sara: Nurse, album: Album, amira: Page, reader: Page, outside: Page) -> None:
    amira.get_by_label("Skriv ett meddelande").fill("Det sista jag skulle säga")
    sara.press(f"Ta bort {AMIRA} ur samtalet", sara.pane(OSKAR))
    expect(amira.get_by_text("Det sista jag skulle säga")).to_be_visible()
    album.keep(amira, "guest-removed")
    time_is_over(house, NILS)
    expect(reader.get_by_text("Inbjudans tid är ute.")).to_be_visible()
    album.keep(reader, "guest-expired")
    go_in(outside)
    sara.press(f"Avvisa {MARTA}", sara.pane(OSKAR))
    expect(outside.get_by_text("släppte inte in dig")).to_be_visible()
    album.keep(outside, "guest-refused")
