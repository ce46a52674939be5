"""What matching is told of a unit: who waits and who is at work, read in a handful of statements however many they are.

What the house does not keep yet is left at the engine's defaults: roles that a case asks for. Whoever has declined a
case as too close to them is asked about none of its persons' again. Whoever works with residents may be given one with
protected identity, as they may open the case.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Case as Choose
from django.db.models import F, Max, Q, Value, When

from chatserver.core import clock
from people import queries as people
from people.policy import in_care
from people.queries import StaffMember, UnitCard
from rooms import call_terms
from rooms.lifecycle import AssignmentState, CaseState
from rooms.matching import explain
from rooms.matching.asking import asking
from rooms.matching.eligibility import Eligible, eligibility
from rooms.matching.engine import match
from rooms.matching.explain import Stand
from rooms.matching.parties import RESIDENT_TURN, STAFF_TURN, Clinician, Need
from rooms.matching.reasons import Code, Reason
from rooms.matching.terms import ASKS_AT_ONCE, REST
from rooms.models import Assignment, Declared, Lease, Presence, Room, Turn
from rooms.urgency import NO_ALARM, OPENED, SHARED_CLASS, UNOPENED

# So many of those who rank highest are looked at in a round; a round takes some hundredths of a second with them.
MOST_CONSIDERED = 1_000
# Turns are taken within a working day: who was given something before it counts as rested.
TURNS_REMEMBERED = timedelta(hours=12)
# The reason of a decline (`wire.DeclineOffer`).
CLOSE = "close"
_WEIGHT = {Turn.STAFF.value: STAFF_TURN, Turn.RESIDENT.value: RESIDENT_TURN}


@dataclass(frozen=True, slots=True)
class Crowd:
    """A unit's queue and its people, as they are at one moment."""

    at: datetime
    needs: dict[UUID, Need]
    people: dict[UUID, Clinician]
    members: dict[UUID, StaffMember]

    def given(self) -> Iterator[tuple[Need, Clinician]]:
        """Who is to be asked about what now, in the order of service."""
        for one in match(self.needs.values(), self.people.values(), self.at):
            yield self.needs[one.case_id], self.people[one.person_id]


def crowd(unit: UnitCard) -> Crowd:
    at = clock.now()
    members = _here(unit.id, at)
    spoken = {language for member in members.values() for language in member.languages}
    return Crowd(at, _needs(unit, members, spoken, at), _clinicians(unit, members, at), members)


def in_the_way(unit: UnitCard) -> list[UUID]:
    """Offers of what can wait to people whom something urgent would fit, each urgent case counted once."""
    offered = _offered_calmly(unit.id)
    now = crowd(unit) if offered else None
    if now is None:
        return []
    urgent = sorted((need for need in now.needs.values() if _is_urgent(need)), key=lambda need: need.rank)
    found = []
    for case_id, account_id in offered:
        person = now.people.get(account_id)
        if person is None:
            continue
        free = replace(person, load=person.load - STAFF_TURN, asks=ASKS_AT_ONCE)
        fits = next((need for need in urgent if isinstance(eligibility(need, free, now.at), Eligible)), None)
        if fits is not None:
            urgent.remove(fits)
            found.append(case_id)
    return found


def _is_urgent(need: Need) -> bool:
    return need.urgent or need.alarm_rank == UNOPENED


def _offered_calmly(unit_id: UUID) -> list[tuple[UUID, UUID]]:
    """Case and person of the offers that are not urgent, if anything urgent waits at all."""
    at_unit = Room.objects.filter(unit_id=unit_id)
    urgently = Q(case__priority__in=(1, 2)) | Q(case__alarm_at__isnull=False, case__alarm_seen_by="")
    if not at_unit.filter(urgently, state=CaseState.WAITING.value).exists():
        return []
    calm = at_unit.filter(state=CaseState.OFFERED.value, offered_to_id__isnull=False).exclude(urgently)
    rows = calm.order_by("case_id").values_list("case_id", "offered_to_id")
    return [(case_id, account_id) for case_id, account_id in rows if account_id is not None]


def why_waiting(room: Room, ahead: int) -> list[Reason]:
    """Why the case waits, by the rules that would give it to somebody now. Names nobody."""
    unit, at = people.unit(room.unit_id), clock.now()
    asked = CaseState(room.state) is CaseState.OFFERED
    members = _here(unit.id, at)
    spoken = {language for member in members.values() for language in member.languages}
    need = _needs(unit, members, spoken, at, room.case_id).get(room.case_id)
    clinicians = list(_clinicians(unit, members, at).values())
    if need is None:
        return [Reason(Code.BEING_ASKED)] if asked else []
    interpreted = room.participations.filter(role="interpreter", left_sequence=None).exists()
    missing = bool(room.case.summary.get("interpreter")) and not interpreted
    helper = room.overflow["to_unit"] if room.overflow is not None else ""
    return explain.why_waiting(need, Stand(ahead, asked, unit.opening_state.is_open, clinicians, missing, helper), at)


