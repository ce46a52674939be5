"""What an open socket may do and hear, and that it ends with what entitled it (law 10)."""

import asyncio
import threading
from dataclasses import replace
from datetime import timedelta
from typing import cast
from uuid import UUID

import pytest
from django.db import OperationalError

from chatserver import wiring
from chatserver.core import clock, publish
from chatserver.core.actor import SYSTEM, Actor
from chatserver.core.commands import Open, Opened
from chatserver.core.errors import not_found
from chatserver.core.events import StoredEvent
from chatserver.core.gateway.watch import LoginWatch
from chatserver.core.hub import Follower
from chatserver.core.ids import new_id
from chatserver.core.work import in_database
from people.actions import accounts, guardianships
from people.models import Employment, Login, ResidentProfile
from rooms import wire
from tests.protocol.tabs import Door
from tests.rooms import world as rooms_world
from tests.rooms.world import World


# --- who may be heard ----------------------------------------------------------------------------------------------
async def test_a_colleague_who_reads_along_shows_no_typing(world: World, door: Door) -> None:
    """The resident would be shown somebody who is not in the room."""
    room_id: UUID = await in_database(world.held_case)
    anna, johan = await door.tab(world.anna), await door.tab(world.johan)
    for tab in (anna, johan):
        await tab.open(room_id)
    await johan.tell({"type": "typing.show", "room_id": str(room_id)})
    assert (await johan.until("error"))["code"] == "not_allowed"
    await anna.heartbeat()
    assert "typing.shown" not in [frame["type"] for frame in anna.heard]


async def test_who_claims_an_open_case_may_show_typing_and_who_hands_back_may_not(world: World, door: Door) -> None:
    room_id: UUID = await in_database(world.case)
    anna, sara = await door.tab(world.anna), await door.tab(world.sara)
    for tab in (anna, sara):
        await tab.open(room_id)
    await sara.answer(type="case.claim", room_id=str(room_id))
    await anna.until("case.claimed")
    await sara.tell({"type": "typing.show", "room_id": str(room_id)})
    assert (await anna.until("typing.shown"))["name"] == world.sara.name.split()[0]
    # The end of the stream may come before the ack or after it.
    await sara.tell({"type": "case.release", "id": str(new_id()), "room_id": str(room_id), "reason": ""})
    await sara.until("stream.ended")
    await sara.open(room_id)
    await sara.tell({"type": "typing.show", "room_id": str(room_id)})
    assert (await sara.until("error"))["code"] == "not_allowed"


async def test_a_reopening_takes_nobodys_room_and_lets_the_resident_write(world: World, door: Door) -> None:
    """Nobody loses a right by it: whoever concluded reads on as the colleague they now are."""
    room_id: UUID = await in_database(world.held_case)
    anna, sara, johan = [await door.tab(actor) for actor in (world.anna, world.sara, world.johan)]
    for tab in (anna, sara):
        await tab.open(room_id)
    await johan.answer(type="worklist.open", unit_id=str(world.unit.id), cursor=None)
    await sara.answer(
        type="case.conclude", room_id=str(room_id), outcome="advice_given", text="Vila", seek_care="Om det blir värre"
    )
    await anna.until("case.concluded")
    await johan.until("case.unlisted")
    assert (await anna.say(room_id, "Det blev värre"))["code"] == "room_closed"
    await anna.answer(type="case.reopen", room_id=str(room_id), reason="")
    item = (await johan.until("case.listed"))["item"]
    assert (item["case_id"], item["state"]) == (str(room_id), "waiting")
    await anna.say(room_id, "Det blev värre")
    assert (await sara.until("message.sent"))["text"] == "Det blev värre"
    assert "stream.ended" not in [frame["type"] for frame in sara.heard]


