"""Signals pass unread from one tab to the other: the envelope changes, the content does not."""

import json
from typing import Any
from uuid import UUID

import pytest

from chatserver.core.actor import SYSTEM, Actor, ActorKind
from chatserver.core.commands import Decoder
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.ids import new_id
from chatserver.core.wire import Signal
from signaling.commands import TABLE
from signaling.wire import MAX_CANDIDATE, MAX_SDP
from tests.signaling.lines import relayed

SARA = Actor(kind=ActorKind.STAFF, account_id=new_id())
DECODER = Decoder(TABLE)
PLACE: dict[str, Any] = {"room_id": str(new_id()), "call_id": str(new_id()), "to_peer": str(new_id())}
CONTENT: dict[str, dict[str, Any]] = {
    "call.description": {"generation": 3, "offer": 7, "kind": "offer", "sdp": "v=0\r\na=x:\u00e5\r\n"},
    "call.candidate": {"generation": 3, "candidate": "candidate:1 1 udp 1 10.0.0.1 9 typ host", "mid": "0", "line": 0,
                       "ufrag": "abcd"},
    "call.media": {"sound": True, "picture": False},
}  # fmt: skip


@pytest.mark.parametrize("kind", CONTENT)
def test_the_content_arrives_as_it_was_sent(kind: str) -> None:
    peer = new_id()
    frame, to_peer = relayed(SARA, {"type": kind, **PLACE, **CONTENT[kind]}, peer)
    assert str(to_peer) == PLACE["to_peer"]
    assert frame == {
        "type": f"{kind}.relayed",
        "room_id": PLACE["room_id"],
        "call_id": PLACE["call_id"],
        "from_peer": str(peer),
        "from_account": str(SARA.account_id),
        **CONTENT[kind],
    }


def test_the_end_of_candidates_passes() -> None:
    end = {"generation": 0, "candidate": None, "mid": None, "line": None, "ufrag": None}
    frame, _ = relayed(SARA, {"type": "call.candidate", **PLACE, **end}, new_id())
    assert frame["candidate"] is None


def test_nobody_can_speak_as_another() -> None:
    forged = {**PLACE, **CONTENT["call.media"], "from_account": str(new_id())}
    with pytest.raises(DomainError) as refusal:
        DECODER.decode({"type": "call.media", **forged})
    assert refusal.value.code is ErrorCode.BAD_REQUEST


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("call.description", "kind", "rollback"),
        ("call.description", "generation", -1),
        ("call.candidate", "line", -1),
        ("call.media", "sound", None),
    ],
)
def test_what_has_no_bounds_is_refused_by_its_field(kind: str, field: str, value: object) -> None:
    with pytest.raises(DomainError) as refusal:
        DECODER.decode({"type": kind, **PLACE, **CONTENT[kind], field: value})
    assert (refusal.value.code, refusal.value.params) == (ErrorCode.BAD_REQUEST, {"field": field})


@pytest.mark.parametrize(
    ("kind", "field", "limit"),
    [("call.description", "sdp", MAX_SDP), ("call.candidate", "candidate", MAX_CANDIDATE)],
)
def test_what_is_too_long_is_refused_with_its_limit(kind: str, field: str, limit: int) -> None:
    with pytest.raises(DomainError) as refusal:
        DECODER.decode({"type": kind, **PLACE, **CONTENT[kind], field: "x" * (limit + 1)})
    assert (refusal.value.code, refusal.value.params) == (ErrorCode.TEXT_TOO_LONG, {"field": field, "limit": limit})


def test_the_system_has_no_tab() -> None:
    for kind, content in CONTENT.items():
        signal = DECODER.decode(json.loads(json.dumps({"type": kind, **PLACE, **content})))
        assert isinstance(signal, Signal)
        with pytest.raises(ValueError, match="not a person"):
            TABLE.signals[type(signal)](SYSTEM, signal, UUID(int=1))
