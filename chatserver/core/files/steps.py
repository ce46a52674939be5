"""What an app's action does to a file inside its own transaction."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from chatserver.core.files.lifecycle import FileMove, after
from chatserver.core.models import StoredFile


def hide(file_id: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Nobody is given the bytes any more. They stay, with who hid them, when and why."""
    if not connection.in_atomic_block:
        raise RuntimeError("hiding a file needs the open transaction of an action")
    file = StoredFile.objects.select_for_update().get(id=file_id)
    file.state = after(file.state, FileMove.HIDE)
    file.hidden_reason, file.hidden_by, file.hidden_at, file.changed_at = reason, by, at, at
    file.save()
