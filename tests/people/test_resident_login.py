"""The resident's way in and out: test e-ID, cookies, who one is and acts for, units."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client
from pytest_django import Settings

from chatserver.core import clock
from chatserver.core.ids import new_id
from chatserver.core.models import AuditEntry
from people import demo, logins
from people.models import Account, EidOrder, Login, ResidentProfile
from tests.people import world

pytestmark = pytest.mark.django_db
COOKIE = "vardrum_resident"
LOGIN = "/api/resident/eid/test/login"


@pytest.fixture
def browser() -> Client:
    return world.browser()


def log_in(browser: Client, person_id: str = "anna-lind", **more: str) -> dict[str, object]:
    response = browser.post(LOGIN, {"person_id": person_id, **more}, content_type="application/json")
    assert response.status_code == 200, response.content
    answer: dict[str, object] = response.json()
    return answer


def test_login_gives_the_resident_and_a_cookie_of_its_own(browser: Client) -> None:
    unit = world.unit()
    anna = world.resident("19920314-9829", listed=unit)
    answer = log_in(browser, return_to="/cases")
    assert answer["return_to"] == "/cases"
    assert answer["me"] == browser.get("/api/resident/me").json()
    me = browser.get("/api/resident/me").json()
    assert (me["account_id"], me["name"], me["listed_unit_id"]) == (str(anna.id), "Anna Lind", str(unit.id))
    assert "personal_number" not in me
    cookie = browser.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert (cookie["secure"], cookie["domain"]) == ("", "")
    assert cookie["max-age"] == 8 * 3600
    assert list(browser.cookies) == [COOKIE]
    assert browser.get("/api/staff/me").status_code == 401


def test_in_production_the_cookie_is_bound_to_the_host(browser: Client, settings: Settings) -> None:
    settings.SESSION_COOKIE_SECURE = True
    log_in(browser)
    cookie = browser.cookies[f"__Host-{COOKIE}"]
    assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")
    assert browser.get("/api/resident/me", secure=True).status_code == 200
    assert browser.post("/api/resident/logout").status_code == 204
    assert browser.cookies[f"__Host-{COOKIE}"]["secure"] is True
    assert browser.get("/api/resident/me").status_code == 401


def test_the_session_is_new_with_each_login_and_the_old_one_is_worth_nothing(browser: Client) -> None:
    browser.post("/api/resident/eid/test/start", {"return_to": "/"}, content_type="application/json")
    before = browser.cookies[COOKIE].value
    log_in(browser)
    first = browser.cookies[COOKIE].value
    log_in(browser, "bertil-sandgren")
    second = browser.cookies[COOKIE].value
    assert len({before, first, second}) == 3
    assert logins.actor_of(first, "resident") is None
    assert logins.actor_of(second, "resident") is not None


def test_a_key_that_the_server_did_not_make_is_not_taken_over(browser: Client) -> None:
    browser.cookies[COOKIE] = "chosenbysomebodyelse"
    log_in(browser)
    assert browser.cookies[COOKIE].value != "chosenbysomebodyelse"
    assert logins.actor_of("chosenbysomebodyelse", "resident") is None


def test_logging_out_ends_the_login_and_clears_the_cookie(browser: Client) -> None:
    log_in(browser)
    key = browser.cookies[COOKIE].value
    assert browser.post("/api/resident/logout").status_code == 204
    assert browser.cookies[COOKIE].value == ""
    assert logins.actor_of(key, "resident") is None
    refused = browser.get("/api/resident/me")
    assert (refused.status_code, refused.json()) == (
        401,
        {"code": "not_logged_in", "params": {}, "retryable": False},
    )
    assert browser.post("/api/resident/logout").status_code == 204


def test_an_idle_login_is_over(browser: Client) -> None:
    log_in(browser)
    with clock.shifted(timedelta(minutes=19)):
        assert browser.get("/api/resident/me").status_code == 200
    with clock.shifted(timedelta(minutes=38)):
        assert browser.get("/api/resident/me").status_code == 200
    with clock.shifted(timedelta(minutes=58)):
        assert browser.get("/api/resident/me").status_code == 401


@pytest.mark.parametrize("return_to", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_after_login_one_stays_on_this_site(browser: Client, return_to: str) -> None:
    assert log_in(browser, return_to=return_to)["return_to"] == "/"


def start(browser: Client, return_to: str = "/cases") -> str:
    response = browser.post("/api/resident/eid/test/start", {"return_to": return_to}, content_type="application/json")
    assert response.status_code == 200
    order_id: str = response.json()["order_id"]
    assert response.json()["send_to"] == f"/login?order={order_id}"
    return order_id


def complete(browser: Client, order_id: str, person_id: str = "anna-lind") -> int:
    body = {"person_id": person_id, "order_id": order_id}
    return browser.post(LOGIN, body, content_type="application/json").status_code


def test_an_order_is_completed_once_by_the_browser_that_began_it(browser: Client) -> None:
    order_id = start(browser)
    thief = world.browser()
    start(thief)
    assert complete(thief, order_id) == 401
    assert complete(world.browser(), order_id) == 401
    assert log_in(browser, order_id=order_id)["return_to"] == "/cases"
    assert complete(browser, order_id) == 401
    assert Login.objects.count() == 1


def test_an_order_expires(browser: Client) -> None:
    order_id = start(browser)
    with clock.shifted(timedelta(minutes=10)):
        assert complete(browser, order_id) == 401


def test_a_refused_proof_uses_the_order_up(browser: Client) -> None:
    order_id = start(browser)
    assert complete(browser, order_id, "nobody") == 401
    assert complete(browser, order_id) == 401
    assert EidOrder.objects.filter(completed_at=None).count() == 0


def test_an_unknown_order_or_provider_is_refused(browser: Client) -> None:
    assert complete(browser, str(new_id())) == 401
    response = browser.post("/api/resident/eid/bank/start", {"return_to": "/"}, content_type="application/json")
    assert response.status_code == 404


def test_the_first_login_makes_the_account(browser: Client) -> None:
    answer = log_in(browser, "fatima-noor")
    profile = ResidentProfile.objects.get()
    assert isinstance(answer["me"], dict)
    assert answer["me"]["account_id"] == str(profile.account_id)
    assert profile.personal_number == "199502039945"


def test_a_locked_resident_is_refused(browser: Client) -> None:
    anna = world.resident("19920314-9829")
    anna.locked = True
    anna.save()
    assert browser.post(LOGIN, {"person_id": "anna-lind"}, content_type="application/json").status_code == 401


def test_a_small_child_does_not_log_in(browser: Client) -> None:
    # Elsa, born on 15 September 2012, is twelve until the 14th of September 2025.
    with clock.shifted(datetime(2025, 9, 14, 12, tzinfo=UTC) - clock.now()):
        response = browser.post(LOGIN, {"person_id": "elsa-nyberg"}, content_type="application/json")
    assert response.status_code == 401
    assert response.json()["params"] == {"reason": "guardian_acts"}
    assert not Account.objects.exists()


def test_one_may_act_for_oneself_and_ones_small_children(browser: Client) -> None:
    demo.load()
    log_in(browser, "maria-nyberg")
    answer = browser.get("/api/resident/subjects").json()["subjects"]
    assert [(one["name"], one["is_self"]) for one in answer] == [("Maria Nyberg", True), ("Leo Nyberg", False)]
    read = AuditEntry.objects.filter(action="resident.subjects", kind="read").values_list("resident_id", flat=True)
    assert set(read) == {UUID(one["id"]) for one in answer}
    log_in(browser, "elsa-nyberg")
    answer = browser.get("/api/resident/subjects").json()["subjects"]
    assert [one["name"] for one in answer] == ["Elsa Nyberg"]


def test_ones_own_data_is_read_on_record(browser: Client) -> None:
    anna = world.resident("19920314-9829")
    log_in(browser)
    browser.get("/api/resident/me")
    row = AuditEntry.objects.get(action="resident.me")
    assert (row.kind, row.actor_id, row.resident_id) == ("read", anna.id, anna.id)
    assert row.login_id == Login.objects.get().id


def test_units_are_public(browser: Client) -> None:
    demo.load()
    response = browser.get("/api/resident/units")
    assert response.status_code == 200
    units = {unit["name"]: unit for unit in response.json()["units"]}
    assert {name: unit["kind"] for name, unit in units.items()} == {
        "Björkdalens vårdcentral": "health_centre",
        "Jourmottagningen i Björkdalen": "out_of_hours",
        "Rehab Norr": "rehab",
        "Telefonenheten": "telephone",
    }
    telephone = units["Telefonenheten"]
    assert (telephone["is_open"], telephone["closes_at"], telephone["opens_at"]) == (True, None, None)
    assert units["Björkdalens vårdcentral"]["hours"][0] == {"weekday": 0, "opens": 480, "closes": 1020}
    assert browser.cookies == {}


def test_the_test_e_id_says_what_it_is(browser: Client) -> None:
    (provider,) = browser.get("/api/resident/eid/providers").json()["providers"]
    assert (provider["provider"], provider["is_test"]) == ("test", True)
    assert [person["name"] for person in provider["people"]][:2] == ["Anna Lind", "Bertil Sandgren"]
    assert "Leo Nyberg" not in {person["name"] for person in provider["people"]}


def test_another_origin_is_refused() -> None:
    for origin in ({}, {"origin": "null"}, {"origin": "http://evil.example"}):
        stranger = Client(headers=origin)
        response = stranger.post(LOGIN, {"person_id": "anna-lind"}, content_type="application/json")
        assert response.status_code == 403
    assert not Login.objects.exists()
