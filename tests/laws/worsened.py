"""Scenes of residents who say that they are worse."""

from uuid import UUID

from chatserver.core.actor import Actor
from chatserver.core.ids import new_id
from rooms import wire
from tests.rooms import world as rooms
from tests.rooms.world import World
from tests.triage import forms
from triage.actions.answers import give_answer
from triage.actions.worse import say_worse

# All that a sore throat's form asks again.
FLAGS = forms.flags("sore_throat")


def handed_off(world: World) -> UUID:
    """Anna's case about her throat, which waits."""
    case_id = forms.submitted(world.anna, throat_signs=["swollen_neck"]).case_id
    if case_id is None:
        raise RuntimeError("a swollen neck is handed off")
    return case_id


def word(case_id: UUID) -> wire.SayWorse:
    return wire.SayWorse(type="worse.say", id=new_id(), room_id=case_id)


def waiting(world: World) -> tuple[Actor, wire.SayWorse]:
    return world.anna, word(handed_off(world))


def without_a_form(world: World) -> tuple[Actor, wire.SayWorse]:
    return world.anna, word(world.held_case())


def held(world: World) -> tuple[Actor, wire.SayWorse]:
    case_id = handed_off(world)
    rooms.claim_for(world.sara, case_id)
    rooms.send(world.sara, case_id)
    return world.anna, word(case_id)


def asked_again(world: World) -> tuple[Actor, UUID]:
    actor, command = waiting(world)
    intake_id = say_worse(actor, command).result
    if intake_id is None:
        raise RuntimeError("a sore throat has red flags")
    return actor, intake_id


def nearly_answered(world: World) -> tuple[Actor, UUID, str, str]:
    """All answered but the last, whose answer sends them."""
    actor, intake_id = asked_again(world)
    for flag in FLAGS[:-1]:
        give_answer(actor, intake_id, flag, "no")
    return actor, intake_id, FLAGS[-1], "no"
