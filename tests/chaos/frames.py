"""WebSocket framing (RFC 6455, 5.2) as a proxy needs it: whole messages out of a byte stream, and back into one."""

import secrets
from dataclasses import dataclass, field

HEAD_END = b"\r\n\r\n"
TEXT = 0x1
MASKED = 0x80
FINAL = 0x80


@dataclass
class FrameReader:
    """One direction of one connection. What precedes the first frame (the handshake) comes out as it is."""

    _rest: bytes = b""
    _head_over: bool = field(default=False)

    def take(self, data: bytes) -> tuple[bytes, list[tuple[int, bytes]]]:
        """The bytes of the handshake in `data`, and the frames (first byte, payload) that are complete by now."""
        self._rest += data
        head = b""
        if not self._head_over:
            place = self._rest.find(HEAD_END)
            if place < 0:
                return b"", []
            end = place + len(HEAD_END)
            head, self._rest, self._head_over = self._rest[:end], self._rest[end:], True
        frames = []
        while (frame := self._next()) is not None:
            frames.append(frame)
        return head, frames

    def _next(self) -> tuple[int, bytes] | None:
        data = self._rest
        if len(data) < 2:
            return None
        length, place = data[1] & 0x7F, 2
        if length >= 126:
            wide = 2 if length == 126 else 8
            if len(data) < place + wide:
                return None
            length, place = int.from_bytes(data[place : place + wide], "big"), place + wide
        mask = b""
        if data[1] & MASKED:
            mask, place = data[place : place + 4], place + 4
        if len(data) < place + length or (data[1] & MASKED and len(mask) < 4):
            return None
        payload = data[place : place + length]
        self._rest = data[place + length :]
        return data[0], unmasked(payload, mask) if mask else payload


def unmasked(payload: bytes, mask: bytes) -> bytes:
    whole = (mask * (len(payload) // 4 + 1))[: len(payload)]
    return (int.from_bytes(payload, "big") ^ int.from_bytes(whole, "big")).to_bytes(len(payload), "big")


def frame(first: int, payload: bytes, *, masked: bool) -> bytes:
    flag = MASKED if masked else 0
    if len(payload) < 126:
        head = bytes([first, flag | len(payload)])
    elif len(payload) < 65_536:
        head = bytes([first, flag | 126]) + len(payload).to_bytes(2, "big")
    else:
        head = bytes([first, flag | 127]) + len(payload).to_bytes(8, "big")
    if not masked:
        return head + payload
    mask = secrets.token_bytes(4)
    return head + mask + unmasked(payload, mask)


def text_frame(text: str, *, masked: bool = False) -> bytes:
    return frame(FINAL | TEXT, text.encode(), masked=masked)


def is_text(first: int) -> bool:
    return first == FINAL | TEXT
