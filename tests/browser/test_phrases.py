"""Phrases with two who use them: what is missing or no longer holds is stopped, what others change is told."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import House
from tests.browser.forms import YES, ask_urgently, renewal
from tests.browser.people import Nurse, Resident, choose
from tests.browser.phrases import PhraseDesk, administrator
from tests.browser.windows import Windows
from tests.support.servers import Deployment

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

OSKAR, INGRID, BERTIL, SAMIRA, ANNA = "Oskar Wallin", "Ingrid Falk", "Bertil Sandgren", "Samira Haddad", "Anna Lind"


@pytest.fixture
def house_of_phrases(windows: Windows, clinic: Deployment) -> House:
    return House(windows, clinic)


def ask(house: House, name: str) -> Resident:
    resident = house.resident(name)
    resident.begin("Förnya recept", errand=True)
    resident.describe(*renewal(vital=YES))
    resident.send_form()
    return resident


def answers_again(resident: Resident, left: str) -> None:
    """The same errand once more, with another answer, added to the case that is open."""
    resident.begin("Förnya recept", errand=True)
    again = renewal(vital=YES)
    resident.describe(*again[:2], ("Hur länge räcker medicinen", choose(left)), *again[3:])
    resident.page.get_by_role("radio", name="Lägg till i ”Förnya recept”").check()
    resident.page.get_by_role("button", name="Lägg till i ärendet ”Förnya recept”").click()
    resident.case_id()


def button(nurse: Nurse, name: str, resident: str) -> Locator:
    return nurse.pane(resident).get_by_role("button", name=name, exact=True)


def test_an_unfilled_blank_is_named_and_stops_the_phrase(house_of_phrases: House) -> None:
    oskar = ask(house_of_phrases, OSKAR)
    sara = house_of_phrases.nurse("sara.holm")
    sara.claim(OSKAR)
    field, keyboard = sara.composer(OSKAR), sara.page.keyboard
    field.press_sequentially("/rec ")
    expect(field).to_have_value(re.compile(r"^Receptet på \[läkemedel\] är förnyat"))
    expect(sara.pane(OSKAR).get_by_text("3 fält kvar att fylla i: läkemedel, dag, dos")).to_be_visible()
    keyboard.type("Levaxin")
    keyboard.press("Control+Enter")
    expect(sara.pane(OSKAR).get_by_text("2 fält kvar att fylla i: dag, dos")).to_be_visible()
    keyboard.type("i morgon")
    keyboard.press("Tab")
    keyboard.type("en om dagen")
    keyboard.press("Control+Enter")
    expect(sara.message("Levaxin är förnyat")).to_be_visible()
    expect(oskar.page.get_by_text("[")).to_have_count(0)


def test_an_abbreviation_becomes_its_phrase_and_undoing_gives_it_back(house_of_phrases: House) -> None:
    ask(house_of_phrases, INGRID)
    johan = house_of_phrases.nurse("johan.lager")
    johan.claim(INGRID)
    field, keyboard = johan.composer(INGRID), johan.page.keyboard
    field.press_sequentially("och/hals 3/11 ")
    expect(field).to_have_value("och/hals 3/11 ")
    keyboard.type("/hals")
    keyboard.press("Tab")
    expect(field).to_have_value(re.compile("^och/hals 3/11 Halsont beror"))
    keyboard.press("Control+z")
    expect(field).to_have_value("och/hals 3/11 /hals")
    keyboard.type(" ")
    expect(field).to_have_value("och/hals 3/11 /hals ")
    field.fill("")
    keyboard.type(";hej ")
    expect(field).to_have_value(re.compile("^Hej Ingrid! Jag heter Johan"))


def test_what_a_newer_form_changed_is_told_before_it_is_sent(house_of_phrases: House) -> None:
    samira = ask(house_of_phrases, SAMIRA)
    sara = house_of_phrases.nurse("sara.holm")
    phrases = PhraseDesk(sara.page)
    phrases.go_here()
    phrases.begin("kvar", "Medicin kvar", "Du har kvar: {answer:renewal_left}. Hör av dig [när].")
    phrases.save()
    phrases.saved("Medicin kvar", 1)
    sara.press("Skrivbord")
    sara.claim(SAMIRA)
    field, pane = sara.composer(SAMIRA), sara.pane(SAMIRA)
    field.press_sequentially("/kvar ")
    sara.page.keyboard.type("på fredag")
    expect(field).to_have_value("Du har kvar: Några dagar. Hör av dig på fredag.")
    answers_again(samira, "Den är slut")
    stale = pane.get_by_role("alert", name="Det här stämmer inte längre med ärendet")
    expect(stale).to_contain_text("i texten står ”Några dagar”, här gäller ”Den är slut”")
    field.press("Control+Enter")
    expect(button(sara, "Uppdatera", SAMIRA)).to_be_focused()
    expect(pane.get_by_role("log").get_by_text("Du har kvar")).to_have_count(0)
    sara.page.keyboard.press("Enter")
    expect(field).to_have_value("Du har kvar: Den är slut. Hör av dig på fredag.")
    expect(stale).to_have_count(0)
    answers_again(samira, "Några dagar")
    expect(stale).to_contain_text("här gäller ”Några dagar”")
    # It is there after a reload, and may be kept as it stands.
    sara.page.reload()
    button(sara, "Behåll som det står", SAMIRA).press("Enter")
    expect(field).to_have_value("Du har kvar: Den är slut. Hör av dig på fredag.")
    field.press("Control+Enter")
    expect(sara.message("Du har kvar: Den är slut.")).to_be_visible()


def test_words_that_were_filled_in_for_another_resident_are_stopped(house_of_phrases: House) -> None:
    for name in (BERTIL, ANNA):
        ask_urgently(house_of_phrases.resident(name))
    johan = house_of_phrases.nurse("johan.lager")
    for name in (BERTIL, ANNA):
        johan.claim(name)
        expect(johan.composer(name)).to_be_focused()
    johan.composer(BERTIL).press_sequentially(";hej ")
    expect(johan.composer(BERTIL)).to_have_value(re.compile("^Hej Bertil!"))
    johan.composer(BERTIL).press("Control+a")
    johan.composer(BERTIL).press("Control+c")
    johan.composer(ANNA).press("Control+v")
    expect(johan.composer(ANNA)).to_have_value(re.compile("^Hej Bertil!"))
    stale = johan.pane(ANNA).get_by_role("alert")
    expect(stale).to_contain_text("Texten har uppgifter ur någon annans ärende. Det här går till Anna Lind.")
    expect(stale).to_contain_text("i texten står ”Bertil”, här gäller ”Anna”")
    johan.composer(ANNA).press("Control+Enter")
    expect(johan.pane(ANNA).get_by_role("log").get_by_text("Hej Bertil!")).to_have_count(0)
    expect(johan.pane(BERTIL).get_by_role("alert")).to_have_count(0)
    johan.page.keyboard.press("Enter")
    expect(johan.composer(ANNA)).to_have_value(re.compile("^Hej Anna!"))
    johan.composer(ANNA).press("Control+Enter")
    expect(johan.pane(ANNA).get_by_role("log").get_by_text("Hej Anna!")).to_be_visible()


def test_a_phrase_that_is_edited_meanwhile_stays_and_the_newer_one_is_offered(house_of_phrases: House) -> None:
    ask_urgently(house_of_phrases.resident("Elsa Nyberg"))
    sara, elsa = house_of_phrases.nurse("sara.holm"), "Elsa Nyberg"
    sara.claim(elsa)
    field, pane = sara.composer(elsa), sara.pane(elsa)
    field.press_sequentially(";tid ")
    sara.page.keyboard.type("tisdag")
    before = field.input_value()
    assert "tisdag klockan [tid]" in before
    phrases = PhraseDesk(house_of_phrases.supervisor().page)
    phrases.go_here()
    phrases.open("Bokad tid")
    phrases.text().fill("Välkommen [dag] klockan [tid] till {unit_name}.")
    phrases.save()
    phrases.saved("Bokad tid", 2)
    told = pane.get_by_role("status").filter(has_text="Helena Strand har ändrat frasen ”Bokad tid”")
    expect(told).to_be_visible()
    expect(field).to_have_value(before)
    expect(field).to_be_focused()
    told.get_by_role("button", name="Byt till den nya").press("Enter")
    expect(field).to_have_value("Välkommen [dag] klockan [tid] till Björkdalens vårdcentral.")
    expect(told).to_have_count(0)
    # What was written is not lost: undoing gives it back.
    field.press("Control+z")
    expect(field).to_have_value(before)


def test_the_second_of_two_who_edit_is_told_and_loses_nothing(house_of_phrases: House) -> None:
    helena = PhraseDesk(house_of_phrases.supervisor().page)
    nina = administrator(house_of_phrases.windows.open("nina.admin", house_of_phrases.origin))
    for desk in (helena, nina):
        if desk is helena:
            desk.go_here()
        desk.open("Provtagning")
        desk.text().fill("Lämna prov [dag].")
    nina.words("svenska").get_by_label("Namn", exact=True).fill("Prov")
    helena.save()
    helena.saved("Provtagning", 2)
    nina.save()
    told = nina.page.get_by_role("alert", name="Frasen har ändrats")
    expect(told).to_be_focused()
    expect(told).to_contain_text("Helena Strand sparade en annan version")
    expect(nina.words("svenska").get_by_label("Namn", exact=True)).to_have_value("Prov")
    told.get_by_role("button", name="Spara min som ny version").press("Enter")
    nina.saved("Prov", 3)
    # Both are kept, and the first one comes back.
    expect(helena.form.get_by_role("heading", name="Prov", level=2, exact=True)).to_be_visible(timeout=20_000)
    helena.form.get_by_role("button", name="Visa alla versioner").press("Enter")
    versions = helena.form.get_by_role("region", name="Versioner").get_by_role("listitem")
    expect(versions).to_have_text([re.compile("Nina Berg"), re.compile("Helena Strand"), re.compile("Version 1")])
    versions.nth(1).locator("summary").press("Enter")
    versions.nth(1).get_by_role("button", name="Hämta tillbaka den här, version 2").press("Enter")
    helena.save()
    helena.saved("Provtagning", 4)
    helena.form.get_by_role("button", name="Ta bort").press("Enter")
    expect(helena.line("Provtagning")).to_have_count(0)
    helena.page.get_by_role("button", name="Ångra").press("Enter")
    expect(helena.line("Provtagning")).to_be_visible()


def test_what_is_not_saved_outlives_the_page(house_of_phrases: House) -> None:
    phrases = PhraseDesk(house_of_phrases.nurse("peter.akesson").page)
    phrases.go_here()
    phrases.begin("egen ord", "Vila hemma", "Vila [hur länge")
    phrases.form.press("Control+Enter")
    expect(phrases.abbreviation).to_be_focused()
    expect(phrases.form.get_by_text("inget mellanslag")).to_be_visible()
    expect(phrases.form.get_by_text("En hakparentes saknar")).to_be_visible()
    phrases.page.reload()
    phrases.line("Vila hemma").get_by_role("button").first.click()
    expect(phrases.text()).to_have_value("Vila [hur länge")
    phrases.text().fill("Vila ")
    phrases.words("svenska").get_by_role("button", name="Fält att fylla i").press("Enter")
    phrases.page.keyboard.type("hur länge")
    expect(phrases.text()).to_have_value("Vila [hur länge]")
    phrases.abbreviation.fill("egen")
    phrases.form.press("Control+Enter")
    phrases.saved("Vila hemma", 1)
    expect(phrases.line("Vila hemma")).to_contain_text("Finns inte på engelska")


def test_the_page_of_phrases_without_a_mouse(house_of_phrases: House) -> None:
    """Gone to, searched, walked through, copied, written, saved and left by keys."""
    johan = house_of_phrases.nurse("johan.lager")
    phrases, keyboard = PhraseDesk(johan.page), johan.page.keyboard
    johan.page.get_by_role("button", name="Skrivbord").focus()
    keyboard.press("g")
    keyboard.press("f")
    search = johan.page.get_by_label("Sök bland fraserna")
    search.focus()
    keyboard.type("ring 112")
    lines = johan.page.get_by_role("region", name="Fraser").get_by_role("listitem")
    expect(lines).to_have_count(3)
    keyboard.press("ArrowDown")
    keyboard.press("ArrowDown")
    expect(lines.nth(1).get_by_role("button")).to_be_focused()
    keyboard.press("Enter")
    expect(phrases.form.get_by_role("heading", name="Om det blir värre")).to_be_focused()
    keyboard.press("Tab")
    expect(phrases.form.get_by_role("button", name="Gör en egen av den")).to_be_focused()
    keyboard.press("Enter")
    expect(phrases.form.get_by_role("heading", level=2)).to_be_focused()
    keyboard.press("Tab")
    expect(phrases.abbreviation).to_be_focused()
    expect(phrases.abbreviation).to_have_value("varr")
    keyboard.press("End")
    keyboard.type("2")
    keyboard.press("Control+Enter")
    phrases.saved("Om det blir värre", 1)
    keyboard.press("Control+k")
    keyboard.type("skrivbord")
    keyboard.press("Enter")
    expect(johan.waiting).to_be_visible()
