"""States of a stored file and the moves between them. Pure. See docs/architecture.md, "State machines".

Nothing is shown to the other side before READY; a refusal says why.
"""

from enum import StrEnum


class FileState(StrEnum):
    ANNOUNCED = "announced"
    RECEIVED = "received"
    SCANNING = "scanning"
    READY = "ready"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    HIDDEN = "hidden"


class FileMove(StrEnum):
    RECEIVE = "receive"
    SCAN = "scan"
    PUT_BACK = "put_back"
    ACCEPT = "accept"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    HIDE = "hide"


class IllegalFileMove(Exception):
    """The table has no such move."""


MOVES = {
    (FileState.ANNOUNCED, FileMove.RECEIVE): FileState.RECEIVED,
    (FileState.RECEIVED, FileMove.SCAN): FileState.SCANNING,
    # The process that scanned has died, or found no free decoder.
    (FileState.SCANNING, FileMove.PUT_BACK): FileState.RECEIVED,
    (FileState.SCANNING, FileMove.ACCEPT): FileState.READY,
    (FileState.SCANNING, FileMove.REFUSE): FileState.REFUSED,
    (FileState.ANNOUNCED, FileMove.WITHDRAW): FileState.WITHDRAWN,
    (FileState.RECEIVED, FileMove.WITHDRAW): FileState.WITHDRAWN,
    (FileState.SCANNING, FileMove.WITHDRAW): FileState.WITHDRAWN,
    (FileState.READY, FileMove.WITHDRAW): FileState.WITHDRAWN,
    # Kept, and shown to nobody.
    (FileState.READY, FileMove.HIDE): FileState.HIDDEN,
}


def after(state: str, move: FileMove) -> FileState:
    try:
        return MOVES[FileState(state), move]
    except KeyError:
        raise IllegalFileMove(f"{state} {move}") from None
