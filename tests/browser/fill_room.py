"""Fills a room that is being talked in with many messages, through the action. A program of its own, in the server's
environment: `python -m tests.browser.fill_room CASE COUNT`.
"""

import os
import sys
from uuid import UUID

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatserver.settings")
django.setup()

from chatserver.core.actor import Actor, ActorKind  # noqa: E402 apps are loaded only after setup
from chatserver.core.ids import new_id  # noqa: E402 as above
from people.models import Account  # noqa: E402 as above
from rooms.actions.messages import send_message  # noqa: E402 as above
from rooms.models import Room  # noqa: E402 as above
from rooms.wire import SendMessage  # noqa: E402 as above

WORDS = "Det här är meddelande nummer {number}, och det är ungefär så långt som man skriver med tummen på en telefon."


def main(case_id: UUID, count: int) -> None:
    room = Room.objects.select_related("case").get(case_id=case_id)
    if room.holder_id is None:
        raise SystemExit("nobody holds the case")
    resident = Account.objects.get(id=room.case.resident_id)
    if room.holder_id is None:
        raise SystemExit("nobody has the case")
    nurse = Account.objects.get(id=room.holder_id)
    writers = [
        Actor(ActorKind.RESIDENT, resident.id, name=resident.name),
        Actor(ActorKind.STAFF, nurse.id, name=nurse.name, profession="nurse", unit_id=room.unit_id),
    ]
    for number in range(count):
        command = SendMessage(
            type="message.send",
            id=new_id(),
            room_id=case_id,
            shown_room_id=case_id,
            client_message_id=new_id(),
            text=WORDS.format(number=number),
            picture_id=None,
        )
        send_message(writers[number % 2], command)


if __name__ == "__main__":
    main(UUID(sys.argv[1]), int(sys.argv[2]))