async def test_a_heartbeat_tells_no_head_of_a_room_that_was_not_granted(
    world: World, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the door still asks, the heads of what was asked for would say that it exists."""
    room_id: UUID = await in_database(world.held_case)
    asked, go_on = threading.Event(), threading.Event()

    def slow(_actor: Actor, _command: wire.OpenRoom) -> Opened:
        asked.set()
        go_on.wait(5)
        raise not_found()

    opens = cast(dict[object, Open], wiring.TABLE.opens)
    monkeypatch.setitem(opens, wire.OpenRoom, replace(opens[wire.OpenRoom], fetch=slow))
    stranger = await door.tab(world.maria)
    await stranger.tell({"type": "room.open", "id": str(new_id()), "room_id": str(room_id), "cursors": None})
    await asyncio.to_thread(asked.wait, 5)
    heads = await stranger.heartbeat()
    go_on.set()
    assert heads["heads"] == {}
    assert (await stranger.until("error"))["code"] == "not_found"


# --- the end of a login --------------------------------------------------------------------------------------------
def nobody_announces() -> None:
    """As while Redis is away, or when a command line ended the login."""
    publish.connect(lambda _stream, _head: None, lambda _events: None, lambda _login: None)


async def test_a_login_that_ended_unannounced_is_found_without_a_heartbeat(world: World, door: Door) -> None:
    anna, sara = await door.tab(world.anna), await door.tab(world.sara)
    nobody_announces()
    await in_database(accounts.lock_account, SYSTEM, world.sara.person)
    await LoginWatch(door.hub, wiring.QUESTIONS.standing).look()
    assert await sara.closed_with() == 4401
    await anna.heartbeat()


async def test_an_employment_that_is_gone_ends_the_socket(world: World, door: Door) -> None:
    sara, johan = await door.tab(world.sara), await door.tab(world.johan)
    await in_database(Employment.objects.filter(account_id=world.sara.person).delete)
    await LoginWatch(door.hub, wiring.QUESTIONS.standing).look()
    assert await sara.closed_with() == 4401
    await johan.heartbeat()


async def test_the_watch_goes_round_by_itself(world: World, door: Door) -> None:
    anna = await door.tab(world.anna)
    nobody_announces()
    watch = LoginWatch(door.hub, wiring.QUESTIONS.standing, every_seconds=0.01)
    await watch.start()
    await in_database(Login.objects.filter(account_id=world.anna.person).update, ended_at=clock.now_here())
    assert await anna.closed_with() == 4401
    await watch.stop()


async def test_a_guardian_hears_nothing_of_a_child_who_has_turned_13(world: World, door: Door) -> None:
    case_id: UUID = await in_database(world.child_case)
    maria = await door.tab(world.maria)
    assert (await maria.open(case_id))["type"] == "ack"
    await in_database(turn_13, world.leo_id)
    assert (await maria.say(case_id, "Hej"))["code"] == "not_found"
    assert await in_database(guardianships.close_outgrown) == 1
    assert await maria.closed_with() == 4401
    again = await door.tab(world.maria)
    assert (await again.open(case_id))["code"] == "not_found"


def turn_13(child_id: UUID) -> None:
    today = clock.now_here().date()
    born = today.replace(year=today.year - 13) if (today.month, today.day) != (2, 29) else today - timedelta(days=4749)
    ResidentProfile.objects.filter(account_id=child_id).update(birth_date=born)


# --- a fault in one follower ---------------------------------------------------------------------------------------
def fail_once(door: Door, monkeypatch: pytest.MonkeyPatch, failure: Exception) -> None:
    """The next recheck of the hub fails."""
    real, failures = door.hub._recheck, [failure]

    async def recheck(event: StoredEvent, followers: list[Follower]) -> None:
        if failures:
            raise failures.pop()
        await real(event, followers)

    monkeypatch.setattr(door.hub, "_recheck", recheck)


async def test_an_entitlement_that_the_database_could_not_tell_is_asked_again(
    world: World, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    room_id: UUID = await in_database(world.held_case)
    sara = await door.tab(world.sara)
    await sara.open(room_id)
    fail_once(door, monkeypatch, OperationalError())
    await in_database(rooms_world.release_by, world.sara, room_id)
    assert (await sara.until("stream.ended"))["stream"].endswith(str(room_id))


async def test_a_fault_does_not_make_the_process_deaf(
    world: World, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    room_id: UUID = await in_database(world.held_case)
    anna = await door.tab(world.anna)
    await anna.open(room_id)
    fail_once(door, monkeypatch, ZeroDivisionError())
    for text in ("Ett", "Två"):
        await in_database(rooms_world.send, world.sara, room_id, text)
        assert (await anna.until("message.sent"))["text"] == text
