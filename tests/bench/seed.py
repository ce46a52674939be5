"""Fills a test database with rooms that are being talked in, and logs everybody in. Prints who and where as JSON.

Run as a program of its own, with the server's environment: `python -m tests.bench.seed ROOMS NURSES`.
"""

import json
import os
import sys
from uuid import UUID

import django
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatserver.settings")
django.setup()

from chatserver.core import clock  # noqa: E402 apps are loaded only after setup
from chatserver.core.actor import Actor, ActorKind  # noqa: E402
from chatserver.core.ids import new_id  # noqa: E402
from chatserver.core.wire import Localized  # noqa: E402
from people.actions import logins  # noqa: E402
from people.models import Account, AccountKind, Employment, ResidentProfile, StaffProfile, Unit  # noqa: E402
from rooms import steps  # noqa: E402
from rooms.actions import presence  # noqa: E402
from rooms.actions.custody import claim_case  # noqa: E402
from rooms.wire import CaseSummary, ClaimCase  # noqa: E402

EMPTY = Localized(sv="Prov", en="Trial")


def summary() -> CaseSummary:
    return CaseSummary(
        place="", country="SE", phone="", may_call=None, language="sv", interpreter=False, hopes="", free_text=[],
        red_flags=[], answers=[], measurements=[], pictures=[], rules=[], explanation=EMPTY, release="bench",
        demonstration=True, answered_wrong=False,
    )  # fmt: skip


def resident(number: int, unit: Unit) -> Account:
    account = Account.objects.create(
        kind=AccountKind.RESIDENT, given_name="Invånare", family_name=str(number), created_at=clock.now()
    )
    ResidentProfile.objects.create(
        account=account,
        personal_number=f"1990010{number:05d}"[:12],
        birth_date="1990-01-01",
        sex="female",
        listed_unit=unit,
    )
    return account


def nurse(number: int, unit: Unit) -> Account:
    account = Account.objects.create(
        kind=AccountKind.STAFF,
        user_name=f"bench.{number}",
        given_name="Sjuksköterska",
        family_name=str(number),
        created_at=clock.now(),
    )
    StaffProfile.objects.create(
        account=account, profession="nurse", title_sv="Sjuksköterska", title_en="Nurse", initials="SS", capacity=200
    )
    Employment.objects.create(account=account, unit=unit)
    return account


def log_in(account: Account, unit: Unit | None) -> tuple[str, UUID]:
    session = SessionStore()
    session.create()
    key = str(session.session_key)
    if unit is None:
        return key, logins.log_in_resident(account.id, key, None)
    return key, logins.log_in_staff(account.id, unit.id, key, None)


def case_of(account: Account, unit: Unit) -> UUID:
    actor = Actor(kind=ActorKind.RESIDENT, account_id=account.id, name=account.name)
    with transaction.atomic(durable=True):
        return steps.open_case(
            actor, resident_id=account.id, author_id=account.id, unit_id=unit.id, reason_id="sore_throat", reason=EMPTY,
            priority=3, administrative=False, profession="nurse", contact_form="chat", arrived_at=clock.now(),
            intake_id=new_id(), summary=summary(), red_flag=None,
        )  # fmt: skip


def main(rooms: int, nurses: int) -> None:
    unit = Unit.objects.order_by("name")[0]
    staff = [(account, *log_in(account, unit)) for account in (nurse(number, unit) for number in range(nurses))]
    seats: list[dict[str, object]] = []
    held: list[list[str]] = [[] for _ in staff]
    for number in range(rooms):
        account = resident(number, unit)
        room_id = case_of(account, unit)
        key, _ = log_in(account, None)
        holder, _, login_id = staff[number % nurses]
        actor = Actor(ActorKind.STAFF, holder.id, login_id, holder.name, "", "nurse", unit.id)
        presence.renew_lease(actor, login_id)
        claim_case(actor, ClaimCase(type="case.claim", id=new_id(), room_id=room_id))
        held[number % nurses].append(str(room_id))
        seats.append({"audience": "resident", "cookie": key, "rooms": [str(room_id)]})
    for (_, key, _), room_ids in zip(staff, held, strict=True):
        seats.append({"audience": "staff", "cookie": key, "rooms": room_ids})
    sys.stdout.write(json.dumps(seats) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
