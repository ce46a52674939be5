"""Looking for words in what was said: in one room, or in all that one may read. Whoever asks leaves an audit row, and
one for each case of which something is shown; the words themselves are kept nowhere.

The newest messages are looked through in Python, so that both databases answer alike, and no more of them than a
request may take.
"""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.limits import SHARED
from chatserver.core.models import AuditEntry
from people import queries as people
from people.queries import Subject
from rooms import naming, policy, texts, wire
from rooms.events import shown
from rooms.lifecycle import OPEN_STATES, CaseState
from rooms.models import Message, Room
from rooms.permissions import Permission
from rooms.policy import RoomAccess
from rooms.queries import cases, reading
from rooms.storage import consistent_read

MAX_SEARCHED_MESSAGES = 5000
MAX_SEARCHED_ROOMS = 200
MAX_FOUND = 50

OPEN = [state.value for state in OPEN_STATES]


def search(actor: Actor, asked: wire.SearchMessages) -> wire.FoundMessages:
    SHARED.take(actor.person, "message.search")
    words = texts.wanted(asked.words)
    with consistent_read():
        rooms = _rooms(actor, asked.room_id)
        if asked.room_id is None:
            reading.record_list_read(actor, "message.search", actor.unit_id)
        else:
            reading.record_case_read(actor, "message.search", rooms[0].case, "room", asked.room_id)
        found, whole = _found([room.case_id for room in rooms], words)
        by_id = {room.case_id: room for room in rooms}
        if asked.room_id is None:
            _record(actor, [by_id[room_id] for room_id in sorted({row.room_id for row in found})])
        residents = people.subjects(by_id[row.room_id].case.resident_id for row in found)
        return wire.FoundMessages(
            found=[
                naming.told(actor, by_id[row.room_id], _shown(row, by_id[row.room_id], words[0], residents))
                for row in found
            ],
            whole=whole and len(rooms) < MAX_SEARCHED_ROOMS,
        )


# --- where -----------------------------------------------------------------------------------------------------------
def _rooms(actor: Actor, room_id: UUID | None) -> list[Room]:
    if room_id is not None:
        return [policy.read_room(actor, room_id).room]
    return _of_unit(actor) if actor.is_staff else cases.rooms_of(actor)[:MAX_SEARCHED_ROOMS]


def _of_unit(actor: Actor) -> list[Room]:
    """What this staff member may read without an active choice, or by one that stands."""
    unit_id = policy.unit_of(actor)
    policy.require_unit(actor, unit_id)
    concluded = Q(unit_id=unit_id, state=CaseState.CONCLUDED.value)
    if not actor.is_supervisor:
        concluded &= Q(holder_id=actor.person)
    chosen = Q(choices__login_id=actor.login_id, choices__account_id=actor.person)
    rooms = Room.objects.select_related("case").filter(Q(unit_id=unit_id, state__in=OPEN) | concluded | chosen)
    newest = rooms.distinct().order_by("-last_at", "-case_id")[:MAX_SEARCHED_ROOMS]
    return [room for room in newest if RoomAccess(actor, room, policy.relations_of(actor, room)).may(Permission.READ)]


# --- what ------------------------------------------------------------------------------------------------------------
def _found(room_ids: Sequence[UUID], words: Sequence[str]) -> tuple[list[Message], bool]:
    """The newest that hold all words, and whether these are all there are."""
    said = Message.objects.filter(room_id__in=room_ids, redaction=None).exclude(text="").order_by("-at", "-id")
    looked, ids = 0, []
    for message_id, text in said.values_list("id", "text")[: MAX_SEARCHED_MESSAGES + 1].iterator():
        looked += 1
        if words and texts.holds(text, words):
            ids.append(message_id)
        if len(ids) > MAX_FOUND or looked > MAX_SEARCHED_MESSAGES:
            break
    whole = len(ids) <= MAX_FOUND and looked <= MAX_SEARCHED_MESSAGES
    rows = Message.objects.select_related("sender").filter(id__in=ids[:MAX_FOUND]).order_by("-at", "-id")
    return list(rows), whole


def _record(actor: Actor, rooms: Sequence[Room]) -> None:
    at = clock.now()
    AuditEntry.objects.bulk_create(
        [reading.case_read(actor, "message.search", room.case, "room", room.case_id, at) for room in rooms]
    )


def _shown(row: Message, room: Room, word: str, residents: dict[UUID, Subject]) -> wire.FoundMessage:
    around = texts.excerpt(row.text, word)
    return wire.FoundMessage(
        room_id=row.room_id,
        number=room.case.number,
        reason=shown.reason(room.case),
        resident_name=residents[room.case.resident_id].name,
        message_id=row.id,
        sequence=row.sequence,
        at=row.at,
        sender=shown.participant(row.sender),
        before=around.before,
        hit=around.hit,
        after=around.after,
    )
