"""What staff do against threats: the commands, and scenes of surnames that are hidden and colleagues who come."""

from collections.abc import Callable, Mapping
from typing import Any, get_args
from uuid import UUID

from chatserver.core.actor import Actor
from chatserver.core.ids import new_id
from chatserver.core.wire import Command
from rooms import wire
from rooms.actions import threats
from tests.rooms import world as rooms
from tests.rooms.world import World


def wish(kind: type[Any], room_id: UUID, **changes: Any) -> Any:
    """A command of one of these kinds."""
    name = get_args(kind.model_fields["type"].annotation)[0]
    return kind(type=name, id=new_id(), room_id=room_id, **changes)


def shorten(room_id: UUID, *, shortened: bool = True) -> wire.ShortenNames:
    made: wire.ShortenNames = wish(wire.ShortenNames, room_id, shortened=shortened)
    return made


def hidden(world: World) -> UUID:
    """A room of Sara's in which she wrote and was answered, a guest sits and Anna is shown first names."""
    case_id = world.held_case()
    message = rooms.sent(world.sara, case_id, "Hej, det är Sara Holm")
    rooms.sent(world.anna, case_id, "Hej Sara Holm", reply_to_id=message.id)
    rooms.guest_in(world.sara, case_id)
    threats.shorten_names(world.sara, shorten(case_id))
    return case_id


def asked(world: World) -> UUID:
    case_id = world.held_case()
    threats.call_colleague(world.sara, wish(wire.CallColleague, case_id))
    return case_id


def here(world: World) -> UUID:
    case_id = asked(world)
    threats.come_as_colleague(world.johan, wish(wire.ComeAsColleague, case_id))
    return case_id


def introduced(world: World) -> UUID:
    case_id = here(world)
    threats.introduce_colleague(world.sara, wish(wire.IntroduceColleague, case_id))
    return case_id


# --- scenes --------------------------------------------------------------------------------------------------------
def shortening(world: World) -> tuple[Actor, wire.ShortenNames]:
    case_id = hidden(world)
    threats.shorten_names(world.sara, shorten(case_id, shortened=False))
    return world.helena, shorten(case_id)


def showing(world: World) -> tuple[Actor, wire.ShortenNames]:
    return world.sara, shorten(hidden(world), shortened=False)


def saying(world: World) -> tuple[Actor, wire.SendMessage]:
    return world.sara, rooms.say(hidden(world), "Sara Holm igen")


def calling(world: World) -> tuple[Actor, Command]:
    return world.sara, wish(wire.CallColleague, world.held_case())


def coming(world: World) -> tuple[Actor, Command]:
    return world.johan, wish(wire.ComeAsColleague, asked(world))


def introducing(world: World) -> tuple[Actor, Command]:
    return world.sara, wish(wire.IntroduceColleague, here(world))


def parting(world: World) -> tuple[Actor, Command]:
    return world.johan, wish(wire.EndCompany, introduced(world))


def taking_back(world: World) -> tuple[Actor, Command]:
    return world.sara, wish(wire.EndCompany, asked(world))


def concluding(world: World) -> tuple[Actor, wire.ConcludeCase]:
    return world.sara, rooms.conclude(introduced(world))


def giving(world: World) -> tuple[Actor, wire.ReassignCase]:
    """To the colleague who reads along."""
    rooms.come_in(world.johan)
    return world.helena, rooms.reassign(introduced(world), world.johan)


SCENES: Mapping[str, Callable[[World], tuple[Any, ...]]] = {
    "rooms.actions.threats.shorten_names": shortening,
    "rooms.actions.threats.shorten_names, and shown again": showing,
    "rooms.actions.messages.send_message, where surnames are hidden": saying,
    "rooms.actions.threats.call_colleague": calling,
    "rooms.actions.threats.come_as_colleague": coming,
    "rooms.actions.threats.introduce_colleague": introducing,
    "rooms.actions.threats.end_company": parting,
    "rooms.actions.threats.end_company, before anybody came": taking_back,
    "rooms.actions.conclusion.conclude_case, with a colleague in it": concluding,
    "rooms.actions.custody.reassign_case, to the colleague in it": giving,
}
