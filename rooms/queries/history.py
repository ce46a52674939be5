"""Messages in pages, the newest first asked for, each page in order."""

from uuid import UUID

from chatserver.core.actor import Actor
from rooms import policy, wire
from rooms.events import shown
from rooms.models import Room
from rooms.queries import reading
from rooms.storage import consistent_read


def history(actor: Actor, room_id: UUID, before: int | None) -> wire.History:
    """The page of messages before a sequence."""
    with consistent_read():
        access = policy.read_room(actor, room_id)
        reading.record_case_read(actor, "room.history", access.case, "room", room_id)
        return page_before(access.room, before)


def page_before(room: Room, before: int | None) -> wire.History:
    messages = room.messages.select_related("sender", "picture").order_by("-sequence")
    if before is not None:
        messages = messages.filter(sequence__lt=before)
    # One more than the page tells whether there is an earlier one.
    newest_first = list(messages[: wire.HISTORY_PAGE + 1])
    page = newest_first[: wire.HISTORY_PAGE]
    return wire.History(messages=[shown.message(row) for row in reversed(page)], earlier=len(newest_first) > len(page))
