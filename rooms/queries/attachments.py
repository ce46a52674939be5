"""Pictures of a room, and those of the forms of its case: the one it came from and those added later."""

from collections.abc import Iterable
from typing import cast
from uuid import UUID

from chatserver.core import files
from chatserver.core.actor import Actor
from chatserver.core.errors import not_found
from chatserver.core.models import StoredFile
from rooms import naming, policy, wire
from rooms.events import shown
from rooms.models import AddedForm, Case, Message
from rooms.queries import reading


def state_of(actor: Actor, file_id: UUID) -> wire.FileView:
    """What became of an upload: for whoever may see the file."""
    return view(_visible(actor, file_id)[0])


def view(file: StoredFile) -> wire.FileView:
    return wire.FileView(
        id=file.id,
        state=cast(wire.FileState, file.state),
        refusal=file.refusal or None,
        picture=shown.picture(file) if file.state == "ready" else None,
        document=shown.document(file) if file.state == "ready" else None,
    )


def open_file(actor: Actor, file_id: UUID) -> tuple[StoredFile, bytes]:
    """The file and its clean bytes; recorded before they leave."""
    file, case = _visible(actor, file_id)
    data = files.ready_bytes(file)
    file.name = naming.file_name(actor, case.room, file)
    reading.record_case_read(actor, "file.open", case, "file", file_id)
    return file, data


def hidden_of_forms(intake_ids: Iterable[UUID | None]) -> set[UUID]:
    """The pictures of these forms that staff have hidden."""
    hidden = StoredFile.objects.filter(
        owner_kind="intake", owner_id__in=[one for one in intake_ids if one], state="hidden"
    )
    return set(hidden.values_list("id", flat=True))


def _visible(actor: Actor, file_id: UUID) -> tuple[StoredFile, Case]:
    file = files.get(file_id)
    case = _case_of(file)
    if case is None:
        raise not_found()
    policy.read_room(actor, case.id)
    # What was uploaded and not sent yet is its writer's alone.
    if file.owner_kind == "room" and file.uploader_id != actor.account_id and not _was_sent(file):
        raise not_found()
    if file.owner_kind == "room" and _was_redacted(file):
        raise not_found()
    return file, case


def _case_of(file: StoredFile) -> Case | None:
    if file.owner_kind == "room":
        return Case.objects.filter(id=file.owner_id).first()
    added = AddedForm.objects.select_related("room__case").filter(intake_id=file.owner_id).first()
    return added.room.case if added is not None else Case.objects.filter(intake_id=file.owner_id).first()


def _was_sent(file: StoredFile) -> bool:
    return Message.objects.filter(room_id=file.owner_id, picture=file).exists()


def _was_redacted(file: StoredFile) -> bool:
    return Message.objects.filter(room_id=file.owner_id, picture=file, redaction__isnull=False).exists()
