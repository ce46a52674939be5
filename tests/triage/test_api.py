"""The HTTP edge of the form: from the reasons to the case, and pictures on the way."""

from io import BytesIO
from uuid import UUID

import pytest
from django.test import Client
from PIL import Image

from chatserver.core.actor import Actor
from chatserver.core.ids import new_id
from chatserver.core.models import AuditEntry
from people.models import Account
from people.sessions import COOKIE_NAMES
from rooms.models import Case
from tests.people import world as people_world
from tests.rooms.world import World
from tests.triage.forms import begin, case_of, submitted
from tests.triage.sheets import CHEST

FORMS = "/api/resident/intakes"


def browser_of(actor: Actor) -> Client:
    client = people_world.browser()
    account = Account.objects.get(id=actor.person)
    client.cookies[COOKIE_NAMES["resident"]] = people_world.logged_in(account).session_key
    return client


def a_picture() -> bytes:
    body = BytesIO()
    Image.new("RGB", (64, 48), "teal").save(body, "JPEG")
    return body.getvalue()


def test_reasons_for_oneself_and_for_a_child(world: World) -> None:
    browser = browser_of(world.maria)
    for subject in (world.maria.account_id, world.leo_id):
        answer = browser.get(f"{FORMS}/reasons?subject_id={subject}").json()
        administrative = {one["id"]: one["administrative"] for one in answer["reasons"]}
        assert (administrative["sore_throat"], administrative["prescription_renewal"]) == (False, True)
        assert ("fever_child" in administrative) is (subject == world.leo_id)
        assert answer["demonstration"] is True
        assert "halsfluss" in answer["reasons"][0]["synonyms"]
    assert browser.get(f"{FORMS}/reasons?subject_id={world.anna.account_id}").status_code == 404


def test_a_form_is_walked_by_what_the_server_asks(world: World) -> None:
    browser = browser_of(world.anna)
    start = {"reason_id": "chest_pain", "subject_id": str(world.anna.account_id)}
    view = browser.post(FORMS, start, content_type="application/json").json()
    asked = []
    while view["next_question_id"] is not None:
        asked.append(view["next_question_id"])
        body = {"answer": CHEST[view["next_question_id"]]}
        put = browser.put(f"{FORMS}/{view['id']}/answers/{asked[-1]}", body, content_type="application/json")
        assert put.status_code == 200, put.content
        view = put.json()
    assert asked[:8] == ["breathing", "very_ill", *(f"chest_{one}" for one in ("lasting", "spreading", "sweating")),
                         "chest_fainting", "chest_sudden", "chest_blood"]  # fmt: skip
    assert view["receiver"]["name"] == "Björkdalens vårdcentral"
    done = browser.post(f"{FORMS}/{view['id']}/submit", {"add_to_case_id": None}, content_type="application/json")
    assert (done.status_code, done.json()["state"]) == (200, "handed_off")
    assert done.json()["case_id"] == str(Case.objects.get().id)
    again = browser.get(f"{FORMS}/{view['id']}").json()
    assert again["case_id"] == done.json()["case_id"]
    assert browser.get(FORMS).json() == {"intakes": []}
    [form] = browser.get(f"{FORMS}/of-case/{done.json()['case_id']}").json()["forms"]
    assert [one["question"]["id"] for one in form["asked"]] == asked
    assert browser_of(world.maria).get(f"{FORMS}/of-case/{done.json()['case_id']}").status_code == 404


def test_back_emergency_and_the_ways_on(world: World) -> None:
    browser = browser_of(world.anna)
    form = f"{FORMS}/{begin(world.anna)}"
    browser.put(f"{form}/answers/very_ill", {"answer": "no"}, content_type="application/json")
    view = browser.delete(f"{form}/answers/very_ill").json()
    assert view["next_question_id"] == "breathing"
    view = browser.put(f"{form}/answers/breathing", {"answer": "yes"}, content_type="application/json").json()
    assert (view["state"], view["outcome"]["title"]["en"]) == ("emergency", "Call 112 now")
    assert browser.post(f"{form}/called-112").json()["outcome"]["called_112"] is True
    wrong = {"corrections": [{"question_id": "breathing", "answer": "no"}]}
    view = browser.post(f"{form}/answered-wrong", wrong, content_type="application/json").json()
    assert (view["state"], Case.objects.get().priority) == ("handed_off", 1)


def test_from_advice_to_contact(world: World) -> None:
    browser, intake = browser_of(world.anna), submitted(world.anna)
    [line] = browser.get(FORMS).json()["intakes"]
    assert (line["id"], line["state"]) == (str(intake.id), "self_care")
    assert browser.post(f"{FORMS}/{intake.id}/want-contact").json()["next_question_id"] == "breathing"
    assert browser.get(f"{FORMS}/{intake.id}/open-cases").json() == {"cases": []}
    assert browser.delete(f"{FORMS}/{intake.id}").status_code == 204


