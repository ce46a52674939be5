"""What staff have not opened and not answered, as it is in the rows now. One place for the sweep that looks for it and
the action that looks again under the room's lock; how long is `rooms.matching.patience`. See docs/adr/0034."""

from datetime import UTC, datetime
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from chatserver.core import audit
from people.queries import UnitCard
from rooms.lifecycle import OPEN_STATES, CaseState
from rooms.matching import patience
from rooms.matching.patience import Told
from rooms.models import Message, Participation, Receipt, Room, Turn

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_OF_RESIDENTS = ("resident", "guardian")
_OF_STAFF = ("responsible", "colleague")


def waiting_for_staff() -> QuerySet[Room]:
    """Open rooms whose turn is staff's, each with `opened_at`, when one of them last opened it, and `unread_at`, when
    the first of the resident's words came that no one of them has had on a screen."""
    staff = Participation.objects.filter(room=OuterRef(OuterRef("room")), role__in=_OF_STAFF).values("account_id")
    read = Receipt.objects.filter(room=OuterRef("room"), account_id__in=Subquery(staff)).order_by("-read")
    said = Message.objects.filter(room=OuterRef("case_id"), sender__role__in=_OF_RESIDENTS, redaction=None)
    said = said.filter(Q(at__gt=OuterRef("opened_at")), sequence__gt=Coalesce(Subquery(read.values("read")[:1]), 0))
    opened = audit.last_read_by_staff("room.open", OuterRef("case__resident_id"), OuterRef("case_id"))
    states = [state.value for state in OPEN_STATES]
    rooms = Room.objects.select_related("case").filter(state__in=states, turn=Turn.STAFF)
    return rooms.annotate(opened_at=Coalesce(opened, Value(NEVER))).annotate(
        unread_at=Subquery(said.order_by("sequence").values("at")[:1])
    )


def unopened_since(room: Room) -> datetime | None:
    """Of a room of `waiting_for_staff`: since when something lies unopened. A case that nobody has had on a screen is
    that itself, since it came. What crossed an answer lies there since the turn came back: what was told of an earlier
    turn holds no more (`Room.lies_unopened`), and would be told anew by every run."""
    found: dict[str, datetime | None] = vars(room)
    if (unread_at := found["unread_at"]) is not None:
        return max(unread_at, room.turn_at or unread_at)
    never = found["opened_at"] == NEVER and room.holder_id is None
    return room.case.arrived_at if never and room.turn_at is None else None


def look(room_id: UUID) -> datetime | None:
    """The same of one room, by its id."""
    room = waiting_for_staff().filter(case_id=room_id).first()
    return unopened_since(room) if room is not None else None


def told_of(room: Room, unit: UnitCard, since: datetime | None, at: datetime) -> Told | None:
    """Who should know of it now. Whoever has been told of this silence is not told less, whatever clocks do."""
    if since is None:
        return None
    who = patience.told_of(room.case.priority, unit, since, at)
    if room.lies_unopened != since or room.unopened_told == Told.SUPERVISOR == who:
        return who
    return Told.SUPERVISOR if Told.SUPERVISOR in (who, room.unopened_told) else Told.UNIT


def is_told(room: Room, since: datetime | None, who: Told | None) -> bool:
    """Whether the work list says just this."""
    said = Told(room.unopened_told) if room.lies_unopened is not None else None
    return said == who and (who is None or room.lies_unopened == since)


def is_at_it(room: Room) -> bool:
    """Whoever has the case speaks with the resident, or has asked somebody to take over: no silence of theirs."""
    calls = room.call is not None and room.call.get("state") != "ended"
    return calls or room.transfer is not None


def is_to_warn(room: Room, unit: UnitCard, at: datetime) -> bool:
    """Whether whoever has the case is to be told now that the resident waits for an answer."""
    if CaseState(room.state) is not CaseState.ACTIVE or room.turn != Turn.STAFF or is_at_it(room):
        return False
    return not room.is_overdue and at >= patience.warned_at(room.case.priority, unit, room.waits_since)


def is_to_end(room: Room, at: datetime) -> bool:
    """Whether a warning is over: by the case going back, or because its holder is at it after all."""
    return room.is_overdue and room.overdue_until is not None and (is_at_it(room) or at >= room.overdue_until)