def pair(room: Room, unit: UnitCard, member: StaffMember, at: datetime) -> tuple[Need, Clinician]:
    """A case that waits, by the languages of its own unit's people, and somebody of this unit as they are now."""
    able = people.competences_at(unit.id).get(member.id, frozenset())
    members = {member.id: replace(member, competences=able)}
    spoken = {language for one in _here(room.unit_id, at).values() for language in one.languages}
    need = _needs(people.unit(room.unit_id), members, spoken, at, room.case_id)[room.case_id]
    return need, _clinicians(unit, members, at)[member.id]


# --- people --------------------------------------------------------------------------------------------------------
def _here(unit_id: UUID, at: datetime) -> dict[UUID, StaffMember]:
    """Who takes part in care at the unit and has a console that is alive."""
    alive = set(Lease.objects.filter(unit_id=unit_id, expires_at__gt=at).values_list("account_id", flat=True))
    if not alive:
        return {}
    return {one.id: one for one in people.staff_of_unit(unit_id) if one.id in alive and in_care(one.profession)}


def _clinicians(unit: UnitCard, members: dict[UUID, StaffMember], at: datetime) -> dict[UUID, Clinician]:
    if not members:
        return {}
    declared = dict(Presence.objects.filter(unit_id=unit.id).values_list("account_id", "declared"))
    load, asked, latest = _loads(members), _asked(members), _latest(members, at)
    close = _close(members)
    opening = unit.opening_state
    until = opening.closes_at if opening.is_open else at
    return {
        one.id: Clinician(
            id=one.id,
            units=frozenset({unit.id}),
            profession=one.profession,
            capacity=one.capacity,
            load=load[one.id] + asked[one.id] * STAFF_TURN,
            available=declared.get(one.id, Declared.AVAILABLE.value) == Declared.AVAILABLE.value,
            competences=one.competences,
            languages=frozenset(one.languages),
            protected=True,
            works_until=until,
            relatives=frozenset(close.get(one.id, ())),
            given=latest.get(one.id, 0),
            asks=ASKS_AT_ONCE - asked[one.id],
        )
        for one in members.values()
    }


def _loads(members: Iterable[UUID]) -> Counter[UUID | None]:
    """In halves of a hand. A paused case takes none."""
    load: Counter[UUID | None] = Counter()
    held = Room.objects.filter(holder_id__in=list(members), state=CaseState.ACTIVE.value)
    for holder_id, turn in held.values_list("holder_id", "turn"):
        load[holder_id] += _WEIGHT[turn]
    return load


def _asked(members: Iterable[UUID]) -> Counter[UUID | None]:
    """Offers that wait for an answer."""
    offered = Room.objects.filter(offered_to_id__in=list(members), state=CaseState.OFFERED.value)
    return Counter(offered.values_list("offered_to_id", flat=True))


def _latest(members: Iterable[UUID], at: datetime) -> dict[UUID, int]:
    """When each was given or asked about something last, in milliseconds."""
    since = Assignment.objects.filter(assignee_id__in=list(members), made_at__gt=at - TURNS_REMEMBERED)
    latest = since.order_by().values_list("assignee_id").annotate(latest=Max("made_at"))
    return {account_id: round(made_at.timestamp() * 1000) for account_id, made_at in latest}


