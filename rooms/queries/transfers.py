"""What is handed over: its summary for whoever is asked, and which have run out."""

from uuid import UUID

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.errors import not_found
from rooms import handing_over, policy, wire
from rooms.events import handed
from rooms.models import Transfer
from rooms.permissions import Permission
from rooms.queries import reading
from rooms.storage import consistent_read


def transfer_of(actor: Actor, case_id: UUID) -> wire.TransferLine:
    """The one that stands, for whoever may take over: they decide by it, without the whole room being opened. To
    everybody else it does not exist; each reading is in the trail (law 8)."""
    with consistent_read():
        access = policy.read_room(actor, case_id, Permission.READ_STAFF)
        found = handing_over.standing(access.room)
        if found is None or not handing_over.is_asked(actor, found):
            raise not_found()
        reading.record_case_read(actor, "transfer.read", access.case, "case", case_id)
        return handed.line(found)


def overdue() -> list[UUID]:
    """Rooms, in ascending order."""
    standing = Transfer.objects.filter(ended_at=None, until__lte=clock.now())
    return list(standing.order_by("room_id").values_list("room_id", flat=True))
