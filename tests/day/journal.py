"""What people did and were shown during the day, by the server's clock in seconds since 1970. Plain values."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Shown:
    """A resident's screen was told this of their case."""

    room: str
    at: float
    kind: str
    holder: str | None


@dataclass(frozen=True, slots=True)
class Gone:
    """Somebody's console fell silent, with these cases on it."""

    account: str
    at: float
    rooms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Free:
    """Somebody stood with a free hand, ready for the next case, and was asked about none."""

    account: str
    begins: float
    ends: float


@dataclass(frozen=True, slots=True)
class Told:
    """What the door said of a case when it came."""

    room: str
    priority: int | None


@dataclass
class Journal:
    shown: list[Shown] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)
    free: list[Free] = field(default_factory=list)
    cases: dict[str, Told] = field(default_factory=dict)
    acked: dict[str, str] = field(default_factory=dict)
    """Messages by their client id, with the room: the writer was told that they had arrived."""
    seen: dict[str, set[str]] = field(default_factory=dict)
    """What stood on the resident's screen in each room, by client id."""
    at_the_end: dict[str, frozenset[str]] = field(default_factory=dict)
    """Which cases each console that is still there shows as its own."""
    watching: frozenset[str] = frozenset()
    """Rooms that have a resident before a screen at the end."""
