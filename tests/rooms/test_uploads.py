"""tus over HTTP, as its own page says it: headers, codes, and the picture that a message then carries."""

import base64
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from chatserver.core.files import limits
from chatserver.core.ids import new_id
from rooms.actions.conclusion import conclude_case
from rooms.actions.messages import send_message
from tests.rooms.test_api import a_picture, browser_of
from tests.rooms.world import World, conclude, say

TUS = {"Tus-Resumable": "1.0.0"}
PART = "application/offset+octet-stream"


def begun(browser: Client, room_id: UUID, length: int, **headers: str) -> Any:
    address = f"/api/resident/rooms/{room_id}/uploads"
    return browser.generic("POST", address, headers={**TUS, "Upload-Length": str(length), **headers})


def part(browser: Client, address: str, offset: int, body: bytes, kind: str = PART, **headers: str) -> Any:
    return browser.generic("PATCH", address, body, kind, headers={**TUS, "Upload-Offset": str(offset), **headers})


def named(name: UUID) -> str:
    return f"filename {base64.b64encode(b'x.jpg').decode()},client_id {base64.b64encode(str(name).encode()).decode()}"


def test_a_picture_in_two_parts_goes_with_a_message(world: World, held_id: UUID) -> None:
    browser, picture = browser_of(world.anna), a_picture()
    answer = begun(browser, held_id, len(picture))
    assert (answer.status_code, answer["Tus-Resumable"], answer["Upload-Offset"]) == (201, "1.0.0", "0")
    address = answer["Location"]
    half = len(picture) // 2
    first = part(browser, address, 0, picture[:half])
    assert (first.status_code, first["Upload-Offset"], first.content) == (204, str(half), b"")
    told = browser.head(address, headers=TUS)
    assert (told.status_code, told["Upload-Offset"], told["Upload-Length"]) == (200, str(half), str(len(picture)))
    assert told["Cache-Control"] == "no-store"
    assert part(browser, address, half, picture[half:]).status_code == 204
    file_id = UUID(address.rpartition("/")[2])
    assert browser.get(f"/api/resident/files/{file_id}/state").json()["state"] == "ready"
    send_message(world.anna, say(held_id, "", picture_id=file_id))
    assert browser_of(world.sara).get(f"/api/staff/files/{file_id}").status_code == 200


def test_the_same_name_is_the_same_upload(world: World, held_id: UUID) -> None:
    browser, name = browser_of(world.anna), named(new_id())
    first = begun(browser, held_id, 10, **{"Upload-Metadata": name})
    part(browser, first["Location"], 0, b"abcd")
    again = begun(browser, held_id, 10, **{"Upload-Metadata": name})
    assert (again["Location"], again["Upload-Offset"]) == (first["Location"], "4")
    assert begun(browser, held_id, 10)["Location"] != first["Location"]


def test_an_upload_that_is_given_up_is_gone(world: World, held_id: UUID) -> None:
    browser = browser_of(world.anna)
    address = begun(browser, held_id, 10)["Location"]
    assert browser.delete(address, headers=TUS).status_code == 204
    assert browser.head(address, headers=TUS).status_code == 404


def test_what_is_spoken_here(world: World, held_id: UUID) -> None:
    browser = browser_of(world.anna)
    answer = browser.options(f"/api/resident/rooms/{held_id}/uploads")
    assert (answer.status_code, answer["Tus-Version"], answer["Tus-Extension"]) == (
        204,
        "1.0.0",
        "creation,termination",
    )
    assert answer["Tus-Max-Size"] == str(limits.MAX_BYTES)
    other = begun(browser, held_id, 10, **{"Tus-Resumable": "0.2.2"})
    assert (other.status_code, other["Tus-Version"]) == (412, "1.0.0")


@pytest.mark.parametrize(
    ("headers", "status", "field"),
    [
        ({"Upload-Length": "x"}, 422, "upload_length"),
        ({"Upload-Length": "-1"}, 422, "upload_length"),
        ({"Upload-Length": "9" * 400}, 422, "upload_length"),
        ({"Upload-Metadata": "client_id !"}, 422, "upload_metadata"),
        ({"Upload-Metadata": "client_id " + base64.b64encode(b"\xff not an id").decode()}, 422, "upload_metadata"),
    ],
)
def test_headers_that_say_nothing_are_refused(
    world: World, held_id: UUID, headers: dict[str, str], status: int, field: str
) -> None:
    answer = begun(browser_of(world.anna), held_id, 10, **headers)
    assert (answer.status_code, answer.json()["params"]["field"]) == (status, field)
    assert answer["Tus-Resumable"] == "1.0.0"


def test_a_part_at_another_place_or_of_another_kind_is_refused(world: World, held_id: UUID) -> None:
    browser = browser_of(world.anna)
    address = begun(browser, held_id, 10)["Location"]
    assert part(browser, address, 3, b"abc").status_code == 409
    assert part(browser, address, 0, b"abc", "image/jpeg").status_code == 415
    assert part(browser, address, 0, b"abc", **{"Upload-Offset": ""}).status_code == 422
    assert browser.head(address, headers=TUS)["Upload-Offset"] == "0"


def test_every_part_asks_whether_its_sender_may_write(world: World, held_id: UUID) -> None:
    browser = browser_of(world.anna)
    address = begun(browser, held_id, 10)["Location"]
    conclude_case(world.sara, conclude(held_id))
    answer = part(browser, address, 0, b"abc")
    assert (answer.status_code, answer.json()["code"]) == (409, "room_closed")
