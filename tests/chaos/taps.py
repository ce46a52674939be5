"""What the proxy does with whole messages of a WebSocket: resets at the worst moment, and planted faults, each of which
the checker must find. The product has no switch for any of them.
"""

import asyncio
import json
import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from tests.chaos.frames import FrameReader, frame, is_text, text_frame
from tests.chaos.proxy import Link, Tap

# An ack that names a place in a room is that of a message.
ACK = re.compile(rb'"type":"ack","id":"([0-9a-f-]{36})","stream":"room:')
EXTENSIONS = re.compile(rb"sec-websocket-extensions:[^\r]*\r\n", re.IGNORECASE)


class TextTap:
    """Splits both directions into messages. Deflate is taken out of the handshake, so that they can be read."""

    def __init__(self, link: Link) -> None:
        self.link = link
        self._down = FrameReader()
        self._up = FrameReader()

    def to_client(self, data: bytes) -> bytes:
        head, frames = self._down.take(data)
        return head + b"".join(
            self.down(payload) if is_text(first) else frame(first, payload, masked=False) for first, payload in frames
        )

    def to_server(self, data: bytes) -> bytes:
        head, frames = self._up.take(data)
        return EXTENSIONS.sub(b"", head) + b"".join(
            self.up(payload) if is_text(first) else frame(first, payload, masked=True) for first, payload in frames
        )

    def down(self, payload: bytes) -> bytes:
        return text_frame(payload.decode())

    def up(self, payload: bytes) -> bytes:
        return text_frame(payload.decode(), masked=True)


class ResetAfterCommit:
    """Each message's first ack is stopped and its connection reset: committed, and the sender cannot know."""

    def __init__(self) -> None:
        self.stopped: set[bytes] = set()

    def __call__(self, link: Link) -> Tap:
        return _Resetting(link, self.stopped)


class _Resetting(TextTap):
    def __init__(self, link: Link, stopped: set[bytes]) -> None:
        super().__init__(link)
        self._stopped = stopped

    def down(self, payload: bytes) -> bytes:
        found = ACK.search(payload)
        if found is None or found[1] in self._stopped:
            return super().down(payload)
        self._stopped.add(found[1])
        self.link.reset()
        return b""


# --- planted faults --------------------------------------------------------------------------------------------------
class Planter(TextTap):
    """Changes what one reader is sent. The client repairs holes and drops repetitions by sequence, so a fault that is
    to reach the screen has to lie about sequences as well: as a server with that fault would."""

    def __init__(self, link: Link) -> None:
        super().__init__(link)
        self.messages = 0

    def down(self, payload: bytes) -> bytes:
        told = json.loads(payload)
        if told.get("type") != "message.sent":
            return b"".join(text_frame(json.dumps(one)) for one in self.other(told))
        self.messages += 1
        return b"".join(text_frame(json.dumps(one)) for one in self.message(told))

    def message(self, told: dict[str, Any]) -> list[dict[str, Any]]:
        return [told]

    def other(self, told: dict[str, Any]) -> list[dict[str, Any]]:
        return [told]


class DroppedEvent(Planter):
    """The third message becomes an event of which the client knows nothing but its place."""

    def message(self, told: dict[str, Any]) -> list[dict[str, Any]]:
        return [{**told, "type": "message.forgotten"}] if self.messages == 3 else [told]


class DoubledEvent(Planter):
    """The third message comes once more in the place after its own, and everything later moves up by one."""

    def __init__(self, link: Link) -> None:
        super().__init__(link)
        self._moved: dict[str, int] = defaultdict(int)

    def message(self, told: dict[str, Any]) -> list[dict[str, Any]]:
        sent = self.other(told)
        if self.messages != 3:
            return sent
        self._moved[told["stream"]] += 1
        return [*sent, *self.other(told)]

    def other(self, told: dict[str, Any]) -> list[dict[str, Any]]:
        if "sequence" in told and "by" in told:
            return [{**told, "sequence": told["sequence"] + self._moved[told["stream"]]}]
        return [told]


class ReorderedEvent(Planter):
    """The third and the fourth message change places, each with the other's sequence."""

    def __init__(self, link: Link) -> None:
        super().__init__(link)
        self._held: list[dict[str, Any]] = []

    def message(self, told: dict[str, Any]) -> list[dict[str, Any]]:
        if self.messages == 3:
            self._held = [told]
            return []
        if not self._held:
            return [told]
        return self._in_turn(told)

    def other(self, told: dict[str, Any]) -> list[dict[str, Any]]:
        # Whatever comes between the two waits for its turn.
        if self._held and "sequence" in told and "by" in told:
            self._held.append(told)
            return []
        return [] if self._held and told.get("type") == "heads" else [told]

    def _in_turn(self, told: dict[str, Any]) -> list[dict[str, Any]]:
        (third, *between), self._held = self._held, []
        first, last = {**told, "sequence": third["sequence"]}, {**third, "sequence": told["sequence"]}
        return [first, *between, last]


class EarlyAck(TextTap):
    """Answers a message before the server has it: the command is held back for a moment, or for ever."""

    HELD_SECONDS = 0.3

    def __init__(self, link: Link, lose: int = 0) -> None:
        super().__init__(link)
        self._lose = lose
        self._commands = 0
        self._forged: set[str] = set()

    def up(self, payload: bytes) -> bytes:
        told = json.loads(payload)
        if told["type"] != "message.send":
            return super().up(payload)
        self._commands += 1
        self._forged.add(told["id"])
        stream = f"room:{told['room_id']}"
        ack = {"type": "ack", "id": told["id"], "stream": stream, "sequence": 1, "result": None}
        self.link.near.writer.write(text_frame(json.dumps(ack)))
        if self._commands != self._lose:
            whole = text_frame(payload.decode(), masked=True)
            asyncio.get_running_loop().call_later(self.HELD_SECONDS, self._let_go, whole)
        return b""

    def _let_go(self, whole: bytes) -> None:
        if self.link in self.link.proxy.links:
            self.link.far.writer.write(whole)

    def down(self, payload: bytes) -> bytes:
        told = json.loads(payload)
        return b"" if told.get("type") == "ack" and told["id"] in self._forged else super().down(payload)


class Leak:
    """Copies what one connection hears on a staff stream to the connections of residents."""

    def __init__(self) -> None:
        self._links: list[_Leaking] = []

    def __call__(self, link: Link) -> Tap:
        tap = _Leaking(link, self._copy)
        self._links.append(tap)
        return tap

    def _copy(self, payload: bytes) -> None:
        for tap in self._links:
            if tap.of_resident:
                tap.link.near.writer.write(text_frame(payload.decode()))


class _Leaking(TextTap):
    def __init__(self, link: Link, copy: Callable[[bytes], None]) -> None:
        super().__init__(link)
        self.of_resident = False
        self._copy = copy

    def to_server(self, data: bytes) -> bytes:
        self.of_resident = self.of_resident or b"GET /ws/resident" in data
        return super().to_server(data)

    def down(self, payload: bytes) -> bytes:
        if json.loads(payload).get("type") == "note.added":
            self._copy(payload)
        return super().down(payload)
