"""What guests are shown: who invited them before they come in, the room from their admission on, and its pictures."""

from typing import cast
from uuid import UUID

from django.db.models import Max

from chatserver.core import clock, events, files
from chatserver.core.actor import Actor
from chatserver.core.commands import Opened
from chatserver.core.errors import not_found
from chatserver.core.models import StoredFile
from chatserver.core.wire import Localized
from people import queries as people
from rooms import guest_keys, guest_states, naming, policy, wire
from rooms.events import shown
from rooms.events.first_names import drawn_anew, first
from rooms.events.veil import Veil
from rooms.guest_states import GuestState
from rooms.lifecycle import HELD_STATES
from rooms.models import Invitation, Room
from rooms.permissions import Permission
from rooms.policy import RoomAccess
from rooms.queries import history, reading
from rooms.storage import consistent_read
from rooms.streams import room_stream


# --- before they come in -------------------------------------------------------------------------------------------
def of_token(token: str) -> UUID:
    """The invitation of a link. One that is no more is found too: its guest is told what became of it."""
    found = Invitation.objects.filter(token_digest=guest_keys.token_digest(token)).values_list("id", flat=True).first()
    if found is None:
        raise not_found()
    return found


def greeting(invitation_id: UUID) -> wire.GuestGreeting:
    row = Invitation.objects.select_related("room").get(id=invitation_id)
    return wire.GuestGreeting(
        invitation_id=row.id,
        state=cast(wire.GuestStateName, row.state),
        name=row.name,
        role=cast(wire.GuestRole, row.role),
        language=row.language,
        unit_name=people.unit(row.room.unit_id).name,
        invited_by=first(row.invited_by_name) if row.room.first_names else row.invited_by_name,
        expires_at=row.expires_at,
    )


def require_unused(invitation_id: UUID) -> None:
    """A look beforehand, so that a browser that is another's guest stays it when this invitation is of no use."""
    row = Invitation.objects.get(id=invitation_id)
    guest_states.require_unused(GuestState(row.state), expired=row.expires_at <= clock.now())


def me(account_id: UUID) -> wire.GuestMe:
    """Of the guest's own doings alone, so that it may be asked for when they are over."""
    row = Invitation.objects.select_related("room").filter(account_id=account_id).first()
    if row is None:
        raise not_found()
    known = greeting(row.id).model_dump()
    return wire.GuestMe(
        **known,
        account_id=account_id,
        may_write=row.may_write,
        may_call=row.may_call,
        room_id=row.room_id if row.state == GuestState.ADMITTED.value else None,
    )


# --- in the room ---------------------------------------------------------------------------------------------------
def open_room(actor: Actor, command: wire.OpenRoom) -> Opened:
    """A cursor from before the admission is no cursor of a guest's: it is answered by the snapshot."""
    with consistent_read():
        access, entry = policy.sit_in(actor, command.room_id)
        reading.record_case_read(actor, "room.open", access.case, "room", command.room_id)
        stream = room_stream(command.room_id)
        veil = Veil(entry, naming.veil_of(access.room), calls=access.may(Permission.JOIN_CALL))
        heads = events.heads([stream])
        known = command.cursors.room if command.cursors is not None else None
        behind = known is not None and known >= entry and reading.cheaper_than_snapshot({stream: known}, heads)
        missed = events.after({stream: known}) if known is not None and behind else None
        if missed is not None and not drawn_anew(missed):
            frames = [veil(event) for event in missed]
        else:
            snapshot = _snapshot(access, veil, heads[stream])
            frames = [naming.told(actor, access.room, snapshot).model_dump_json()]
    return Opened(frames=frames, cursors=heads, speaks=access.may(Permission.SEND), veil=veil)


def _snapshot(access: RoomAccess, veil: Veil, cursor: int) -> wire.RoomSnapshot:
    page = history.page_after_entry(access.room, policy.entry_of(access))
    return wire.RoomSnapshot(
        type="room.snapshot",
        cursors=wire.RoomCursors(room=cursor, staff=0),
        room=_view(access),
        messages=[_without_what_was_earlier(message, veil) for message in page.messages],
        earlier=page.earlier,
        staff=None,
    )


def _without_what_was_earlier(message: wire.Message, veil: Veil) -> wire.Message:
    quote, copied = message.reply_to, message.copy_of
    keeps = quote is None or veil.is_after(quote.sequence)
    names = copied is None or veil.is_after(copied.sequence or 0)
    if keeps and names:
        return message
    return message.model_copy(
        update={"reply_to": quote if keeps else None, "copy_of": copied if names else None},
    )


def _view(access: RoomAccess) -> wire.RoomView:
    """Who is here, and nothing of why: no reason for contact, form, card or help."""
    room, case = access.room, access.case
    present = list(room.participations.filter(left_sequence=None).order_by("joined_sequence", "id"))
    invitation = policy.admitted(access.actor, room)
    holder = next((row for row in present if row.role == "responsible"), None)
    return wire.RoomView(
        id=case.id,
        number=case.number,
        state=cast(wire.CaseState, room.state),
        reason=Localized(sv="", en=""),
        resident=shown.participant(next(row for row in present if row.role == "resident")),
        unit_name=people.unit(room.unit_id).name,
        holder=shown.participant(holder) if holder is not None and access.state in HELD_STATES else None,
        participants=[shown.participant(row) for row in present],
        receipts=[shown.receipt(row) for row in room.receipts.order_by("id")],
        closing_card=None,
        earlier_cards=[],
        reopen_until=None,
        forms=[],
        sent_forms=[],
        call=_call(access, invitation),
        help=None,
        # Since when they know of it.
        arrived_at=invitation.invited_at if invitation is not None else case.arrived_at,
        said_before=_said_before(room, invitation),
        guests=[shown.guest(row) for row in room.invitations.order_by("invited_at", "id")],
    )


def _call(access: RoomAccess, invitation: Invitation | None) -> wire.CallState | None:
    """For those who may join it. One that was over when they came in is not theirs to know of."""
    call = shown.call(access.room) if access.may(Permission.JOIN_CALL) else None
    if call is None or invitation is None or call.state != "ended":
        return call
    return call if call.ended_at is not None and call.ended_at > invitation.changed_at else None


def _said_before(room: Room, invitation: Invitation | None) -> int:
    entry = invitation.entered_sequence if invitation is not None else None
    newest: int | None = room.messages.filter(sequence__lte=entry or 0).aggregate(newest=Max("sequence"))["newest"]
    return newest or 0


def page(actor: Actor, room_id: UUID, before: int | None) -> wire.History:
    """Older messages, back to the admission and no further."""
    with consistent_read():
        access, entry = policy.sit_in(actor, room_id)
        reading.record_case_read(actor, "room.history", access.case, "room", room_id)
        veil = Veil(entry)
        found = history.page_after_entry(access.room, entry, before)
        messages = [_without_what_was_earlier(message, veil) for message in found.messages]
    return naming.told(actor, access.room, wire.History(messages=messages, earlier=found.earlier))


def open_file(actor: Actor, file_id: UUID) -> tuple[StoredFile, bytes]:
    """A picture or document of a message since the admission; recorded before its bytes leave."""
    file = files.get(file_id)
    if file.owner_kind != "room":
        raise not_found()
    access, entry = policy.sit_in(actor, file.owner_id)
    told = access.room.messages.filter(picture=file, sequence__gt=entry, redaction=None)
    if file.state == "hidden" or not told.exists():
        raise not_found()
    data = files.ready_bytes(file)
    file.name = naming.file_name(actor, access.room, file)
    reading.record_case_read(actor, "file.open", access.case, "file", file_id)
    return file, data
