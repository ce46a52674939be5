"""A document goes from the telephone to the desk and is saved there; what should not be there is hidden at once."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import House
from tests.browser.database import rows
from tests.browser.forms import ask_urgently
from tests.browser.hostile import sender
from tests.browser.pictures import drawn_throat
from tests.core.documents import CERTIFICATE, pdf
from tests.support.servers import Deployment

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

ANNA = "Anna Lind"


def test_a_document_arrives_and_a_picture_is_hidden_from_everybody(at_clinic: House, tmp_path: Path) -> None:
    anna, sara = at_clinic.resident(ANNA), at_clinic.nurse("sara.holm")
    ask_urgently(anna)
    sara.claim(ANNA)
    sara.write(ANNA, "Hej! Skicka gärna intyget.")
    expect(anna.message("Skicka gärna intyget.")).to_be_visible()

    (tmp_path / "Intyg från skolan.pdf").write_bytes(CERTIFICATE)
    anna.page.get_by_label("Lägg till en bild eller en PDF").set_input_files(tmp_path / "Intyg från skolan.pdf")
    expect(anna.page.get_by_text("Intyg från skolan.pdf är med.")).to_be_visible()
    anna.write("Här är intyget")
    link = sara.pane(ANNA).get_by_role("link", name="Spara Intyg från skolan.pdf")
    expect(link).to_contain_text("PDF, 2 sidor")
    with sara.page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename == "Intyg från skolan.pdf"
    assert download.value.path().read_bytes() == CERTIFICATE

    (tmp_path / "skript.pdf").write_bytes(pdf(b"<</S/JavaScript/JS(app.alert(1))>>"))
    anna.page.get_by_label("Lägg till en bild eller en PDF").set_input_files(tmp_path / "skript.pdf")
    expect(anna.page.get_by_text("skript.pdf är med.")).to_be_visible()
    anna.write("Och det här")
    expect(anna.message("Och det här")).to_contain_text("startar av sig självt")
    anna.press("Ta bort", anna.message("Och det här"))

    anna.send_picture(drawn_throat(tmp_path / "other.jpg"), "Så här ser det ut")
    expect(anna.message("Så här ser det ut")).to_contain_text(re.compile("Framme|Öppnat av"))
    anna.page.get_by_role("button", name="Visa bilden stor").click()
    expect(anna.page.get_by_role("dialog")).to_be_visible()
    dialog = sara.look_at_picture(ANNA)
    sara.press("Dölj bilden för alla")
    sara.press("Dölj för alla", dialog)
    expect(dialog.get_by_text("Välj varför.")).to_be_visible()
    dialog.get_by_label("Den gäller någon annan").check()
    dialog.get_by_label("Berätta kort för kollegorna").fill("Bilden är på en bror")
    sara.press("Dölj för alla", dialog)
    expect(dialog).to_have_count(0)
    expect(sara.message("Så här ser det ut")).to_contain_text("Dold av vården: den verkar gälla någon annan.")
    expect(sara.log.get_by_text("Bilden är på en bror")).to_be_visible()
    # What stood open on the telephone is closed, and it and its place say why.
    expect(anna.page.get_by_role("dialog")).to_have_count(0)
    expect(anna.page.get_by_text("Bilden visas inte längre här, och stängdes.")).to_be_visible()
    expect(anna.message("Så här ser det ut")).to_contain_text("Dold av vården: den verkar gälla någon annan.")
    expect(anna.log.get_by_role("img")).to_have_count(0)
    expect(anna.page.get_by_text("Bilden är på en bror")).to_have_count(0)


def test_what_stands_open_closes_when_a_colleague_takes_it_away(
    at_clinic: House, clinic: Deployment, tmp_path: Path
) -> None:
    anna, sara = at_clinic.resident("Samira Haddad"), at_clinic.nurse("sara.holm")
    case_id = ask_urgently(anna)
    sara.claim("Samira Haddad")
    for words in ("I måndags", "I tisdags", "I onsdags"):
        anna.send_picture(drawn_throat(tmp_path / "throat.jpg"), words)
        expect(sara.message(words).get_by_role("img")).to_be_visible()
    anna.write("Feber 39,5")
    choices(anna.log, "Feber 39,5").click()
    anna.press("Ändra", anna.log)
    anna.page.get_by_role("dialog").get_by_label("Meddelande", exact=True).fill("Feber 38,5")
    anna.press("Spara ändringen", anna.page.get_by_role("dialog"))
    expect(sara.message("Feber 38,5")).to_be_visible()
    found = dict(rows(clinic, "SELECT text, coalesce(picture_id, id) FROM rooms_message"))
    cookie = next(one["value"] for one in sara.window.context.cookies() if one["name"] == "vardrum_staff")
    with sender(clinic.server(0).port, "staff", cookie, case_id) as colleague:

        def hide(words: str) -> None:
            colleague.do({"type": "file.hide", "file_id": found[words], "reason": "wrong_picture", "text": "Fel bild"})

        dialog = sara.look_at_picture("Samira Haddad", 0)
        sara.press("Jämför två bilder")
        closed = sara.told("Bilden visas inte längre här, och stängdes.")
        expect(dialog.locator(".compared img")).to_have_count(2)
        hide("I onsdags")
        expect(closed).to_have_count(1)
        expect(dialog.locator(".compared figure")).to_have_count(2)
        expect(dialog.locator(".compared__others")).to_have_count(0)
        hide("I tisdags")
        # Nothing is left to compare with: the picture that was open stands alone.
        expect(dialog.locator(".compared")).to_have_count(0)
        expect(dialog.get_by_role("img")).to_be_visible()
        hide("I måndags")
        expect(dialog).to_have_count(0)
        expect(closed).to_be_visible()

        choices(sara.pane("Samira Haddad"), "Feber 38,5").click()
        sara.press("Vad som stod tidigare", sara.pane("Samira Haddad"))
        expect(dialog.get_by_text("Feber 39,5")).to_be_visible()
        choices(anna.log, "Feber 38,5").click()
        anna.press("Ändra", anna.log)
        colleague.do(
            {"type": "message.redact", "message_id": found["Feber 38,5"], "reason": "wrong_person", "explanation": ""}
        )
        expect(dialog).to_have_count(0)
        expect(sara.told("Meddelandet togs bort, och rutan stängdes.")).to_be_visible()
        expect(anna.page.get_by_role("dialog")).to_have_count(0)
        expect(anna.page.get_by_text("Meddelandet togs bort, och rutan stängdes.")).to_be_visible()


def choices(within: Locator, text: str) -> Locator:
    return within.get_by_role("listitem").filter(has_text=text).first.get_by_role("button", name=re.compile("^Val för"))
