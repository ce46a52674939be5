"""The pages and their headers, and who may send an unsafe request."""

import gzip
import json
import os
import re

import pytest
from django.test import Client
from pytest_django import Settings

from chatserver import pages
from people.sessions import cookie_name

CASE = "8d5957ef-a712-4a62-a2ed-fe4c3c1e8d8f"
ORIGIN = "http://127.0.0.1:8000"
MANIFEST = {
    "resident.html": {"file": "assets/start-1a2b.js", "css": ["assets/start-1.css"], "imports": ["_shared-1.js"]},
    "_shared-1.js": {"file": "assets/shared-1.js"},
    "_live-1.js": {"file": "assets/live-1.js", "imports": ["_shared-1.js"]},
    "src/resident/room/CasePage.tsx": {
        "file": "assets/CasePage-1.js",
        "css": ["assets/CasePage-1.css"],
        "imports": ["_live-1.js", "resident.html", "_shared-1.js"],
    },
}


@pytest.fixture(autouse=True)
def built(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    dist = tmp_path_factory.mktemp("dist")
    (dist / "assets").mkdir()
    (dist / "resident.html").write_text("<!doctype html><head><title>invånare</title></head>")
    (dist / "resident.manifest.json").write_text(json.dumps(MANIFEST))
    for framework in ("preact", "react"):
        (dist / f"showcase.{framework}.html").write_text(f"<!doctype html><title>{framework}</title>")
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


def test_the_showcase_is_not_for_production(client: Client, settings: Settings) -> None:
    shown = [client.get(path).content.decode() for path in ("/formsprak", "/formsprak/react")]
    assert ["preact" in shown[0], "react" in shown[1]] == [True, True]
    settings.PRODUCTION = True
    hidden = [client.get(path).content.decode() for path in ("/formsprak", "/formsprak/react")]
    assert all("invånare" in page for page in hidden)


def test_an_entry_is_compressed_for_those_who_can_read_it(client: Client) -> None:
    answer = client.get("/", headers={"Accept-Encoding": "br, gzip"})
    assert (answer.headers["Content-Encoding"], answer.headers["Vary"]) == ("gzip", "Accept-Encoding")
    assert gzip.decompress(answer.content) == client.get("/").content


@pytest.mark.parametrize("path", [f"/cases/{CASE}", f"/cases/{CASE}/"])
def test_an_entry_names_the_code_that_its_address_needs(client: Client, path: str) -> None:
    links = re.findall(r'<link rel="(\w+)" crossorigin href="([^"]+)">', client.get(path).content.decode())
    assert links == [
        ("modulepreload", "/assets/CasePage-1.js"),
        ("stylesheet", "/assets/CasePage-1.css"),
        ("modulepreload", "/assets/live-1.js"),
    ]


@pytest.mark.parametrize("path", ["/", "/login", f"/cases/{CASE}/more", "/cases/8d5957ef", "/new"])
def test_other_addresses_need_the_entry_alone(client: Client, path: str) -> None:
    assert "modulepreload" not in client.get(path).content.decode()


def answers(client: Client, path: str) -> list[str]:
    return re.findall(r'<link rel="preload" as="fetch" crossorigin href="([^"]+)">', client.get(path).content.decode())


def test_an_entry_asks_ahead_for_whoever_may_be_logged_in(client: Client) -> None:
    assert answers(client, f"/form/{CASE}") == []
    client.cookies[cookie_name("staff")] = "something"
    assert answers(client, f"/form/{CASE}") == []
    client.cookies[cookie_name("resident")] = "something"
    assert answers(client, f"/form/{CASE}") == ["/api/resident/me", f"/api/resident/intakes/{CASE}"]
    assert answers(client, f"/cases/{CASE}") == ["/api/resident/me", f"/api/resident/cases/{CASE}/timeline"]
    assert answers(client, "/") == []
    assert client.get(f"/cases/{CASE}").headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ['/form/"><script>', "/form/8d5957ef-a712-4a62-a2ed-fe4c3c1e8d8%22", "/form/{}{}{}{}"])
def test_nothing_of_an_address_but_an_id_comes_into_a_page(client: Client, path: str) -> None:
    client.cookies[cookie_name("resident")] = "something"
    assert client.get(path).content == client.get("/").content


def test_a_new_build_is_seen(client: Client) -> None:
    client.get("/")
    page = pages.DIST / "resident.html"
    page.write_text("<!doctype html><title>ny</title>")
    os.utime(page, ns=(1, 1))
    assert "ny" in client.get("/").content.decode()