def _close(members: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    """Whom each has said to be too close to, to treat: the persons of the cases that they declined for it."""
    declined = Assignment.objects.filter(assignee_id__in=list(members), declined_for=CLOSE)
    found: dict[UUID, set[UUID]] = {}
    persons = declined.values_list("assignee_id", "room__case__resident_id", "room__case__guardian_id")
    for account_id, *subjects in persons:
        found.setdefault(account_id, set()).update(subject for subject in subjects if subject is not None)
    return found


def is_close(account_id: UUID, resident_id: UUID) -> bool:
    """Whether this person has said to be too close to the resident."""
    return resident_id in _close([account_id]).get(account_id, ())


# --- cases ---------------------------------------------------------------------------------------------------------
def _needs(
    unit: UnitCard, members: Iterable[UUID], spoken: set[str], at: datetime, only: UUID | None = None
) -> dict[UUID, Need]:
    rows = list(_waiting(unit.id, only))
    if not rows:
        return {}
    found = _read(unit.id, rows, members, spoken, at)
    asked = people.asked_competences(unit.id)
    topics = {row[0]: row[-1] for row in rows} if asked else {}
    for case_id, reason_id in topics.items():
        if reason_id in asked:
            found[case_id] = asking(found[case_id], asked[reason_id], unit, at)
    return found


def _read(
    unit_id: UUID,
    rows: list[tuple],  # type: ignore[type-arg]  # as `_waiting` gives them
    members: Iterable[UUID],
    spoken: set[str],
    at: datetime,
) -> dict[UUID, Need]:
    residents = {row[1] for row in rows}
    barred, known = _barred(unit_id, at), _known(residents, members)
    permanent = people.permanent_contacts(residents, unit_id)
    return {
        case_id: Need(
            id=case_id,
            number=number,
            unit_id=unit_id,
            priority=priority,
            alarm_rank=alarm,
            open_by=open_by,
            arrived_at=arrived_at,
            professions=frozenset({profession}),
            language=language,
            # Where nobody at work speaks it, waiting for somebody who does would be waiting for nobody.
            interpreter=bool(interpreter) or language not in spoken,
            subjects=frozenset({resident_id} if guardian_id is None else {resident_id, guardian_id}),
            permanent=permanent.get(resident_id),
            known=known.get(resident_id, ()),
            barred=barred.get(case_id, frozenset()),
            contact_form=form,
            not_before=_not_before(priority, alarm, called_from, tried, ended_at),
        )
        for (
            case_id, resident_id, guardian_id, number, priority, alarm, open_by, arrived_at, profession, language,
            interpreter, form, called_from, tried, ended_at, _topic,
        ) in rows
    }  # fmt: skip


def _not_before(
    priority: int | None, alarm: int, called_from: datetime | None, tried: int, ended_at: datetime | None
) -> datetime | None:
    again_at = call_terms.again_at(tried, priority, ended_at)
    return call_terms.not_before(called_from, again_at, priority, alarmed=alarm == UNOPENED)


def _waiting(unit_id: UUID, only: UUID | None) -> Iterable[tuple]:  # type: ignore[type-arg]  # a row of sixteen columns
    alarm = Choose(
        When(case__alarm_at__isnull=True, then=Value(NO_ALARM)),
        When(case__alarm_seen_by="", then=Value(UNOPENED)),
        default=Value(OPENED),
    )
    service = Choose(When(case__priority__in=(1, 2), then=F("case__priority")), default=Value(SHARED_CLASS))
    waiting = Room.objects.filter(unit_id=unit_id, state=CaseState.WAITING.value).annotate(alarm=alarm, service=service)
    waiting = waiting if only is None else waiting.filter(case_id=only)
    ranked = waiting.order_by("alarm", "service", "case__open_by", "case__arrived_at", "case__number")
    return ranked.values_list(
        "case_id", "case__resident_id", "case__guardian_id", "case__number", "case__priority", "alarm",
        "case__open_by", "case__arrived_at", "case__profession", "case__language", "case__summary__interpreter",
        "case__contact_form", "call_from", "call_tried", "call_ended_at", "case__reason_id",
    )[:MOST_CONSIDERED]  # fmt: skip


def _barred(unit_id: UUID, at: datetime) -> dict[UUID, frozenset[UUID]]:
    """Who is not asked about which case: who declined it, and who just let it pass or gave it back."""
    over = Q(state__in=[AssignmentState.EXPIRED.value, AssignmentState.RELEASED.value], ended_at__gt=at - REST)
    ended = Assignment.objects.filter(room__unit_id=unit_id, room__state=CaseState.WAITING.value)
    found: dict[UUID, set[UUID]] = {}
    against = ended.filter(over | Q(state=AssignmentState.DECLINED.value))
    for case_id, account_id in against.values_list("room_id", "assignee_id"):
        found.setdefault(case_id, set()).add(account_id)
    return {case_id: frozenset(accounts) for case_id, accounts in found.items()}


def _known(residents: set[UUID], members: Iterable[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """Who of those at work has had a case of which resident, the latest first."""
    had = Assignment.objects.filter(
        room__case__resident_id__in=residents,
        assignee_id__in=list(members),
        state__in=[AssignmentState.ACCEPTED.value, AssignmentState.RELEASED.value],
    )
    met: dict[UUID, dict[UUID, None]] = {}
    for resident_id, account_id in had.order_by("-made_at").values_list("room__case__resident_id", "assignee_id"):
        met.setdefault(resident_id, {}).setdefault(account_id)
    return {resident_id: tuple(accounts) for resident_id, accounts in met.items()}
