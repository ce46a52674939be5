"""What can be spoiled: each is a fault that the checker has to find, but for the wrong clock, which must not matter."""

import os
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Self
from uuid import UUID

from django.apps import AppConfig
from django.utils import timezone

from chatserver.core import clock
from chatserver.core.actor import Actor
from tests.chaos import tampered

_true_time = time.time
# The file is looked at so often, and not at each of the thousand times a second that the time is asked.
LOOK_SECONDS = 0.05


class TamperedConfig(AppConfig):
    name = "tests.chaos.tampered"

    def ready(self) -> None:
        for what in os.environ[tampered.WHAT].split(","):
            SPOILED[what]()


def wrong_clock() -> None:
    """This process's wall clock, wherever the product, Django and the servers read it. The monotonic one goes on, as it
    does on a machine whose time is set."""
    file = Path(os.environ[tampered.CLOCKS]) / str(os.getpid())
    looked, wrong = 0.0, 0.0

    def read() -> float:
        nonlocal looked, wrong
        if time.monotonic() - looked > LOOK_SECONDS:
            looked, wrong = time.monotonic(), tampered.wrong_by(file)
        return _true_time() + wrong

    class Wrong(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls.fromtimestamp(read(), tz)

    time.time = read
    timezone.now = lambda: datetime.fromtimestamp(read(), UTC)
    setattr(clock, "datetime", Wrong)  # noqa: B010 a name that the module has imported, and mypy knows as a type


def own_clock() -> None:
    """Deadlines and stamps by the process's own clock instead of the database's."""
    wrong_clock()
    clock.now = clock.now_here
    clock.told = lambda instant: clock.now_here()


def no_fence() -> None:
    """Whoever works at the unit may write, whoever has the case and whenever it was written; and who has left the room
    can be a sender in it."""
    from chatserver.core.rows import of_each  # noqa: PLC0415 as above
    from rooms import policy  # noqa: PLC0415 apps are loaded only now
    from rooms.actions.together import loading  # noqa: PLC0415 as above
    from rooms.models import Room  # noqa: PLC0415 as above
    from rooms.permissions import Relation  # noqa: PLC0415 as above

    true = policy.relations_of

    def relations_of(actor: Actor, room: Room) -> frozenset[Relation]:
        found = true(actor, room)
        return found | {Relation.RESPONSIBLE} if Relation.COLLEAGUE in found else found

    policy.relations_of = relations_of
    no_tenure()
    loading.INTRODUCED_OF = of_each(loading.PARTICIPATION, loading.SEAT) + " ORDER BY part.joined_sequence"


def no_tenure() -> None:
    """Whoever has the case may write, under whichever custody it was written."""
    from rooms import policy  # noqa: PLC0415 apps are loaded only now

    def require_tenure(access: policy.RoomAccess, epoch: int | None) -> None:
        del access, epoch

    setattr(policy.RoomAccess, "require_tenure", require_tenure)  # noqa: B010 a method, which mypy lets nobody replace


def no_return() -> None:
    """A case stays with whoever is gone."""
    from rooms.actions import custody  # noqa: PLC0415 apps are loaded only now

    def release_if_away(room_id: UUID) -> bool:
        del room_id
        return False

    custody.release_if_away = release_if_away


def no_comparison() -> None:
    """A claim takes the case as it was seen before, whatever has become of it."""
    from rooms import policy  # noqa: PLC0415 apps are loaded only now
    from rooms.lifecycle import CaseState  # noqa: PLC0415 as above
    from rooms.permissions import Permission  # noqa: PLC0415 as above

    true = policy.access_room

    def access_room(actor: Actor, room_id: UUID, permission: Permission, epoch: int | None = None) -> policy.RoomAccess:
        access = true(actor, room_id, permission, epoch)
        if permission is Permission.CLAIM:
            access.room.holder_id, access.room.state = None, CaseState.WAITING.value
        return access

    policy.access_room = access_room


SPOILED: Mapping[str, Callable[[], None]] = {
    "clock": wrong_clock,
    "own clock": own_clock,
    "fence": no_fence,
    "tenure": no_tenure,
    "return": no_return,
    "comparison": no_comparison,
}
