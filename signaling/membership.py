"""How a guest stands to a call that they may join, and the moves between. Pure; the two whose call it is are in it as
long as it lasts (`signaling.machine`). See docs/adr/0033-calls-of-up-to-four.md."""

from enum import StrEnum

# Every two have a connection of their own, so each more costs every camera one more picture to send.
MAX_IN_CALL = 4
# Who began the call and who answered it.
THE_TWO = 2


class Membership(StrEnum):
    OUT = "out"
    IN = "in"
    LEFT = "left"
    REMOVED = "removed"
    OVER = "over"


class MemberMove(StrEnum):
    JOIN = "join"
    LEAVE = "leave"
    REMOVE = "remove"
    # Nothing is heard of their page any more: they may come back.
    LAPSE = "lapse"
    END = "end"


OUT, IN, LEFT = Membership.OUT, Membership.IN, Membership.LEFT
REMOVED, OVER = Membership.REMOVED, Membership.OVER

MOVES: dict[tuple[Membership, MemberMove], Membership] = {
    (OUT, MemberMove.JOIN): IN,
    # From another page, or the same one after a reload.
    (IN, MemberMove.JOIN): IN,
    (IN, MemberMove.LEAVE): LEFT,
    (IN, MemberMove.REMOVE): REMOVED,
    (IN, MemberMove.LAPSE): LEFT,
    (IN, MemberMove.END): OVER,
    (LEFT, MemberMove.JOIN): IN,
}


class IllegalMove(Exception):
    """A guest who stands like this cannot do that."""

    def __init__(self, standing: Membership, move: MemberMove) -> None:
        super().__init__(f"{move} from {standing}")


def after(standing: Membership, move: MemberMove) -> Membership:
    try:
        return MOVES[standing, move]
    except KeyError:
        raise IllegalMove(standing, move) from None


def is_full(guests_in_call: int) -> bool:
    return THE_TWO + guests_in_call >= MAX_IN_CALL
