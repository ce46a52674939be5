"""What an ordinary message costs on the wire: the frames of one send and of what is said of it, counted in bytes."""

import json
from typing import Any
from uuid import UUID

import pytest

from chatserver.core.ids import new_id
from chatserver.core.work import in_database
from tests.protocol.tabs import Door, Tab
from tests.rooms.world import World

# The budget of a text message each way, framing and masking with it.
MOST_BYTES = 600
HEADER_TO_SERVER, HEADER_FROM_SERVER = 8, 4
TEXT = "Det började i förrgår kväll, och det gör mest ont när jag sväljer."


def bytes_up(frame: dict[str, Any]) -> int:
    """As the client writes it: JSON without spaces, in a masked frame."""
    return len(json.dumps(frame, separators=(",", ":"), ensure_ascii=False).encode()) + HEADER_TO_SERVER


def bytes_down(text: str) -> int:
    return len(text.encode()) + HEADER_FROM_SERVER


def message(room_id: UUID) -> dict[str, Any]:
    message_id = str(new_id())
    room = str(room_id)
    return {
        "type": "message.send",
        "id": message_id,
        "room_id": room,
        "shown_room_id": room,
        "client_message_id": message_id,
        "text": TEXT,
        "picture_id": None,
    }


async def heard_of_one_message(writer: Tab, reader: Tab, room_id: UUID) -> dict[str, int]:
    frame = message(room_id)
    for tab in (writer, reader):
        await tab.open(room_id)
        tab.texts.clear()
    await writer.tell(frame)
    await writer.until("ack", lambda said: said["id"] == frame["id"])
    for tab in (writer, reader):
        if not any(json.loads(text)["type"] == "message.sent" for text in tab.texts):
            await tab.until("message.sent")
    down = {json.loads(text)["type"]: bytes_down(text) for text in writer.texts}
    return {"up": bytes_up(frame), "ack": down["ack"], "event": down["message.sent"]} | {
        "event to the other": max(bytes_down(text) for text in reader.texts)
    }


@pytest.mark.parametrize("writes", ["resident", "staff"])
async def test_a_message_is_small_each_way(door: Door, world: World, writes: str) -> None:
    room_id: UUID = await in_database(world.held_case)
    anna, sara = await door.tab(world.anna), await door.tab(world.sara)
    writer, reader = (anna, sara) if writes == "resident" else (sara, anna)
    counted = await heard_of_one_message(writer, reader, room_id)
    assert max(counted.values()) <= MOST_BYTES, counted
