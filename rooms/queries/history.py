"""Messages in pages, older or newer than a place, each page in order."""

from uuid import UUID

from django.db.models import QuerySet

from chatserver.core.actor import Actor
from chatserver.core.questions import Question
from rooms import naming, policy, wire
from rooms.events import shown
from rooms.models import Message, Room
from rooms.queries import reading
from rooms.storage import consistent_read


def history(actor: Actor, room_id: UUID, before: int | None, after: int | None = None) -> wire.History:
    """The page of messages before a sequence, or after one; without either the newest."""
    with consistent_read():
        access = policy.read_room(actor, room_id)
        reading.record_case_read(actor, "room.history", access.case, "room", room_id)
        page = page_before(access.room, before) if after is None else _page_after(access.room, after)
        return naming.told(actor, access.room, page)


def _page_after(room: Room, after: int) -> wire.History:
    """A page that is full may have more after it; the next one tells."""
    messages = whole(room).order_by("sequence")
    page = list(messages.filter(sequence__gt=after)[: wire.HISTORY_PAGE])
    return wire.History(
        messages=[shown.message(row) for row in page], earlier=room.messages.filter(sequence__lte=after).exists()
    )


def whole(room: Room) -> QuerySet[Message]:
    """The room's messages with all that is shown of them."""
    return _whole(room.case_id)


def _whole(room_id: UUID) -> QuerySet[Message]:
    shown_with = ("sender", "picture", "redaction", "reply_to__sender", "reply_to__redaction")
    return Message.objects.filter(room_id=room_id).select_related(*shown_with)


# One more than the page tells whether there is an earlier one.
_NEWEST = Question(lambda room_id: _whole(room_id).order_by("-sequence")[: wire.HISTORY_PAGE + 1])


def page_after_entry(room: Room, entry: int, before: int | None = None) -> wire.History:
    """The newest page of what a guest may read, or the one before a sequence."""
    return _newest(whole(room).filter(sequence__gt=entry), before)


def page_before(room: Room, before: int | None) -> wire.History:
    return _newest(whole(room), before) if before is not None else _page(_NEWEST.about(room.case_id))


def _newest(messages: QuerySet[Message], before: int | None) -> wire.History:
    messages = messages.order_by("-sequence")
    if before is not None:
        messages = messages.filter(sequence__lt=before)
    return _page(list(messages[: wire.HISTORY_PAGE + 1]))


def _page(newest_first: list[Message]) -> wire.History:
    page = newest_first[: wire.HISTORY_PAGE]
    return wire.History(messages=[shown.message(row) for row in reversed(page)], earlier=len(newest_first) > len(page))
