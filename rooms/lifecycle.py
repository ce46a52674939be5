"""The states of a case and of an assignment, and the moves between them. Pure: no Django, no clock.

Nothing else decides a state. See docs/architecture.md, 'State machines'.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from chatserver.core.errors import DomainError, ErrorCode
from people import age


class CaseState(StrEnum):
    """Law 6: a case is at any moment exactly one of these."""

    WAITING = "waiting"
    OFFERED = "offered"
    ACTIVE = "active"
    PAUSED = "paused"
    CONCLUDED = "concluded"
    ARCHIVED = "archived"


class CaseMove(StrEnum):
    OFFER = "offer"
    CLAIM = "claim"
    ACCEPT = "accept"
    DECLINE = "decline"
    EXPIRE = "expire"
    WITHDRAW = "withdraw"
    REASSIGN = "reassign"
    HAND_OVER = "hand_over"
    PAUSE = "pause"
    RESUME = "resume"
    RELEASE = "release"
    CONCLUDE = "conclude"
    MERGE = "merge"
    REOPEN = "reopen"
    ARCHIVE = "archive"


CASE_MOVES: Mapping[tuple[CaseState, CaseMove], CaseState] = {
    (CaseState.WAITING, CaseMove.OFFER): CaseState.OFFERED,
    (CaseState.WAITING, CaseMove.CLAIM): CaseState.ACTIVE,
    (CaseState.WAITING, CaseMove.REASSIGN): CaseState.ACTIVE,
    # Withdrawn by its resident.
    (CaseState.WAITING, CaseMove.CONCLUDE): CaseState.CONCLUDED,
    (CaseState.OFFERED, CaseMove.ACCEPT): CaseState.ACTIVE,
    (CaseState.OFFERED, CaseMove.DECLINE): CaseState.WAITING,
    (CaseState.OFFERED, CaseMove.EXPIRE): CaseState.WAITING,
    # Whoever was asked has gone, or said that they are busy.
    (CaseState.OFFERED, CaseMove.WITHDRAW): CaseState.WAITING,
    # From the list, before whoever was asked has answered.
    (CaseState.OFFERED, CaseMove.CLAIM): CaseState.ACTIVE,
    (CaseState.OFFERED, CaseMove.REASSIGN): CaseState.ACTIVE,
    (CaseState.ACTIVE, CaseMove.REASSIGN): CaseState.ACTIVE,
    # To whoever takes over what its holder has offered them.
    (CaseState.ACTIVE, CaseMove.HAND_OVER): CaseState.ACTIVE,
    (CaseState.ACTIVE, CaseMove.PAUSE): CaseState.PAUSED,
    (CaseState.ACTIVE, CaseMove.RELEASE): CaseState.WAITING,
    (CaseState.ACTIVE, CaseMove.CONCLUDE): CaseState.CONCLUDED,
    # It goes on in another case of the same resident.
    (CaseState.ACTIVE, CaseMove.MERGE): CaseState.CONCLUDED,
    # A reply resumes with the last clinician if that one is available; else the case is released to the queue.
    (CaseState.PAUSED, CaseMove.RESUME): CaseState.ACTIVE,
    (CaseState.PAUSED, CaseMove.RELEASE): CaseState.WAITING,
    (CaseState.PAUSED, CaseMove.REASSIGN): CaseState.ACTIVE,
    (CaseState.PAUSED, CaseMove.CONCLUDE): CaseState.CONCLUDED,
    (CaseState.PAUSED, CaseMove.MERGE): CaseState.CONCLUDED,
    (CaseState.CONCLUDED, CaseMove.REOPEN): CaseState.WAITING,
    (CaseState.CONCLUDED, CaseMove.ARCHIVE): CaseState.ARCHIVED,
}

OPEN_STATES = frozenset({CaseState.WAITING, CaseState.OFFERED, CaseState.ACTIVE, CaseState.PAUSED})
# Nobody is responsible yet; whoever is asked about it has not answered.
QUEUED_STATES = frozenset({CaseState.WAITING, CaseState.OFFERED})
# Somebody has it now.
TAKEN_STATES = frozenset({CaseState.ACTIVE, CaseState.PAUSED})
# Only these name somebody: who is responsible now, whose turn it was, who concluded.
HELD_STATES = frozenset({CaseState.ACTIVE, CaseState.PAUSED, CaseState.CONCLUDED, CaseState.ARCHIVED})


# So long a concluded case can wait again instead of beginning anew.
REOPEN_DAYS = 7


def reopen_until(concluded_at: datetime) -> datetime:
    """Until when a case concluded then may be reopened: the end of a day, since residents are told a date."""
    last_day = age.home_date(concluded_at) + timedelta(days=REOPEN_DAYS)
    return datetime.combine(last_day + timedelta(days=1), time(), age.HOME_ZONE).astimezone(UTC)


class AssignmentState(StrEnum):
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    RELEASED = "released"


class AssignmentMove(StrEnum):
    ACCEPT = "accept"
    DECLINE = "decline"
    EXPIRE = "expire"
    WITHDRAW = "withdraw"
    RELEASE = "release"


ASSIGNMENT_MOVES: Mapping[tuple[AssignmentState, AssignmentMove], AssignmentState] = {
    (AssignmentState.OFFERED, AssignmentMove.ACCEPT): AssignmentState.ACCEPTED,
    (AssignmentState.OFFERED, AssignmentMove.DECLINE): AssignmentState.DECLINED,
    (AssignmentState.OFFERED, AssignmentMove.EXPIRE): AssignmentState.EXPIRED,
    (AssignmentState.OFFERED, AssignmentMove.WITHDRAW): AssignmentState.WITHDRAWN,
    (AssignmentState.ACCEPTED, AssignmentMove.RELEASE): AssignmentState.RELEASED,
}


def after(state: CaseState, move: CaseMove) -> CaseState:
    """The state that `move` leads to, or a refusal that names both."""
    try:
        return CASE_MOVES[state, move]
    except KeyError:
        raise DomainError(ErrorCode.ILLEGAL_MOVE, state=state.value, move=move.value) from None


def after_assignment(state: AssignmentState, move: AssignmentMove) -> AssignmentState:
    try:
        return ASSIGNMENT_MOVES[state, move]
    except KeyError:
        raise DomainError(ErrorCode.ILLEGAL_MOVE, state=state.value, move=move.value) from None
