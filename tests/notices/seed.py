"""People with a case each, in which words are said that must never leave the house, and four notices each.

Run as a program of its own with the workers' environment: `python -m tests.notices.seed PEOPLE PUSH_PORT A_SECOND`. So
many notices become due a second, from the end of the program on. Prints whom it made, with the private keys of their
devices, and when each notice is due (Unix seconds by id), as JSON.
"""

import base64
import json
import sys
from datetime import date, timedelta
from typing import Any

import django

django.setup()

from cryptography.hazmat.primitives.asymmetric import ec  # noqa: E402 the settings come first
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat  # noqa: E402
from django.db import transaction  # noqa: E402

from chatserver.core import clock  # noqa: E402
from chatserver.core.ids import new_id  # noqa: E402
from people import steps  # noqa: E402
from people.actions.reach import hash_of  # noqa: E402
from people.models import Account, Device, Notice, Reach, ResidentProfile  # noqa: E402
from tests.notices.world import AUTH, CANARY  # noqa: E402
from tests.people import world as people_world  # noqa: E402
from tests.rooms import world as rooms  # noqa: E402

ORDERS = ("push,sms,email", "email,sms,push", "sms,email,push")


def encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def reachable(account: Account, number: int, port: int) -> str:
    """Every tenth has a first way by which nobody is reached any more."""
    key = ec.derive_private_key(number + 1000, ec.SECP256R1())
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    lost = number % 10 == 9
    endpoint = f"http://127.0.0.1:{port}/{'gone' if lost else 'push'}/{number}"
    Device.objects.create(
        account=account,
        endpoint=endpoint,
        endpoint_hash=hash_of(endpoint),
        p256dh=encoded(point),
        auth=encoded(AUTH),
        created_at=clock.now(),
    )
    Reach.objects.create(
        account=account,
        ways=ORDERS[number % 3] if not lost else "push,email",
        email=f"person{number}@example.org",
        phone=f"+4670{number:07d}1",
        quiet_begins=0,
        quiet_ends=0,
    )
    return endpoint


def person(world: rooms.World, number: int, port: int) -> dict[str, Any]:
    digits = people_world.number_for(date(1950, 1, 1) + timedelta(days=number))
    account = people_world.resident(digits, CANARY.title(), "Ek", listed=world.unit)
    ResidentProfile.objects.filter(account=account).update(
        protected_identity=number % 5 == 0, language=("sv", "en")[number % 2]
    )
    endpoint = reachable(account, number, port)
    case_id = world.case(people_world.actor_for(account), summary=rooms.empty_summary(free_text=[f"Jag har {CANARY}."]))
    rooms.claim_for(world.sara, case_id)
    rooms.send(world.sara, case_id, f"{CANARY} är ofarligt, {digits}.")
    with transaction.atomic():
        for _ in range(2):
            steps.want_test(account.id, new_id(), clock.now())
    ids = list(Notice.objects.filter(account_id=account.id).order_by("id").values_list("id", flat=True))
    return {"notices": [str(one) for one in ids], "endpoint": endpoint, "key": number + 1000, "number": digits}


def spread(a_second: int) -> dict[str, float]:
    """Nobody waits here for an answer to settle; from each one's time on it is the workers' time that is counted."""
    notices, began = list(Notice.objects.order_by("id")), clock.now()
    for number, notice in enumerate(notices):
        notice.due_at = notice.created_at = began + timedelta(seconds=number / a_second)
    Notice.objects.bulk_update(notices, ["due_at", "created_at"], batch_size=100)
    return {str(notice.id): notice.due_at.timestamp() for notice in notices}


def main(people: int, port: int, a_second: int) -> None:
    world = rooms.build()
    rooms.come_in(world.sara)
    made = [person(world, number, port) for number in range(people)]
    print(json.dumps({"people": made, "due": spread(a_second)}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
