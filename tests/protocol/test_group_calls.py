"""A guest in a call over real sockets: who hears of it, whose signals pass, and that both end together."""

from typing import Any
from uuid import UUID

from chatserver.core.actor import Actor
from chatserver.core.ids import new_id
from chatserver.core.work import in_database
from rooms.actions.guests import withdraw_guest
from rooms.models import Invitation
from signaling import jobs
from tests.protocol.tabs import Door, Tab
from tests.rooms import world as rooms_world
from tests.rooms.world import World


def guests_in(world: World, room_id: UUID) -> tuple[Actor, Actor]:
    """One who may join calls, and one who may not."""
    amira = rooms_world.guest_in(world.sara, room_id, may_call=True)
    return amira, rooms_world.guest_in(world.sara, room_id, name="Nils Ek")


async def in_a_call(world: World, door: Door) -> tuple[dict[str, Any], Tab, Tab, Tab, Tab]:
    """Sara and Anna are in a call; Amira and Nils have the room open. The call's place comes first."""
    room_id: UUID = await in_database(world.held_case)
    guests: tuple[Actor, Actor] = await in_database(guests_in, world, room_id)
    sara, anna, amira, nils = [await door.tab(actor) for actor in (world.sara, world.anna, *guests)]
    for tab in (sara, anna, amira, nils):
        await tab.open(room_id)
    room = str(room_id)
    begun = await sara.answer(type="call.start", room_id=room, peer_id=str(sara.peer_id), video=True)
    place = {"room_id": room, "call_id": begun["result"]}
    await anna.answer(type="call.accept", peer_id=str(anna.peer_id), **place)
    return place, sara, anna, amira, nils


def media_to(tab: Tab, place: dict[str, Any]) -> dict[str, Any]:
    return {"type": "call.media", "to_peer": str(tab.peer_id), "sound": True, "picture": False, **place}


async def test_a_guest_joins_and_everybody_who_may_know_is_told(world: World, door: Door) -> None:
    place, sara, anna, amira, nils = await in_a_call(world, door)
    joined = await amira.answer(type="call.join", peer_id=str(amira.peer_id), **place)
    assert joined["type"] == "ack"
    for tab in (sara, anna):
        told = await tab.until("call.joined")
        assert (told["by"]["name"], told["call"]["others"]) == (
            "Amira Said",
            [{"account_id": str(amira.actor.person), "peer_id": str(amira.peer_id), "generation": 0}],
        )
    refused = await nils.answer(type="call.join", peer_id=str(nils.peer_id), **place)
    assert refused["code"] == "not_allowed"
    assert {frame["type"] for frame in nils.heard if frame["type"].startswith("call.")} == set()


async def test_a_guests_signals_pass_while_they_are_in_it(world: World, door: Door) -> None:
    place, sara, anna, amira, nils = await in_a_call(world, door)
    for tab in (amira, nils):
        await tab.tell(media_to(sara, place))
        assert (await tab.until("error"))["code"] == "not_allowed"
    await amira.answer(type="call.join", peer_id=str(amira.peer_id), **place)
    offer = {"type": "call.description", "generation": 0, "offer": 1, "kind": "offer", "sdp": "v=0", **place}
    for sender, hearer in ((amira, sara), (amira, anna), (sara, amira), (anna, amira)):
        await sender.tell({**offer, "to_peer": str(hearer.peer_id)})
        heard = await hearer.until("call.description.relayed")
        assert (heard["from_peer"], heard["from_account"]) == (str(sender.peer_id), str(sender.actor.person))
    await sara.answer(type="call.remove", account_id=str(amira.actor.person), **place)
    await amira.until("call.removed")
    await amira.tell(media_to(sara, place))
    assert (await amira.until("error"))["code"] == "not_allowed"


async def test_whoever_is_shown_out_of_the_room_is_out_of_the_call(world: World, door: Door) -> None:
    place, sara, anna, amira, _nils = await in_a_call(world, door)
    await amira.answer(type="call.join", peer_id=str(amira.peer_id), **place)
    await anna.until("call.joined")
    await in_database(show_out, world.sara, UUID(place["room_id"]), amira.actor)
    await in_database(jobs.settle_members)
    told = await anna.until("call.removed", lambda frame: bool(frame["call"]["others"] == []))
    assert told["call"]["state"] == "connecting"
    await sara.until("call.removed")


def show_out(sara: Actor, room_id: UUID, guest: Actor) -> None:
    withdraw_guest(sara, rooms_world.withdraw(room_id, Invitation.objects.get(account_id=guest.person).id))


async def test_a_fifth_is_told_that_it_is_full(world: World, door: Door) -> None:
    place, _sara, _anna, amira, _nils = await in_a_call(world, door)
    others: list[Actor] = await in_database(two_more, world, UUID(place["room_id"]))
    codes = []
    for tab in (amira, *[await door.tab(actor) for actor in others]):
        answer = await tab.answer(type="call.join", peer_id=str(new_id()), **place)
        codes.append(answer.get("code", "in"))
    assert codes == ["in", "in", "call_full"]


def two_more(world: World, room_id: UUID) -> list[Actor]:
    return [rooms_world.guest_in(world.sara, room_id, may_call=True) for _ in range(2)]
