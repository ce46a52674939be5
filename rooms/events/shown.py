"""Rows turned into what the wire shows. An event and a later snapshot are built by the same functions (law 4)."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeVar, cast, get_args
from uuid import UUID

from chatserver.core import clock
from chatserver.core.models import StoredFile
from chatserver.core.wire import Localized
from people import queries as people
from people.queries import Named, StaffMember, Subject
from rooms import wire
from rooms.models import AddedForm, Card, Case, CustodyStep, Message, Note, Participation, Receipt, Room, Shown

Row = TypeVar("Row", bound=Shown)

ROLES: tuple[wire.ParticipantRole, ...] = get_args(wire.ParticipantRole)
TITLED_ROLES = frozenset({"responsible", "colleague"})


# --- people --------------------------------------------------------------------------------------------------------
def show_subject(row: Row, subject: Subject, role: wire.ParticipantRole) -> Row:
    """Fills in what is shown of a resident or guardian."""
    row.account_id, row.role, row.name, row.initials = subject.id, role, subject.name, subject.initials
    return row


def show_staff(row: Row, member: StaffMember, role: wire.ParticipantRole) -> Row:
    """Fills in what is shown of a staff member."""
    row.account_id, row.role, row.name, row.initials = member.id, role, member.name, member.initials
    row.title_sv, row.title_en = member.title_sv, member.title_en
    return row


def participant(row: Shown) -> wire.Participant:
    role = cast(wire.ParticipantRole, row.role)
    title = Localized(sv=row.title_sv, en=row.title_en) if role in TITLED_ROLES else None
    return wire.Participant(id=row.account_id, role=role, name=row.name, title=title, initials=row.initials)


# --- content -------------------------------------------------------------------------------------------------------
def picture(file: StoredFile | None) -> wire.PictureRef | None:
    if file is None or file.state == "hidden" or file.width is None:
        return None
    return wire.PictureRef(id=file.id, media_type=file.media_type, width=file.width, height=file.height or 0)


def document(file: StoredFile | None) -> wire.DocumentRef | None:
    if file is None or file.state == "hidden" or file.pages is None:
        return None
    return wire.DocumentRef(id=file.id, name=file.name, pages=file.pages, size=file.size)


def hidden(file: StoredFile | None) -> wire.HiddenFile | None:
    if file is None or file.hidden_at is None:
        return None
    return wire.HiddenFile(reason=cast(wire.HideReason, file.hidden_reason), at=file.hidden_at)


def message(row: Message) -> wire.Message:
    return wire.Message(
        id=row.id,
        client_message_id=row.client_message_id,
        sequence=row.sequence,
        sender=participant(row.sender),
        at=row.at,
        text=row.text,
        picture=picture(row.picture),
        document=document(row.picture),
        hidden=hidden(row.picture),
    )


def message_sent(row: Message) -> wire.MessageSent:
    """What the room is told of a message; its sequence and time are the event's own."""
    return wire.MessageSent(
        type="message.sent",
        id=row.id,
        client_message_id=row.client_message_id,
        sender=participant(row.sender),
        text=row.text,
        picture=picture(row.picture),
        document=document(row.picture),
    )


def note(row: Note) -> wire.Note:
    return wire.Note(id=row.id, sequence=row.sequence, author=participant(row), at=row.at, text=row.text)


def receipt(row: Receipt) -> wire.Receipt:
    return wire.Receipt(participant_id=row.account_id, delivered=row.delivered, read=row.read)


def closing_card(row: Card) -> wire.ClosingCard:
    return wire.ClosingCard(
        outcome=cast(wire.Outcome, row.outcome),
        text=row.text,
        seek_care=row.seek_care,
        concluded_at=row.concluded_at,
        concluded_by=participant(row.concluded_by),
    )


def custody_step(row: CustodyStep) -> wire.CustodyStep:
    return wire.CustodyStep(
        sequence=row.sequence,
        at=row.at,
        move=cast(wire.CustodyMove, row.move),
        by_name=row.by_name,
        holder_name=row.holder_name or None,
        reason=row.reason,
        priority=row.priority,
    )


def form_line(row: AddedForm) -> wire.FormLine:
    return wire.FormLine(
        sequence=row.sequence,
        at=row.at,
        by=participant(row.author),
        reason=Localized(sv=row.reason_sv, en=row.reason_en),
    )


def case_summary(stored: dict[str, Any], hidden_ids: Collection[UUID] = ()) -> wire.CaseSummary:
    """What the form told, without the pictures that are hidden."""
    summary = wire.CaseSummary.model_validate(stored)
    if not hidden_ids:
        return summary
    return summary.model_copy(update={"pictures": [one for one in summary.pictures if one not in hidden_ids]})


def added_summary(row: AddedForm, hidden_ids: Collection[UUID] = ()) -> wire.AddedSummary:
    summary = case_summary(row.summary, hidden_ids)
    return wire.AddedSummary(sequence=row.staff_sequence, at=row.at, summary=summary)


def call(room: Room) -> wire.CallState | None:
    return wire.CallState.model_validate(room.call) if room.call is not None else None


def reason(case: Case) -> Localized:
    return Localized(sv=case.reason_sv, en=case.reason_en)


# --- the work list -------------------------------------------------------------------------------------------------
def work_items(rooms: Iterable[Room]) -> list[wire.WorkItem]:
    """The rows of these rooms in their order, with the people in them looked up all at once."""
    listed = list(rooms)
    names = people.named((person for room in listed for person in people_on(room)), clock.now())
    return [work_item(room, names) for room in listed]


def people_on(room: Room) -> list[UUID]:
    """Whom a row of the work list names."""
    return [person for person in (room.case.resident_id, room.case.guardian_id, room.holder_id) if person is not None]


def work_item(room: Room, names: Mapping[UUID, Named]) -> wire.WorkItem:
    case = room.case
    resident = names[case.resident_id]
    return wire.WorkItem(
        case_id=case.id,
        number=case.number,
        state=cast(wire.CaseState, room.state),
        priority=case.priority,
        administrative=case.administrative,
        reason=reason(case),
        resident_name=resident.name,
        age=resident.age,
        guardian_name=names[case.guardian_id].name if case.guardian_id else None,
        arrived_at=case.arrived_at,
        open_by=case.open_by,
        target_minutes=case.target_minutes,
        holder_id=room.holder_id,
        holder_name=names[room.holder_id].name if room.holder_id else None,
        red_flag=Localized(sv=case.red_flag_sv, en=case.red_flag_en) if case.red_flag_sv else None,
        language=case.language,
        turn=cast(wire.Turn, room.turn),
        turn_at=room.turn_at or case.arrived_at,
    )


def introduced(room: Room, account_id: UUID) -> Participation:
    """The participation by which somebody is in the room now. Whoever may write or conclude has one."""
    return room.participations.filter(account_id=account_id, left_sequence=None).latest("joined_sequence")
