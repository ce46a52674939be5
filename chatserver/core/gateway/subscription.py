"""One stream of one connection: what has been sent, and what waits until the opening frames are out. Pure."""

from collections.abc import Callable

from chatserver.core.events import StoredEvent


class Subscription:
    """Between joining the hub and the end of opening, events are held back; then only the next sequence passes."""

    def __init__(self) -> None:
        self.cursor = 0
        self.speaks = False
        self.veil: Callable[[StoredEvent], str] | None = None
        self._opening: list[StoredEvent] | None = []

    @property
    def live(self) -> bool:
        return self._opening is None

    def frame_of(self, event: StoredEvent) -> str:
        """What the reader is sent of the event."""
        return event.frame if self.veil is None else self.veil(event)

    def go_live(self, cursor: int) -> list[StoredEvent]:
        """Sets the cursor after the opening frames and gives the held events that lie behind it."""
        held, self._opening = self._opening or [], None
        self.cursor = cursor
        return [event for event in held if self._is_next(event)]

    def passes(self, event: StoredEvent) -> bool:
        if self._opening is not None:
            self._opening.append(event)
            return False
        return self._is_next(event)

    def _is_next(self, event: StoredEvent) -> bool:
        if event.sequence != self.cursor + 1:
            return False
        self.cursor = event.sequence
        return True
