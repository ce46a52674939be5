"""Scenes of notices and of how people are reached."""

import itertools
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.ids import new_id
from people import outbox_queries, steps, wire
from people.actions import notices, reach
from people.models import Confirmation, Device, Notice, Reach
from people.outbox import Answer, Kind
from rooms import wire as room_wire
from rooms.actions.reaching import look_again
from rooms.models import Room
from tests.rooms import world as rooms
from tests.rooms.world import World

DAY = timedelta(days=1)
CHOICE = wire.ChooseReach(ways=["sms", "push"], quiet_begins=0, quiet_ends=0, opted_out=False)
_numbers = itertools.count()


def reachable(actor: Actor) -> None:
    Reach.objects.update_or_create(
        account_id=actor.person,
        defaults={"email": "anna@example.org", "phone": "+46701740605", "quiet_begins": 0, "quiet_ends": 0},
    )


def due(actor: Actor) -> Notice:
    """A test notice that waits."""
    reachable(actor)
    with transaction.atomic():
        steps.want_test(actor.person, new_id(), clock.now())
    return Notice.objects.filter(account_id=actor.person, kind=Kind.TEST.value).latest("id")


def taking(world: World) -> tuple[int]:
    due(world.anna)
    return (10,)


def taken(world: World) -> Notice:
    mine = due(world.anna).id
    notices.take(100)
    return Notice.objects.get(id=mine)


def sent(world: World) -> tuple[UUID, int, Answer]:
    notice = taken(world)
    return notice.id, notice.attempts, Answer(sent=True, provider_id=f"sent {next(_numbers)}")


def refused(world: World) -> tuple[UUID, int, Answer]:
    notice = taken(world)
    return notice.id, notice.attempts, Answer(sent=False, lasting=True, code="smtp_550")


def came_back(world: World) -> tuple[str, str]:
    notice_id, attempts, answer = sent(world)
    notices.record(notice_id, attempts, answer)
    return answer.provider_id, "sms_undelivered"


def old_notice(world: World) -> tuple[()]:
    at = clock.now() - 100 * DAY
    Notice.objects.filter(id=due(world.anna).id).update(state="sent", finished_at=at)
    return ()


def letter() -> tuple[UUID, str, str, str, str]:
    return new_id(), "sms", "+46701740605", "Din kod", "Din kod är 123456."


def asked(world: World) -> tuple[Actor, wire.ConfirmAddress]:
    Confirmation.objects.all().delete()
    return world.anna, wire.ConfirmAddress(way="email", address="anna@example.org")


def code(world: World, *, wrong: bool = False) -> tuple[Actor, wire.GiveCode]:
    confirmation_id = reach.confirm_address(*asked(world))
    right = outbox_queries.code_of(confirmation_id)
    given = "000000" if wrong and right != "000000" else right
    return world.anna, wire.GiveCode(confirmation_id=confirmation_id, code=given)


def old_confirmation(world: World) -> tuple[()]:
    reach.confirm_address(*asked(world))
    Confirmation.objects.update(created_at=clock.now() - 3 * DAY)
    return ()


def device() -> wire.AddDevice:
    endpoint = f"https://fcm.googleapis.com/send/{next(_numbers)}"
    return wire.AddDevice(endpoint=endpoint, p256dh="B" * 87, auth="a" * 22)


def added(world: World) -> tuple[Actor, str]:
    wanted = device()
    Device.objects.create(
        account_id=world.anna.person,
        endpoint=wanted.endpoint,
        endpoint_hash=reach.hash_of(wanted.endpoint),
        p256dh=wanted.p256dh,
        auth=wanted.auth,
        created_at=clock.now(),
    )
    return world.anna, wanted.endpoint


def chosen(world: World, choice: Any = CHOICE) -> tuple[Actor, wire.ChooseReach]:
    return world.anna, choice


def to_settle(world: World) -> tuple[Actor, room_wire.SettleReach]:
    (case_id,) = unread(world)
    look_again(case_id)
    return world.johan, rooms.settle_reach(case_id)


def unread(world: World) -> tuple[UUID]:
    case_id = world.held_case()
    rooms.send(world.sara, case_id)
    Room.objects.filter(case_id=case_id).update(turn_at=clock.now() - 2 * DAY)
    return (case_id,)
