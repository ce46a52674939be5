"""Reading stored files. The caller has checked that the actor may see the owner, and has recorded the read."""

from pathlib import Path
from uuid import UUID

from chatserver.core.errors import DomainError, ErrorCode, not_found
from chatserver.core.files import storage
from chatserver.core.files.lifecycle import FileState
from chatserver.core.models import StoredFile


def get(file_id: UUID) -> StoredFile:
    """The row, whatever its state; a file that is withdrawn or hidden does not exist."""
    gone = (FileState.WITHDRAWN, FileState.HIDDEN)
    file = StoredFile.objects.filter(id=file_id).exclude(state__in=gone).first()
    if file is None:
        raise not_found()
    return file


def ready_path(file: StoredFile) -> Path:
    """Where the clean bytes of a file are that may be shown."""
    if file.state == FileState.REFUSED:
        raise DomainError(ErrorCode.FILE_REFUSED, refusal=file.refusal)
    if file.state != FileState.READY:
        raise DomainError(ErrorCode.FILE_NOT_READY)
    return storage.path(file.id)
