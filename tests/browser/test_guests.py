"""A guest's whole way: invited, in the waiting place, let in, named on what they say, shown out in mid-sentence; and
whoever else has the link, guesses, or comes too late."""

import re
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import House
from tests.browser.database import messages
from tests.browser.forms import YES, ask_urgently, renewal
from tests.browser.guests import (
    AMIRA,
    GO_IN,
    INVITE,
    asked,
    come,
    commanded,
    go_in,
    invite,
    invited,
    let_in,
    time_is_over,
)
from tests.browser.keyboard import Keyboard
from tests.browser.long_room import fill
from tests.browser.people import Nurse, Resident
from tests.browser.storage import await_draft

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

OSKAR, BERTIL, SAMIRA = "Oskar Wallin", "Bertil Sandgren", "Samira Haddad"
NILS, MARTA = "Nils Ek", "Marta Ek"
# A page of history has fifty.
MORE_THAN_A_PAGE = 55
CUT_MILLISECONDS = 5_000
OVER = "Du är inte längre med i samtalet"
WITHDRAWN = "Mottagningen har dragit tillbaka din inbjudan."
NOT_VALID = "Inbjudan gäller inte längre"


@pytest.fixture
def two(at_clinic: House) -> tuple[House, Resident, Nurse]:
    oskar = at_clinic.resident(OSKAR)
    oskar.begin("Förnya recept", errand=True)
    oskar.describe(*renewal(vital=YES))
    oskar.send_form()
    oskar.case_id()
    sara = at_clinic.nurse("sara.holm")
    sara.claim(OSKAR)
    return at_clinic, oskar, sara


