"""The rows of who is responsible: a participation that residents see, and an assignment. Needs the room's lock and an
open transaction; `rooms.steps` calls it."""

from datetime import datetime
from uuid import UUID

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode
from people import queries as people
from people.queries import StaffMember
from rooms import lifecycle, policy
from rooms.lifecycle import AssignmentMove, AssignmentState, CaseMove
from rooms.models import Assignment, Room


def require_assignable(room: Room, account_id: UUID) -> None:
    """Somebody of the unit who is here and does not have the case already."""
    if not people.works_at(account_id, room.unit_id):
        raise DomainError(ErrorCode.NOT_FOUND, field="to_account_id")
    if account_id == room.holder_id:
        raise DomainError(ErrorCode.CONFLICT, holder=people.name_of(account_id))
    if not policy.is_here(account_id, room.unit_id, clock.now()):
        raise DomainError(ErrorCode.CONFLICT, presence="offline")


def begin(room: Room, member: StaffMember, actor: Actor, move: CaseMove, sequence: int, at: datetime) -> None:
    """What an offer began, accepting it goes on with; every other offer or responsibility ends."""
    if move is CaseMove.ACCEPT:
        accepted = lifecycle.after_assignment(AssignmentState.OFFERED, AssignmentMove.ACCEPT)
        room.assignments.filter(state=AssignmentState.OFFERED.value).update(state=accepted.value)
        return
    end(room, sequence, at)
    Assignment.objects.create(
        room=room,
        assignee_id=member.id,
        made_by_id=actor.account_id or member.id,
        state=AssignmentState.ACCEPTED.value,
        made_at=at,
    )


def end(room: Room, sequence: int, at: datetime) -> None:
    room.participations.filter(role="responsible", left_sequence=None).update(left_sequence=sequence)
    end_assignments(room, at)


def end_assignments(room: Room, at: datetime) -> None:
    """An offer that nobody answered is withdrawn, a responsibility is released."""
    for state, move in (
        (AssignmentState.OFFERED, AssignmentMove.WITHDRAW),
        (AssignmentState.ACCEPTED, AssignmentMove.RELEASE),
    ):
        ended = lifecycle.after_assignment(state, move)
        room.assignments.filter(state=state.value).update(state=ended.value, ended_at=at)
