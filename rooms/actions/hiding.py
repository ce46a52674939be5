"""A picture or document that should not be there: the wrong person's, the wrong one, too private. It is hidden from
everybody and from every export, with who did it, when and why; nothing is deleted."""

from django.db import transaction

from chatserver.core import clock, replays
from chatserver.core.actor import Actor
from chatserver.core.wire import Ack, ack
from rooms import policy, wire
from rooms.actions import originals
from rooms.actions.notes import write_note
from rooms.permissions import Permission
from rooms.streams import room_stream


@transaction.atomic(durable=True)
def hide_file(actor: Actor, command: wire.HideFile) -> Ack:
    """Open screens lose it by the event, and with it the marked copies of it, which show the same. The words are for
    staff, as a note."""
    policy.lock_room(command.room_id)
    if first := replays.earlier(actor, command.room_id, command):
        return first
    access = policy.access_room(actor, command.room_id, Permission.HIDE)
    file = originals.shown_file(access, command.file_id)
    at = clock.now()
    originals.hide_copies(access, file.id, command.reason, actor, at)
    sequence = originals.hide(access, file, command.reason, actor, at)
    write_note(access, command.text, at)
    answer = ack(command, room_stream(command.room_id), sequence, file.id)
    return replays.remember(actor, command.room_id, answer)
