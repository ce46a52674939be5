"""Rows turned into what the wire shows. An event and a later snapshot are built by the same functions (law 4)."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, TypeVar, cast, get_args
from uuid import UUID

from chatserver.core import clock
from chatserver.core.models import StoredFile
from chatserver.core.wire import Localized, Wire
from people import queries as people
from people.queries import Named, StaffMember, Subject
from rooms import guest_states, wire
from rooms.events import absences, called, overflows, reasons, silences
from rooms.models import (
    AddedForm,
    Alarm,
    Case,
    Company,
    CustodyStep,
    Invitation,
    Message,
    Note,
    Participation,
    Receipt,
    Redaction,
    Room,
    SentForm,
    Shown,
)
from rooms.texts import first_line

Row = TypeVar("Row", bound=Shown)
Part = TypeVar("Part", bound=Wire)

ROLES: tuple[wire.ParticipantRole, ...] = get_args(wire.ParticipantRole)
GUEST_ROLES = frozenset({"interpreter", "relative", "outside"})
TITLED_ROLES = frozenset({"responsible", "colleague"}) | GUEST_ROLES


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


def show_guest(row: Row, invitation: Invitation) -> Row:
    """Fills in what is shown of a guest: what they are here for stands where a profession would."""
    row.account_id, row.role, row.name = invitation.account_id, invitation.role, invitation.name
    row.title_sv, row.title_en = guest_states.title(invitation.role, invitation.language)
    row.initials = "".join(part[0] for part in invitation.name.split()[:2]).upper()
    return row


def guest(row: Invitation) -> wire.GuestLine:
    return wire.GuestLine(
        id=row.id,
        account_id=row.account_id,
        name=row.name,
        role=cast(wire.GuestRole, row.role),
        language=row.language,
        state=cast(wire.GuestStateName, row.state),
        may_write=row.may_write,
        may_call=row.may_call,
        invited_by=row.invited_by_name,
        expires_at=row.expires_at,
        at=row.changed_at,
    )


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
        picture=_shown(picture, row),
        document=_shown(document, row),
        hidden=_shown(hidden, row),
        reply_to=_reply_to(row),
        corrected_at=row.corrected_at,
        redacted=redacted(row),
        copy_of=copy_of(row),
    )


def copy_of(row: Message) -> wire.CopyOf | None:
    """Said as long as the copy is shown."""
    if row.copy_of is None or _shown(picture, row) is None:
        return None
    return wire.CopyOf.model_validate(row.copy_of)


def redacted(row: Message) -> wire.Redacted | None:
    found: Redaction | None = getattr(row, "redaction", None)
    if found is None:
        return None
    return wire.Redacted(at=found.at, by_name=found.shown_name, reason=cast(wire.RedactionReason, found.reason))


def _shown(part: Callable[[StoredFile | None], Part | None], row: Message) -> Part | None:
    """A message that is redacted keeps its picture or document in the row, where nobody is shown it."""
    return part(row.picture) if row.picture_id is not None and redacted(row) is None else None


def _reply_to(row: Message) -> wire.Quote | None:
    return quote(row.reply_to) if row.reply_to is not None else None


def quote(row: Message) -> wire.Quote:
    """What a reply says of the message it answers."""
    return wire.Quote(
        message_id=row.id,
        sequence=row.sequence,
        sender=participant(row.sender),
        line=first_line(row.text),
        picture=_shown(picture, row) is not None,
        redacted=redacted(row) is not None,
    )


def message_sent(row: Message) -> wire.MessageSent:
    """What the room is told of a message; its sequence and time are the event's own."""
    return wire.MessageSent(
        type="message.sent",
        id=row.id,
        client_message_id=row.client_message_id,
        sender=participant(row.sender),
        text=row.text,
        picture=_shown(picture, row),
        document=_shown(document, row),
        reply_to=_reply_to(row),
        copy_of=copy_of(row),
    )


def note(row: Note) -> wire.Note:
    return wire.Note(id=row.id, sequence=row.sequence, author=participant(row), at=row.at, text=row.text)


def receipt(row: Receipt) -> wire.Receipt:
    return wire.Receipt(participant_id=row.account_id, delivered=row.delivered, read=row.read)


def custody_step(row: CustodyStep) -> wire.CustodyStep:
    return wire.CustodyStep(
        sequence=row.sequence,
        at=row.at,
        move=cast(wire.CustodyMove, row.move),
        by_name=row.by_name,
        holder_name=row.holder_name or None,
        reason=row.reason,
        priority=row.priority,
        reasons=reasons.offered(row.reasons),
    )


def form_line(row: AddedForm) -> wire.FormLine:
    return wire.FormLine(
        sequence=row.sequence,
        at=row.at,
        by=participant(row.author),
        reason=Localized(sv=row.reason_sv, en=row.reason_en),
        worse=row.worse,
    )


def sent_form(row: SentForm) -> wire.SentForm:
    told = row.told or {"answers": [], "pictures": 0}
    return wire.SentForm(
        id=row.id,
        sequence=row.sequence,
        at=row.at,
        by=participant(row.by),
        to_id=row.to_id,
        form_id=row.form_id,
        title=Localized(sv=row.title_sv, en=row.title_en),
        state=cast(wire.SentFormState, row.state),
        changed_at=row.changed_at,
        told=[wire.ToldAnswer.model_validate(one) for one in told["answers"]],
        pictures=told["pictures"],
    )


