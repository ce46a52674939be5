"""A unit's last weeks as rows: cases that came, were taken a while later and concluded. In the server's environment a
program too: `python -m tests.support.past_weeks UNIT_NAME`."""

import os
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatserver.settings")
    django.setup()

from chatserver.core import clock
from chatserver.core.ids import new_id
from people.models import StaffProfile, Unit
from rooms.models import Case, CustodyStep, Room

DAYS, A_DAY, FIRST_NUMBER = 12, 12, 1_000_000
# Minutes, in turn: how long they waited, and how long somebody had them in hand.
WAITED, IN_HAND = (6, 9, 12, 15, 18, 22, 27), (12, 14, 16, 18)


def live_through(unit_id: UUID, staff: Sequence[UUID], now: datetime, priority: int = 3) -> None:
    """So many cases on each of so many days before today, at every other hour of the clock."""
    for number in range(DAYS * A_DAY):
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        arrived = midnight - timedelta(days=1 + number // A_DAY) + timedelta(hours=24 / A_DAY * (number % A_DAY))
        taken = arrived + timedelta(minutes=WAITED[number % len(WAITED)])
        ended = taken + timedelta(minutes=IN_HAND[number % len(IN_HAND)])
        _case(FIRST_NUMBER + number, unit_id, staff[number % len(staff)], priority, (arrived, taken, ended))


def _case(
    number: int, unit_id: UUID, person_id: UUID, priority: int, moments: tuple[datetime, datetime, datetime]
) -> None:
    arrived, taken, ended = moments
    due = arrived + timedelta(hours=1)
    case = Case.objects.create(
        number=number,
        resident_id=new_id(),
        author_id=new_id(),
        unit_id=unit_id,
        intake_id=new_id(),
        reason_id="sore_throat",
        reason_sv="Ont i halsen",
        reason_en="Sore throat",
        priority=priority,
        administrative=False,
        profession="nurse",
        contact_form="chat",
        language="sv",
        arrived_at=arrived,
        open_by=due,
        assessed_by=due,
        summary={},
    )
    room = Room.objects.create(
        case=case, unit_id=unit_id, state="concluded", state_since=ended, holder_id=person_id, last_at=ended
    )
    for sequence, (at, move, holder) in enumerate(
        ((arrived, "arrived", None), (taken, "claimed", person_id), (ended, "concluded", person_id)), 1
    ):
        CustodyStep.objects.create(
            room=room, sequence=sequence, at=at, move=move, by_name="", holder_id=holder, holder_name=""
        )


if __name__ == "__main__":
    unit = Unit.objects.get(name=sys.argv[1])
    people = StaffProfile.objects.filter(account__employments__unit=unit).values_list("account_id", flat=True)
    live_through(unit.id, list(people), clock.now())
