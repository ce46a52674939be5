"""Pictures on their way into a room. The core stores and cleans them; here is who may add one and where."""

from uuid import UUID

from chatserver.core import files
from chatserver.core.actor import Actor
from chatserver.core.files.storage import Readable
from chatserver.core.files.uploads import Owner
from chatserver.core.models import StoredFile
from rooms import policy
from rooms.permissions import Permission


def receive_picture(actor: Actor, room_id: UUID, body: Readable) -> StoredFile:
    """Stores and settles a picture that a message may carry afterwards. Whoever may not write may not upload either.

    The bytes come in and are decoded outside any transaction; whether the writer still may is asked again on sending.
    """
    access = policy.read_room(actor, room_id, Permission.SEND)
    received = files.receive(actor, "room", room_id, access.case.resident_id, body)
    return files.settle(received.id)


def owner_of(actor: Actor, room_id: UUID) -> Owner:
    """The same for a file that comes in parts; asked again for every part."""
    access = policy.read_room(actor, room_id, Permission.SEND)
    return Owner(actor, "room", room_id, access.case.resident_id)
