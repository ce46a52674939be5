"""Files that are shown in a room, and the marked copies of its pictures: what may be hidden or copied."""

from datetime import datetime
from uuid import UUID

from chatserver.core import files
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode, not_found
from chatserver.core.models import StoredFile
from rooms import policy, steps, wire
from rooms.events import shown, streams
from rooms.models import AddedForm, Message, Room
from rooms.policy import RoomAccess


def shown_file(access: RoomAccess, file_id: UUID) -> StoredFile:
    """Of a message that was sent, or of a form of the case; what lies unsent is its writer's alone. CONFLICT where it
    is hidden already."""
    file = StoredFile.objects.filter(id=file_id).first()
    if file is None or not (_said_with(access.room, file.id) or _in_form(access, file)):
        raise not_found()
    if file.state != "ready":
        raise DomainError(ErrorCode.CONFLICT, field="file_id")
    return file


def original(access: RoomAccess, file_id: UUID) -> wire.CopyOf:
    """What a marked copy says of the picture it was drawn on, which its writer can see now."""
    said = _said_with(access.room, file_id)
    if said is not None:
        found = shown.picture(said.picture)
        if found is None or shown.redacted(said) is not None or said.sequence <= policy.entry_of(access):
            raise not_found()
        return wire.CopyOf(file_id=file_id, at=said.at, message_id=said.id, sequence=said.sequence)
    file = StoredFile.objects.filter(id=file_id, state="ready").first()
    if file is None or access.actor.is_guest or not _in_form(access, file):
        raise not_found()
    return wire.CopyOf(file_id=file_id, at=file.received_at, message_id=None, sequence=None)


def copies_of(room: Room, file_id: UUID) -> list[StoredFile]:
    """The marked copies of a picture that are shown still, and copies of those: they show what it shows."""
    rows = room.messages.filter(copy_of__file_id=str(file_id), picture__state="ready").select_related("picture")
    copies = [row.picture for row in rows.order_by("sequence") if row.picture is not None]
    return [file for copy in copies for file in (copy, *copies_of(room, copy.id))]


def hide_copies(access: RoomAccess, file_id: UUID, reason: wire.HideReason, seen: Actor, at: datetime) -> None:
    """With the picture they show. `seen` is who the room is told has done it."""
    for copy in copies_of(access.room, file_id):
        hide(access, copy, reason, seen, at)


def hide(access: RoomAccess, file: StoredFile, reason: wire.HideReason, seen: Actor, at: datetime) -> int:
    """Gives the event's place in the room stream."""
    files.hide(file.id, reason, access.actor.person, at)
    body = wire.FileHidden(type="file.hidden", file_id=file.id, reason=reason)
    sequence = streams.tell_room(access.room, body, seen, at)
    steps.record(access, "file.hide", "file", file.id)
    return sequence


def _said_with(room: Room, file_id: UUID) -> Message | None:
    return room.messages.select_related("picture", "redaction").filter(picture_id=file_id).first()


def _in_form(access: RoomAccess, file: StoredFile) -> bool:
    if file.owner_kind != "intake":
        return False
    added = AddedForm.objects.filter(room=access.room, intake_id=file.owner_id).exists()
    return added or access.case.intake_id == file.owner_id
