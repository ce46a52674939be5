"""Where a unit's calls go through a relay alone, nothing that passes tells one side where the other one is."""

import json
import sys
from typing import Any
from uuid import UUID

import pytest

from chatserver.core.gateway.screening import relayed
from chatserver.core.ids import new_id
from chatserver.core.wire import Signal
from signaling.commands import TABLE
from signaling.models import UnitCalls
from signaling.privacy import relayed_only, without_addresses
from tests.rooms.world import World
from tests.signaling.lines import DECODER
from tests.signaling.test_relay import SARA

HOST = "candidate:1 1 udp 2122260223 192.168.1.7 5000 typ host generation 0"
NAMED = "candidate:2 1 udp 2122260223 0a1b.local 5000 typ host"
REFLEXIVE = "candidate:3 1 udp 1686052607 198.51.100.7 5000 typ srflx raddr 192.168.1.7 rport 5000"
PEER = "candidate:4 1 tcp 1686052607 198.51.100.8 9 typ prflx raddr 192.168.1.7 rport 9 tcptype active"
RELAY = "candidate:5 1 udp 41885695 203.0.113.9 50000 typ relay raddr 198.51.100.7 rport 61000 generation 0 ufrag x"
SDP = "\r\n".join([
    "v=0", "o=- 42 2 IN IP4 192.168.1.7", "s=-", "c=IN IP4 198.51.100.7", "t=0 0",
    "m=audio 5000 UDP/TLS/RTP/SAVPF 111", "c=IN IP6 2001:db8::7", "a=rtcp:5001 IN IP4 198.51.100.7",
    *(f"a={one}" for one in (HOST, NAMED, REFLEXIVE, PEER, RELAY)), "a=ice-ufrag:x", "a=end-of-candidates", "",
])  # fmt: skip
ADDRESSES = ("192.168.1.7", "198.51.100", "2001:db8", ".local", "61000")


@pytest.mark.parametrize("candidate", [HOST, NAMED, REFLEXIVE, PEER, "candidate:6 1 udp 1 10.0.0.1 9", "nonsense"])
def test_only_relays_pass(candidate: str) -> None:
    assert relayed_only(candidate) is None


def test_a_relay_does_not_say_by_what_address_it_was_reached() -> None:
    passed = relayed_only(RELAY)
    assert passed is not None
    assert "203.0.113.9 50000 typ relay raddr 0.0.0.0 rport 0" in passed


def test_the_end_of_candidates_passes() -> None:
    assert relayed_only("") == ""


def test_a_description_keeps_its_relay_and_no_other_address() -> None:
    passed = without_addresses(SDP)
    assert [address for address in ADDRESSES if address in passed] == []
    assert passed.count("a=candidate:") == 1
    assert passed.count("IN IP4 0.0.0.0") == 4
    assert passed.endswith("a=ice-ufrag:x\r\na=end-of-candidates\r\n")


def frames(room_id: UUID) -> list[dict[str, Any]]:
    place = {"room_id": str(room_id), "call_id": str(new_id()), "to_peer": str(new_id()), "generation": 0}
    ends = {"mid": "0", "line": 0, "ufrag": "x"}
    described = [{"type": "call.description", **place, "offer": 0, "kind": "offer", "sdp": SDP}]
    return described + [
        {"type": "call.candidate", **place, **ends, "candidate": candidate}
        for candidate in (HOST, NAMED, REFLEXIVE, PEER, RELAY, None)
    ]


def seen(world: World, room_id: UUID) -> list[str]:
    """What the other side gets, by the way of the socket, with its database work done here."""
    passed = []
    for frame in frames(room_id):
        signal = DECODER.decode(json.loads(json.dumps(frame)))
        assert isinstance(signal, Signal)
        on_its_way = TABLE.signals[type(signal)](world.anna, signal, new_id())
        left = TABLE.screens[type(signal)](on_its_way.frame)
        if left is not None:
            passed.append(left.model_dump_json())
    return passed


def test_in_a_room_of_such_a_unit_no_address_is_seen(world: World, held_id: UUID) -> None:
    UnitCalls.objects.create(unit_id=world.unit.id, relay_only=True)
    passed = seen(world, held_id)
    assert len(passed) == 3
    found = [kind for kind in ("typ host", "typ srflx", "typ prflx", *ADDRESSES) if kind in "".join(passed)]
    sys.stdout.write(f"\nhost or reflexive candidates seen by the other side: {len(found)}\n")
    assert found == []


def test_in_other_rooms_all_passes_as_it_was(world: World, held_id: UUID) -> None:
    UnitCalls.objects.create(unit_id=world.unit.id, relay_only=False)
    passed = "".join(seen(world, held_id))
    assert all(candidate in passed for candidate in (HOST, REFLEXIVE, RELAY))


async def test_a_signal_without_a_screen_is_relayed_as_it_is() -> None:
    frame = {"type": "call.media", "room_id": str(new_id()), "call_id": str(new_id()), "to_peer": str(new_id())}
    signal = DECODER.decode({**frame, "sound": True, "picture": False})
    assert isinstance(signal, Signal)
    passed = await relayed(TABLE, SARA, signal, new_id())
    assert passed is not None
    assert str(passed.to_peer) == frame["to_peer"]
