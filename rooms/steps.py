"""What other apps' actions and our own are made of. A step needs an open transaction and the room's lock; it writes
rows and appends events, and leaves the commit to the outermost action (law 1).

`open_case` and `add_form` are triage's, `set_call` is signaling's; the rest moves custody.
"""

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

from chatserver.core import audit, clock, events
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode, not_found
from chatserver.core.models import AuditEntry
from chatserver.core.wire import EventBody, Localized
from people import queries as people
from people.queries import StaffMember, UnitCard
from rooms import (
    alarming,
    announce,
    asking,
    guesting,
    handing_over,
    keeping_company,
    lifecycle,
    overflowing,
    policy,
    promising,
    responsibility,
    seeking,
    telling,
    wire,
)
from rooms.events import reasons, shown, streams
from rooms.lifecycle import AssignmentMove, CaseMove, CaseState
from rooms.models import AddedForm, Case, CaseCounter, ClosingCard, CustodyStep, Participation, Room, Turn
from rooms.permissions import Permission
from rooms.policy import RoomAccess
from rooms.streams import room_stream, staff_stream

# Reasons as a row keeps them: codes and values.
Stored = list[dict[str, Any]]


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
        number=CaseCounter.next_number(),
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
        may_be_rung=summary.may_be_rung,
        # Browsers sort the work list too, and their clocks have milliseconds.
        arrived_at=arrived_at.replace(microsecond=arrived_at.microsecond // 1000 * 1000),
        summary=summary.model_dump(mode="json"),
        red_flag_sv=red_flag.sv if red_flag else "",
        red_flag_en=red_flag.en if red_flag else "",
    )
    promising.promise(case)
    case.save(force_insert=True)
    room = _open_room(case, actor, alarming.texts_of(summary))
    record(RoomAccess(actor, room, frozenset()), "case.open", "case", case.id)
    return case.id


def _open_room(case: Case, actor: Actor, texts: list[str]) -> Room:
    at = clock.now()
    room = Room(case=case, unit_id=case.unit_id, state=CaseState.WAITING.value, state_since=at, last_at=at)
    room.custody_sequence = streams.tell_room(room, wire.CaseQueued(type="case.queued", state="waiting"), actor, at)
    room.save(force_insert=True)
    _introduce_residents(room)
    alarming.look_through(room, texts, actor, at)
    enter_custody(room, "queued", actor, "", at)
    return room


def _introduce_residents(room: Room) -> None:
    roles: list[tuple[UUID, wire.ParticipantRole]] = [(room.case.resident_id, "resident")]
    if room.case.guardian_id is not None:
        roles.append((room.case.guardian_id, "guardian"))
    for account_id, role in roles:
        row = Participation(room=room, joined_sequence=room.custody_sequence)
        shown.show_subject(row, people.subject(account_id), role).save()


# --- another form about the same -----------------------------------------------------------------------------------
def lock_case(case_id: UUID) -> None:
    """For an action that locks rows of its own before it adds a form: rooms come first (law 1)."""
    policy.lock_room(case_id)


def add_form(
    actor: Actor,
    case_id: UUID,
    *,
    resident_id: UUID,
    author_id: UUID,
    reason_id: str,
    reason: Localized,
    priority: int | None,
    intake_id: UUID,
    summary: wire.CaseSummary,
    red_flag: Localized | None,
) -> UUID:
    """Adds a form to an open case about the same, and gives the unit that has it. The priority may rise by it only."""
    access = policy.access_room(actor, case_id, Permission.READ)
    _require_same(access.case, resident_id, author_id, reason_id, priority)
    if not access.may(Permission.ADD_FORM):
        move = Permission.ADD_FORM.value
        raise DomainError(ErrorCode.ILLEGAL_MOVE, state=access.state.value, move=move)
    room, at = access.room, clock.now()
    form = AddedForm(
        room=room,
        intake_id=intake_id,
        sequence=events.coming(room_stream(case_id)),
        staff_sequence=events.coming(staff_stream(case_id)),
        at=at,
        author=shown.introduced(room, author_id),
        reason_sv=reason.sv,
        reason_en=reason.en,
        summary=summary.model_dump(mode="json"),
    )
    form.save(force_insert=True)
    streams.tell_room(room, wire.FormAdded(type="form.added", form=shown.form_line(form)), actor, at)
    streams.tell_staff(room, wire.SummaryAdded(type="summary.added", added=shown.added_summary(form)), actor, at)
    pass_turn(room, Turn.STAFF, at)
    room.last_at = at
    room.save(update_fields=["turn", "turn_at", "last_at"])
    alarming.look_through(room, alarming.texts_of(summary), actor, at)
    weigh(room, priority, red_flag, actor, at)
    record(access, "case.add_form", "case", case_id)
    return room.unit_id


