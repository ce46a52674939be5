"""A picture or document that should not be there: the wrong person's, the wrong one, too private. It is hidden from
everybody and from every export, with who did it, when and why; nothing is deleted."""

from uuid import UUID

from django.db import transaction

from chatserver.core import clock, files, replays
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode, not_found
from chatserver.core.models import StoredFile
from chatserver.core.wire import Ack, ack
from rooms import policy, steps, wire
from rooms.actions.notes import write_note
from rooms.events import streams
from rooms.models import AddedForm, Room
from rooms.permissions import Permission
from rooms.policy import RoomAccess
from rooms.streams import room_stream


@transaction.atomic(durable=True)
def hide_file(actor: Actor, command: wire.HideFile) -> Ack:
    """Open screens lose it by the event. The words are for staff, as a note."""
    policy.lock_room(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = policy.access_room(actor, command.room_id, Permission.HIDE)
    file = _shown_file(access, command.file_id)
    at = clock.now()
    files.hide(file.id, command.reason, actor.person, at)
    body = wire.FileHidden(type="file.hidden", file_id=file.id, reason=command.reason)
    sequence = streams.tell_room(access.room, body, actor, at)
    write_note(access, command.text, at)
    steps.record(access, "file.hide", "file", file.id)
    answer = ack(command, room_stream(command.room_id), sequence, file.id)
    return replays.remember(actor, command.room_id, answer)


def _shown_file(access: RoomAccess, file_id: UUID) -> StoredFile:
    """Of a message that was sent, or of a form of the case; what lies unsent is its writer's alone."""
    file = StoredFile.objects.filter(id=file_id).first()
    if file is None or not (_in_message(access.room, file) or _in_form(access, file)):
        raise not_found()
    if file.state != "ready":
        raise DomainError(ErrorCode.CONFLICT, field="file_id")
    return file


def _in_message(room: Room, file: StoredFile) -> bool:
    return file.owner_kind == "room" and room.messages.filter(picture_id=file.id).exists()


def _in_form(access: RoomAccess, file: StoredFile) -> bool:
    if file.owner_kind != "intake":
        return False
    added = AddedForm.objects.filter(room=access.room, intake_id=file.owner_id).exists()
    return added or access.case.intake_id == file.owner_id
