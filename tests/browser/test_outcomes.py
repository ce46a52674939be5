"""Where a form can lead: 112 and the ways on from it, advice for home, an errand, a child's case; and going back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import House
from tests.browser.forms import (
    CHEST_PAIN,
    MILD_SORE_THROAT,
    NO,
    NO_DANGER,
    THROAT_WITHOUT_DANGER,
    ask_urgently,
    renewal,
)
from tests.browser.people import choose, lasting, write

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]


def test_chest_pain_leads_to_112_at_the_third_question(at_clinic: House) -> None:
    bertil = at_clinic.resident("Bertil Sandgren")
    bertil.begin("Ont i bröstet")
    bertil.describe(*CHEST_PAIN)
    expect(bertil.heading("Ring 112 nu")).to_be_visible()
    expect(bertil.page.get_by_role("link", name="Ring 112")).to_have_attribute("href", "tel:112")
    bertil.take_way("Jag har ringt 112")
    expect(bertil.heading("Bra att du ringde. Ha det här nära till hands:", level=2)).to_be_visible()
    bertil.page.reload()
    expect(bertil.heading("Du har ringt 112")).to_be_visible()


def test_who_answered_wrong_reaches_a_nurse_before_all_others_with_both_answers(at_clinic: House) -> None:
    samira = at_clinic.resident("Samira Haddad")
    samira.begin("Ont i bröstet")
    samira.describe(*CHEST_PAIN)
    samira.take_way("Jag svarade fel")
    expect(samira.heading("Vad ville du svara?")).to_be_visible()
    choose("Nej")(samira.page)
    samira.press("Skicka till en sjuksköterska")
    samira.case_id()
    sara = at_clinic.nurse("sara.holm")
    expect(sara.waiting_rows().first).to_have_text(re.compile("1.*Samira Haddad.*Omgående"))
    sara.claim("Samira Haddad")
    case = sara.case("Samira Haddad")
    expect(case).to_contain_text("säger sig ha svarat fel")
    flag = case.get_by_role("term").filter(has_text="Tryck eller stark smärta just nu").locator("xpath=..")
    expect(flag).to_contain_text("Ja")
    expect(flag).to_contain_text("Nej")


def test_a_mild_sore_throat_gets_advice_and_may_still_have_contact(at_clinic: House) -> None:
    oskar = at_clinic.resident("Oskar Wallin")
    oskar.begin("Ont i halsen")
    oskar.describe(*MILD_SORE_THROAT)
    oskar.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    oskar.press("Skicka till Björkdalens vårdcentral")
    expect(oskar.heading("Du kan ta hand om halsen hemma")).to_be_visible()
    for title in ("Gör så här", "Sök vård igen om", "Ring 112 om"):
        expect(oskar.heading(title, level=2)).to_be_visible()
    assert oskar.page.evaluate("scrollY") == 0
    oskar.press("Jag vill ändå ha kontakt")
    oskar.describe(*THROAT_WITHOUT_DANGER)
    oskar.send_form()
    johan = at_clinic.nurse("johan.lager")
    expect(johan.waiting_rows().filter(has_text="Oskar Wallin")).to_have_text(re.compile("^5.*Avvakta"))


def test_an_errand_has_no_priority_and_no_signs_of_danger(at_clinic: House) -> None:
    ingrid = at_clinic.resident("Ingrid Falk")
    ingrid.begin("Förnya recept", errand=True)
    ingrid.describe(*renewal(vital=NO))
    expect(ingrid.heading("Tecken på fara", level=2)).to_have_count(0)
    ingrid.send_form()
    johan = at_clinic.nurse("johan.lager")
    expect(johan.waiting_rows().filter(has_text="Ingrid Falk")).to_have_text(re.compile("Recept, intyg"))


def test_a_second_form_about_the_same_is_added_to_the_open_case(at_clinic: House) -> None:
    elsa = at_clinic.resident("Elsa Nyberg")
    elsa.begin("Förnya recept", errand=True)
    elsa.describe(*renewal(vital=NO))
    first = elsa.send_form()
    elsa.begin("Förnya recept", errand=True)
    elsa.describe(*renewal(vital=NO))
    expect(elsa.page.get_by_role("group", name="Du har redan ett ärende om det här")).to_be_visible()
    elsa.page.get_by_role("radio", name="Lägg till i ”Förnya recept”").check()
    elsa.page.get_by_role("button", name="Lägg till i ärendet ”Förnya recept”").click()
    assert elsa.case_id() == first


def test_whoever_is_listed_nowhere_chooses_the_clinic(at_clinic: House) -> None:
    nils = at_clinic.resident("Nils Åkerman")
    nils.begin("Förnya recept", errand=True)
    nils.describe(*renewal(vital=NO))
    expect(nils.page.get_by_role("button", name="Skicka till Telefonenheten")).to_be_visible()
    nils.page.get_by_role("radio", name="Björkdalens vårdcentral").check()
    nils.send_form("Björkdalens vårdcentral")


def test_a_guardian_asks_for_her_child(at_clinic: House) -> None:
    maria = at_clinic.resident("Maria Nyberg")
    maria.begin("Ont i halsen", about="Leo Nyberg")
    expect(maria.page.get_by_role("heading", name="Har barnet svårt att andas?")).to_be_visible()
    ask_urgently(maria, about="Leo Nyberg")
    sara = at_clinic.nurse("sara.holm")
    sara.claim("Leo Nyberg")
    expect(sara.case("Leo Nyberg")).to_contain_text("Ombud: Maria Nyberg, skriver för Leo Nyberg")
    expect(sara.pane("Leo Nyberg").get_by_text("Till Maria, om Leo Nyberg")).to_be_visible()
    sara.write("Leo Nyberg", "Hur mår Leo nu?")
    expect(maria.message("Hur mår Leo nu?")).to_be_visible()
    maria.write("Han leker som vanligt.")
    expect(sara.message("Han leker som vanligt.")).to_contain_text("Maria, ")


def test_back_changed_answers_and_a_reload_in_the_middle(at_clinic: House) -> None:
    """What was answered stays answered, what was half entered stays entered, and a changed answer is the one sent."""
    anna = at_clinic.resident("Anna Lind")
    anna.begin("Ont i halsen")
    anna.describe(*THROAT_WITHOUT_DANGER)
    lasting(3, "veckor")(anna.page)
    anna.wait_until_kept()
    anna.page.reload()
    expect(anna.page.get_by_label("Antal")).to_have_value("3")
    expect(anna.page.get_by_label("veckor")).to_be_checked()
    anna.press("Tillbaka")
    expect(anna.page.get_by_label("Nej", exact=True)).to_be_checked()
    anna.press("Nästa fråga")
    anna.describe(("Hur länge", lasting(2, "dagar")), *MILD_SORE_THROAT[6:])
    expect(anna.heading("Stämmer dina svar?")).to_be_visible()
    expect(anna.page.get_by_text("2 dagar")).to_be_visible()
    anna.change("Kontakt", "Vad du hoppas på", "Vad hoppas du", write("Vad du hoppas på", "Bli bra till lördag"))
    expect(anna.page.get_by_text("Bli bra till lördag")).to_be_visible()


def test_a_question_without_an_answer_says_so_and_stays(at_clinic: House) -> None:
    nils = at_clinic.resident("Nils Åkerman")
    nils.begin("Ont i halsen")
    nils.press("Nästa fråga")
    missing = nils.page.get_by_role("region", name="Något saknas")
    expect(missing).to_be_focused()
    missing.get_by_role("link", name="Svårt att andas: inget svar än").click()
    expect(nils.page.get_by_label("Ja", exact=True)).to_be_focused()
    nils.describe(*NO_DANGER)
