"""Valkey's protocol, as far as a proxy must tell one reply from the next to lose, double and shuffle messages."""

import random

from tests.chaos.proxy import Link, Tap

END = b"\r\n"
KEEP = 4
# As an array (RESP2) or as a push (RESP3).
MESSAGE = (b"*3\r\n$7\r\nmessage\r\n", b">3\r\n$7\r\nmessage\r\n")


def end_of_reply(data: bytes, start: int = 0) -> int | None:
    """Where the reply that begins at `start` ends, or None while it is not complete."""
    line = data.find(END, start)
    if line < 0:
        return None
    kind, number = data[start : start + 1], data[start + 1 : line]
    place = line + len(END)
    if kind == b"$":
        if int(number) < 0:
            return place
        place += int(number) + len(END)
        return place if place <= len(data) else None
    if kind in (b"*", b">"):
        for _ in range(max(0, int(number))):
            following = end_of_reply(data, place)
            if following is None:
                return None
            place = following
    return place


class NudgeStorm:
    """Half of what is published is lost; the rest comes twice and in another order."""

    def __init__(self, chance: random.Random) -> None:
        self.lost = 0
        self.doubled = 0
        self.chance = chance

    def __call__(self, link: Link) -> Tap:
        del link
        return _Storming(self)


class _Storming:
    def __init__(self, storm: NudgeStorm) -> None:
        self._storm = storm
        self._rest = b""
        self._kept: list[bytes] = []

    def to_server(self, data: bytes) -> bytes:
        return data

    def to_client(self, data: bytes) -> bytes:
        self._rest += data
        passed = b""
        while self._rest and (end := end_of_reply(self._rest)) is not None:
            reply, self._rest = self._rest[:end], self._rest[end:]
            passed += self._published(reply) if reply.startswith(MESSAGE) else reply
        return passed

    def _published(self, message: bytes) -> bytes:
        storm = self._storm
        if storm.chance.random() < 0.5:
            storm.lost += 1
            return b""
        storm.doubled += 1
        self._kept += [message, message]
        storm.chance.shuffle(self._kept)
        passed, self._kept = self._kept[KEEP:], self._kept[:KEEP]
        return b"".join(passed)
