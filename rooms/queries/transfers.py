"""What is handed over: its summary for whoever is asked, and which have run out."""

from uuid import UUID

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.errors import not_found
from people import queries as people
from people.queries import UnitCard
from rooms import handing_over, policy, wire
from rooms.events import handed
from rooms.models import Transfer
from rooms.permissions import Permission
from rooms.queries import reading
from rooms.storage import consistent_read
from rooms.wire.transfers import UnitsToAsk, UnitToAsk


def transfer_of(actor: Actor, case_id: UUID) -> wire.TransferLine:
    """The one that stands, for whoever may take over: they decide by it, without the whole room being opened. To
    everybody else it does not exist; each reading is in the trail (law 8)."""
    with consistent_read():
        access = policy.read_room(actor, case_id, Permission.READ_TRANSFER)
        found = handing_over.standing(access.room)
        if found is None or not handing_over.is_asked(actor, found):
            raise not_found()
        reading.record_case_read(actor, "transfer.read", access.case, "case", case_id)
        return handed.line(found)


def units_to_ask(actor: Actor) -> UnitsToAsk:
    """The other units of the care provider of the unit that was chosen at login, by name. It shows no resident's data,
    so it leaves no audit row."""
    own = policy.unit_of(actor)
    policy.require_unit(actor, own)
    beside = people.units_beside(own) - {own}
    return UnitsToAsk(units=[_to_ask(unit) for unit in people.units() if unit.id in beside])


def _to_ask(unit: UnitCard) -> UnitToAsk:
    opening = unit.opening_state
    return UnitToAsk(
        id=unit.id,
        name=unit.name,
        is_open=opening.is_open,
        closes_at=opening.closes_at,
        opens_at=opening.opens_at,
        round_the_clock=opening.is_open and opening.closes_at is None,
    )


def overdue() -> list[UUID]:
    """Rooms, in ascending order."""
    standing = Transfer.objects.filter(ended_at=None, until__lte=clock.now())
    return list(standing.order_by("room_id").values_list("room_id", flat=True))
