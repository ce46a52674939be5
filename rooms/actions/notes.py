"""Staff-only notes: their own table and the staff stream, never the room's (law 9)."""

from datetime import datetime

from django.db import transaction

from chatserver.core import clock, replays
from chatserver.core.actor import Actor
from chatserver.core.wire import Ack, ack
from people import queries as people
from rooms import policy, steps, wire
from rooms.events import shown, streams
from rooms.models import Note
from rooms.permissions import Permission, Relation
from rooms.policy import RoomAccess
from rooms.streams import staff_stream


@transaction.atomic(durable=True)
def add_note(actor: Actor, command: wire.AddNote) -> Ack:
    policy.lock_room(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = policy.access_room(actor, command.room_id, Permission.NOTE)
    note = write_note(access, command.text, clock.now())
    steps.record(access, "note.add", "note", note.id)
    answer = ack(command, staff_stream(command.room_id), note.sequence, note.id)
    return replays.remember(actor, command.room_id, answer)


def write_note(access: RoomAccess, text: str, at: datetime) -> Note:
    """Part of an action: the note and its event, in the transaction that is open."""
    role: wire.ParticipantRole = "responsible" if Relation.RESPONSIBLE in access.relations else "colleague"
    note = Note(room=access.room, at=at, text=text)
    shown.show_staff(note, people.staff_member(access.actor.person), role)
    body = wire.NoteAdded(type="note.added", id=note.id, author=shown.participant(note), text=note.text)
    note.sequence = streams.tell_staff(access.room, body, access.actor, note.at)
    note.save(force_insert=True)
    return note
