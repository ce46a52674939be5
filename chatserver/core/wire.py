"""The base of every wire type and the frames that belong to no app. Written once here, generated into TypeScript.

A frame is one WebSocket message. Commands carry an id and get exactly one ack or error; events carry a stream and
a sequence; signals carry neither and may be lost. See docs/protocol.md.
"""

from datetime import datetime
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from chatserver.core.errors import ErrorCode

PROTOCOL_MAJOR = 1
PROTOCOL_MINOR = 14
MAX_FRAME_BYTES = 65_536
# Over HTTP, where WebSockets are refused on the way (docs/adr/0014). Shorter than the client's patience with silence.
MAX_WAIT_SECONDS = 20
MAX_BATCH = 32
MAX_FOLLOWS = 64


class Wire(BaseModel):
    """Closed and frozen: an unknown field is an error, not a surprise."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Localized(Wire):
    """One text in both languages of the interface."""

    sv: str
    en: str


class Command(Wire):
    """A request to change or open something. `id` is chosen by the client and kept over its retries."""

    id: UUID


class Signal(Wire):
    """A frame that concerns one room, is relayed and forgotten. One that `needs_voice` passes only from those who may
    write in the room: whoever merely reads along is not shown to the others."""

    needs_voice: ClassVar[bool] = False

    room_id: UUID


class ActorRef(Wire):
    kind: Literal["resident", "staff", "guest", "system"]
    id: UUID | None
    name: str


class EventBody(Wire):
    """What an action says happened; `events.append` gives it its header."""

    type: str

    def told(self) -> str:
        """As JSON. The hot path writes thousands a second."""
        return self.model_dump_json()


class EventHeader(Wire):
    """Every event frame is a body and these four fields, side by side in one object."""

    stream: str
    sequence: Annotated[int, Field(ge=1)]
    at: datetime
    by: ActorRef


class Hello(Wire):
    """The first frame of a client. `peer_id` names the browser tab and survives its reconnects."""

    type: Literal["hello"]
    protocol: int
    peer_id: UUID


class Welcome(Wire):
    type: Literal["welcome"]
    protocol: str
    connection_id: UUID
    account_id: UUID
    heartbeat_seconds: int
    server_time: datetime


class Heartbeat(Wire):
    type: Literal["heartbeat"]


class Heads(Wire):
    """The answer to a heartbeat: the head of each stream this connection has open, read from the database."""

    type: Literal["heads"]
    heads: dict[str, int]
    server_time: datetime


class Ack(Wire):
    """The server's word that a command is committed; `sequence` is its event's place in `stream`, if it has one."""

    type: Literal["ack"]
    id: UUID
    stream: str | None
    sequence: int | None
    result: UUID | None


class ErrorFrame(Wire):
    type: Literal["error"]
    id: UUID | None
    code: ErrorCode
    params: dict[str, str | int | float | bool | None]
    retryable: bool


class StreamEnded(Wire):
    """Nothing more will come from this stream: the reader's membership is over."""

    type: Literal["stream.ended"]
    stream: str


class ErrorBody(Wire):
    """The body of every refused HTTP request."""

    code: ErrorCode
    params: dict[str, str | int | float | bool | None]
    retryable: bool


class Follow(Wire):
    """A stream that this login has opened, by the ticket it got for it, and the last sequence applied of it."""

    ticket: Annotated[str, Field(max_length=400)]
    cursor: Annotated[int, Field(ge=0)]


class AwaitEvents(Wire):
    """The body of `POST events`. No seconds are a greeting, answered at once by a welcome."""

    hello: Hello
    follows: Annotated[list[Follow], Field(max_length=MAX_FOLLOWS)]
    seconds: Annotated[int, Field(ge=0, le=MAX_WAIT_SECONDS)]


class GiveCommands(Wire):
    """The body of `POST commands`: what the socket would carry, carried out one after the other."""

    hello: Hello
    frames: Annotated[list[dict[str, JsonValue]], Field(min_length=1, max_length=MAX_BATCH)]


class Frames(Wire):
    """The answer to both: what the socket would have said, in order; which streams were opened and closed by it."""

    frames: list[dict[str, JsonValue]]
    opened: dict[str, Follow]
    closed: list[str]


def ack(command: Command, stream: str | None = None, sequence: int | None = None, result: UUID | None = None) -> Ack:
    return Ack(type="ack", id=command.id, stream=stream, sequence=sequence, result=result)
