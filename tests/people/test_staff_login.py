"""The staff's way in and out: password, choice of unit, who one is there; and what guessing costs."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import hashers
from django.test import Client

from chatserver.core import clock
from chatserver.core.ids import new_id
from chatserver.core.models import AuditEntry
from people import logins
from people.actions import passwords
from people.backoff import ADDRESS, PAIR, STRANGERS
from people.models import Account, LoginAttempts, Unit
from tests.people import world

pytestmark = pytest.mark.django_db
COOKIE = "vardrum_staff"


@pytest.fixture
def unit() -> Unit:
    return world.unit()


@pytest.fixture
def sara(unit: Unit) -> Account:
    return world.staff("sara.holm", unit)


def try_login(browser: Client, password: str = world.PASSWORD, user_name: str = "sara.holm", **more: str) -> Any:
    body = {"user_name": user_name, "password": password, **more}
    return browser.post("/api/staff/login", body, content_type="application/json")


def test_somebody_of_one_unit_is_logged_in_at_once(sara: Account, unit: Unit) -> None:
    browser = world.browser()
    response = try_login(browser, user_name="  Sara.HOLM ")
    assert response.status_code == 200
    answer = response.json()
    assert answer["step"] == "logged_in"
    assert answer["me"] == browser.get("/api/staff/me").json()
    place = {"id": str(unit.id), "name": unit.name, "kind": "health_centre"}
    assert answer["me"] == {
        "account_id": str(sara.id),
        "name": "Sara Holm",
        "given_name": "Sara",
        "title": {"sv": "Sjuksköterska", "en": "Nurse"},
        "profession": "nurse",
        "initials": "SH",
        "languages": ["sv"],
        "capacity": 8,
        "unit": place,
        "units": [place],
        "roles": [],
    }
    assert browser.cookies[COOKIE]["max-age"] == 10 * 3600
    assert browser.get("/api/resident/me").status_code == 401
    row = AuditEntry.objects.get(action="login.begin")
    assert (row.actor_id, row.unit_id, row.resident_id) == (sara.id, unit.id, None)


def test_somebody_of_several_units_chooses(unit: Unit) -> None:
    other = world.unit("Rehab Norr")
    world.staff("helena.strand", unit, other, supervisor=True)
    browser = world.browser()
    answer = try_login(browser, user_name="helena.strand").json()
    assert (answer["step"], [one["name"] for one in answer["units"]]) == ("choose_unit", [unit.name, other.name])
    before = browser.cookies[COOKIE].value
    assert browser.get("/api/staff/me").status_code == 401
    chosen = browser.post("/api/staff/login/unit", {"unit_id": str(other.id)}, content_type="application/json")
    assert chosen.status_code == 200
    assert (chosen.json()["me"]["unit"]["id"], chosen.json()["me"]["roles"]) == (str(other.id), ["supervisor"])
    assert browser.cookies[COOKIE].value != before


def test_the_unit_can_be_chosen_with_the_password(unit: Unit) -> None:
    other = world.unit("Rehab Norr")
    world.staff("helena.strand", unit, other)
    answer = try_login(world.browser(), user_name="helena.strand", unit_id=str(other.id)).json()
    assert answer["me"]["unit"]["id"] == str(other.id)


def test_a_strange_unit_is_refused(sara: Account) -> None:
    assert try_login(world.browser(), unit_id=str(new_id())).status_code == 401


def test_the_choice_of_a_unit_needs_a_fresh_password(unit: Unit) -> None:
    world.staff("helena.strand", unit, world.unit("Rehab Norr"))
    body = {"unit_id": str(unit.id)}
    assert world.browser().post("/api/staff/login/unit", body, content_type="application/json").status_code == 401
    late = world.browser()
    try_login(late, user_name="helena.strand")
    with clock.shifted(timedelta(minutes=6)):
        assert late.post("/api/staff/login/unit", body, content_type="application/json").status_code == 401


def test_a_right_password_ends_what_the_browser_was_logged_in_as(sara: Account, unit: Unit) -> None:
    world.staff("helena.strand", unit, world.unit("Rehab Norr"))
    browser = world.browser()
    try_login(browser)
    key = browser.cookies[COOKIE].value
    try_login(browser, user_name="helena.strand")
    assert logins.actor_of(key, "staff") is None


def test_who_works_nowhere_is_refused() -> None:
    world.staff("sara.holm")
    assert try_login(world.browser()).status_code == 401


def test_logging_out(sara: Account) -> None:
    browser = world.browser()
    try_login(browser)
    key = browser.cookies[COOKIE].value
    assert browser.post("/api/staff/logout").status_code == 204
    assert logins.actor_of(key, "staff") is None
    assert browser.get("/api/staff/me").status_code == 401
    assert browser.post("/api/staff/logout").status_code == 204


def test_one_browser_holds_both_logins(sara: Account) -> None:
    browser = world.browser()
    try_login(browser)
    browser.post("/api/resident/eid/test/login", {"person_id": "anna-lind"}, content_type="application/json")
    assert browser.get("/api/staff/me").json()["name"] == "Sara Holm"
    assert browser.get("/api/resident/me").json()["name"] == "Anna Lind"
    browser.post("/api/resident/logout")
    assert browser.get("/api/staff/me").status_code == 200


def test_refusals_do_not_say_what_was_wrong(sara: Account, unit: Unit) -> None:
    locked = world.staff("lina.kask", unit)
    locked.locked = True
    locked.save()
    world.resident("19920314-9829")
    answers = [
        try_login(world.browser(), password="wrong"),
        try_login(world.browser(), user_name="nobody.here"),
        try_login(world.browser(), user_name="lina.kask"),
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert {answer.content for answer in answers} == {b'{"code":"login_refused","params":{},"retryable":false}'}


def noted(made: list[str], compute: Callable[..., Any]) -> Callable[..., Any]:
    """`compute`, with a note of each call."""

    def noting(*args: Any, **named: Any) -> Any:
        made.append("hash")
        return compute(*args, **named)

    return noting


def test_every_refusal_costs_one_hash(sara: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    """Equal work stands for equal time, which a test on a shared machine cannot measure."""
    made: list[str] = []
    hasher = type(hashers.get_hasher())
    for name in ("encode", "verify"):
        monkeypatch.setattr(hasher, name, noted(made, getattr(hasher, name)))
    for user_name in ("sara.holm", "nobody.here"):
        made.clear()
        try_login(world.browser(), password="wrong", user_name=user_name)
        assert made == ["hash"]


def guess(address: str, times: int, user_name: str = "sara.holm") -> list[int]:
    return [try_login(world.browser(address), password="wrong", user_name=user_name).status_code for _ in range(times)]


def test_a_guesser_has_to_wait_and_waiting_is_not_counted(sara: Account) -> None:
    assert guess("10.0.0.9", PAIR.free + 1) == [401] * PAIR.free + [429]
    refused = try_login(world.browser("10.0.0.9"))
    assert (refused.status_code, refused.json()) == (
        429,
        {"code": "too_many", "params": {"retry_after": 2}, "retryable": True},
    )
    with clock.shifted(timedelta(seconds=3)):
        assert guess("10.0.0.9", 1) == [401]
        assert try_login(world.browser("10.0.0.9")).json()["params"] == {"retry_after": 4}
    with clock.shifted(timedelta(seconds=10)):
        assert try_login(world.browser("10.0.0.9")).status_code == 200
        assert guess("10.0.0.9", 1) == [401]


def test_guessing_elsewhere_does_not_lock_the_owner_out(sara: Account) -> None:
    assert try_login(world.browser("10.0.0.1")).status_code == 200
    for last in range(STRANGERS.free // PAIR.free):
        assert guess(f"10.1.0.{last}", PAIR.free) == [401] * PAIR.free
    assert guess("10.2.0.1", 1) == [429], "many strangers together are slowed"
    assert try_login(world.browser("10.0.0.1")).status_code == 200


def test_one_address_that_tries_everybody_is_slowed(sara: Account) -> None:
    for number in range(ADDRESS.free):
        assert guess("10.3.0.1", 1, f"user{number}") == [401]
    assert guess("10.3.0.1", 1) == [429]
    assert try_login(world.browser("10.3.0.2")).status_code == 200


def test_right_passwords_do_not_use_an_address_up(sara: Account) -> None:
    for _ in range(3):
        assert try_login(world.browser("10.4.0.1")).status_code == 200
    assert set(LoginAttempts.objects.values_list("attempts", flat=True)) == {0}


def test_what_is_counted_names_nobody(sara: Account) -> None:
    guess("10.5.0.1", 1)
    keys = " ".join(LoginAttempts.objects.values_list("key", flat=True))
    assert "sara" not in keys
    assert "10.5" not in keys


def test_old_counts_are_forgotten(sara: Account) -> None:
    guess("10.5.0.1", 1)
    with clock.shifted(timedelta(days=2)):
        guess("10.5.0.1", 1)
    assert set(LoginAttempts.objects.filter(key__startswith="p").values_list("attempts", flat=True)) == {1}
    assert passwords.forget_attempts() == 0
    with clock.shifted(timedelta(days=93)):
        assert passwords.forget_attempts() == 3


def test_refusals_are_logged_without_names(sara: Account, caplog: pytest.LogCaptureFixture) -> None:
    guess("10.6.0.1", PAIR.free + 1)
    ours = [record for record in caplog.records if record.name == "vardrum.people"]
    assert [record.getMessage() for record in ours] == ["login.refused"] * PAIR.free + ["login.delayed"]
    assert getattr(ours[0], "account", None) == sara.id


def test_a_user_name_with_control_characters_is_refused() -> None:
    response = try_login(world.browser(), user_name="sara\x00holm")
    assert (response.status_code, response.json()["params"]) == (422, {"field": "user_name"})


def test_a_body_that_is_too_long_is_refused_before_any_hash(sara: Account) -> None:
    response = try_login(world.browser(), password="x" * 201)
    assert (response.status_code, response.json()["params"]) == (422, {"field": "password", "limit": 200})
    assert not LoginAttempts.objects.exists()
