"""Opening a room: its whole visible state at one cursor, or what was missed since one's own."""

from typing import cast

from chatserver.core import events
from chatserver.core.actor import Actor
from chatserver.core.commands import Opened
from chatserver.core.questions import ask
from people import queries as people
from rooms import naming, policy, wire
from rooms.events import attempts, called, cards, contacts, handed, shown, worse
from rooms.lifecycle import HELD_STATES, TAKEN_STATES, CaseState, reopen_until
from rooms.models import Participation
from rooms.permissions import Permission
from rooms.policy import RoomAccess
from rooms.queries import attachments, guests, history, of_room, reading
from rooms.storage import consistent_read
from rooms.streams import room_stream, staff_stream


def open_room(actor: Actor, command: wire.OpenRoom) -> Opened:
    """Residents get the room stream alone; their answer is built without one look at what is for staff."""
    if actor.is_guest:
        return guests.open_room(actor, command)
    with consistent_read():
        access = policy.read_room(actor, command.room_id)
        reading.record_case_read(actor, "room.open", access.case, "room", command.room_id)
        for_staff = access.may(Permission.READ_STAFF)
        room_name, staff_name = room_stream(command.room_id), staff_stream(command.room_id)
        heads = events.heads([room_name, staff_name] if for_staff else [room_name])
        known = command.cursors
        cursors: dict[str, int | None] = {room_name: known.room if known else None}
        if for_staff:
            cursors[staff_name] = known.staff if known else None
        veil = None if for_staff else naming.veil_of(access.room)
        frames = reading.frames_after(cursors, heads, veil)
        if frames is None:
            snapshot = snapshot_of(access, wire.RoomCursors(room=heads[room_name], staff=heads.get(staff_name, 0)))
            frames = [naming.told(actor, access.room, snapshot).model_dump_json()]
    return Opened(frames=frames, cursors=heads, speaks=access.may(Permission.SEND), veil=veil)


def snapshot_of(access: RoomAccess, cursors: wire.RoomCursors) -> wire.RoomSnapshot:
    """Everything the actor may see of the room. Call it inside the transaction that read the cursors."""
    page = history.page_before(access.room, None)
    return wire.RoomSnapshot(
        type="room.snapshot",
        cursors=cursors,
        room=room_view(access),
        messages=page.messages,
        earlier=page.earlier,
        staff=_staff_view(access) if access.may(Permission.READ_STAFF) else None,
    )


def room_view(access: RoomAccess) -> wire.RoomView:
    room, case = access.room, access.case
    unit = people.unit(room.unit_id)
    present, card, earlier, forms, sent, receipts, invited, worse_said, attempted, withdrawn, calls, joined = ask(
        room.case_id,
        of_room.PRESENT,
        of_room.CARD,
        of_room.EARLIER,
        of_room.FORMS,
        of_room.SENT_FORMS,
        of_room.RECEIPTS,
        of_room.GUESTS,
        of_room.WORSE,
        of_room.ATTEMPTS,
        of_room.WITHDRAWALS,
        of_room.CALLED,
        of_room.JOINED,
    )
    concluded_at = card[0].concluded_at if card and access.state is CaseState.CONCLUDED else None
    return wire.RoomView(
        id=case.id,
        number=case.number,
        state=cast(wire.CaseState, room.state),
        reason=shown.reason(case),
        resident=shown.participant(_in_role(present, "resident")),
        unit_name=unit.name,
        holder=_holder(access.state, present),
        participants=[shown.participant(row) for row in present],
        receipts=[shown.receipt(row) for row in receipts],
        closing_card=cards.closing_card(card[0]) if card else None,
        earlier_cards=[cards.closing_card(row) for row in earlier],
        reopen_until=reopen_until(concluded_at) if concluded_at is not None else None,
        forms=[shown.form_line(row) for row in forms],
        sent_forms=[shown.sent_form(row) for row in sent],
        call=shown.call(room),
        help=shown.help_card(room),
        arrived_at=case.arrived_at,
        guests=[shown.guest(row) for row in invited],
        interpreter_asked=shown.interpreter_asked(case),
        residents_call=access.state in TAKEN_STATES and unit.residents_call,
        worse=[worse.line(row) for row in worse_said],
        sought=sum(row.outcome != "reached" for row in attempted),
        voice=case.may_be_rung,
        after_hours=shown.after_hours(room),
        callback=called.for_room(room),
        withdrawals=[worse.withdrawal(row) for row in withdrawn],
        called=[called.line(row) for row in calls],
        joined=[cards.joined_line(row) for row in joined],
    )


def _holder(state: CaseState, present: list[Participation]) -> wire.Participant | None:
    """Nobody had a case that was withdrawn while it waited."""
    row = next((row for row in present if row.role == "responsible"), None)
    return shown.participant(row) if row is not None and state in HELD_STATES else None


def _in_role(present: list[Participation], role: wire.ParticipantRole) -> Participation:
    return next(row for row in present if row.role == role)


def _staff_view(access: RoomAccess) -> wire.StaffView:
    room, case = access.room, access.case
    resident = people.subject(case.resident_id)
    guardians, added, notes, custody, alarms, companies, transfers, attempted = ask(
        room.case_id,
        of_room.GUARDIANS,
        of_room.ADDED,
        of_room.NOTES,
        of_room.CUSTODY,
        of_room.ALARMS,
        of_room.COMPANIES,
        of_room.TRANSFERS,
        of_room.ATTEMPTS,
    )
    hidden = attachments.hidden_of_forms([case.intake_id, *(form.intake_id for form in added)])
    return wire.StaffView(
        personal_number=resident.personal_number,
        age=resident.age,
        guardian=shown.participant(guardians[0]) if guardians else None,
        priority=case.priority,
        administrative=case.administrative,
        summary=shown.case_summary(case.summary, hidden),
        added=[shown.added_summary(row, hidden) for row in added],
        notes=[shown.note(row) for row in notes],
        custody=[shown.custody_step(row) for row in custody],
        alarms=[shown.alarm(row) for row in alarms],
        unreached=shown.unreached(case),
        hidden_surnames=shown.hidden_surnames(room),
        companies=[shown.company(row) for row in companies],
        transfers=[handed.line(row) for row in transfers],
        callback=called.for_staff(room),
        attempts=[attempts.line(row) for row in attempted],
        contact=contacts.for_staff(room),
        epoch=room.epoch,
    )
