"""What an app answers on the socket: a table from wire type to handler (docs/architecture.md, section 1).

Three kinds. A command is an action: it commits and returns an ack, alone or `together` with others. An open reads a
snapshot or what was missed and leaves a subscription behind. A signal is relayed to whoever has the same room open, and
forgotten.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json

from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.events import StoredEvent
from chatserver.core.wire import Ack, Command, Signal, Wire


@dataclass(frozen=True, slots=True)
class Opened:
    """Frames to send, in order, and the cursor each stream stands at after them. `speaks`: may the reader write too.
    `veil`: what this reader is sent of a later event, if it is not the event itself."""

    frames: list[str]
    cursors: dict[str, int]
    speaks: bool = False
    veil: Callable[[StoredEvent], str] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Open:
    """`streams` names what the command wants to read (pure); `fetch` checks that it may, and reads. `fetch_all` does so
    for many at once, and leaves to `fetch` what it gives None for: a reader without a cursor needs a whole snapshot."""

    streams: Callable[[Actor, Any], list[str]]
    fetch: Callable[[Actor, Any], Opened]
    fetch_all: Callable[[Sequence[tuple[Actor, Any]]], list[Opened | DomainError | None]] | None = None


@dataclass(frozen=True, slots=True)
class Relayed:
    """A signal on its way: to one browser tab, or to everybody else who has the room open."""

    frame: Wire
    to_peer: UUID | None


Action = Callable[[Actor, Any], Ack]
Outcome = Ack | DomainError


@dataclass(frozen=True, slots=True)
class Together:
    """Commands that may be carried out many in one transaction. `carry_out` commits what it does not refuse and leaves
    what each command's own action would have left; if it fails, nothing is committed and each is carried out alone."""

    fits: Callable[[Actor, Command], bool]
    carry_out: Callable[[Sequence[tuple[Actor, Command]]], list[Outcome]]


Relay = Callable[[Actor, Any, UUID], Relayed]
# What is left of a relayed signal where the room's unit lets less through, or None. Called in a database thread.
Screen = Callable[[Any], Wire | None]


@dataclass(frozen=True, slots=True)
class CommandTable:
    commands: Mapping[type[Command], Action] = field(default_factory=dict)
    opens: Mapping[type[Command], Open] = field(default_factory=dict)
    closes: Mapping[type[Command], Callable[[Any], list[str]]] = field(default_factory=dict)
    signals: Mapping[type[Signal], Relay] = field(default_factory=dict)
    screens: Mapping[type[Signal], Screen] = field(default_factory=dict)
    # One app has a hot path; the others' commands are carried out one by one.
    together: Together | None = None

    def merged(self, others: Iterable["CommandTable"]) -> "CommandTable":
        table = self
        for other in others:
            table = CommandTable(
                commands={**table.commands, **other.commands},
                opens={**table.opens, **other.opens},
                closes={**table.closes, **other.closes},
                signals={**table.signals, **other.signals},
                screens={**table.screens, **other.screens},
                together=other.together or table.together,
            )
        return table


HEARTBEAT = "heartbeat"
# As our clients write a frame: its type first.
_TYPE_FIRST = '{"type":"'


class Decoder:
    """Text to a command or signal of the table; a refusal says which field was wrong and never what was in it."""

    def __init__(self, table: CommandTable) -> None:
        kinds: list[type[Wire]] = [*table.commands, *table.opens, *table.closes, *table.signals]
        self._adapters = {get_args(kind.model_fields["type"].annotation)[0]: TypeAdapter(kind) for kind in kinds}

    def kind_of(self, text: str) -> str:
        """The type that the frame says it has; nothing where it is no object. One that is known and stands first is
        read without the rest, which is refused later if it says otherwise."""
        if text.startswith(_TYPE_FIRST):
            kind = text[len(_TYPE_FIRST) : text.find('"', len(_TYPE_FIRST))]
            if kind in self._adapters or kind == HEARTBEAT:
                return kind
        frame = parsed(text)
        return str(frame.get("type")) if frame is not None else ""

    def decode_text(self, kind: str, text: str) -> Wire:
        """A frame of this kind, in one go: an object in between costs as much again."""
        adapter = self._adapters.get(kind)
        if adapter is not None:
            try:
                return adapter.validate_json(text, strict=False)
            except ValidationError:
                # Slowly: what is stricter than the standard, as half a character, is for its field to refuse.
                pass
        frame = parsed(text)
        if frame is None:
            raise DomainError(ErrorCode.BAD_REQUEST, field="frame")
        if str(frame.get("type")) != kind:
            # Said twice: it has been counted as what it said first.
            raise DomainError(ErrorCode.BAD_REQUEST, field="type")
        return self.decode(frame)

    def decode(self, frame: dict[str, Any]) -> Wire:
        adapter = self._adapters.get(str(frame.get("type")))
        if adapter is None:
            raise DomainError(ErrorCode.UNKNOWN_COMMAND)
        try:
            return adapter.validate_python(frame, strict=False)
        except ValidationError as refusal:
            raise refusal_of(refusal) from None


def parsed(text: str) -> dict[str, Any] | None:
    """The JSON object in the frame, or None if there is none."""
    try:
        frame = from_json(text)
    except ValueError:
        return _parsed_slowly(text)
    return frame if isinstance(frame, dict) else None


def _parsed_slowly(text: str) -> dict[str, Any] | None:
    try:
        frame = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return frame if isinstance(frame, dict) else None


def refusal_of(refusal: ValidationError) -> DomainError:
    """Names the first wrong field and never its value."""
    first = refusal.errors(include_input=False, include_url=False)[0]
    field = ".".join(str(part) for part in first["loc"]) or "frame"
    return refused_field(field, first["type"], first.get("ctx", {}))


def refused_field(field: str, kind: str, context: Mapping[str, Any]) -> DomainError:
    """By pydantic's name of what was wrong. A text that is too long has its own code: one can shorten it."""
    if kind == "string_too_long":
        return DomainError(ErrorCode.TEXT_TOO_LONG, field=field, limit=int(context["max_length"]))
    return DomainError(ErrorCode.BAD_REQUEST, field=field)
