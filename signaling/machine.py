"""The states of a call and the moves between them. Pure; nothing else decides a call's state. See
docs/architecture.md, "State machines". A browser's connection state is only an observation that a party reports."""

from enum import StrEnum


class CallPhase(StrEnum):
    RINGING = "ringing"
    CONNECTING = "connecting"
    CONNECTED = "connected"
    RECONNECTING = "reconnecting"
    ENDED = "ended"


class CallMove(StrEnum):
    ANSWER = "answer"
    REJOIN = "rejoin"
    ESTABLISH = "establish"
    LOSE = "lose"
    DECLINE = "decline"
    MISS = "miss"
    CANCEL = "cancel"
    HANG_UP = "hang_up"
    FAIL = "fail"
    CLOSE = "close"


RINGING, CONNECTING, CONNECTED = CallPhase.RINGING, CallPhase.CONNECTING, CallPhase.CONNECTED
RECONNECTING, ENDED = CallPhase.RECONNECTING, CallPhase.ENDED

MOVES: dict[tuple[CallPhase, CallMove], CallPhase] = {
    (RINGING, CallMove.ANSWER): CONNECTING,
    (RINGING, CallMove.REJOIN): RINGING,
    (RINGING, CallMove.DECLINE): ENDED,
    (RINGING, CallMove.MISS): ENDED,
    (RINGING, CallMove.CANCEL): ENDED,
    (RINGING, CallMove.CLOSE): ENDED,
    (CONNECTING, CallMove.REJOIN): CONNECTING,
    (CONNECTING, CallMove.ESTABLISH): CONNECTED,
    (CONNECTING, CallMove.HANG_UP): ENDED,
    (CONNECTING, CallMove.FAIL): ENDED,
    (CONNECTING, CallMove.CLOSE): ENDED,
    (CONNECTED, CallMove.REJOIN): RECONNECTING,
    (CONNECTED, CallMove.LOSE): RECONNECTING,
    (CONNECTED, CallMove.HANG_UP): ENDED,
    (CONNECTED, CallMove.FAIL): ENDED,
    (CONNECTED, CallMove.CLOSE): ENDED,
    (RECONNECTING, CallMove.REJOIN): RECONNECTING,
    (RECONNECTING, CallMove.ESTABLISH): CONNECTED,
    (RECONNECTING, CallMove.HANG_UP): ENDED,
    (RECONNECTING, CallMove.FAIL): ENDED,
    (RECONNECTING, CallMove.CLOSE): ENDED,
}

# What both sides are told when a move ends the call.
END_REASON: dict[CallMove, str] = {
    CallMove.DECLINE: "declined",
    CallMove.MISS: "missed",
    CallMove.CANCEL: "cancelled",
    CallMove.HANG_UP: "hung_up",
    CallMove.FAIL: "failed",
    CallMove.CLOSE: "room_concluded",
}

UNSETTLED = frozenset({CONNECTING, RECONNECTING})


class IllegalMove(Exception):
    """The call is in no state from which this move leads anywhere."""

    def __init__(self, phase: CallPhase, move: CallMove) -> None:
        super().__init__(f"{move} from {phase}")


def after(phase: CallPhase, move: CallMove) -> CallPhase:
    try:
        return MOVES[phase, move]
    except KeyError:
        raise IllegalMove(phase, move) from None
