"""What was before: a resident's other cases at the care provider, and the concluded ones of a unit."""

from datetime import UTC, datetime, timedelta
from typing import cast
from uuid import UUID

from django.db.models import Q

from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode
from people import queries as people
from people.queries import Subject
from rooms import lifecycle, merging, policy, wire
from rooms.events import shown
from rooms.lifecycle import CaseState
from rooms.models import ClosingCard, Room
from rooms.permissions import Permission
from rooms.policy import RoomAccess
from rooms.queries import reading
from rooms.storage import consistent_read

# A cursor stands in addresses, so it is written without signs that mean something there.
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def earlier_cases(actor: Actor, case_id: UUID) -> wire.EarlierCases:
    """That there are such cases is told to whoever may read this one; what is in them needs an active choice."""
    with consistent_read():
        access = policy.read_room(actor, case_id, Permission.READ_STAFF)
        unit_id = policy.unit_of(actor)
        reading.record_list_read(actor, "case.earlier", unit_id, access.case.resident_id)
        found = policy.rooms_beside(access.room, unit_id).exclude(case_id=case_id)
        return wire.EarlierCases(cases=_earlier(access, list(found.order_by("-case__arrived_at", "-case_id"))))


def _earlier(access: RoomAccess, rooms: list[Room]) -> list[wire.EarlierCase]:
    units = {unit_id: people.unit(unit_id).name for unit_id in {room.unit_id for room in rooms}}
    cards = ClosingCard.objects.in_bulk([room.case_id for room in rooms if room.state == CaseState.CONCLUDED])
    return [_earlier_case(access, room, units[room.unit_id], cards.get(room.case_id)) for room in rooms]


def _earlier_case(beside: RoomAccess, room: Room, unit_name: str, card: ClosingCard | None) -> wire.EarlierCase:
    actor = beside.actor
    access = RoomAccess(actor, room, policy.relations_of(actor, room))
    return wire.EarlierCase(
        case_id=room.case_id,
        number=room.case.number,
        reason=shown.reason(room.case),
        state=cast(wire.CaseState, room.state),
        unit_name=unit_name,
        own_unit=room.unit_id == actor.unit_id,
        arrived_at=room.case.arrived_at,
        concluded_at=card.concluded_at if card else None,
        outcome=cast(wire.CardOutcome, card.outcome) if card else None,
        needs_choice=not access.may(Permission.READ),
        mergeable=_mergeable(beside, access),
    )


def _mergeable(beside: RoomAccess, access: RoomAccess) -> bool:
    """As the action decides it: theirs already, or anybody's to take."""
    if not beside.may(Permission.MERGE) or not access.may(Permission.CLAIM):
        return False
    free = access.room.holder_id in (None, access.actor.account_id)
    return free and merging.are_about_one(beside.room, access.room)


# --- a unit's concluded cases --------------------------------------------------------------------------------------
def concluded_cases(actor: Actor, cursor: str | None) -> wire.ConcludedCases:
    """The page after the cursor, which is the place of the last line before it."""
    with consistent_read():
        unit_id = policy.unit_of(actor)
        policy.require_unit(actor, unit_id)
        reading.record_list_read(actor, "case.concluded", unit_id)
        rooms = Room.objects.select_related("case", "closing_card__concluded_by")
        rooms = rooms.filter(unit_id=unit_id, state=CaseState.CONCLUDED.value).order_by("-state_since", "-case_id")
        if cursor is not None:
            at, case_id = _place(cursor)
            rooms = rooms.filter(Q(state_since__lt=at) | Q(state_since=at, case_id__lt=case_id))
        # One more than the page tells whether there is another.
        found = list(rooms[: wire.CONCLUDED_PAGE + 1])
        page = found[: wire.CONCLUDED_PAGE]
        residents = people.subjects(room.case.resident_id for room in page)
        return wire.ConcludedCases(
            cases=[_concluded_line(room, residents[room.case.resident_id]) for room in page],
            next=_cursor(page[-1]) if len(found) > len(page) else None,
        )


def _concluded_line(room: Room, resident: Subject) -> wire.ConcludedLine:
    card: ClosingCard = room.closing_card
    return wire.ConcludedLine(
        case_id=room.case_id,
        number=room.case.number,
        reason=shown.reason(room.case),
        resident_name=resident.name,
        age=resident.age,
        outcome=cast(wire.CardOutcome, card.outcome),
        concluded_at=card.concluded_at,
        concluded_by_name=card.concluded_by.name,
        reopen_until=lifecycle.reopen_until(card.concluded_at),
    )


def _cursor(room: Room) -> str:
    return f"{(room.state_since - EPOCH) // MICROSECOND}~{room.case_id}"


def _place(cursor: str) -> tuple[datetime, UUID]:
    at, _, case_id = cursor.partition("~")
    try:
        return EPOCH + int(at) * MICROSECOND, UUID(case_id)
    except (ValueError, OverflowError):
        raise DomainError(ErrorCode.BAD_REQUEST, field="cursor") from None
