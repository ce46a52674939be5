"""The waiting room of a case: its place, what is promised, whether anybody is there."""

from datetime import datetime
from uuid import UUID

from chatserver.core import audit
from chatserver.core.actor import Actor
from people import queries as people
from rooms import gathering, naming, policy, urgency, wire
from rooms.events import contacts, reasons
from rooms.lifecycle import QUEUED_STATES, CaseState
from rooms.models import Case, Room
from rooms.queries import expecting, reading, staff, worklist
from rooms.storage import consistent_read


def waiting(actor: Actor, case_id: UUID) -> wire.WaitingView:
    with consistent_read():
        access = policy.read_room(actor, case_id)
        reading.record_case_read(actor, "case.waiting", access.case, "case", case_id)
        seen = view(access)
    return foretold(seen, access)


def view(access: policy.RoomAccess) -> wire.WaitingView:
    """The place in the order of service; none once the case is no longer in the queue."""
    opening = people.unit(access.room.unit_id).opening_state
    place = _place(access.room) if access.state in QUEUED_STATES else None
    why = gathering.why_waiting(access.room, place - 1) if place is not None else []
    seen = wire.WaitingView(
        place=place,
        staff_available=staff.staff_available(access.room.unit_id),
        unit_open=opening.is_open,
        opens_at=opening.opens_at,
        closes_at=opening.closes_at,
        open_by=access.case.open_by,
        opened_at=first_opened(access.case),
        why=[wire.WaitReason(code=one.code.value, says=reasons.words(one)) for one in why],
        contact=contacts.for_resident(access.case.resident_id, access.room.unit_id) if place is not None else None,
    )
    return naming.told(access.actor, access.room, seen)


def foretold(seen: wire.WaitingView, access: policy.RoomAccess) -> wire.WaitingView:
    """With the time that is expected. Outside the transaction: what is reckoned from weeks must not hold up a write."""
    if seen.place is None:
        return seen
    return seen.model_copy(update={"expected": expecting.expected(access.room, seen.place - 1)})


def first_opened(case: Case) -> datetime | None:
    """When somebody at the clinic first had the case with its answers on a screen."""
    return audit.first_read_by_staff("room.open", case.resident_id, case.id)


def _place(room: Room) -> int:
    queued = [other.case for other in worklist.open_rooms(room.unit_id) if CaseState(other.state) in QUEUED_STATES]
    return urgency.place(room.case, queued)
