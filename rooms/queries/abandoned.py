"""Active cases whose holder seems to be away. A candidate only: the action that takes it back looks again."""

from uuid import UUID

from django.db.models import Exists, OuterRef

from chatserver.core import clock
from rooms.availability import LEASE
from rooms.lifecycle import CaseState
from rooms.models import Lease, Room


def abandoned_rooms() -> list[UUID]:
    """In ascending order of id."""
    now = clock.now()
    alive = Lease.objects.filter(account_id=OuterRef("holder_id"), unit_id=OuterRef("unit_id"), expires_at__gt=now)
    held = Room.objects.filter(~Exists(alive), state=CaseState.ACTIVE.value, state_since__lte=now - LEASE)
    return list(held.order_by("case_id").values_list("case_id", flat=True))
