"""Where an invitation stands, how long it may, and the words for who a guest is. Pure: no Django, no clock.

Nothing else decides the state of an invitation. See docs/guests.md.
"""

from collections.abc import Mapping
from enum import StrEnum

from chatserver.core.errors import DomainError, ErrorCode


class GuestState(StrEnum):
    INVITED = "invited"
    WAITING = "waiting"
    ADMITTED = "admitted"
    # What follows is the end: each invitation is for one coming.
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LEFT = "left"
    EXPIRED = "expired"
    ENDED = "ended"


class GuestMove(StrEnum):
    """As the events that tell of them are named."""

    ARRIVE = "arrived"
    ADMIT = "admitted"
    REFUSE = "refused"
    WITHDRAW = "withdrawn"
    LEAVE = "left"
    EXPIRE = "expired"
    END = "ended"


STANDING = frozenset({GuestState.INVITED, GuestState.WAITING, GuestState.ADMITTED})
CAME_IN = frozenset({GuestState.WAITING, GuestState.ADMITTED})
MOVES: Mapping[tuple[GuestState, GuestMove], GuestState] = {
    (GuestState.INVITED, GuestMove.ARRIVE): GuestState.WAITING,
    (GuestState.WAITING, GuestMove.ADMIT): GuestState.ADMITTED,
    (GuestState.WAITING, GuestMove.REFUSE): GuestState.REFUSED,
    **{(state, GuestMove.LEAVE): GuestState.LEFT for state in CAME_IN},
    **{(state, GuestMove.WITHDRAW): GuestState.WITHDRAWN for state in STANDING},
    **{(state, GuestMove.EXPIRE): GuestState.EXPIRED for state in STANDING},
    **{(state, GuestMove.END): GuestState.ENDED for state in STANDING},
}


def after(state: GuestState, move: GuestMove) -> GuestState:
    try:
        return MOVES[state, move]
    except KeyError:
        raise DomainError(ErrorCode.ILLEGAL_MOVE, state=state.value, move=move.value) from None


def require_unused(state: GuestState, *, expired: bool) -> None:
    """An invitation is for one coming, by one device."""
    if state in CAME_IN:
        raise DomainError(ErrorCode.INVITATION_USED)
    if state not in STANDING or expired:
        raise DomainError(ErrorCode.INVITATION_OVER, state=(GuestState.EXPIRED if state in STANDING else state).value)


DEFAULT_HOURS = 24
MAX_HOURS = 72
# Those that still stand, in one room: a conversation, not a meeting.
MAX_GUESTS = 4
# A code has six digits: whoever guesses is right at one code in 200 000.
MAX_GUESSES = 5

# As they stand after a name, like a profession.
ROLE_WORDS: Mapping[str, tuple[str, str]] = {
    "interpreter": ("tolk", "interpreter"),
    "relative": ("närstående", "relative"),
    "outside": ("kollega utifrån", "colleague from outside"),
}


def title(role: str, language: str) -> tuple[str, str]:
    """What stands after the guest's name on each message, in Swedish and English."""
    swedish, english = ROLE_WORDS[role]
    return (f"{swedish}, {language}", f"{english}, {language}") if language else (swedish, english)
