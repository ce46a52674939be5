"""Fills a database with rooms for one fault and logs everybody in. Prints who and where as JSON.

Run as a program of its own, with the servers' environment: `python -m tests.chaos.seed RESIDENTS NURSES [waiting]`.
Each resident has one room and two logins, phone and computer; the nurses hold the rooms in turn, or all of them wait.
"""

import json
import os
import sys
from uuid import UUID, uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatserver.settings")
django.setup()

from chatserver.core import clock  # noqa: E402 apps are loaded only after setup
from chatserver.core.actor import Actor, ActorKind  # noqa: E402 as above
from chatserver.core.ids import new_id  # noqa: E402 as above
from people.models import Account, AccountKind, ResidentProfile, Unit  # noqa: E402 as above
from rooms.actions import presence  # noqa: E402 as above
from rooms.actions.custody import claim_case  # noqa: E402 as above
from rooms.wire import ClaimCase  # noqa: E402 as above
from tests.bench.seed import case_of, log_in  # noqa: E402 as above
from tests.bench.seed import nurse as make_nurse  # noqa: E402 as above


def resident(unit: Unit) -> Account:
    account = Account.objects.create(
        kind=AccountKind.RESIDENT, given_name="Invånare", family_name="Prov", created_at=clock.now()
    )
    ResidentProfile.objects.create(
        account=account,
        personal_number=str(uuid4().int)[:12],
        birth_date="1990-01-01",
        sex="female",
        listed_unit=unit,
    )
    return account


def seat(audience: str, account: Account, cookies: list[str], rooms: list[UUID]) -> dict[str, object]:
    return {
        "audience": audience,
        "account": str(account.id),
        "cookies": [f"vardrum_{audience}={cookie}" for cookie in cookies],
        "rooms": [str(room) for room in rooms],
    }


def main(residents: int, nurses: int, *, waiting: bool = False) -> None:
    unit = Unit.objects.order_by("name")[0]
    staff = []
    for _ in range(nurses):
        account = make_nurse(uuid4().int % 10**12, unit)
        staff.append((account, *log_in(account, unit)))
    seats: list[dict[str, object]] = []
    held: list[list[UUID]] = [[] for _ in staff]
    for number in range(residents):
        account = resident(unit)
        room_id = case_of(account, unit)
        seats.append(seat("resident", account, [log_in(account, None)[0] for _ in range(2)], [room_id]))
        if waiting:
            continue
        holder, _, login_id = staff[number % nurses]
        actor = Actor(ActorKind.STAFF, holder.id, login_id, holder.name, "", "nurse", unit.id)
        presence.renew_lease(actor, login_id)
        claim_case(actor, ClaimCase(type="case.claim", id=new_id(), room_id=room_id))
        held[number % nurses].append(room_id)
    seats += [seat("staff", holder, [key], rooms) for (holder, key, _), rooms in zip(staff, held, strict=True)]
    sys.stdout.write(json.dumps(seats) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), waiting=sys.argv[3:] == ["waiting"])
