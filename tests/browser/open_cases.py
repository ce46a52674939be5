"""Opens many cases at the health centre that came an hour ago. A program of its own, in the server's environment:
`python -m tests.browser.open_cases CALM URGENT`.
"""

import os
import sys
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatserver.settings")
django.setup()

from django.db import transaction  # noqa: E402 apps are loaded only after setup

from chatserver.core import clock  # noqa: E402 as above
from chatserver.core.actor import Actor, ActorKind  # noqa: E402 as above
from chatserver.core.ids import new_id  # noqa: E402 as above
from chatserver.core.wire import Localized  # noqa: E402 as above
from people.models import Account, Unit  # noqa: E402 as above
from rooms import steps  # noqa: E402 as above
from tests.browser.database import HEALTH_CENTRE  # noqa: E402 as above
from tests.rooms.world import empty_summary  # noqa: E402 as above

# Those who do something themselves in the walk are found by their names.
OTHERS = ("Anna", "Maria", "Oskar")
REASON = Localized(sv="Halsont", en="Sore throat")


def main(calm: int, urgent: int) -> None:
    unit = Unit.objects.get(name=HEALTH_CENTRE)
    residents = list(Account.objects.filter(kind="resident", given_name__in=OTHERS).order_by("given_name"))
    priorities = [1 + number % 2 for number in range(urgent)] + [3 + number % 3 for number in range(calm)]
    for number, priority in enumerate(priorities):
        resident = residents[number % len(residents)]
        with transaction.atomic():
            steps.open_case(
                Actor(ActorKind.RESIDENT, resident.id, name=resident.name),
                resident_id=resident.id,
                author_id=resident.id,
                unit_id=unit.id,
                reason_id="sore_throat",
                reason=REASON,
                priority=priority,
                administrative=False,
                profession="nurse",
                contact_form="chat",
                arrived_at=clock.now() - timedelta(hours=1, seconds=number),
                intake_id=new_id(),
                summary=empty_summary(),
                red_flag=None,
            )


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