@pytest.mark.parametrize(
    ("answer", "status", "code"),
    [("perhaps", 422, "answer_invalid"), ({"value": "x"}, 422, "bad_request"), (None, 422, "bad_request")],
)
def test_a_wrong_answer_is_refused_without_being_repeated(world: World, answer: object, status: int, code: str) -> None:
    address = f"{FORMS}/{begin(world.anna)}/answers/breathing"
    refusal = browser_of(world.anna).put(address, {"answer": answer}, content_type="application/json")
    assert (refusal.status_code, refusal.json()["code"]) == (status, code)
    assert "perhaps" not in refusal.content.decode()


def test_a_login_is_needed_everywhere(world: World) -> None:
    del world
    browser, form = people_world.browser(), f"{FORMS}/{new_id()}"
    answers = [
        browser.get(FORMS),
        browser.get(f"{FORMS}/reasons?subject_id={new_id()}"),
        browser.get(form),
        browser.get(f"{form}/open-cases"),
        browser.get(f"{form}/files/{new_id()}"),
        browser.get(f"{form}/files/{new_id()}/state"),
        browser.delete(form),
        browser.delete(f"{form}/answers/breathing"),
        browser.put(f"{form}/answers/breathing", {"answer": "no"}, content_type="application/json"),
        *(browser.post(f"{form}/{way}") for way in ("called-112", "answered-wrong", "want-contact", "files")),
        browser.post(FORMS, {}, content_type="application/json"),
        browser.post(f"{form}/submit", {"add_to_case_id": None}, content_type="application/json"),
    ]
    assert {answer.status_code for answer in answers} == {401}


# --- pictures ------------------------------------------------------------------------------------------------------
def uploaded(browser: Client, intake_id: UUID, body: bytes) -> dict[str, object]:
    answer = browser.post(f"{FORMS}/{intake_id}/files", body, content_type="image/jpeg")
    assert answer.status_code == 201, answer.content
    view: dict[str, object] = answer.json()
    return view


def test_a_picture_goes_with_the_form_to_staff(world: World) -> None:
    browser, intake_id = browser_of(world.anna), begin(world.anna)
    view = uploaded(browser, intake_id, a_picture())
    assert view["state"] == "ready"
    files = f"{FORMS}/{intake_id}/files/{view['id']}"
    assert browser.get(f"{files}/state").json() == view
    shown = browser.get(files)
    assert (shown.status_code, shown["Content-Security-Policy"]) == (200, "default-src 'none'; sandbox")
    assert Image.open(BytesIO(shown.content)).size == (64, 48)
    assert AuditEntry.objects.filter(action="file.open", kind="read").count() == 2
    intake = submitted(world.anna, throat_picture=[view["id"]], throat_pain=9)
    assert case_of(intake.id).summary["pictures"] == [view["id"]]


def test_what_is_no_picture_is_refused_with_a_reason(world: World) -> None:
    view = uploaded(browser_of(world.anna), begin(world.anna), b"<svg onload=alert(1)>")
    assert view["state"] == "refused"
    assert view["picture"] is None


def test_other_peoples_pictures_do_not_exist(world: World) -> None:
    intake_id, other = begin(world.anna), begin(world.maria)
    view = uploaded(browser_of(world.anna), intake_id, a_picture())
    assert browser_of(world.maria).get(f"{FORMS}/{intake_id}/files/{view['id']}").status_code == 404
    assert browser_of(world.maria).get(f"{FORMS}/{other}/files/{view['id']}").status_code == 404
    body = a_picture()
    assert browser_of(world.maria).post(f"{FORMS}/{intake_id}/files", body, "image/jpeg").status_code == 404


def test_a_form_that_has_led_somewhere_takes_no_pictures(world: World) -> None:
    intake = submitted(world.anna)
    answer = browser_of(world.anna).post(f"{FORMS}/{intake.id}/files", a_picture(), "image/jpeg")
    assert (answer.status_code, answer.json()["code"]) == (409, "intake_closed")


def test_a_picture_of_a_form_comes_in_parts(world: World) -> None:
    browser, intake_id, body = browser_of(world.anna), begin(world.anna), a_picture()
    tus = {"Tus-Resumable": "1.0.0"}
    begun = browser.generic("POST", f"{FORMS}/{intake_id}/uploads", headers={**tus, "Upload-Length": str(len(body))})
    for start, end in ((0, 100), (100, len(body))):
        headers = {**tus, "Upload-Offset": str(start)}
        kind = "application/offset+octet-stream"
        assert browser.generic("PATCH", begun["Location"], body[start:end], kind, headers=headers).status_code == 204
    file_id = begun["Location"].rpartition("/")[2]
    assert browser.get(f"{FORMS}/{intake_id}/files/{file_id}/state").json()["state"] == "ready"
    assert browser.head(begun["Location"], headers=tus)["Upload-Offset"] == str(len(body))
    assert browser.delete(begun["Location"], headers=tus).status_code == 204
