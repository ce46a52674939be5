"""What stood in a message before it was corrected, and why one was taken away: for staff, recorded each time."""

from typing import cast
from uuid import UUID

from chatserver.core.actor import Actor
from chatserver.core.errors import not_found
from rooms import policy, wire
from rooms.models import Message, Redaction
from rooms.permissions import Permission
from rooms.queries import reading
from rooms.storage import consistent_read


def message_versions(actor: Actor, room_id: UUID, message_id: UUID) -> wire.MessageVersions:
    """What was redacted is shown to nobody, nor any text that stood there before."""
    with consistent_read():
        access = policy.read_room(actor, room_id, Permission.READ_STAFF)
        message = access.room.messages.select_related("redaction").filter(id=message_id).first()
        if message is None:
            raise not_found()
        reading.record_case_read(actor, "message.versions", access.case, "message", message_id)
        redaction: Redaction | None = getattr(message, "redaction", None)
        return wire.MessageVersions(
            versions=_versions(message) if redaction is None else [],
            redaction=_redaction(redaction) if redaction is not None else None,
        )


def _versions(message: Message) -> list[wire.MessageVersion]:
    return [wire.MessageVersion(text=row.text, until=row.until) for row in message.versions.order_by("sequence")]


def _redaction(row: Redaction) -> wire.RedactionView:
    return wire.RedactionView(
        at=row.at,
        by_name=row.by_name,
        reason=cast(wire.RedactionReason, row.reason),
        explanation=row.explanation,
    )
