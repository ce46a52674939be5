"""A small TURN client that only asks (RFC 8656): allocations, permissions, channels; it never sends data to a peer.

As a program it runs inside a namespace: a JSON order on standard input, the answers as JSON on standard output.
"""

import hashlib
import json
import socket
import sys
from typing import Any

from aioice import stun

UDP = 17 << 24
GRANTED = 0
# A family is one byte and three of nothing (RFC 8656, section 18.6); aioice does not know the attribute.
stun.ATTRIBUTES_BY_NAME["REQUESTED-ADDRESS-FAMILY"] = (
    0x0017, "REQUESTED-ADDRESS-FAMILY", stun.pack_unsigned, stun.unpack_unsigned,
)  # fmt: skip
IPV6_FAMILY = 2 << 24


class Client:
    """One allocation of one user; each answer is an error code, or 0 for granted."""

    def __init__(self, server: tuple[str, int], username: str, password: str) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.settimeout(3)
        self._socket.connect(server)
        self._username, self._password = username, password
        self._signed: dict[str, Any] = {}
        self._key = b""
        self._channel = 0x4000

    def allocate(self, **more: Any) -> int:
        wanted = {"REQUESTED-TRANSPORT": UDP, **more}
        first = self._ask(stun.Method.ALLOCATE, wanted)
        if first.error_code != 401:
            raise RuntimeError(f"an allocation without a name was answered with {first.error_code}")
        realm = first.attributes["REALM"]
        self._signed = {"USERNAME": self._username, "REALM": realm, "NONCE": first.attributes["NONCE"]}
        self._key = hashlib.md5(f"{self._username}:{realm}:{self._password}".encode()).digest()  # noqa: S324
        return self._answer(stun.Method.ALLOCATE, wanted)

    def permission(self, peer: str) -> int:
        return self._answer(stun.Method.CREATE_PERMISSION, {"XOR-PEER-ADDRESS": (peer, 9)})

    def channel(self, peer: str) -> int:
        self._channel += 1
        wanted = {"CHANNEL-NUMBER": self._channel, "XOR-PEER-ADDRESS": (peer, 9)}
        return self._answer(stun.Method.CHANNEL_BIND, wanted)

    def refresh(self, seconds: int) -> int:
        return self._answer(stun.Method.REFRESH, {"LIFETIME": seconds})

    def close(self) -> None:
        self._socket.close()

    def _answer(self, method: stun.Method, attributes: dict[str, Any]) -> int:
        answered = self._ask(method, attributes)
        return GRANTED if answered.message_class == stun.Class.RESPONSE else answered.error_code or -1

    def _ask(self, method: stun.Method, attributes: dict[str, Any]) -> stun.Message:
        request = stun.Message(method, stun.Class.REQUEST, attributes={**attributes, **self._signed})
        if self._key:
            request.add_message_integrity(self._key)
        self._socket.send(bytes(request))
        while True:
            answered = stun.parse_message(self._socket.recv(2048))
            if answered.transaction_id == request.transaction_id:
                return answered


def carry_out(order: dict[str, Any]) -> dict[str, Any]:
    server = (order["address"], order["port"])
    name, password = order["good"]
    answers: dict[str, Any] = {"users": {}, "asked": {}}
    for title, (user, secret) in order["users"].items():
        client = Client(server, user, secret)
        answers["users"][title] = client.allocate()
        client.close()
    client = Client(server, name, password)
    answers["allocation"] = client.allocate()
    for peer in order["peers"]:
        answers["asked"][peer] = [client.permission(peer), client.channel(peer)]
    others = [Client(server, name, password) for _ in range(order["quota"])]
    answers["quota"] = [other.allocate() for other in others]
    client.refresh(0)
    family = Client(server, *order["ipv6"])
    answers["ipv6_allocation"] = family.allocate(**{"REQUESTED-ADDRESS-FAMILY": IPV6_FAMILY})
    return answers


if __name__ == "__main__":
    print(json.dumps(carry_out(json.load(sys.stdin))))  # noqa: T201
