"""Text as people and attackers write it: what is sent is what is shown, and what is no JSON is said to be none."""

import json
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from chatserver.core.commands import parsed
from chatserver.core.ids import new_id
from chatserver.core.wire import MAX_FRAME_BYTES
from chatserver.core.work import in_database
from rooms.wire.vocabulary import MAX_TEXT
from tests.protocol.tabs import Door
from tests.rooms.world import World

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"
SUITE = CORPORA / "JSONTestSuite" / "test_parsing"
NAUGHTY = CORPORA / "blns" / "blns.json"
needs_suite = pytest.mark.skipif(not SUITE.is_dir(), reason="the corpus JSONTestSuite is not beside the repository")
needs_naughty = pytest.mark.skipif(not NAUGHTY.is_file(), reason="the corpus blns is not beside the repository")

OWN_WORDS = [
    "åäö ÅÄÖ é\u0301",
    "👩🏽‍⚕️ 🏳️‍🌈",
    "\u202eför baklänges\u202c",
    "rad\r\nrad\n\ttab",
    "\u0001\u0002",
    "'; DROP TABLE--",
    "</script><img src=x onerror=alert(1)>",
    " kant ",
    "\ufeffmärke",
    "\uffff\ufdd0",
    '{"type":"ack"}',
    "a\u2028b\u2029",
]


async def come_back_alike(world: World, door: Door, texts: list[str]) -> None:
    room_id: UUID = await in_database(world.held_case)
    anna, sara = await door.tab(world.anna), await door.tab(world.sara)
    for tab in (anna, sara):
        await tab.open(room_id)
    heard: list[str] = []
    for text in texts:
        door.gateway._services.limits.forget()
        assert (await anna.say(room_id, text))["type"] == "ack", repr(text)
        heard.append((await sara.until("message.sent"))["text"])
    assert heard == texts
    await sara.answer(type="room.open", room_id=str(room_id), cursors=None)
    newest = [frame for frame in sara.heard if frame["type"] == "room.snapshot"][-1]
    shown = [message["text"] for message in newest["messages"]]
    assert shown == texts[-len(shown) :]


async def test_words_come_back_byte_for_byte(world: World, door: Door) -> None:
    await come_back_alike(world, door, OWN_WORDS)


@needs_naughty
async def test_the_big_list_of_naughty_strings_comes_back_byte_for_byte(world: World, door: Door) -> None:
    naughty = [text for text in json.loads(NAUGHTY.read_text()) if text.strip() and "\x00" not in text]
    assert len(naughty) > 400
    await come_back_alike(world, door, naughty)


@pytest.mark.parametrize("text", ["", "  ", "a\x00b", "\ud800", "a\udfff"])
async def test_what_no_database_holds_is_refused_and_nothing_ends(world: World, door: Door, text: str) -> None:
    await refused(world, door, text, "bad_request", {"field": "text"})


async def test_a_text_that_is_too_long_is_refused_with_its_limit(world: World, door: Door) -> None:
    await refused(world, door, "x" * (MAX_TEXT + 1), "text_too_long", {"field": "text", "limit": MAX_TEXT})


async def refused(world: World, door: Door, text: str, code: str, params: dict[str, object]) -> None:
    """And whoever was refused goes on writing."""
    room_id: UUID = await in_database(world.held_case)
    anna = await door.tab(world.anna)
    refusal = await anna.say(room_id, text)
    assert (refusal["type"], refusal["code"], refusal["params"]) == ("error", code, params)
    assert (await anna.say(room_id, "Hej"))["type"] == "ack"


@pytest.mark.parametrize(
    "frame",
    [
        {"\ud800": 1},
        {"type": "\ud800"},
        {"type": "message.send", "\ud800": 1},
        {"type": "message.send", "id": "\ud800"},
        {"type": "room.open", "id": {"a": []}, "room_id": 5, "cursors": {"room": -1, "staff": 10**40}},
        {"type": ["heartbeat"]},
    ],
    ids=range(6),
)
async def test_a_frame_of_nonsense_is_answered(world: World, door: Door, frame: dict[str, Any]) -> None:
    anna = await door.tab(world.anna)
    await anna.socket.send_to(text_data=json.dumps(frame))
    assert (await anna.until("error"))["code"] in ("bad_request", "unknown_command")
    await anna.heartbeat()


async def test_a_frame_that_says_its_type_twice_is_refused(world: World, door: Door) -> None:
    """It is counted as what it says first, so that nothing is sent at another one's rate."""
    anna, room_id, command_id = await door.tab(world.anna), str(await in_database(world.case)), str(new_id())
    rest = json.dumps(
        {
            "id": command_id,
            "room_id": room_id,
            "shown_room_id": room_id,
            "client_message_id": command_id,
            "text": "Hej",
            "picture_id": None,
            "type": "message.send",
        }
    )
    await anna.socket.send_to(text_data='{"type":"call.candidate",' + rest[1:])
    error = await anna.until("error")
    assert (error["code"], error["params"]["field"], error["id"]) == ("bad_request", "type", command_id)


# --- JSON ----------------------------------------------------------------------------------------------------------
@needs_suite
def test_the_frame_decoder_agrees_with_the_json_test_suite() -> None:
    """RFC 8259: y_ must be read, n_ must not; only objects are frames, so only what is an object can be one."""
    wrong: list[str] = []
    for path in sorted(SUITE.glob("*.json")):
        try:
            text = path.read_bytes().decode()
        except UnicodeDecodeError:
            # The server closes such a socket before any frame is read (RFC 6455, 8.1).
            continue
        found = parsed(text)
        if path.name.startswith("n_") and found is not None:
            wrong.append(path.name)
        if path.name.startswith("y_object") and found is None:
            wrong.append(path.name)
    assert wrong == []


@needs_suite
async def test_no_file_of_the_json_test_suite_ends_a_socket(world: World, door: Door) -> None:
    anna = await door.tab(world.anna)
    files = sorted(SUITE.glob("*.json"))
    answered = 0
    for path in files:
        text = path.read_bytes().decode(errors="replace")
        if not 0 < len(text) < MAX_FRAME_BYTES:
            continue
        door.gateway._services.limits.forget()
        await anna.socket.send_to(text_data=text)
        assert (await anna.hear())["code"] in ("bad_request", "unknown_command"), path.name
        answered += 1
    sizes = f"{len(files) - answered} are empty or larger than a frame"
    sys.stdout.write(f"\nJSON files as frames: {len(files)}, answered {answered}, {sizes}; sockets ended 0\n")
    room_id: UUID = await in_database(world.held_case)
    assert (await anna.say(room_id, str(new_id())))["type"] == "ack"
