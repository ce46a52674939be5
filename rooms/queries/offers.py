"""What there is to offer, and which offers are over. Candidates only: the actions look again under their locks."""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from chatserver.core import clock
from people import queries as people
from rooms import gathering
from rooms.lifecycle import CaseState
from rooms.models import Declared, Lease, Presence, Room


def to_offer(unit_id: UUID) -> list[UUID]:
    """In the order of service."""
    unit = people.unit(unit_id)
    return [case.id for case, _ in gathering.crowd(unit).given()] if unit.offers else []


def in_the_way(unit_id: UUID) -> list[UUID]:
    """Offers that should give way to something urgent."""
    return gathering.in_the_way(people.unit(unit_id))


def overdue() -> list[tuple[UUID, UUID]]:
    """Offers whose time is over: room and unit, in ascending order of room."""
    return _listed(_offered().filter(offered_until__lte=clock.now()))


def unreachable() -> list[tuple[UUID, UUID]]:
    """Offers to somebody who is not here any more or takes nothing: room and unit, in ascending order of room."""
    alive = Lease.objects.filter(
        account_id=OuterRef("offered_to_id"), unit_id=OuterRef("unit_id"), expires_at__gt=clock.now()
    )
    silent = Presence.objects.filter(account_id=OuterRef("offered_to_id"), unit_id=OuterRef("unit_id")).exclude(
        declared=Declared.AVAILABLE.value
    )
    return _listed(_offered().filter(~Exists(alive) | Exists(silent)))


def waiting_units() -> list[UUID]:
    """Units that offer and have somebody waiting."""
    waiting = Room.objects.filter(unit_id__in=people.offering_units(), state=CaseState.WAITING.value)
    return sorted(waiting.order_by().values_list("unit_id", flat=True).distinct())


def offers_at(unit_id: UUID) -> bool:
    return unit_id in people.offering_units()


def _offered() -> QuerySet[Room]:
    return Room.objects.filter(state=CaseState.OFFERED.value)


def _listed(rooms: QuerySet[Room]) -> list[tuple[UUID, UUID]]:
    return list(rooms.order_by("case_id").values_list("case_id", "unit_id"))