def _require_same(case: Case, resident_id: UUID, author_id: UUID, reason_id: str, priority: int | None) -> None:
    """One person, one author, one thing: else it is another case."""
    if (case.resident_id, case.author_id) != (resident_id, author_id):
        raise not_found()
    # An errand has no priority: what is urgent must not hide in it.
    if case.reason_id != reason_id or case.administrative != (priority is None):
        raise DomainError(ErrorCode.CONFLICT, field="add_to_case_id")


def weigh(room: Room, priority: int | None, red_flag: Localized | None, actor: Actor, at: datetime) -> None:
    """What the added form changes on the work list. An earlier red flag stays, unless the new form weighs more."""
    case = room.case
    rises = priority is not None and case.priority is not None and priority < case.priority
    if red_flag is not None and (rises or not case.red_flag_sv):
        case.red_flag_sv, case.red_flag_en = red_flag.sv, red_flag.en
        case.save(update_fields=["red_flag_sv", "red_flag_en"])
    if priority is not None and rises:
        prioritise(room, priority, actor, "")
    else:
        list_case(room, actor, at)


# --- custody -------------------------------------------------------------------------------------------------------
def give_to(
    room: Room,
    member: StaffMember,
    move: CaseMove,
    actor: Actor,
    reason: str = "",
    *,
    moved_to: UnitCard | None = None,
    why: Stored | None = None,
) -> int:
    """Makes `member` responsible by a claim, an offer accepted, a reassignment or taking over; gives the event's place
    in the room stream. `moved_to` is the unit that the case has come to by it, where it was another one's; `why` it
    was shown there, if it was claimed there."""
    state = lifecycle.after(CaseState(room.state), move)
    at = clock.now()
    incoming = room.participations.filter(account_id=member.id, role="responsible").first()
    incoming = incoming or shown.show_staff(Participation(room=room), member, "responsible")
    holder = shown.participant(incoming)
    body: EventBody
    unit = moved_to or people.unit(room.unit_id)
    taken = move in (CaseMove.CLAIM, CaseMove.ACCEPT)
    if taken and moved_to is None:
        body = wire.CaseClaimed(type="case.claimed", state="active", holder=holder, residents_call=unit.residents_call)
    else:
        over = move is CaseMove.HAND_OVER
        body = wire.CaseReassigned(
            type="case.reassigned",
            state="active",
            holder=holder,
            handed_over=over,
            unit_name=moved_to.name if moved_to is not None else None,
            residents_call=unit.residents_call,
        )
    seen = actor if actor.account_id == member.id else streams.unseen(actor, people.unit(room.unit_id).name)
    sequence = streams.tell_room(room, body, seen, at)
    responsibility.begin(room, member, actor, move, sequence, at)
    _end_beside(room, actor, at, taken_over=move is CaseMove.HAND_OVER)
    incoming.joined_sequence, incoming.left_sequence = sequence, None
    incoming.save()
    _change(room, state, member.id, sequence, at)
    if taken:
        telling.want(telling.of_turn(room, sequence, at))
        alarming.acknowledge(room, actor, at, settles=True)
    enter_custody(room, _GIVEN[move] if why is None else "helped", actor, reason, at, member.name, why)
    return sequence


_GIVEN: dict[CaseMove, wire.CustodyMove] = {
    CaseMove.CLAIM: "claimed",
    CaseMove.ACCEPT: "accepted",
    CaseMove.REASSIGN: "reassigned",
    CaseMove.HAND_OVER: "transferred",
}


def _end_beside(room: Room, actor: Actor, at: datetime, *, taken_over: bool = False) -> None:
    """What its holder had begun with colleagues does not outlast their having the case."""
    keeping_company.end(room, actor, at)
    handing_over.end(room, AssignmentMove.ACCEPT if taken_over else AssignmentMove.WITHDRAW, actor, at)


def take_back(room: Room, why: wire.ReleaseReason, actor: Actor, reason: str = "") -> int:
    """Puts the case back on the list with its priority and arrival time; gives the event's place."""
    state = lifecycle.after(CaseState(room.state), CaseMove.RELEASE)
    at = clock.now()
    body = wire.CaseReleased(type="case.released", state="waiting", reason=why)
    sequence = streams.tell_room(room, body, actor, at)
    responsibility.end(room, sequence, at)
    _end_beside(room, actor, at)
    pass_turn(room, Turn.STAFF, at)
    _change(room, state, None, sequence, at)
    enter_custody(room, "silent" if why == "put_back" else "released", actor, reason, at)
    return sequence


