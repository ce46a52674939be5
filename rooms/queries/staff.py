"""Who of a unit's staff is here, and how many cases each holds. Hints, read when they are asked for."""

from collections import Counter
from uuid import UUID

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.wire import Localized
from people import queries as people
from people.competences import COMPETENCES
from people.policy import in_care
from people.queries import StaffMember
from rooms import policy, wire
from rooms.availability import availability
from rooms.lifecycle import CaseState
from rooms.models import Lease, Presence, Room


def staff_loads(actor: Actor, unit_id: UUID) -> wire.StaffLoads:
    """Shows no resident's data, so it leaves no audit row."""
    policy.require_unit(actor, unit_id)
    return wire.StaffLoads(staff=loads_of(unit_id))


def loads_of(unit_id: UUID) -> list[wire.StaffLoad]:
    """By name."""
    now = clock.now()
    here = set(Lease.objects.filter(unit_id=unit_id, expires_at__gt=now).values_list("account_id", flat=True))
    declared = dict(Presence.objects.filter(unit_id=unit_id).values_list("account_id", "declared"))
    held = Room.objects.filter(unit_id=unit_id, state=CaseState.ACTIVE.value)
    holding = Counter(held.values_list("holder_id", flat=True))
    able = people.competences_at(unit_id)
    return [
        _load(member, member.id in here, declared.get(member.id), holding[member.id], able.get(member.id, frozenset()))
        for member in people.staff_of_unit(unit_id)
        if in_care(member.profession)
    ]


def _load(member: StaffMember, here: bool, declared: str | None, holding: int, able: frozenset[str]) -> wire.StaffLoad:
    presence = availability(here=here, declared=declared, holding=holding, capacity=member.capacity)
    return wire.StaffLoad(
        account_id=member.id,
        name=member.name,
        title=Localized(sv=member.title_sv, en=member.title_en),
        initials=member.initials,
        presence=presence.value,
        holding=holding,
        capacity=member.capacity,
        profession=member.profession,
        competences=[one for one in COMPETENCES if one in able],
    )


def staff_available(unit_id: UUID) -> int:
    return sum(load.presence == "available" for load in loads_of(unit_id))
