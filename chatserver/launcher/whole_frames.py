"""The WebSocket protocol that our uvicorn workers speak: uvicorn's own on `websockets`, with a short way for what
nearly every frame is, one text that arrived whole (RFC 6455, section 5.2). `websockets` reads a frame through five
generators in Python, and uvicorn stops reading the socket and begins again at each; the two were a quarter of what a
message cost. Whatever is in any way different goes the long way, so that there is one judge of what is wrong.

Started as `uvicorn --ws chatserver.launcher.whole_frames:WholeFrames`.
"""

from typing import Final

from uvicorn._types import ASGISendEvent
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import apply_mask  # type: ignore[attr-defined]  # in C where that was built, else in Python
from websockets.protocol import State

from chatserver.core.gateway import direct
from chatserver.core.gateway.direct import ReadNow

# The first byte of a frame that is a text by itself; the bit of the second one that says it is masked.
TEXT: Final = 0x81
MASKED: Final = 0x80
MASK_BYTES: Final = 4
# Lengths that say: it stands in the next two bytes, or in the next eight.
IN_TWO_BYTES: Final = 126
IN_EIGHT_BYTES: Final = 127
# The socket is not read while the application has more than this before it.
MAX_WAITING: Final = 16
# So much is written at once; less waits for what else the loop has in hand now.
MAX_HELD_BYTES: Final = 16_384


class WholeFrames(WebSocketsSansIOProtocol):
    # Whoever takes texts without waiting, once the application has said so.
    _read_now: ReadNow | None = None
    # Whole frames that go out together: whoever is told of their own message is acked in the same moment, and each
    # write to a socket costs as much as what led to it.
    _held: bytes = b""

    def data_received(self, data: bytes) -> None:
        rest = data[self._take_texts(data) :] if self._is_between_frames() else data
        if rest:
            self._write_held()
            super().data_received(rest)

    def shutdown(self) -> None:
        self._write_held()
        super().shutdown()

    def _is_between_frames(self) -> bool:
        """Nothing of an earlier frame is with `websockets`: no part of it, and no beginning of a longer message."""
        conn = self.conn
        return (
            conn.state is State.OPEN
            and not self.close_sent
            and not conn.extensions
            and not conn.reader.buffer
            and conn.current_size is None
        )

    def _take_texts(self, data: bytes) -> int:
        """Hands the whole texts at the beginning to the application; gives where what is left begins."""
        taken = 0
        while (payload := _payload_at(data, taken, self.config.ws_max_size)) is not None:
            begin, end = payload
            try:
                text = apply_mask(data[begin:end], data[begin - MASK_BYTES : begin]).decode()
            except UnicodeDecodeError:
                break
            # What waits already comes first.
            if self._read_now is None or not self.queue.empty() or not self._read_now(text):
                self.queue.put_nowait({"type": "websocket.receive", "text": text})
            taken = end
        if self.queue.qsize() > MAX_WAITING and not self.read_paused:
            self.read_paused = True
            self.transport.pause_reading()
        return taken

    async def run_asgi(self) -> None:
        extensions = self.scope["extensions"] or {}
        way = direct.Direct(write=self.write_now, read_with=self._read_with)
        self.scope["extensions"] = {**extensions, direct.NAME: way.as_extension()}
        await super().run_asgi()

    def _read_with(self, read_now: ReadNow) -> None:
        self._read_now = read_now

    def write_now(self, text: str) -> bool:
        """False, and nothing is written, where it has to wait or go the long way."""
        if not self._may_write():
            return False
        payload = text.encode()
        if not self._held:
            self.loop.call_soon(self._write_held)
        self._held += head_of(len(payload)) + payload
        if len(self._held) > MAX_HELD_BYTES:
            self._write_held()
        return True

    async def send(self, message: ASGISendEvent) -> None:
        text = message.get("text") if message["type"] == "websocket.send" else None
        if text is None or not self.write_now(text):
            self._write_held()
            await super().send(message)

    def _write_held(self) -> None:
        held, self._held = self._held, b""
        # Nothing comes after a closing frame.
        if held and self._is_open():
            self.transport.write(held)

    def _may_write(self) -> bool:
        return self._is_open() and not self.conn.extensions and self.writable.is_set()

    def _is_open(self) -> bool:
        return self.conn.state is State.OPEN and not (self.disconnected or self.close_sent)


def _payload_at(data: bytes, at: int, longest: int) -> tuple[int, int] | None:
    """Where the payload of a masked text begins and ends that stands there whole. Nothing for any other frame."""
    if len(data) < at + 2 + MASK_BYTES or data[at] != TEXT or data[at + 1] < MASKED:
        return None
    length = data[at + 1] - MASKED
    begin = at + 2 + MASK_BYTES
    if length >= IN_TWO_BYTES:
        begin += 2
        if length == IN_EIGHT_BYTES or len(data) < begin:
            return None
        length = int.from_bytes(data[at + 2 : at + 4])
    end = begin + length
    return (begin, end) if end <= len(data) and length <= longest else None


def head_of(length: int) -> bytes:
    """Of a text from a server, which masks nothing."""
    if length < IN_TWO_BYTES:
        return bytes((TEXT, length))
    if length < 1 << 16:
        return bytes((TEXT, IN_TWO_BYTES)) + length.to_bytes(2)
    return bytes((TEXT, IN_EIGHT_BYTES)) + length.to_bytes(8)