def conclude(room: Room, card: wire.ClosingCard, actor: Actor, at: datetime, move: CaseMove = CaseMove.CONCLUDE) -> int:
    """Ends the case. Whoever concluded it stays named as its holder, without an open assignment."""
    state = lifecycle.after(CaseState(room.state), move)
    # First: what comes after it is not for guests.
    guesting.end_all(room, actor, at)
    until = lifecycle.reopen_until(card.concluded_at)
    asking.expire(room, actor, at)
    body = wire.CaseConcluded(type="case.concluded", state="concluded", closing_card=card, reopen_until=until)
    sequence = streams.tell_room(room, body, actor, at)
    responsibility.end_assignments(room, at)
    _end_beside(room, actor, at)
    _change(room, state, room.holder_id, sequence, at)
    alarming.acknowledge(room, actor, at, settles=True)
    enter_custody(room, "concluded", actor, "", at, card.concluded_by.name)
    return sequence


def reopen(room: Room, actor: Actor, reason: str) -> int:
    """Lets a concluded case wait again in its old place, and keeps its card; gives the event's place."""
    state = lifecycle.after(CaseState(room.state), CaseMove.REOPEN)
    at = clock.now()
    known = not actor.is_staff or actor.account_id == room.holder_id
    seen = actor if known else streams.unseen(actor, people.unit(room.unit_id).name)
    sequence = streams.tell_room(room, wire.CaseReopened(type="case.reopened", state="waiting"), seen, at)
    ClosingCard.objects.get(room=room).set_aside()
    responsibility.end(room, sequence, at)
    room.turn, room.turn_at = Turn.STAFF, at
    _change(room, state, None, sequence, at)
    enter_custody(room, "reopened", actor, reason, at)
    return sequence


def prioritise(room: Room, priority: int, actor: Actor, reason: str) -> int:
    """Sets the priority and the deadlines that follow from it; gives the event's place in the staff stream."""
    promising.set_priority(room.case, priority)
    holder = people.name_of(room.holder_id) if room.holder_id is not None else None
    return enter_custody(room, "prioritised", actor, reason, clock.now(), holder)


def pass_turn(room: Room, turn: Turn, at: datetime) -> bool:
    """Notes whose turn it is, without saving; True if it changed hands by it."""
    if room.turn == turn:
        return False
    room.turn, room.turn_at = turn, at
    return True


def _change(room: Room, state: CaseState, holder_id: UUID | None, sequence: int, at: datetime) -> None:
    room.state, room.state_since, room.holder_id = state.value, at, holder_id
    room.epoch += 1
    room.custody_sequence = sequence
    room.last_at = at
    room.forget_offer()
    room.save()
    transaction.on_commit(partial(announce.custody_changed, room.case_id, state), robust=True)


def enter_custody(
    room: Room,
    move: wire.CustodyMove,
    actor: Actor,
    reason: str,
    at: datetime,
    holder_name: str | None = None,
    why: Stored | None = None,
) -> int:
    """The staff's side of a move, and the case's new row on the work list. Gives its place in the staff stream."""
    why = room.offer_reasons if move == "offered" else why
    body = wire.CustodyChanged(
        type="custody.changed",
        move=move,
        holder_name=holder_name,
        reason=reason,
        priority=room.case.priority,
        reasons=reasons.offered(why),
        epoch=room.epoch,
    )
    sequence = streams.tell_staff(room, body, actor, at)
    CustodyStep.objects.create(
        room=room,
        sequence=sequence,
        at=at,
        move=move,
        by_id=actor.account_id,
        by_name=actor.name,
        holder_id=room.holder_id,
        holder_name=holder_name or "",
        reason=reason,
        priority=room.case.priority,
        reasons=why,
    )
    list_case(room, actor, at)
    if move != "offered":
        transaction.on_commit(partial(announce.queue_changed, room.unit_id), robust=True)
    return sequence


# --- the rest ------------------------------------------------------------------------------------------------------
def list_case(room: Room, actor: Actor, at: datetime) -> None:
    """Tells the unit's work list what the case is now, or that it is off the list; a unit that helps, too."""
    overflowing.end_if_over(room, actor, at)
    streams.tell_worklist(room, actor, at)


def set_call(access: RoomAccess, actor: Actor, body: EventBody, call: wire.CallState) -> int:
    """Stores the room's call as it is after `body` and tells the room; gives the event's place in the room stream."""
    sequence = streams.tell_room(access.room, body, actor, clock.now())
    access.room.call = call.model_dump(mode="json")
    access.room.save(update_fields=["call"])
    if call.state == "ended" and call.connected_at is not None:
        seeking.heard(access.room, actor, clock.now())
    return sequence


def record(access: RoomAccess, action: str, object_type: str, object_id: UUID) -> None:
    """The audit row of a write, in the action's transaction (law 8)."""
    record_of(access, action, object_type, object_id, clock.now()).save(force_insert=True)


def record_of(access: RoomAccess, action: str, object_type: str, object_id: UUID, at: datetime) -> AuditEntry:
    """The same row, not saved yet."""
    return audit.entry(
        access.actor,
        action,
        kind="write",
        resident_id=access.case.resident_id,
        unit_id=access.room.unit_id,
        object_type=object_type,
        object_id=object_id,
        at=at,
    )
