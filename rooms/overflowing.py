"""Another unit may take a case that waits, and may no more: its row, what stands on the two work lists. Needs the
room's lock and an open transaction; actions and `rooms.steps` call it.

It is no change of custody: the case waits where it waited until somebody has taken it. See docs/adr/0040.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from chatserver.core.actor import Actor
from chatserver.core.errors import DomainError, ErrorCode
from people import queries as people
from people.queries import UnitCard
from rooms.events import streams
from rooms.lifecycle import CaseState
from rooms.matching.reasons import Reason
from rooms.models import Overflow, Room
from rooms.wire.overflow import OverflowUnlisted


def begin(room: Room, helper: UnitCard, why: Sequence[Reason], actor: Actor, at: datetime) -> None:
    """From here on staff of `helper` may take it too."""
    own = people.unit(room.unit_id)
    stored = [{"code": reason.code.value, "values": dict(reason.values)} for reason in why]
    Overflow.objects.create(room=room, from_unit_id=own.id, to_unit_id=helper.id, reasons=stored, made_at=at)
    room.overflow = {
        "to_unit_id": str(helper.id),
        "to_unit": helper.name,
        "from_unit": own.name,
        "since": at.isoformat(),
        "reasons": stored,
    }
    room.save(update_fields=["overflow"])
    streams.tell_worklist(room, actor, at)


def end(room: Room, actor: Actor, at: datetime, taken_by: UUID | None = None) -> None:
    """Nothing where none stands. The own unit's list is told by the caller."""
    helper_id = room.helping_unit_id
    if helper_id is None:
        return
    room.overflows.filter(ended_at=None).update(ended_at=at, taken_by_id=taken_by)
    room.overflow = None
    room.save(update_fields=["overflow"])
    streams.hold_lists(room.unit_id, helper_id)
    streams.tell_unit(helper_id, OverflowUnlisted(type="overflow.unlisted", case_id=room.case_id), actor, at)


def end_if_over(room: Room, actor: Actor, at: datetime) -> None:
    """Whoever is asked about the case, has it or has ended it has settled that too."""
    if CaseState(room.state) is not CaseState.WAITING:
        end(room, actor, at)


def require_standing(room: Room, actor: Actor) -> None:
    """The actor's unit may take it still; else they are told who has the case by now."""
    if room.helping_unit_id is not None and room.helping_unit_id == actor.unit_id:
        return
    holder = people.name_of(room.holder_id) if room.holder_id is not None else None
    raise DomainError(ErrorCode.OFFER_OVER, holder=holder)
