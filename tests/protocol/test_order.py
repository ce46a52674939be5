"""What one client says in a room is carried out as it said it, whether commands go alone or with others."""

import pytest

from chatserver.core.ids import new_id
from chatserver.core.work import in_database
from tests.protocol.tabs import Door
from tests.rooms.world import World


@pytest.mark.parametrize("rounds", [5])
async def test_a_message_before_and_one_after_a_release(world: World, door: Door, rounds: int) -> None:
    sara = await door.tab(world.sara)
    for _ in range(rounds):
        room = str(await in_database(world.held_case))
        said = [
            {"type": "message.send", "shown_room_id": room, "client_message_id": str(new_id()), "text": "Hej"},
            {"type": "case.release", "reason": "Slut på passet"},
            {"type": "message.send", "shown_room_id": room, "client_message_id": str(new_id()), "text": "Jo"},
        ]
        ids = [str(new_id()) for _ in said]
        for command_id, frame in zip(ids, said, strict=True):
            whole = {"id": command_id, "room_id": room, **frame}
            await sara.tell(whole | {"picture_id": None} if frame["type"] == "message.send" else whole)
        answers: dict[str, str] = {}
        while len(answers) < len(ids):
            frame = await sara.hear()
            if frame["type"] in ("ack", "error"):
                answers[frame["id"]] = str(frame.get("code", "done"))
        assert [answers[command_id] for command_id in ids] == ["done", "done", "not_holder"]
