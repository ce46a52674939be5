"""Where people come in: a process of the installation that takes orders, a line of JSON each, and answers with one.

What comes before the queue is not played: the form is another test's matter. A case is handed off by the step that
triage takes (`rooms.steps.open_case`), and a login is what a password or an e-ID leads to.
"""

import asyncio
import json
import os
import sys
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.day.settings")
django.setup()

from django.db import transaction  # noqa: E402 apps are loaded only after setup

from chatserver import runtime, wiring  # noqa: E402 as above
from chatserver.core import clock, publish  # noqa: E402 as above
from chatserver.core.actor import Actor, ActorKind  # noqa: E402 as above
from chatserver.core.events import StoredEvent  # noqa: E402 as above
from chatserver.core.hub import Follower, Hub  # noqa: E402 as above
from chatserver.core.ids import new_id  # noqa: E402 as above
from chatserver.core.work import in_database  # noqa: E402 as above
from people.models import (  # noqa: E402 as above
    Account,
    AccountKind,
    AssignmentMode,
    Employment,
    OpeningHours,
    StaffProfile,
    Unit,
)
from rooms import steps  # noqa: E402 as above
from tests.bench.seed import EMPTY, log_in, summary  # noqa: E402 as above
from tests.chaos.seed import resident  # noqa: E402 as above


def open_unit(spans: list[list[int]], people: list[dict[str, Any]]) -> dict[str, Any]:
    """The unit's hours, and its people; each is answered with their account."""
    unit = Unit.objects.order_by("name")[0]
    unit.assignment = AssignmentMode.OFFER
    unit.round_the_clock = None
    unit.save(update_fields=["assignment", "round_the_clock"])
    unit.opening_hours.all().delete()
    OpeningHours.objects.bulk_create(
        [OpeningHours(unit=unit, weekday=day, opens=opens, closes=closes) for day, opens, closes in spans]
    )
    return {"unit": str(unit.id), "people": [str(_staff(number, one, unit)) for number, one in enumerate(people)]}


def _staff(number: int, one: dict[str, Any], unit: Unit) -> UUID:
    account = Account.objects.create(
        kind=AccountKind.STAFF,
        user_name=f"day.{number}",
        given_name="Personal",
        family_name=str(number),
        created_at=clock.now(),
    )
    StaffProfile.objects.create(
        account=account, profession=one["profession"], title_sv="Personal", title_en="Staff", initials="P",
        languages=one["languages"], capacity=one["capacity"],
    )  # fmt: skip
    Employment.objects.create(account=account, unit=unit)
    return account.id


def let_in(account: str, unit: str | None) -> dict[str, Any]:
    at = None if unit is None else Unit.objects.get(id=unit)
    return {"cookie": log_in(Account.objects.get(id=account), at)[0]}


def hand_off(unit: str, priority: int | None, profession: str, language: str) -> dict[str, Any]:
    """A resident who has never been here, and their case."""
    at = Unit.objects.get(id=unit)
    with transaction.atomic(durable=True):
        account = resident(at)
    told = summary().model_copy(update={"language": language})
    actor = Actor(kind=ActorKind.RESIDENT, account_id=account.id, name=account.name)
    with transaction.atomic(durable=True):
        room_id = steps.open_case(
            actor, resident_id=account.id, author_id=account.id, unit_id=at.id, reason_id="sore_throat", reason=EMPTY,
            priority=priority, administrative=priority is None, profession=profession, contact_form="chat",
            arrived_at=clock.now(), intake_id=new_id(), summary=told, red_flag=None,
        )  # fmt: skip
    return {"account": str(account.id), "room": str(room_id), **let_in(str(account.id), None)}


ORDERS: Mapping[str, Callable[..., dict[str, Any]]] = {"open_unit": open_unit, "let_in": let_in, "hand_off": hand_off}


async def serve() -> None:
    """Whatever comes in is told to the web processes at once, as from those that serve forms."""
    hub = Hub(runtime.nudges(), _nobody_follows)
    await hub.start()
    wiring.connect()
    publish.connect(hub.announce, hub.announce_events, hub.announce_login_end)
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        told = json.loads(line)
        answer = await in_database(ORDERS[told.pop("order")], **told)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
    await hub.stop()


async def _nobody_follows(_event: StoredEvent, _followers: list[Follower]) -> None:
    return None


if __name__ == "__main__":
    asyncio.run(serve())
