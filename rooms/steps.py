"""What other apps' actions and our own are made of. A step needs an open transaction and the room's lock; it writes
rows and appends events, and leaves the commit to the outermost action (law 1).

`open_case` is triage's hand-off, `set_call` is signaling's; the rest moves custody.
"""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import F

from chatserver.core import audit, clock
from chatserver.core.actor import Actor
from chatserver.core.wire import EventBody, Localized
from people import queries as people
from people.queries import StaffMember
from rooms import announce, lifecycle, urgency, wire
from rooms.events import shown, streams
from rooms.lifecycle import AssignmentMove, AssignmentState, CaseMove, CaseState
from rooms.models import Assignment, Case, CaseCounter, CustodyStep, Participation, Room, Turn
from rooms.policy import RoomAccess


# --- the hand-off --------------------------------------------------------------------------------------------------
def open_case(
    actor: Actor,
    *,
    resident_id: UUID,
    author_id: UUID,
    unit_id: UUID,
    reason_id: str,
    reason: Localized,
    priority: int | None,
    administrative: bool,
    profession: str,
    contact_form: str,
    arrived_at: datetime,
    intake_id: UUID,
    summary: wire.CaseSummary,
    red_flag: Localized | None,
) -> UUID:
    """Opens a case with its room, waiting at the unit, and gives its id."""
    case = Case(
        number=_next_number(),
        resident_id=resident_id,
        author_id=author_id,
        guardian_id=author_id if author_id != resident_id else None,
        unit_id=unit_id,
        intake_id=intake_id,
        reason_id=reason_id,
        reason_sv=reason.sv,
        reason_en=reason.en,
        priority=priority,
        administrative=administrative,
        profession=profession,
        contact_form=contact_form,
        language=summary.language,
        # Browsers sort the work list too, and their clocks have milliseconds.
        arrived_at=arrived_at.replace(microsecond=arrived_at.microsecond // 1000 * 1000),
        summary=summary.model_dump(mode="json"),
        red_flag_sv=red_flag.sv if red_flag else "",
        red_flag_en=red_flag.en if red_flag else "",
    )
    _promise(case)
    case.save(force_insert=True)
    room = _open_room(case, actor)
    record(RoomAccess(actor, room, frozenset()), "case.open", "case", case.id)
    return case.id


def _promise(case: Case) -> None:
    unit = people.unit(case.unit_id)
    due = urgency.deadlines(unit.promises, case.priority, unit.spans, unit.zone, case.arrived_at)
    case.open_by, case.assessed_by, case.target_minutes = due.open_by, due.assessed_by, due.target_minutes


def _open_room(case: Case, actor: Actor) -> Room:
    at = clock.now()
    room = Room(case=case, unit_id=case.unit_id, state=CaseState.WAITING.value, state_since=at, last_at=at)
    room.custody_sequence = streams.tell_room(room, wire.CaseQueued(type="case.queued", state="waiting"), actor, at)
    room.save(force_insert=True)
    _introduce_residents(room)
    _enter_custody(room, "queued", actor, "", at)
    return room


def _next_number() -> int:
    if not CaseCounter.objects.filter(id=1).update(latest=F("latest") + 1):
        CaseCounter.objects.bulk_create([CaseCounter(id=1)], ignore_conflicts=True)
        CaseCounter.objects.filter(id=1).update(latest=F("latest") + 1)
    return CaseCounter.objects.values_list("latest", flat=True).get(id=1)


def _introduce_residents(room: Room) -> None:
    case = room.case
    roles: list[tuple[UUID, wire.ParticipantRole]] = [(case.resident_id, "resident")]
    if case.guardian_id is not None:
        roles.append((case.guardian_id, "guardian"))
    for account_id, role in roles:
        row = Participation(room=room, joined_sequence=room.custody_sequence)
        shown.show_subject(row, people.subject(account_id), role).save()


# --- custody -------------------------------------------------------------------------------------------------------
def give_to(room: Room, member: StaffMember, move: CaseMove, actor: Actor, reason: str = "") -> int:
    """Makes `member` responsible by a claim or a reassignment; gives the event's place in the room stream."""
    state = lifecycle.after(CaseState(room.state), move)
    at = clock.now()
    incoming = room.participations.filter(account_id=member.id, role="responsible").first()
    incoming = incoming or shown.show_staff(Participation(room=room), member, "responsible")
    holder = shown.participant(incoming)
    body: EventBody
    if move is CaseMove.CLAIM:
        body = wire.CaseClaimed(type="case.claimed", state="active", holder=holder)
    else:
        body = wire.CaseReassigned(type="case.reassigned", state="active", holder=holder)
    seen = actor if actor.account_id == member.id else streams.unseen(actor, people.unit(room.unit_id).name)
    sequence = streams.tell_room(room, body, seen, at)
    _end_responsibility(room, sequence, at)
    incoming.joined_sequence, incoming.left_sequence = sequence, None
    incoming.save()
    Assignment.objects.create(
        room=room,
        assignee_id=member.id,
        made_by_id=actor.account_id or member.id,
        state=AssignmentState.ACCEPTED.value,
        made_at=at,
    )
    _change(room, state, member.id, sequence, at)
    _enter_custody(room, "claimed" if move is CaseMove.CLAIM else "reassigned", actor, reason, at, member.name)
    return sequence


def take_back(room: Room, why: wire.ReleaseReason, actor: Actor, reason: str = "") -> int:
    """Puts the case back on the list with its priority and arrival time; gives the event's place."""
    state = lifecycle.after(CaseState(room.state), CaseMove.RELEASE)
    at = clock.now()
    body = wire.CaseReleased(type="case.released", state="waiting", reason=why)
    sequence = streams.tell_room(room, body, actor, at)
    _end_responsibility(room, sequence, at)
    room.turn = Turn.STAFF
    _change(room, state, None, sequence, at)
    _enter_custody(room, "released", actor, reason, at)
    return sequence


def conclude(room: Room, card: wire.ClosingCard, actor: Actor, at: datetime) -> int:
    """Ends the case. Whoever concluded it stays named as its holder, without an open assignment."""
    state = lifecycle.after(CaseState(room.state), CaseMove.CONCLUDE)
    body = wire.CaseConcluded(type="case.concluded", state="concluded", closing_card=card)
    sequence = streams.tell_room(room, body, actor, at)
    _end_assignments(room, at)
    _change(room, state, room.holder_id, sequence, at)
    _enter_custody(room, "concluded", actor, "", at, card.concluded_by.name)
    return sequence


def _change(room: Room, state: CaseState, holder_id: UUID | None, sequence: int, at: datetime) -> None:
    room.state, room.state_since, room.holder_id = state.value, at, holder_id
    room.epoch += 1
    room.custody_sequence = sequence
    room.last_at = at
    room.save()
    transaction.on_commit(partial(announce.custody_changed, room.case_id, state), robust=True)


def _enter_custody(
    room: Room, move: wire.CustodyMove, actor: Actor, reason: str, at: datetime, holder_name: str | None = None
) -> None:
    """The staff's side of a move, and the case's new row on the work list."""
    body = wire.CustodyChanged(
        type="custody.changed", move=move, holder_name=holder_name, reason=reason, priority=room.case.priority
    )
    CustodyStep.objects.create(
        room=room,
        sequence=streams.tell_staff(room, body, actor, at),
        at=at,
        move=move,
        by_id=actor.account_id,
        by_name=actor.name,
        holder_id=room.holder_id,
        holder_name=holder_name or "",
        reason=reason,
    )
    list_case(room, actor, at)


def _end_responsibility(room: Room, sequence: int, at: datetime) -> None:
    room.participations.filter(role="responsible", left_sequence=None).update(left_sequence=sequence)
    _end_assignments(room, at)


def _end_assignments(room: Room, at: datetime) -> None:
    """An offer that nobody answered is withdrawn, a responsibility is released."""
    for state, move in (
        (AssignmentState.OFFERED, AssignmentMove.WITHDRAW),
        (AssignmentState.ACCEPTED, AssignmentMove.RELEASE),
    ):
        ended = lifecycle.after_assignment(state, move)
        room.assignments.filter(state=state.value).update(state=ended.value, ended_at=at)


# --- the rest ------------------------------------------------------------------------------------------------------
def list_case(room: Room, actor: Actor, at: datetime) -> None:
    """Tells the unit's work list what the case is now, or that it is off the list."""
    streams.tell_worklist(room, actor, at)


def set_call(access: RoomAccess, actor: Actor, body: EventBody, call: wire.CallState) -> int:
    """Stores the room's call as it is after `body` and tells the room; gives the event's place in the room stream."""
    sequence = streams.tell_room(access.room, body, actor, clock.now())
    access.room.call = call.model_dump(mode="json")
    access.room.save(update_fields=["call"])
    return sequence


def record(access: RoomAccess, action: str, object_type: str, object_id: UUID) -> None:
    """The audit row of a write, in the action's transaction (law 8)."""
    audit.record(
        access.actor,
        action,
        kind="write",
        resident_id=access.case.resident_id,
        unit_id=access.room.unit_id,
        object_type=object_type,
        object_id=object_id,
    )
