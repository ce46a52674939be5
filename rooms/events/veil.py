"""The room stream as a guest hears it: the same sequences, without what is not for them (docs/guests.md). Pure.

A guest's snapshot is built by the same rule (`rooms.queries.guests`), so that law 4 holds for guests too.
"""

import json
from typing import Any

from chatserver.core.actor import SYSTEM
from chatserver.core.events import StoredEvent, actor_ref
from rooms import wire
from rooms.events.first_names import FirstNames

# Whole. What is not named anywhere here is veiled, so that an event of tomorrow is.
TOLD = frozenset(
    {
        "case.queued",
        "case.claimed",
        "case.released",
        "case.reassigned",
        "message.redacted",
        "file.hidden",
        "receipt.advanced",
        "guest.invited",
        "guest.arrived",
        "guest.admitted",
        "guest.refused",
        "guest.withdrawn",
        "guest.left",
        "guest.expired",
        "guest.ended",
        "colleague.joined",
        "colleague.parted",
        "names.redrawn",
    }
)


# For those who may join calls: who is in one, and since when it is over.
CALLS = frozenset(
    {
        "call.rang",
        "call.accepted",
        "call.rejoined",
        "call.established",
        "call.lost",
        "call.joined",
        "call.left",
        "call.removed",
        "call.ended",
    }
)


class Veil:
    """What a guest who came in by the event `entry` is sent of each event after it; `names` shortens what is left.
    `calls`: they may join calls."""

    def __init__(self, entry: int, names: FirstNames | None = None, *, calls: bool = False) -> None:
        self._entry = entry
        self._told = TOLD | CALLS if calls else TOLD
        self._names = names or FirstNames(shortened=False)

    def __call__(self, event: StoredEvent) -> str:
        return self._names.frame_of(event.type, self._cut(event))

    def _cut(self, event: StoredEvent) -> str:
        if event.type in self._told:
            return event.frame
        if event.type == "message.sent":
            return self._without_what_was_earlier(event.frame)
        if event.type == "message.corrected" and self.is_after(json.loads(event.frame).get("message_sequence", 0)):
            return event.frame
        return _veiled(event)

    def is_after(self, sequence: int) -> bool:
        return sequence > self._entry

    def _without_what_was_earlier(self, frame: str) -> str:
        """A reply to what was said before says so no more, nor does a copy of a picture from before or of a form: what
        they name is not the guest's to read."""
        if '"reply_to":' not in frame and '"copy_of":' not in frame:
            return frame
        told: dict[str, Any] = json.loads(frame)
        named = {name: told[name]["sequence"] for name in ("reply_to", "copy_of") if told.get(name) is not None}
        earlier = [name for name, sequence in named.items() if not self.is_after(sequence or 0)]
        if not earlier:
            return frame
        told.update(dict.fromkeys(earlier))
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _veiled(event: StoredEvent) -> str:
    header = {"stream": event.stream, "sequence": event.sequence, "at": json.loads(event.frame)["at"]}
    body = wire.EventVeiled(type="event.veiled").model_dump(mode="json")
    return json.dumps({**body, **header, "by": actor_ref(SYSTEM).model_dump(mode="json")})
