"""What keeps stored files whole when a process dies in the middle of one."""

import itertools
import logging
from datetime import timedelta
from uuid import UUID

from chatserver.core import clock
from chatserver.core.errors import DomainError
from chatserver.core.files import actions, storage, uploads
from chatserver.core.files.lifecycle import FileState
from chatserver.core.jobs import Job
from chatserver.core.models import StoredFile

log = logging.getLogger("vardrum.files")

# Longer than waiting for a decoder and decoding together take, so that nobody's work is taken from them.
STUCK = timedelta(seconds=60)
ORPHAN = timedelta(hours=1)
REPAIR_BATCH = 20
# What is stored may be a million files; they are compared with their rows some at a time.
SWEPT_TOGETHER = 500


def repair() -> None:
    """Settles what a process left behind when it died."""
    stuck = StoredFile.objects.filter(
        state__in=(FileState.RECEIVED, FileState.SCANNING), changed_at__lt=clock.now() - STUCK
    )
    for file_id in list(stuck.order_by("changed_at").values_list("id", flat=True)[:REPAIR_BATCH]):
        actions.put_back(file_id)
        try:
            actions.settle(file_id)
        except DomainError as failure:
            log.warning("file.unsettled", extra={"file": file_id, "code": failure.code.value})


def sweep() -> None:
    """Removes bytes that no row needs: of an upload whose row was not committed, of a file settled long ago."""
    old = (clock.now() - ORPHAN).timestamp()
    aged = ((file_id, kept.key) for file_id, kept in storage.everything() if kept.since < old)
    while some := list(itertools.islice(aged, SWEPT_TOGETHER)):
        states = dict(StoredFile.objects.filter(id__in={file_id for file_id, _ in some}).values_list("id", "state"))
        storage.remove(*[key for file_id, key in some if not _needed(file_id, key, states.get(file_id))])


def _needed(file_id: UUID, key: str, state: str | None) -> bool:
    waiting = (FileState.RECEIVED, FileState.SCANNING)
    if key == storage.key(file_id):
        return state in (FileState.READY, FileState.HIDDEN, *waiting)
    return key == storage.original_key(file_id) and state in waiting


JOBS = [
    # The lease covers a full batch of pictures that all run into the time limit.
    Job("files.repair", 15.0, repair, lease_seconds=600.0),
    Job("files.forget_uploads", 600.0, uploads.forget, lease_seconds=600.0),
    Job("files.sweep", 3_600.0, sweep, lease_seconds=600.0),
]
