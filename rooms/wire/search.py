"""Looking for words in what was said. They travel in a body, never in an address (law 7)."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chatserver.core.wire import Localized, Wire
from rooms.wire.parts import Participant
from rooms.wire.vocabulary import AnyText, SomeText

MAX_SEARCHED_WORDS = 100


class SearchMessages(Wire):
    """`room_id` is null for all rooms that whoever asks may read without more ado."""

    words: Annotated[str, Field(min_length=1, max_length=MAX_SEARCHED_WORDS), AnyText, SomeText]
    room_id: UUID | None


class FoundMessage(Wire):
    """A message in which all the words stand, with what stands around the first of them."""

    room_id: UUID
    number: int
    reason: Localized
    resident_name: str
    message_id: UUID
    sequence: int
    at: datetime
    sender: Participant
    before: str
    hit: str
    after: str


class FoundMessages(Wire):
    """The newest first. `whole` is false when there may be more than what was looked through or is shown."""

    found: list[FoundMessage]
    whole: bool
