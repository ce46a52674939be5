"""Reading stored files. The caller has checked that the actor may see the owner, and has recorded the read."""

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


def ready_bytes(file: StoredFile) -> bytes:
    """The clean bytes of a file that may be shown: all of them, so that no answer breaks off in the middle."""
    if file.state == FileState.REFUSED:
        raise DomainError(ErrorCode.FILE_REFUSED, refusal=file.refusal)
    if file.state != FileState.READY:
        raise DomainError(ErrorCode.FILE_NOT_READY)
    try:
        return storage.read(storage.key(file.id))
    except OSError as failure:
        raise DomainError(ErrorCode.UNAVAILABLE) from failure
