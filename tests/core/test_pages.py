"""The pages and their headers, and who may send an unsafe request."""

import pytest
from django.test import Client

from chatserver import pages

ORIGIN = "http://127.0.0.1:8000"


@pytest.fixture(autouse=True)
def built(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    dist = tmp_path_factory.mktemp("dist")
    (dist / "assets").mkdir()
    (dist / "resident.html").write_text("<!doctype html><title>invånare</title>")
    (dist / "staff.html").write_text("<!doctype html><title>personal</title>")
    (dist / "assets" / "start-1a2b.js").write_text("export {};")
    (dist / "secret.txt").write_text("not an asset")
    monkeypatch.setattr(pages, "DIST", dist)


@pytest.mark.parametrize(
    ("path", "title"),
    [("/", "invånare"), ("/arenden/1", "invånare"), ("/staff", "personal"), ("/staff/golv", "personal")],
)
def test_each_address_has_its_entry(client: Client, path: str, title: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert title in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_an_asset_never_changes_and_nothing_beside_it_is_served(client: Client) -> None:
    answer = client.get("/assets/start-1a2b.js")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/javascript")
    assert "immutable" in answer.headers["Cache-Control"]
    assert client.get("/assets/../secret.txt").status_code == 404
    assert client.get("/assets/none.js").status_code == 404


def test_an_unknown_address_below_api_is_no_page(client: Client) -> None:
    answer = client.get("/api/other/thing")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    "origin", [None, "null", "http://127.0.0.1", "http://127.0.0.1:8000.evil.example", "https://127.0.0.1:8000"]
)
def test_an_unsafe_request_from_elsewhere_is_refused(client: Client, origin: str | None) -> None:
    headers = {"Origin": origin} if origin else {}
    answer = client.post("/api/staff/login", data={}, content_type="application/json", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "origin_refused")


def test_a_wrong_body_names_its_field_only(client: Client) -> None:
    answer = client.post(
        "/api/staff/login",
        data={"user_name": "sara.holm", "password": 5},
        content_type="application/json",
        headers={"Origin": ORIGIN},
    )
    assert (answer.status_code, answer.json()["code"], answer.json()["params"]) == (
        422, "bad_request", {"field": "password"},
    )  # fmt: skip


@pytest.mark.django_db
def test_alive_and_ready(client: Client) -> None:
    assert client.get("/healthz").json() == {"alive": True}
    assert client.get("/readyz").json() == {"database": True, "draining": False}
