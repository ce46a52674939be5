"""What is known of reaching residents: whether a notice is settled, who may need a task, the desk's view."""

from uuid import UUID

from django.db.models import Q

from chatserver.core import clock
from chatserver.core.actor import Actor, ActorKind
from people import outbox_queries
from people.outbox import Kind
from people.wire import NoticeTarget, PersonReach
from rooms import policy, telling
from rooms.lifecycle import OPEN_STATES, CaseState
from rooms.models import Room, SentFormState, Turn
from rooms.permissions import Permission
from rooms.queries import reading
from rooms.storage import consistent_read


def is_settled(kind: Kind, case_id: UUID, account_id: UUID) -> bool:
    """Whether the person knows already, or need not know any more."""
    room = Room.objects.select_related("case").filter(case_id=case_id).first()
    if room is None or telling.reader_of(room) != account_id:
        return True
    if not policy.relations_of(Actor(ActorKind.RESIDENT, account_id), room):
        return True
    if kind is Kind.NEW_ANSWER:
        receipt = room.receipts.filter(account_id=account_id).first()
        return receipt is not None and receipt.read >= room.last_message_sequence
    if kind is Kind.YOUR_TURN:
        return CaseState(room.state) is not CaseState.ACTIVE
    if kind is Kind.REMINDER:
        return room.silent_since is None or CaseState(room.state) not in OPEN_STATES
    if kind is Kind.FORM:
        return not room.sent_forms.filter(state=SentFormState.SENT).exists()
    if kind is Kind.MISSED_CALL:
        return room.call is not None and room.call.get("state") in ("connecting", "connected")
    return False


def in_question() -> list[UUID]:
    """Cases whose mark may have to be set or taken away, in ascending order of id."""
    before = clock.now() - telling.UNREAD_FOR
    settled_lately = Q(case__reach_settled_at__gt=before)
    long_unread = Q(turn=Turn.RESIDENT, turn_at__lte=before, case__unreached_at=None) & ~settled_lately
    failed = Q(case_id__in=outbox_queries.unreached_cases(), case__unreached_at=None, turn=Turn.RESIDENT)
    open_states = [state.value for state in OPEN_STATES]
    rooms = Room.objects.filter(
        Q(case__unreached_at__isnull=False) | ((long_unread | failed) & Q(state__in=open_states))
    )
    return list(rooms.order_by("case_id").values_list("case_id", flat=True))


def notice_target(actor: Actor, notice_id: UUID) -> NoticeTarget:
    """The case of one's own notice, while one may read it."""
    case_id = outbox_queries.case_of_notice(actor.person, notice_id)
    return NoticeTarget(case_id=policy.read_room(actor, case_id).room.case_id)


def person_reach(actor: Actor, case_id: UUID) -> PersonReach:
    """For staff of the case."""
    with consistent_read():
        access = policy.read_room(actor, case_id, Permission.READ_STAFF)
        reading.record_case_read(actor, "case.reach", access.case, "case", case_id)
        return outbox_queries.staff_view(telling.reader_of(access.room), case_id, access.case.resident_id)
