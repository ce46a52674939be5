"""Requests that nobody's browser makes: each is refused in the one shape, none is a fault of ours."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from django.test import Client

from chatserver.core.bodies import BoundedBodies
from chatserver.core.http import MAX_JSON_BYTES
from chatserver.core.ids import new_id
from chatserver.core.wire import ErrorBody
from tests.people import world as people_world
from tests.protocol.tabs import log_in
from tests.rooms.world import World
from tests.triage.forms import begin

LOGIN = "/api/staff/login"


def staff_browser(world: World) -> Client:
    client = people_world.browser()
    client.cookies["vardrum_staff"] = log_in(world.sara).session_key
    return client


def resident_browser(world: World) -> Client:
    client = people_world.browser()
    client.cookies["vardrum_resident"] = log_in(world.anna).session_key
    return client


def refused_with(answer: Any) -> tuple[int, str]:
    body = ErrorBody.model_validate_json(answer.content)
    return answer.status_code, body.code.value


@pytest.mark.parametrize(
    ("body", "content_type", "refusal"),
    [
        ("{", "application/json", (422, "bad_request")),
        ("[" * 100_000, "application/json", (422, "bad_request")),
        ("1" * 5_000, "application/json", (422, "bad_request")),
        (b"\xff\xfe{}", "application/json", (422, "bad_request")),
        ('{"user_name":"sara.holm","password":"x"}', "text/plain", (422, "bad_request")),
        ('{"user_name":"sara.holm","password":"x"}', "application/x-www-form-urlencoded", (422, "bad_request")),
        ('{"user_name":"sara\\u0000holm","password":"x"}', "application/json", (422, "bad_request")),
        ('{"user_name":"\\ud800","password":"x"}', "application/json", (422, "bad_request")),
        ('{"user_name":"sara.holm","password":"\\ud800"}', "application/json", (422, "bad_request")),
        ('{"user_name":"sara.holm","password":"x","\\ud800":1}', "application/json", (422, "bad_request")),
        ('{"user_name":"sara.holm","password":NaN}', "application/json", (422, "bad_request")),
        (f'{{"password":"{"x" * MAX_JSON_BYTES}"}}', "application/json", (413, "too_large")),
        ('{"user_name":"sara.holm","password":"\\u0000"}', "application/json", (401, "login_refused")),
    ],
)
def test_a_body_that_makes_no_sense_is_refused(
    world: World, body: str | bytes, content_type: str, refusal: tuple[int, str]
) -> None:
    del world
    answer = people_world.browser().post(LOGIN, body, content_type=content_type)
    assert refused_with(answer) == refusal


def test_a_body_beyond_what_django_holds_is_too_large(world: World) -> None:
    del world
    answer = people_world.browser().post(LOGIN, b" " * (16 * 1024 * 1024 + 1), content_type="application/json")
    assert refused_with(answer) == (413, "too_large")


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_an_unsafe_method_without_an_origin_is_refused(world: World, method: str) -> None:
    client = _without_origin(staff_browser(world))
    assert refused_with(getattr(client, method)("/api/staff/presence")) == (403, "origin_refused")


def _without_origin(client: Client) -> Client:
    bare = Client()
    bare.cookies = client.cookies
    return bare


@pytest.mark.parametrize("wrong", ["x", "0" * 40, "%00", "..", "4ad6ad0e-6f39-4c2f-9f0e", "\ud7ff"])
def test_an_identifier_that_is_none_is_refused(world: World, wrong: str) -> None:
    client = resident_browser(world)
    for address in (f"rooms/{wrong}/messages", f"files/{wrong}", f"cases/{wrong}/waiting", f"intakes/{wrong}"):
        status, code = refused_with(client.get(f"/api/resident/{address}"))
        assert (status, code) in [(422, "bad_request"), (404, "not_found")]


def test_a_place_in_history_that_no_database_has_is_harmless(world: World) -> None:
    room_id = world.held_case()
    for before in (10**30, -(10**30), -1, 0):
        assert resident_browser(world).get(f"/api/resident/rooms/{room_id}/messages?before={before}").status_code == 200


@pytest.mark.parametrize("name", ["%00", "a%00.js", "x" * 5_000, "..%2f..%2fsecret", "%ff"])
def test_an_asset_that_no_disk_has_is_not_found(client: Client, name: str) -> None:
    assert client.get(f"/assets/{name}").status_code == 404


@pytest.mark.parametrize("text", ["a\x00b", "\ud800", "a\udfffb"])
def test_an_answer_that_no_database_holds_is_refused(world: World, text: str) -> None:
    address = f"/api/resident/intakes/{begin(world.anna)}/answers"
    client = resident_browser(world)
    for question in ("hopes", "place_now", "breathing", str(new_id())):
        answer = client.put(f"{address}/{question}", json.dumps({"answer": text}), content_type="application/json")
        assert refused_with(answer)[0] == 422


# --- bodies under any server ---------------------------------------------------------------------------------------
class Conversation:
    """A request in pieces, and what was answered."""

    def __init__(self, *pieces: bytes, declared: int | None = None) -> None:
        length = [] if declared is None else [(b"content-length", str(declared).encode())]
        self.scope: dict[str, Any] = {"type": "http", "headers": length}
        self.pieces = list(pieces)
        self.sent: list[Mapping[str, Any]] = []
        self.taken = 0

    async def receive(self) -> Mapping[str, Any]:
        self.taken += 1
        return {"type": "http.request", "body": self.pieces.pop(0), "more_body": bool(self.pieces)}

    async def send(self, message: Mapping[str, Any]) -> None:
        self.sent.append(message)


async def application(_scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Reads to the end as Django does, and drops what has no end."""
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        more = message["more_body"]
    await send({"type": "http.response.start", "status": 200, "headers": []})


@pytest.mark.parametrize(
    ("conversation", "status", "taken"),
    [
        (Conversation(b"12345", b"67890", declared=10), 200, 2),
        (Conversation(b"12345", b"678901"), 413, 2),
        (Conversation(b"12345", b"678901", b"more"), 413, 2),
        (Conversation(b"1", declared=11), 413, 0),
        (Conversation(b"1", declared=-1), 200, 1),
    ],
)
async def test_a_body_has_a_bound_declared_or_not(conversation: Conversation, status: int, taken: int) -> None:
    await BoundedBodies(application, most=10)(conversation.scope, conversation.receive, conversation.send)
    assert (conversation.sent[0]["status"], conversation.taken) == (status, taken)
