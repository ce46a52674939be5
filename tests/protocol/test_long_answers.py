"""Real servers, both ways of running: what the server says may be longer than what it takes."""

from contextlib import ExitStack

from chatserver.core.wire import MAX_FRAME_BYTES
from tests.protocol.wires import handed_off, nurse, resident
from tests.support.servers import Deployment
from tests.triage.sheets import CHEST

# Two bytes a letter.
TEXT = "å" * 3_900
MESSAGES = 12


def test_a_snapshot_longer_than_a_frame_may_be_comes(deployment: Deployment) -> None:
    with ExitStack() as until_the_end:
        anna, sara = resident(deployment.server(0)), nurse(deployment.server(-1))
        room_id = handed_off(anna, CHEST)
        anna.connect(until_the_end)
        for _ in range(MESSAGES):
            assert anna.say(room_id, TEXT)["type"] == "ack"
        sara.connect(until_the_end)
        sara.tell(type="room.open", id=str(room_id), room_id=str(room_id), cursors=None)
        said = sara.until("room.snapshot")["messages"]
        assert [message["text"] for message in said] == [TEXT] * MESSAGES
        assert MESSAGES * len(TEXT.encode()) > MAX_FRAME_BYTES
