"""The way of a signal: text from one tab through decoder and relay to text for the other."""

import json
from typing import Any
from uuid import UUID

from chatserver.core.actor import Actor
from chatserver.core.commands import Decoder
from chatserver.core.wire import Signal
from signaling.commands import TABLE

DECODER = Decoder(TABLE)


def relayed(actor: Actor, sent: dict[str, Any], from_peer: UUID) -> tuple[dict[str, Any], UUID | None]:
    signal = DECODER.decode(json.loads(json.dumps(sent)))
    if not isinstance(signal, Signal):
        raise TypeError("only signals are relayed")
    on_its_way = TABLE.signals[type(signal)](actor, signal, from_peer)
    frame: dict[str, Any] = json.loads(on_its_way.frame.model_dump_json())
    return frame, on_its_way.to_peer
