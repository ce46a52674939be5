"""A file that comes in parts, over lines that break: how far it has come, and what to do when it is whole.

A part is stored whole or not at all, and counts from the moment its row is committed. The caller has checked that the
actor may add to the owner. See docs/adr/0019-uploads-in-parts.md.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode, not_found
from chatserver.core.files import actions, limits, storage
from chatserver.core.files.actions import OwnerKind
from chatserver.core.files.lifecycle import FileState
from chatserver.core.files.names import safe_name
from chatserver.core.ids import new_id
from chatserver.core.limits import SHARED
from chatserver.core.models import StoredFile, Upload, UploadPart

FORGET_BATCH = 200


@dataclass(frozen=True, slots=True)
class Owner:
    """Who sends, and what the file will belong to."""

    actor: Actor
    kind: OwnerKind
    id: UUID
    resident_id: UUID


def begin(owner: Owner, client_id: UUID, length: int, name: str = "") -> Upload:
    """The upload of this name: a new one, or the one that was begun before, with what has come of it."""
    SHARED.take(owner.actor.account_id, "file.resume")
    if length > limits.MAX_BYTES:
        raise DomainError(ErrorCode.TOO_LARGE, limit=limits.MAX_BYTES)
    if length < 1:
        raise DomainError(ErrorCode.BAD_REQUEST, field="upload_length")
    upload = _begun(owner, client_id, length, name)
    if upload.offset == upload.length:
        finish(owner, upload)
    return upload


@transaction.atomic(durable=True)
def _begun(owner: Owner, client_id: UUID, length: int, name: str = "") -> Upload:
    """One name, one upload, also for two requests at once. What was refused begins anew: somebody wants another try."""
    mine = Upload.objects.filter(uploader_id=owner.actor.person)
    named = mine.filter(owner_id=owner.id, client_id=client_id)
    for refused in StoredFile.objects.filter(id__in=named.values("id"), state=FileState.REFUSED):
        named.filter(id=refused.id).delete()
    upload, is_new = Upload.objects.get_or_create(
        uploader_id=owner.actor.person,
        owner_id=owner.id,
        client_id=client_id,
        defaults={
            "id": new_id(),
            "owner_kind": owner.kind,
            "length": length,
            "name": safe_name(name),
            "changed_at": clock.now(),
        },
    )
    if upload.length != length:
        raise DomainError(ErrorCode.CONFLICT, field="upload_length")
    if is_new:
        SHARED.take(owner.actor.account_id, "file.receive")
        # The ones untouched for longest give way: they can begin again under the same names.
        unfinished = mine.filter(offset__lt=F("length")).order_by("-changed_at", "-id")
        _drop([row.id for row in unfinished[limits.MAX_UPLOADS :]])
    return upload


def find(owner: Owner, upload_id: UUID) -> Upload:
    upload = Upload.objects.filter(id=upload_id, uploader_id=owner.actor.person, owner_id=owner.id).first()
    if upload is None:
        raise not_found()
    return upload


def append(owner: Owner, upload_id: UUID, offset: int, body: storage.Readable) -> Upload:
    """Stores the next part. The last one makes it a file, which is settled before the answer."""
    SHARED.take(owner.actor.account_id, "file.part")
    upload = find(owner, upload_id)
    if upload.offset != offset:
        raise DomainError(ErrorCode.CONFLICT, field="upload_offset")
    if offset < upload.length:
        part_id = new_id()
        with _stored_part(upload, part_id, body) as size:
            upload = _record_part(upload.id, part_id, offset, size)
    if upload.offset == upload.length:
        finish(owner, upload)
    return upload


@contextmanager
def _stored_part(upload: Upload, part_id: UUID, body: storage.Readable) -> Iterator[int]:
    """The size of the part, once it is stored; taken away again where it comes to nothing."""
    key = storage.part_key(upload.id, part_id)
    most = min(limits.MAX_PART_BYTES, upload.length - upload.offset)
    try:
        size = storage.write(key, body, most)
    except storage.TooLarge:
        raise DomainError(ErrorCode.TOO_LARGE, limit=most) from None
    except OSError as failure:
        raise DomainError(ErrorCode.UNAVAILABLE) from failure
    try:
        if size == 0:
            raise DomainError(ErrorCode.BAD_REQUEST, field="body")
        yield size
    except BaseException:
        storage.remove(key)
        raise


@transaction.atomic(durable=True)
def _record_part(upload_id: UUID, part_id: UUID, offset: int, size: int) -> Upload:
    upload = Upload.objects.select_for_update().filter(id=upload_id).first()
    if upload is None:
        raise not_found()
    if upload.offset != offset:
        raise DomainError(ErrorCode.CONFLICT, field="upload_offset")
    UploadPart.objects.create(id=part_id, upload=upload, offset=offset, size=size)
    upload.offset += size
    upload.changed_at = clock.now()
    upload.save(update_fields=["offset", "changed_at"])
    return upload


def finish(owner: Owner, upload: Upload) -> None:
    """Hands the whole file to the decoder. Called again whenever somebody asks, until there is a file."""
    if not StoredFile.objects.filter(id=upload.id).exists():
        parts = upload.parts.order_by("offset").values_list("id", flat=True)
        keys = [storage.part_key(upload.id, part_id) for part_id in parts]
        try:
            storage.write(storage.original_key(upload.id), storage.Joined(keys), upload.length)
        except FileNotFoundError:
            # The bytes are lost; they can be sent again under the same name.
            drop([upload.id])
            raise not_found() from None
        except OSError as failure:
            raise DomainError(ErrorCode.UNAVAILABLE) from failure
        try:
            actions.record_received(
                owner.actor, owner.kind, owner.id, owner.resident_id, upload.id, upload.length, upload.name
            )
        except IntegrityError:
            # Somebody else was as quick, with the same bytes.
            if not StoredFile.objects.filter(id=upload.id).exists():
                raise
        storage.remove_parts(upload.id)
    actions.settle(upload.id)


def cancel(owner: Owner, upload_id: UUID) -> None:
    drop([find(owner, upload_id).id])


@transaction.atomic(durable=True)
def drop(upload_ids: list[UUID]) -> None:
    _drop(upload_ids)


def _drop(upload_ids: list[UUID]) -> None:
    Upload.objects.filter(id__in=upload_ids).delete()
    for upload_id in upload_ids:
        transaction.on_commit(partial(storage.remove_parts, upload_id))


def forget() -> None:
    """Forgets what nobody goes on with, and the parts whose rows were not committed."""
    old = clock.now() - timedelta(hours=limits.UPLOAD_HOURS)
    drop(list(Upload.objects.filter(changed_at__lt=old).values_list("id", flat=True)[:FORGET_BATCH]))
    stored = storage.uploads_untouched_since(old.timestamp())
    known = set(Upload.objects.filter(id__in=stored).values_list("id", flat=True))
    for upload_id in stored:
        if upload_id not in known:
            storage.remove_parts(upload_id)