def case_summary(stored: dict[str, Any], hidden_ids: Collection[UUID] = ()) -> wire.CaseSummary:
    """What the form told, without the pictures that are hidden."""
    summary = wire.CaseSummary.model_validate(stored)
    if not hidden_ids:
        return summary
    return summary.model_copy(update={"pictures": [one for one in summary.pictures if one not in hidden_ids]})


def interpreter_asked(case: Case) -> Localized | None:
    """The language that the resident asked to have interpreted, in their own words; or what kind of interpreter."""
    if not case.summary.get("interpreter"):
        return None
    answers = {one["question_id"]: one["answer"] for one in case.summary.get("answers", [])}
    answer = answers.get("interpreter_language") or answers.get("language")
    return Localized.model_validate(answer) if answer else Localized(sv="", en="")


def added_summary(row: AddedForm, hidden_ids: Collection[UUID] = ()) -> wire.AddedSummary:
    summary = case_summary(row.summary, hidden_ids)
    return wire.AddedSummary(sequence=row.staff_sequence, at=row.at, summary=summary, worse=row.worse)


def alarm(row: Alarm) -> wire.AlarmLine:
    return wire.AlarmLine(
        id=row.id,
        category=row.category,
        title=Localized(sv=row.title_sv, en=row.title_en),
        aim=cast(wire.AlarmAim, row.aim),
        raised_at=row.raised_at,
        last_at=row.last_at,
        times=row.times,
        message_sequence=row.message_sequence,
        list_name=row.list_name,
        pattern=row.pattern,
        acknowledged_at=row.acknowledged_at,
        acknowledged_by=row.acknowledged_by_name or None,
    )


def hidden_surnames(room: Room) -> wire.HiddenSurnames | None:
    if not room.first_names or room.first_names_at is None:
        return None
    return wire.HiddenSurnames(by_name=room.first_names_by, at=room.first_names_at)


def company(row: Company) -> wire.CompanyLine:
    return wire.CompanyLine(
        id=row.id,
        asked_by_id=row.asked_by_id,
        asked_by=row.asked_by_name,
        asked_at=row.asked_at,
        came_id=row.came_id,
        came=row.came_name,
        came_at=row.came_at,
        introduced_at=row.introduced_at,
        ended_at=row.ended_at,
        ended_by=row.ended_by_name,
    )


def help_card(room: Room) -> wire.HelpCard | None:
    return wire.HelpCard.model_validate(room.help) if room.help is not None else None


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
    return [
        person
        for person in (room.case.resident_id, room.case.guardian_id, room.holder_id, room.offered_to_id)
        if person is not None
    ]


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
        alarm=_work_alarm(case),
        unreached=unreached(case),
        company=_company(room),
        offer=_offer(room, names),
        after_hours=after_hours(room),
        transfer=wire.WorkTransfer.model_validate(room.transfer) if room.transfer is not None else None,
        wrote_at=room.wrote_at if room.holder_id is None else None,
        worse_at=room.unanswered_worse,
        unopened=silences.unopened(room),
        overdue=silences.overdue(room),
        callback=called.for_list(room),
        withdraw_at=room.unanswered_withdrawal,
        seek_at=absences.seek_at(room),
        absence=absences.for_list(room),
        overflow=overflows.for_list(room),
    )


def after_hours(room: Room) -> wire.AfterHours | None:
    """Nothing once the case has changed hands since."""
    holds = room.after_hours is not None and room.after_hours_epoch == room.epoch
    return wire.AfterHours.model_validate(room.after_hours) if holds else None


def _offer(room: Room, names: Mapping[UUID, Named]) -> wire.WorkOffer | None:
    if room.offer_id is None or room.offered_to_id is None or room.offered_until is None:
        return None
    return wire.WorkOffer(
        id=room.offer_id,
        to_id=room.offered_to_id,
        to_name=names[room.offered_to_id].name,
        made_at=room.state_since,
        until=room.offered_until,
        reasons=reasons.offered(room.offer_reasons),
    )


def _company(room: Room) -> wire.WorkCompany | None:
    if room.company_asked_by_id is None or room.company_asked_at is None:
        return None
    return wire.WorkCompany(
        asked_by_id=room.company_asked_by_id,
        asked_by=room.company_asked_by,
        asked_at=room.company_asked_at,
        came=room.company_came or None,
    )


def unreached(case: Case) -> wire.Unreached | None:
    if case.unreached_at is None:
        return None
    return wire.Unreached(why=cast(wire.UnreachedWhy, case.unreached_why), at=case.unreached_at)


def _work_alarm(case: Case) -> wire.WorkAlarm | None:
    if case.alarm_at is None:
        return None
    title = Localized(sv=case.alarm_sv, en=case.alarm_en)
    return wire.WorkAlarm(title=title, at=case.alarm_at, seen_by=case.alarm_seen_by or None)


def introduced(room: Room, account_id: UUID) -> Participation:
    """The participation by which somebody is in the room now. Whoever may write or conclude has one."""
    return room.participations.filter(account_id=account_id, left_sequence=None).latest("joined_sequence")
