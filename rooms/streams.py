"""The names of the streams that rooms write to. Pure."""

from uuid import UUID

ROOM = "room:"
STAFF = "staff:"
WORKLIST = "worklist:"


def room_stream(case_id: UUID) -> str:
    """Seen by everybody in the room."""
    return f"{ROOM}{case_id}"


def staff_stream(case_id: UUID) -> str:
    """Seen by staff alone; no resident's frame is ever built from it (law 9)."""
    return f"{STAFF}{case_id}"


def worklist_stream(unit_id: UUID) -> str:
    return f"{WORKLIST}{unit_id}"


def subject_of(stream: str) -> UUID | None:
    """The case or unit that a stream is about; None if the name is no stream of rooms."""
    for prefix in (ROOM, STAFF, WORKLIST):
        if stream.startswith(prefix):
            try:
                return UUID(stream.removeprefix(prefix))
            except ValueError:
                return None
    return None
