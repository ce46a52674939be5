"""Puts names, files and reasons that no door of ours would let through into the rows of a clinic, as an older version,
another system or a register could have left them. A program of its own, in the server's environment, which reads what
to put where as JSON: `python -m tests.browser.hostile_rows CASE`.
"""

import json
import os
import sys
from datetime import date
from uuid import UUID

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatserver.settings")
django.setup()

from django.db import transaction  # noqa: E402 apps are loaded only after setup

from chatserver.core import clock  # noqa: E402 as above
from chatserver.core.actor import Actor, ActorKind  # noqa: E402 as above
from chatserver.core.ids import new_id  # noqa: E402 as above
from chatserver.core.models import StoredFile  # noqa: E402 as above
from chatserver.core.wire import Localized  # noqa: E402 as above
from people.models import Account, ResidentProfile  # noqa: E402 as above
from rooms import steps, wire  # noqa: E402 as above
from rooms.events import shown, streams  # noqa: E402 as above
from rooms.models import Message, Participation, Room  # noqa: E402 as above


def main(case_id: UUID, names: list[str], files: list[str], lines: list[str]) -> None:
    """Each name is a colleague's who sends a file; they are also residents' who wait, one for each line."""
    # One by one: the server must be able to write meanwhile.
    room = Room.objects.select_related("case").get(case_id=case_id)
    for place, line in enumerate(lines):
        waits(room, names[place % len(names)], line, place)
    for place in range(max(len(names), len(files))):
        writes(case_id, names[place % len(names)], files[place % len(files)])


@transaction.atomic
def waits(room: Room, name: str, line: str, place: int) -> None:
    case = room.case
    account = Account.objects.create(
        kind="resident", given_name=name[:80], family_name=name[80:160], created_at=clock.now()
    )
    ResidentProfile.objects.create(
        account=account, personal_number=f"1992{place:08d}", birth_date=date(1992, 3, 14), sex="female"
    )
    steps.open_case(
        Actor(ActorKind.RESIDENT, account.id, name=account.name),
        resident_id=account.id,
        author_id=account.id,
        unit_id=room.unit_id,
        reason_id=case.reason_id,
        reason=Localized(sv=line, en=line),
        priority=3,
        administrative=False,
        profession=case.profession,
        contact_form=case.contact_form,
        arrived_at=clock.now(),
        intake_id=new_id(),
        summary=wire.CaseSummary.model_validate(case.summary),
        red_flag=None,
    )


@transaction.atomic
def writes(case_id: UUID, name: str, file: str) -> None:
    room = Room.objects.select_related("case").select_for_update().get(case_id=case_id)
    account_id, at = new_id(), clock.now()
    sender = Participation.objects.create(
        room=room, account_id=account_id, role="colleague", name=name[:170], initials="X", joined_sequence=1,
        title_sv="Sjuksköterska", title_en="Nurse",
    )  # fmt: skip
    stored = StoredFile.objects.create(
        owner_kind="room", owner_id=room.case_id, uploader_id=account_id, resident_id=room.case.resident_id,
        state="ready", media_type="application/pdf", pages=2, size=2_000, name=file, received_at=at, changed_at=at,
    )  # fmt: skip
    message = Message(
        room=room, sender=sender, sender_account_id=account_id, client_message_id=new_id(), at=at, picture=stored
    )
    message.sequence = streams.tell_room(
        room, shown.message_sent(message), Actor(ActorKind.STAFF, account_id, name=sender.name), at
    )
    message.save(force_insert=True)
    room.last_message_sequence, room.last_at = message.sequence, at
    room.save(update_fields=["last_message_sequence", "last_at"])


if __name__ == "__main__":
    given = json.load(sys.stdin)
    main(UUID(sys.argv[1]), given["names"], given["files"], given["lines"])
