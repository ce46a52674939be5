"""Receiving a file and settling it: the row in short transactions, the decoding between them in none.

`receive` then `settle` is what an upload does; a process that dies in between leaves the file to the repair job.
"""

import io
from functools import partial
from typing import Literal
from uuid import UUID

from django.db import transaction

from chatserver.core import audit, clock
from chatserver.core.actor import SYSTEM, Actor
from chatserver.core.errors import DomainError, ErrorCode
from chatserver.core.files import limits, storage
from chatserver.core.files.lifecycle import FileMove, FileState, after
from chatserver.core.files.pictures import Clean, CleanPicture, Decoder, NoDecoder, Refusal
from chatserver.core.files.scanner import ScannerAway, Verdict, scanned
from chatserver.core.ids import new_id
from chatserver.core.limits import SHARED
from chatserver.core.models import StoredFile

OwnerKind = Literal["intake", "room"]


def receive(
    actor: Actor, owner_kind: OwnerKind, owner_id: UUID, resident_id: UUID, body: bytes | storage.Readable
) -> StoredFile:
    """Stores the bytes as they came and the row that says so. The caller has checked that `actor` may add to the owner.

    What the client calls the file, and which type it declares, decide nothing: the decoder looks at the bytes.
    """
    SHARED.take(actor.account_id, "file.receive")
    file_id = new_id()
    readable = io.BytesIO(body) if isinstance(body, bytes) else body
    try:
        # Before the row: bytes without a row are swept away, a row without bytes could not be repaired.
        size = storage.write(storage.original_key(file_id), readable, limits.MAX_BYTES)
    except storage.TooLarge:
        raise DomainError(ErrorCode.TOO_LARGE, limit=limits.MAX_BYTES) from None
    except OSError as failure:
        raise DomainError(ErrorCode.UNAVAILABLE) from failure
    return record_received(actor, owner_kind, owner_id, resident_id, file_id, size)


@transaction.atomic(durable=True)
def record_received(
    actor: Actor, owner_kind: OwnerKind, owner_id: UUID, resident_id: UUID, file_id: UUID, size: int, name: str = ""
) -> StoredFile:
    if actor.account_id is None:
        raise DomainError(ErrorCode.NOT_LOGGED_IN)
    now = clock.now()
    file = StoredFile.objects.create(
        id=file_id,
        owner_kind=owner_kind,
        owner_id=owner_id,
        uploader_id=actor.account_id,
        resident_id=resident_id,
        state=after(FileState.ANNOUNCED, FileMove.RECEIVE),
        size=size,
        name=name,
        received_at=now,
        changed_at=now,
    )
    _record(actor, "file.receive", file)
    return file


def settle(file_id: UUID) -> StoredFile:
    """Decodes what was received and records the result. When no decoder is free, or the scanner is away, the file stays
    received: the repair job settles it. Settling twice changes nothing."""
    try:
        with Decoder() as decoder:
            if not _begin(file_id):
                return StoredFile.objects.get(id=file_id)
            return _conclude(file_id, _looked_through(file_id, decoder))
    except NoDecoder:
        return StoredFile.objects.get(id=file_id)
    except ScannerAway:
        # Held, never passed: the repair job asks again, and so does whoever waits for the file.
        put_back(file_id)
        return StoredFile.objects.get(id=file_id)
    except FileNotFoundError:
        # The bytes are lost, and no repetition brings them back.
        return _record_result(file_id, Refusal("damaged"))
    except OSError as failure:
        put_back(file_id)
        raise DomainError(ErrorCode.UNAVAILABLE) from failure


@transaction.atomic(durable=True)
def _begin(file_id: UUID) -> bool:
    file = StoredFile.objects.select_for_update().get(id=file_id)
    if file.state != FileState.RECEIVED:
        return False
    _move(file, FileMove.SCAN)
    return True


@transaction.atomic(durable=True)
def put_back(file_id: UUID) -> None:
    file = StoredFile.objects.select_for_update().get(id=file_id)
    if file.state == FileState.SCANNING:
        _move(file, FileMove.PUT_BACK)


def _looked_through(file_id: UUID, decoder: Decoder) -> Clean | Refusal:
    with storage.local(storage.original_key(file_id)) as original:
        if scanned(original) is Verdict.INFECTED:
            return Refusal("infected")
        return decoder.decode(original, documents=_takes_documents(file_id))


def _takes_documents(file_id: UUID) -> bool:
    """A form asks for pictures of what hurts; a room takes whatever has to be shown."""
    return StoredFile.objects.get(id=file_id).owner_kind == "room"


def _conclude(file_id: UUID, result: Clean | Refusal) -> StoredFile:
    if not isinstance(result, Refusal):
        storage.write(storage.key(file_id), io.BytesIO(result.data), limits.MAX_BYTES)
    return _record_result(file_id, result)


@transaction.atomic(durable=True)
def _record_result(file_id: UUID, result: Clean | Refusal) -> StoredFile:
    file = StoredFile.objects.select_for_update().get(id=file_id)
    if file.state != FileState.SCANNING:
        # Withdrawn, or settled by somebody else, while it was decoded.
        return file
    if isinstance(result, Refusal):
        file.refusal = result.code
        _move(file, FileMove.REFUSE)
        _record(SYSTEM, "file.refuse", file)
    else:
        file.media_type = result.media_type
        if isinstance(result, CleanPicture):
            file.width, file.height, file.name = result.width, result.height, ""
        else:
            file.pages = result.pages
        file.size = len(result.data)
        _move(file, FileMove.ACCEPT)
        _record(SYSTEM, "file.accept", file)
    transaction.on_commit(partial(storage.remove, storage.original_key(file_id)))
    return file


def _move(file: StoredFile, move: FileMove) -> None:
    file.state = after(file.state, move)
    file.changed_at = clock.now()
    file.save()


def _record(actor: Actor, action: str, file: StoredFile) -> None:
    audit.record(
        actor,
        action,
        kind="write",
        resident_id=file.resident_id,
        unit_id=actor.unit_id,
        object_type="file",
        object_id=file.id,
    )