def test_the_whole_way_of_a_guest(two: tuple[House, Resident, Nurse], picture: Path) -> None:
    house, oskar, sara = two
    sara.write(OSKAR, "Före tolken")
    path, code = invite(sara, OSKAR)
    page = come(house, path).page
    expect(page.get_by_role("heading", name=f"Hej {AMIRA}")).to_be_visible()
    go_in(page)
    assert "#" not in page.url

    forwarded = come(house, path).page
    expect(forwarded.get_by_role("heading", name="Inbjudan är redan använd")).to_be_visible()
    # On their own telephone the same link leads on, as does a reload.
    page.goto(house.origin + path)
    expect(page.get_by_role("heading", name="Vänta här")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Vänta här")).to_be_visible()

    expect(sara.pane(OSKAR).get_by_text("Amira Said (tolk, arabiska) väntar på att komma in")).to_be_visible()
    let_in(sara, OSKAR, page)
    expect(page.get_by_text("Det som skrivs från och med nu visas här.")).to_be_visible()
    expect(oskar.page.get_by_text("Amira Said (tolk, arabiska) är med i samtalet")).to_be_visible()
    page.get_by_label("Skriv ett meddelande").fill("Jag tolkar nu")
    page.get_by_role("button", name="Skicka").click()
    expect(oskar.log.get_by_text("Jag tolkar nu")).to_be_visible()
    expect(oskar.log.get_by_text(re.compile(f"{AMIRA} ·|{AMIRA}")).first).to_be_visible()
    sara.write(OSKAR, "Välkommen")
    expect(page.get_by_role("log").get_by_text("Välkommen")).to_be_visible()
    expect(page.get_by_text("Före tolken")).to_have_count(0)
    what_came_before(house, oskar, page, picture)
    removed_in_mid_sentence(house, oskar, sara, page)
    again = come(house, "/guest").page
    again.get_by_label("Kod").fill(code)
    again.get_by_role("button", name="Fortsätt").click()
    expect(again.get_by_text(WITHDRAWN)).to_be_visible()


def what_came_before(house: House, oskar: Resident, page: Page, picture: Path) -> None:
    """Older pages back to their own coming, a picture that was sent since, and what was being written."""
    oskar.send_picture(picture)
    shown = page.get_by_role("img", name=f"Bild från {OSKAR}")
    expect(shown).to_be_visible()
    fill(house.deployment, oskar.case_id(), MORE_THAN_A_PAGE)
    page.get_by_label("Skriv ett meddelande").fill("Halvskrivet")
    await_draft(page)
    page.reload()
    expect(page.get_by_label("Skriv ett meddelande")).to_have_value("Halvskrivet")
    log = page.get_by_role("log")
    expect(log.get_by_text(f"nummer {MORE_THAN_A_PAGE - 1},")).to_be_visible()
    expect(shown).to_have_count(0)
    page.get_by_role("button", name="Visa äldre meddelanden").click()
    expect(log.get_by_text("Jag tolkar nu")).to_have_count(1)
    expect(shown).to_have_count(1)
    expect(page.get_by_role("button", name="Visa äldre meddelanden")).to_have_count(0)
    expect(page.get_by_text("Före tolken")).to_have_count(0)


def removed_in_mid_sentence(house: House, oskar: Resident, sara: Nurse, page: Page) -> None:
    """What was typed stays theirs: nobody else gets it. What is said afterwards is not theirs."""
    page.get_by_label("Skriv ett meddelande").fill("Mitt i en")
    sara.press(f"Ta bort {AMIRA} ur samtalet", sara.pane(OSKAR))
    expect(page.get_by_role("heading", name=OVER)).to_be_visible(timeout=CUT_MILLISECONDS)
    expect(page.get_by_text("Mitt i en")).to_be_visible()
    expect(page.get_by_text(WITHDRAWN)).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_count(0)
    sara.write(OSKAR, "Nu är vi två igen")
    expect(oskar.log.get_by_text("Nu är vi två igen")).to_be_visible()
    expect(page.get_by_text("Nu är vi två igen")).to_have_count(0)
    case_id = oskar.case_id()
    assert not [text for text in messages(house.deployment, case_id) if "Mitt i en" in text]
    assert asked(page, f"/api/guest/rooms/{case_id}/messages") == [401]
    page.reload()
    expect(page.get_by_role("heading", name=OVER)).to_be_visible()
    expect(page.get_by_role("log")).to_have_count(0)


def test_guesses_and_those_who_come_too_late(at_clinic: House) -> None:
    house = at_clinic
    bertil = house.resident(BERTIL)
    case_id = ask_urgently(bertil)
    sara = house.nurse("sara.holm")
    sara.claim(BERTIL)
    sara.write(BERTIL, "Före gästen")
    made = invited(sara, case_id, NILS)
    page = come(house, "/guest", NILS).page
    the_code_is_guessed(page, made["code"])
    page.goto(house.origin + made["path"])
    page.reload()
    go_in(page)
    waiting = asked(page, f"/api/guest/rooms/{case_id}/messages", "/api/guest/me")
    assert waiting == [404, 200]
    let_in(sara, BERTIL, page, NILS)
    other_doors(house, page, case_id)

    late = invited(sara, case_id, MARTA)
    for name in (NILS, MARTA):
        time_is_over(house, name)
    expect(page.get_by_role("heading", name=NOT_VALID)).to_be_visible(timeout=CUT_MILLISECONDS)
    expect(page.get_by_text("Inbjudans tid är ute.")).to_be_visible()
    expect(bertil.page.get_by_text("Nils Ek (närstående)")).to_have_count(0)
    too_late = come(house, late["path"], MARTA).page
    expect(too_late.get_by_role("heading", name=NOT_VALID)).to_be_visible()
    expect(too_late.get_by_text("Inbjudans tid är ute.")).to_be_visible()
    expect(too_late.get_by_role("button", name="Det är jag")).to_have_count(0)


def the_code_is_guessed(page: Page, code: str) -> None:
    """Five wrong ones are told to be wrong; then not even the right one opens, and it is said why."""
    wrong = code[:-1] + ("1" if code[-1] != "1" else "2")
    field, go_on = page.get_by_label("Kod"), page.get_by_role("button", name="Fortsätt")
    for _ in range(5):
        field.fill(wrong)
        with page.expect_response("**/api/guest/look"):
            go_on.click()
        expect(page.get_by_text("Koden stämmer inte.")).to_be_visible()
    field.fill(code)
    go_on.click()
    expect(page.get_by_text("Koden har skrivits fel för många gånger och är spärrad.")).to_be_visible()


def other_doors(house: House, page: Page, case_id: str) -> None:
    """From the guest's own browser: other rooms, cases and files, others' addresses, and what no guest may."""
    other = str(uuid4())
    own, strange = {"room_id": case_id}, {"room_id": other}
    opening = {"type": "room.open", "cursors": None}
    saying = {"type": "message.send", "client_message_id": str(uuid4()), "text": "Hej", "picture_id": None}
    told = commanded(
        page,
        "guest",
        {**opening, **strange},
        {**saying, **strange, "shown_room_id": other},
        {"type": "case.claim", **own},
        {"type": "note.add", **own, "text": "Hej"},
        {"type": "call.start", **own, "peer_id": str(uuid4()), "video": False},
    )
    assert told == ["not_found", "not_found", "not_allowed", "not_allowed", "not_allowed"]
    assert commanded(page, "resident") == [4401]
    assert commanded(page, "staff") == [4401]
    rooms = asked(
        page, f"/api/guest/rooms/{other}/messages", f"/api/guest/files/{other}", f"/api/guest/cases/{case_id}"
    )
    assert rooms == [404, 404, 404]
    others = asked(page, "/api/resident/me", f"/api/resident/cases/{case_id}", "/api/staff/me", "/api/staff/concluded")
    assert others == [401, 404, 401, 401]
    beside = page.context.new_page()
    beside.goto(f"{house.origin}/cases/{case_id}")
    expect(beside.get_by_role("heading", name="Logga in")).to_be_visible()
    beside.goto(f"{house.origin}/staff")
    expect(beside.get_by_label("Användarnamn")).to_be_visible()
    expect(beside.get_by_text("Före gästen")).to_have_count(0)
    beside.close()


def test_a_guest_and_who_invites_them_by_keyboard_alone(at_clinic: House) -> None:
    samira = at_clinic.resident(SAMIRA)
    ask_urgently(samira)
    sara = at_clinic.nurse("sara.holm")
    sara.claim(SAMIRA)
    hands = Keyboard(sara.page)
    # Its script is for pages that come: the one that is open has it by being opened anew.
    sara.page.reload()
    sara.open(SAMIRA)
    code = invited_by_keys(hands)
    guest = at_clinic.windows.open(AMIRA, at_clinic.origin, phone=True)
    theirs = Keyboard(guest.page)
    guest.go("/guest")
    come_in_by_keys(theirs, code)
    hands.to("button", f"Släpp in {AMIRA}")
    hands.press("Enter")
    talk_by_keys(theirs, samira)
    hands.to("button", f"Ta bort {AMIRA} ur samtalet")
    hands.press("Enter")
    theirs.heard(OVER)
    theirs.push("Skriv en ny kod")
    theirs.heard("Inbjudan till ett samtal")


def invited_by_keys(hands: Keyboard) -> str:
    """What is missing has the focus; the dialog gives it back to what opened it. Gives the code."""
    hands.push(INVITE)
    dialog = hands.page.get_by_role("dialog")
    hands.escapes(dialog, INVITE)
    hands.press("Enter")
    expect(dialog).to_be_visible()
    hands.choose("Tolk")
    hands.push("Skapa inbjudan")
    hands.is_at("textbox", "Namn")
    hands.type(AMIRA)
    hands.fill("Språk", "arabiska")
    hands.push("Skapa inbjudan")
    expect(dialog.get_by_role("img", name=f"QR-kod med länken till {AMIRA}")).to_be_visible()
    code = dialog.locator(".guests__code").inner_text()
    hands.push("Klar")
    expect(dialog).to_have_count(0)
    return code


def come_in_by_keys(theirs: Keyboard, code: str) -> None:
    theirs.heard("Inbjudan till ett samtal")
    theirs.push("Fortsätt")
    theirs.is_at("textbox", "Kod")
    theirs.type(code)
    theirs.push("Fortsätt")
    theirs.heard(f"Hej {AMIRA}")
    theirs.tick("Jag lovar att inte berätta för någon annan vad jag får veta här.")
    theirs.push(GO_IN)
    theirs.heard("Vänta här")


def talk_by_keys(theirs: Keyboard, samira: Resident) -> None:
    """Reads, answers one message in particular, thinks of leaving and stays."""
    theirs.heard(f"Samtal med {SAMIRA}")
    samira.write("Jag har ont här")
    expect(theirs.page.get_by_role("log").get_by_text("Jag har ont här")).to_be_visible()
    theirs.push(re.compile("^Val för"))
    theirs.push("Svara")
    theirs.is_at("textbox", "Skriv ett meddelande")
    theirs.type("Var då?")
    theirs.push("Skicka")
    expect(samira.message("Var då?")).to_be_visible()
    theirs.back_to("button", "Lämna")
    theirs.press("Enter")
    theirs.is_at("button", "Stanna")
    theirs.press("Enter")
    theirs.is_at("button", "Lämna")
    assert {str(stop) for stop in theirs.round()} >= {"textbox “Skriv ett meddelande”", "button “Skicka”"}
